"""Lines in the window. The only state is the top place, so no other change moves the text."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class RowRef(NamedTuple):
    post: int
    line: int


class FeedPlace(NamedTuple):
    """Character on top of the window, or following. Part 0, start -1 is the top of a post."""

    post: int
    part: int
    start: int
    following: bool


class Span(NamedTuple):
    """Lines of a post; `end` is exclusive."""

    post: int
    first: int
    end: int


class Change(Enum):
    NOTHING = auto()
    GROWS = auto()  # posts or the card were added
    SHRINKS = auto()  # the clock went back by itself, as in a loop
    OTHER = auto()
    JUMP = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Posts in reading order: the first `count` of `indices`, then `card`."""

    indices: Sequence[int]
    count: int
    newest_first: bool = False
    card: int | None = None

    def change_to(self, indices: Sequence[int], count: int, card: int | None) -> Change:
        if indices is not self.indices:
            return Change.OTHER
        if count < self.count or self.card not in (None, card):
            return Change.SHRINKS
        return Change.NOTHING if (count, card) == (self.count, self.card) else Change.GROWS

    def __len__(self) -> int:
        return self.count + (self.card is not None)

    def post(self, slot: int) -> int:
        """Post or card in a slot from the top."""
        ordinal = self._turned(slot)
        return self.indices[ordinal] if ordinal < self.count else self.card or 0

    def ordinal(self, post: int) -> int | None:
        """Number among the posts shown, the oldest 0; the card is last."""
        slot = self.slot(post)
        return self._turned(slot) if len(self) and self.post(slot) == post else None

    def slot(self, post: int) -> int:
        """Slot of a post, else of the shown post before it, else of the first."""
        if post == self.card:
            return self._turned(self.count)
        return self._turned(max(0, bisect_right(self.indices, post, 0, self.count) - 1))

    def _turned(self, number: int) -> int:
        """Slot of an ordinal, or ordinal of a slot."""
        return len(self) - 1 - number if self.newest_first else number

    @property
    def newest(self) -> int | None:
        return self.indices[self.count - 1] if self.count else None


def places_of(spans: Iterable[Span]) -> list[RowRef]:
    return [RowRef(post, line) for post, first, end in spans for line in range(first, end)]


class Viewport:
    """Window of `height` lines over a document."""

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self.height_of = height_of
        self.height = 0
        self.document = Document((), 0)
        self.top = RowRef(0, 0)

    def spans(self) -> Iterator[Span]:
        """Lines in the window, by posts."""
        slot, line = self._top()
        left = self.height
        while left > 0 and slot < len(self.document):
            post = self.document.post(slot)
            end = min(self.height_of(post), line + left)
            yield Span(post, line, end)
            left -= end - line
            slot, line = slot + 1, 0

    def row_of(self, post: int) -> int | None:
        """Line of a post on the first row, negative if it starts below; None outside the window."""
        row = 0
        for span in self.spans():
            if span.post == post:
                return span.first - row
            row += span.end - span.first
        return None

    def scroll(self, lines: int) -> None:
        slot, line = self._top()
        self._move(slot, line + lines)

    def to_start(self) -> None:
        self._move(0, 0)

    def to_end(self) -> None:
        """Move the last line to the last row; a short document starts at the top."""
        self.top = self._place(*self._last_top())

    def show(self, post: int, line: int = 0) -> None:
        """Move a line to the top, or as near as possible; a negative line is above the post."""
        self._move(self.document.slot(post), line)

    def follow(self, post: int) -> None:
        """Move a whole post into the window; of a long one the start."""
        newest_first = self.document.newest_first
        self.show(post, 0 if newest_first else min(0, self.height_of(post) - self.height))

    def settle(self) -> None:
        """Move the window to existing lines."""
        self._move(*self._top())

    @property
    def at_start(self) -> bool:
        return self._top() <= (0, 0)

    @property
    def at_end(self) -> bool:
        return self._top() >= self._last_top()

    def _top(self) -> tuple[int, int]:
        """Slot and line of the top."""
        if not len(self.document):
            return 0, 0
        slot, (post, line) = self.document.slot(self.top.post), self.top
        if self.document.post(slot) != post:
            return slot, 0
        return slot, min(line, self.height_of(post) - 1)

    def _move(self, slot: int, line: int) -> None:
        self.top = self._place(*min(self._walk(slot, line), self._last_top()))

    def _place(self, slot: int, line: int) -> RowRef:
        return RowRef(self.document.post(slot), line) if len(self.document) else self.top

    def _last_top(self) -> tuple[int, int]:
        """Top of the window with the last line on the last row."""
        last = len(self.document) - 1
        if last < 0:
            return 0, 0
        return self._walk(last, self.height_of(self.document.post(last)) - self.height)

    def _walk(self, slot: int, line: int) -> tuple[int, int]:
        """Slot and line of a line counted from a slot, within the document."""
        height_of, post_in, last = self.height_of, self.document.post, len(self.document) - 1
        while line < 0 and slot > 0:
            slot -= 1
            line += height_of(post_in(slot))
        while last >= 0 and line >= (rows := height_of(post_in(slot))):
            if slot == last:
                return slot, rows - 1
            slot, line = slot + 1, line - rows
        return slot, max(0, line)
