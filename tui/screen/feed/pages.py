"""Pages of a post: the line being read, and the time to turn."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, groupby
from math import ceil
from typing import NamedTuple

from tui.playback.reading_time import characters_to_read
from tui.playback.view import PostRead
from tui.screen.feed.layout import BLANK, RULE, PostLines
from tui.screen.feed.viewport import RowRef, Viewport

STAYING_ROWS = 3  # least overlap of two pages
SLOWER = 0.9  # pace of a slow reader, relative to the replay's
LEAST_NEW = 1 / 3  # least new share of a page; half of it on a post's last two pages

HEAD_ROLES = (RULE, BLANK, "name", "byline")
_BEFORE_END = 0.05  # of the window, in rows
_ROUNDED_UP = 1 + 1e-12  # keeps a line's share on this line, not at the end of the line above


class PageTurn(NamedTuple):
    top: int
    at: float
    begins: int | None = None  # first line of the next paragraph; None within a paragraph


def words_end(post: PostLines) -> int:
    return max((n for n, line in enumerate(post.lines, 1) if line.role != BLANK), default=0)


class Measure:
    """Characters to read before each line, as in the reading time: wraps and signs add none."""

    def __init__(self, post: PostLines) -> None:
        self.post = post
        parts = [*accumulate((characters_to_read(text) + 1 for text in post.parts), initial=0.0)]
        self._before = [0.0]  # chips, a part of their own, are read with the first line
        for line in post.lines[1:]:
            text, start = post.parts[line.part] if post.parts else "", max(line.start, 0)
            read = characters_to_read(text[:start]) + (start > len(text))
            self._before.append(parts[line.part] + read)
        self._before.append(parts[-1])
        texts = [row for row, line in enumerate(post.lines) if line.text]
        rows = [[*each] for _, each in groupby(texts, lambda row: post.lines[row].part)]
        self.paragraphs = [range(part[0], part[-1] + 1) for part in rows]
        text_rows = (n for n, line in enumerate(post.lines) if line.role not in HEAD_ROLES)
        self.first_text = next(text_rows, 0)  # line below the head

    def row_at(self, share: float) -> float:
        """Line at a share of the characters; 2.5 is the middle of the third line."""
        before = self._before
        wanted = share * before[-1] * _ROUNDED_UP
        row = bisect_right(before, wanted) - 1
        if row == len(before) - 1:
            return float(row)
        return row + (wanted - before[row]) / (before[row + 1] - before[row])

    def share_before(self, row: float) -> float:
        before, whole = self._before, min(int(row), len(self._before) - 1)
        here = before[min(whole + 1, len(before) - 1)] - before[whole]
        return min((before[whole] + here * (row % 1)) / (before[-1] or 1.0), 1.0)

    def row_after(self, row: float, times: float) -> float:
        """Line of a reader `times` as fast as the reader at `row`."""
        return self.row_at(min(self.share_before(max(row, 0.0)) * times, 1.0))


@lru_cache(256)  # every tick asks, for each guest
def measured(post: PostLines) -> Measure:
    return Measure(post)


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
        turn = turn._replace(top=min(below - staying, max(turn.top, needed)))
    near_end = last if turn.top >= last else max(last - least, (top + last) // 2)
    return turn._replace(top=min(turn.top, near_end))


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


class Pages(Viewport):
    """Window whose pages turn for a reader."""

    spot: PostRead | None = None  # place being read
    seam: RowRef | None = None  # blank line above the new rows of the last turn

    def turn_to_spot(self, *, anew: bool) -> None:
        """Bring the spot into the window, turning pages; `anew` starts with the first page."""
        spot = self.spot
        if spot is None or not len(self.document) or self._brings_card(spot, anew=anew):
            return
        (_, row), top = self._at(spot), self.row_of(spot.post)
        if anew or top is None or row < top:
            self.bring_post(spot.post)
            self.seam = None
        while (turn := self._next_turn(spot)) is not None and row >= turn.at:
            self.seam = self._blank_above(spot.post, turn.begins or int(row))
            self.bring(spot.post, turn.top)

    def _blank_above(self, post: int, line: int) -> RowRef | None:
        lines = self.lines_of(post).lines
        is_blank = 0 < line < len(lines) and lines[line - 1].role == BLANK
        return RowRef(post, line - 1) if is_blank else None

    def _brings_card(self, spot: PostRead, *, anew: bool) -> bool:
        """Move the card into the window, unless it would hide unread text."""
        before, card = self.words, self.document.card
        if card is None:
            return False
        if anew or not self.shows_card:
            self.bring_post(card)
        if spot.share >= 1.0 or self._shows(spot, words_end(self.lines_of(spot.post))):
            return True
        self.put(before)
        return False

    @property
    def shows_card(self) -> bool:
        """True if the card is in the window, whole if it fits."""
        if (card := self.document.card) is None or (top := self.row_of(card)) is None:
            return False
        return top <= 0 and min(words_end(self.lines_of(card)), self.height) <= top + self.height

    @property
    def is_in_sight(self) -> bool:
        """True if the spot is in the window, a head with its first text, or nothing is left."""
        spot = self.spot
        if spot is None or (self.document.card is not None and spot.share >= 1.0):
            return True
        measure, row = self._at(spot)
        return self._shows(spot, int(max(row, measure.first_text)) + 1)

    def _shows(self, spot: PostRead, end: int) -> bool:
        """True if the lines of a post from a spot up to `end` are in the window."""
        top = self.row_of(spot.post)
        return top is not None and top <= self._at(spot)[1] and end <= top + self.height

    @property
    def next_page(self) -> PostRead | None:
        """First words of the next page; None on the last page."""
        if (spot := self.spot) is None or (top := self.row_of(spot.post)) is None:
            return None
        if self._next_turn(spot) is None or spot.share >= 1.0:
            return None
        return PostRead(spot.post, self._at(spot)[0].share_before(top + self.height))

    @property
    def next_shares(self) -> tuple[float, ...]:
        """Shares of the post at which the page turns and the next paragraph starts."""
        if (spot := self.spot) is None:
            return ()
        (measure, row), turn = self._at(spot), self._next_turn(spot)
        turns = [] if turn is None else [turn.at]
        later = [each.start for each in measure.paragraphs if each.start > row][:1]
        return tuple(map(measure.share_before, [*turns, *later]))

    @property
    def mark(self) -> tuple[int, int] | None:
        """Post and part being read, for the mark in the gutter; labels count as the headline."""
        if (spot := self.spot) is None or spot.post not in self.document:
            return None
        measure, row = self._at(spot)
        lines = measure.post.lines[min(int(row), len(measure.post.lines) - 1) :]
        return spot.post, next((line.part for line in lines if line.role != RULE), 0)

    def _next_turn(self, spot: PostRead) -> PageTurn | None:
        (measure, row), top = self._at(spot), self.row_of(spot.post)
        if top is None:
            return None
        return next_turn(measure, top, self.height, passed=row >= top + self.height)

    def _at(self, spot: PostRead) -> tuple[Measure, float]:
        """Measure of the post, and the line being read."""
        measure = measured(self.lines_of(spot.post))
        return measure, measure.row_at(spot.share)
