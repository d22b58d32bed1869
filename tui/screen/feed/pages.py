"""The pages of a post in a window: which line is being read, and when the page is turned. Pure."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from tui.playback.reading_time import characters_to_read
from tui.screen.feed.layout import BLANK, RULE, PostLines
from tui.screen.feed.viewport import Place, Viewport

STAYING_ROWS = 3
"""Rows of the old page that stay on top of the new one at least."""
SLOWER = 0.9
"""The pace of a slow reader, for whom pages are turned too, as a share of the replay's."""
LEAST_NEW = 1 / 3
"""The least share of the window that is new on a page, unless a paragraph would be torn.

On each of a post's last two pages it is half of that; the second page may be the last, with less.
"""

_BEFORE_END = 0.05
"""Of a row: so far before the last words on a page it is turned."""
_ROUNDED_UP = 1 + 1e-12
"""So that the share before a line leads back to that line, and not to the end of the one above."""


class Spot(NamedTuple):
    """The place being read: a post and the share of its characters already read."""

    post: int
    share: float


@dataclass(frozen=True, slots=True)
class Turn:
    top: int
    at: float
    begins: int | None = None
    """The first line of the paragraph with which the reader goes on; None within a paragraph."""


@dataclass(frozen=True, slots=True)
class ParagraphRows:
    """The lines of one paragraph of a post, `end` being the one after its last."""

    begin: int
    end: int


def words_end(post: PostLines) -> int:
    words = len(post.lines)
    while words and post.lines[words - 1].role == BLANK:
        words -= 1
    return words


class Measure:
    """The characters of a post to be read before each of its lines.

    They are those of its parts, as in its reading time: no wrap and no sign adds one.
    """

    def __init__(self, post: PostLines) -> None:
        self.post = post
        self._before = _characters_before(post)
        texts = [(line.part, row) for row, line in enumerate(post.lines) if line.text]
        rows = [[row for _, row in part] for _, part in groupby(texts, key=itemgetter(0))]
        self.paragraphs = [ParagraphRows(part[0], part[-1] + 1) for part in rows]

    def row_at(self, share: float) -> float:
        """The line at that share of the characters; 2.5 is the middle of the third line."""
        before = self._before
        wanted = share * before[-1] * _ROUNDED_UP
        row = bisect_right(before, wanted) - 1
        if row == len(before) - 1:
            return float(row)
        return row + (wanted - before[row]) / (before[row + 1] - before[row])

    def share_before(self, row: float) -> float:
        """The share of the characters that stand before a line."""
        before, whole = self._before, min(int(row), len(self._before) - 1)
        here = before[min(whole + 1, len(before) - 1)] - before[whole]
        return min((before[whole] + here * (row % 1)) / (before[-1] or 1.0), 1.0)

    def row_after(self, row: float, times: float) -> float:
        """The line of a reader who has read so many times the characters before `row`."""
        return self.row_at(min(self.share_before(max(row, 0.0)) * times, 1.0))

    def paragraph_at(self, row: float) -> ParagraphRows | None:
        number = bisect_right(self.paragraphs, row, key=lambda each: each.begin)
        return self.paragraphs[number - 1] if number else None

    def paragraph_after(self, row: float) -> ParagraphRows | None:
        number = bisect_right(self.paragraphs, row, key=lambda each: each.begin)
        return self.paragraphs[number] if number < len(self.paragraphs) else None


def _characters_before(post: PostLines) -> list[float]:
    """The characters before each line, and in all, each part with the space after it."""
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


