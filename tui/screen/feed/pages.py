"""Pages of a post: the line being read, and the time to turn."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from tui.playback.reading_time import characters_to_read
from tui.screen.feed.layout import BLANK, RULE, PostLines
from tui.screen.feed.viewport import RowRef, Viewport

STAYING_ROWS = 3  # least overlap of two pages
SLOWER = 0.9  # pace of a slow reader, relative to the replay's
LEAST_NEW = 1 / 3  # least new share of a page; half of it on a post's last two pages

HEAD_ROLES = (RULE, BLANK, "name", "byline")
_BEFORE_END = 0.05  # of the window, in rows
_ROUNDED_UP = 1 + 1e-12  # keeps a line's share on this line, not at the end of the line above


class Spot(NamedTuple):
    """Place being read: the share of the post's characters already read."""

    post: int
    share: float


@dataclass(frozen=True, slots=True)
class PageTurn:
    top: int
    at: float
    begins: int | None = None  # first line of the next paragraph; None within a paragraph


def words_end(post: PostLines) -> int:
    words = len(post.lines)
    while words and post.lines[words - 1].role == BLANK:
        words -= 1
    return words


class Measure:
    """Characters to read before each line, as in the reading time: wraps and signs add none."""

    def __init__(self, post: PostLines) -> None:
        self.post = post
        self._before = _characters_before(post)
        texts = [(line.part, row) for row, line in enumerate(post.lines) if line.text]
        rows = [[row for _, row in part] for _, part in groupby(texts, key=itemgetter(0))]
        self.paragraphs = [range(part[0], part[-1] + 1) for part in rows]
        text = (row for row, line in enumerate(post.lines) if line.role not in HEAD_ROLES)
        self.first_text = next(text, 0)  # line below the head

    def row_at(self, share: float) -> float:
        """Line at a share of the characters; 2.5 is the middle of the third line."""
        before = self._before
        wanted = share * before[-1] * _ROUNDED_UP
        row = bisect_right(before, wanted) - 1
        if row == len(before) - 1:
            return float(row)
        return row + (wanted - before[row]) / (before[row + 1] - before[row])

    def share_before(self, row: float) -> float:
        """Share of the characters before a line."""
        before, whole = self._before, min(int(row), len(self._before) - 1)
        here = before[min(whole + 1, len(before) - 1)] - before[whole]
        return min((before[whole] + here * (row % 1)) / (before[-1] or 1.0), 1.0)

    def row_after(self, row: float, times: float) -> float:
        """Line of a reader `times` as fast as the reader at `row`."""
        return self.row_at(min(self.share_before(max(row, 0.0)) * times, 1.0))

    def paragraph_after(self, row: float) -> range | None:
        number = bisect_right(self.paragraphs, row, key=lambda each: each.start)
        return self.paragraphs[number] if number < len(self.paragraphs) else None


def _characters_before(post: PostLines) -> list[float]:
    """Characters before each line, and in all; a part ends with a space."""
    starts = [0.0]
    for text in post.parts:
        starts.append(starts[-1] + characters_to_read(text) + 1)
    before, part, start, count = [0.0], 0, 0, 0.0
    for line in post.lines[1:]:
        if line.part != part:
            part, start, count = line.part, 0, 0.0
        if line.start > start:
            count += characters_to_read(post.parts[part][start : line.start])
            start = line.start
        over = start > len(post.parts[part]) if post.parts else False
        before.append(starts[part] + count + over)
    return [*before, starts[-1]]