def next_turn(measure: Measure, top: int, height: int, *, passed: bool = False) -> Turn | None:
    """The next page where line `top` is on the first row of a window; None if the post ends in it.

    What a slower reader still has to read stays, more where the post's last words then fit, and
    more where few rows would be left for the last page. The page is turned in the middle of the
    rows that stay, or later, as soon as the slower reader has come to them; then, if possible,
    between two paragraphs. Of a page that was `passed` as a whole nobody has anything left to read.
    """
    last, below = words_end(measure.post) - height, top + height
    if last <= top:
        return None
    staying, least = min(STAYING_ROWS, height - 1), ceil(height * LEAST_NEW)
    new, latest = below - staying, below - staying / 2
    if not passed:
        behind = int(measure.row_after(latest, SLOWER))
        new = min(new, max(behind, top + least))
    new = last if new >= last else min(new, max(last - least, (top + last) // 2))
    slower = min(measure.row_after(new, 1 / SLOWER), latest)
    turn = Turn(new, max((new + below) / 2, slower))
    if passed:
        return turn
    return _after_paragraph(measure, turn, slower, below) or (
        _before_paragraph(measure, turn, top, height) or turn
    )


def _after_paragraph(measure: Measure, turn: Turn, slower: float, below: int) -> Turn | None:
    """The turn at the end of a paragraph that ends among the rows that stay."""
    ends = [
        Turn(turn.top, after.begin if after.begin < below else above.end - _BEFORE_END, after.begin)
        for above, after in pairwise(measure.paragraphs)
        if above.end <= below and after.begin >= max(turn.top, slower)
    ]
    return min(ends, key=lambda each: abs(each.at - turn.at), default=None)


def _before_paragraph(measure: Measure, turn: Turn, top: int, height: int) -> Turn | None:
    """The turn before the paragraph in which the page would be turned: then all of it is on the new
    page, if it fits the window together with what a slower reader still has to read."""
    torn = measure.paragraph_at(turn.at)
    if torn is None:
        return None
    behind = int(measure.row_after(torn.begin, SLOWER))
    new = max(torn.end - height, min(turn.top, torn.begin - 1, behind))
    return Turn(new, torn.begin, torn.begin) if top < new <= behind else None


class Pages:
    """Turns the pages of a window for somebody who reads at a spot."""

    def __init__(self, viewport: Viewport, lines_of: Callable[[int], PostLines]) -> None:
        self._viewport = viewport
        self._lines_of = lines_of
        self._measured: Measure | None = None
        self.seam: Place | None = None
        """The blank line above what was new on the page when it was turned last."""

    def follow(self, spot: Spot | None, *, anew: bool) -> None:
        """Brings a spot into the window, turning pages as they are read; `anew` from their first.

        The card at the end comes with it as soon as all that is still to be read stays in sight.
        """
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
        """True if a spot is in the window, or nothing is left to read."""
        if spot is None or (self._viewport.document.card is not None and spot.share >= 1.0):
            return True
        top = self._viewport.row_of(spot.post)
        return top is not None and top <= self._row_of(spot) < top + self._viewport.height

    def next_page(self, spot: Spot) -> Spot | None:
        """The first words of the page after the one with a spot; None if its post has no more."""
        top = self._viewport.row_of(spot.post)
        if top is None or self._turn(spot) is None or spot.share >= 1.0:
            return None
        unseen = top + self._viewport.height
        return Spot(spot.post, self._measure(spot).share_before(unseen))

    def turn_share(self, spot: Spot) -> float | None:
        """The share of the post at which the page is turned; None on its last page."""
        turn = self._turn(spot)
        return None if turn is None else self._measure(spot).share_before(turn.at)

    def part_share(self, spot: Spot) -> float | None:
        """The share of the post at which its next paragraph begins; None in the last."""
        measure = self._measure(spot)
        later = measure.paragraph_after(self._row_of(spot))
        return None if later is None else measure.share_before(later.begin)

    def part_of(self, spot: Spot) -> int:
        """The part of the post in which a spot is; that of the headline for the labels above it."""
        lines = self._lines_of(spot.post).lines
        rows = lines[min(int(self._row_of(spot)), len(lines) - 1) :]
        return next((line.part for line in rows if line.role != RULE), 0)

    @property
    def shows_card(self) -> bool:
        """True if the card at the end is in the window, wholly if it has room for that."""
        card = self._viewport.document.card
        if card is None:
            return False
        rows = [place.line for place in self._viewport.places() if place.post == card]
        whole = min(words_end(self._lines_of(card)), self._viewport.height)
        return bool(rows) and len(rows) >= whole and rows[0] == 0

    def _brings_card(self, spot: Spot, *, anew: bool) -> bool:
        """Moves the card into the window, unless that would hide what is still to be read."""
        viewport, before = self._viewport, self._viewport.top
        card = viewport.document.card
        if card is None:
            return False
        if anew or not self.shows_card:
            viewport.follow(card)
        if spot.share >= 1.0 or self._rest_in_sight(spot):
            return True
        viewport.top = before
        return False

    def _rest_in_sight(self, spot: Spot) -> bool:
        """True if all that is still to be read of a post is in the window."""
        top = self._viewport.row_of(spot.post)
        if top is None or self._row_of(spot) < top:
            return False
        return words_end(self._lines_of(spot.post)) <= top + self._viewport.height

    def _turn(self, spot: Spot) -> Turn | None:
        top, height = self._viewport.row_of(spot.post), self._viewport.height
        if top is None:
            return None
        passed = self._row_of(spot) >= top + height
        return next_turn(self._measure(spot), top, height, passed=passed)

    def _blank_above(self, post: int, row: int) -> Place | None:
        """The line above a row, if it is blank."""
        lines = self._lines_of(post).lines
        blank = 0 < row < len(lines) and lines[row - 1].role == BLANK
        return Place(post, row - 1) if blank else None

    def _row_of(self, spot: Spot) -> float:
        return self._measure(spot).row_at(spot.share)

    def _measure(self, spot: Spot) -> Measure:
        """The measure of the post being read: every tick asks, so it is kept."""
        lines = self._lines_of(spot.post)
        if self._measured is None or self._measured.post is not lines:
            self._measured = Measure(lines)
        return self._measured