def next_turn(measure: Measure, top: int, height: int, *, passed: bool = False) -> PageTurn | None:
    """Next page of a window with line `top` on its first row; None if the post ends in it.

    It turns before the first paragraph that does not end in the window, or in its last rows if it
    is too long for that. Rows that a slower reader still needs stay. `passed`: nothing is left to
    read.
    """
    last, below = words_end(measure.post) - height, top + height
    if last <= top:
        return None
    staying, least = min(STAYING_ROWS, height - 1), ceil(height * LEAST_NEW)
    turn = PageTurn(below - staying, below)
    if not passed:
        latest = PageTurn(top + least, below - staying / 2)
        turn = _before_paragraph(measure, latest, top, height) or latest
        needed = int(measure.row_after(turn.at, SLOWER))
        turn = replace(turn, top=min(below - staying, max(turn.top, needed)))
    near_end = last if turn.top >= last else max(last - least, (top + last) // 2)
    return replace(turn, top=min(turn.top, near_end))


def _before_paragraph(measure: Measure, latest: PageTurn, top: int, height: int) -> PageTurn | None:
    """Turn before the first paragraph that does not end in the window; None if it is too long."""
    below = top + height
    no_words = range(below, below + 1)
    torn = next((each for each in measure.paragraphs if each.stop > below), no_words)
    at = min(torn.start, below - _BEFORE_END)
    behind = int(measure.row_after(at, SLOWER))
    is_whole = torn.stop - behind <= height  # on the next page
    if at >= latest.at or (top < behind and (is_whole or latest.top <= behind)):
        return PageTurn(behind if top < behind else latest.top, at, torn.start)
    return None


class Pages:
    """Turns pages for a reader at a spot."""

    def __init__(self, viewport: Viewport, lines_of: Callable[[int], PostLines]) -> None:
        self._viewport = viewport
        self._lines_of = lines_of
        self.seam: RowRef | None = None  # blank line above the new rows of the last turn

    def follow(self, spot: Spot | None, *, anew: bool) -> None:
        """Bring a spot into the window, turning pages; `anew` starts with the first page."""
        viewport = self._viewport
        if spot is None or not len(viewport.document) or self._brings_card(spot, anew=anew):
            return
        top = viewport.row_of(spot.post)
        if anew or top is None or self._row_of(spot) < top:
            viewport.follow(spot.post)
            self.seam = None
        while (turn := self._turn(spot)) is not None and self._row_of(spot) >= turn.at:
            begins = int(self._row_of(spot)) if turn.begins is None else turn.begins
            self.seam = self._blank_above(spot.post, begins)
            viewport.show(spot.post, turn.top)

    def in_sight(self, spot: Spot | None) -> bool:
        """True if a spot is in the window, a head with its first text, or nothing is left."""
        if spot is None or (self._viewport.document.card is not None and spot.share >= 1.0):
            return True
        return self._shows(spot, int(max(self._row_of(spot), self._measure(spot).first_text)) + 1)

    def _shows(self, spot: Spot, end: int) -> bool:
        """True if the lines of a post from a spot up to `end` are in the window."""
        top = self._viewport.row_of(spot.post)
        return top is not None and top <= self._row_of(spot) and end <= top + self._viewport.height

    def next_page(self, spot: Spot) -> Spot | None:
        """First words of the next page; None on the last page."""
        top = self._viewport.row_of(spot.post)
        if top is None or self._turn(spot) is None or spot.share >= 1.0:
            return None
        unseen = top + self._viewport.height
        return Spot(spot.post, self._measure(spot).share_before(unseen))

    def next_shares(self, spot: Spot) -> tuple[float, ...]:
        """Shares of the post at which the page turns and the next paragraph starts."""
        measure, turn = self._measure(spot), self._turn(spot)
        later = measure.paragraph_after(self._row_of(spot))
        rows = () if turn is None else (turn.at,), () if later is None else (later.start,)
        return tuple(measure.share_before(row) for row in chain(*rows))

    def part_of(self, spot: Spot) -> int:
        """Part at a spot; labels count as the headline."""
        lines = self._lines_of(spot.post).lines
        rows = lines[min(int(self._row_of(spot)), len(lines) - 1) :]
        return next((line.part for line in rows if line.role != RULE), 0)

    @property
    def shows_card(self) -> bool:
        """True if the card is in the window, whole if it fits."""
        card = self._viewport.document.card
        if card is None:
            return False
        whole = min(words_end(self._lines_of(card)), self._viewport.height)
        spans = self._viewport.spans()
        return any(post == card and first == 0 and end >= whole for post, first, end in spans)

    def _brings_card(self, spot: Spot, *, anew: bool) -> bool:
        """Move the card into the window, unless it would hide unread text."""
        viewport, before = self._viewport, self._viewport.words
        card = viewport.document.card
        if card is None:
            return False
        if anew or not self.shows_card:
            viewport.follow(card)
        if spot.share >= 1.0 or self._shows(spot, words_end(self._lines_of(spot.post))):
            return True
        viewport.put(before)
        return False

    def _turn(self, spot: Spot) -> PageTurn | None:
        top, height = self._viewport.row_of(spot.post), self._viewport.height
        if top is None:
            return None
        passed = self._row_of(spot) >= top + height
        return next_turn(self._measure(spot), top, height, passed=passed)

    def _blank_above(self, post: int, row: int) -> RowRef | None:
        lines = self._lines_of(post).lines
        blank = 0 < row < len(lines) and lines[row - 1].role == BLANK
        return RowRef(post, row - 1) if blank else None

    def _row_of(self, spot: Spot) -> float:
        return self._measure(spot).row_at(spot.share)

    def _measure(self, spot: Spot) -> Measure:
        return measure(self._lines_of(spot.post))


@lru_cache(256)  # every tick asks, for each guest
def measure(post: PostLines) -> Measure:
    return Measure(post)
