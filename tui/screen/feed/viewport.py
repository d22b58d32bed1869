"""Lines in the window. The only state is the top place, so no other change moves the text."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class RowRef(NamedTuple):
    post: int
    line: int


class Span(NamedTuple):
    """Lines of a post; `end` is exclusive."""

    post: int
    first: int
    end: int


class Change(Enum):
    NOTHING = auto()
    GROWS = auto()
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
        if count < self.count:
            return Change.SHRINKS
        return Change.NOTHING if (count, card) == (self.count, self.card) else Change.GROWS

    def __len__(self) -> int:
        return self.count + (self.card is not None)

    def post(self, slot: int) -> int:
        """Post or card in a slot from the top."""
        ordinal = self._slot(slot)
        return self.indices[ordinal] if ordinal < self.count else self.card or 0

    def ordinal(self, post: int) -> int | None:
        """Number among the posts shown, the oldest 0; the card is last."""
        if post == self.card:
            return self.count
        ordinal = bisect_left(self.indices, post, 0, self.count)
        return ordinal if ordinal < self.count and self.indices[ordinal] == post else None

    def slot(self, post: int) -> int | None:
        ordinal = self.ordinal(post)
        return None if ordinal is None else self._slot(ordinal)

    def _slot(self, ordinal: int) -> int:
        return len(self) - 1 - ordinal if self.newest_first else ordinal

    def nearest_slot(self, post: int) -> int:
        """Slot of a post, else of the shown post before it, else of the first."""
        if (slot := self.slot(post)) is not None:
            return slot
        ordinal = max(0, bisect_left(self.indices, post, 0, self.count) - 1)
        return self._slot(ordinal)

    def continues(self, old: "Document") -> bool:
        """True if only posts or the card were added since `old`."""
        grown = self.indices is old.indices and self.count >= old.count
        return len(old) > 0 and grown and old.card in (None, self.card)

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
        if not len(self.document):
            return
        slot, line = self._slot_of_top()
        left = self.height
        while left > 0 and slot < len(self.document):
            post = self.document.post(slot)
            end = min(self.height_of(post), line + left)
            yield Span(post, line, end)
            left -= end - line
            slot, line = slot + 1, 0

    def places(self) -> list[RowRef]:
        return places_of(self.spans())

    def scroll(self, lines: int) -> None:
        if len(self.document):
            self._set(*self._walk(*self._slot_of_top(), lines))

    def to_start(self) -> None:
        if len(self.document):
            self.top = RowRef(self.document.post(0), 0)

    def to_end(self) -> None:
        """Move the last line to the last row; a short document starts at the top."""
        if len(self.document):
            self._set(*self._last_top())

    def show(self, post: int, line: int = 0) -> None:
        """Move a line to the top, or as near as possible; a negative line is above the post."""
        if len(self.document):
            self._set(*self._walk(self.document.nearest_slot(post), line, 0))

    def follow(self, post: int) -> None:
        """Show a post for reading: its end on the last row, or its headline on top."""
        if not len(self.document):
            return
        slot = self.document.nearest_slot(post)
        if self.document.newest_first:
            self._set(slot, 0)
        else:
            last = self._walk(slot, self.height_of(self.document.post(slot)) - 1, 1 - self.height)
            self._set(*min(last, (slot, 0)))

    def row_of(self, post: int) -> int | None:
        """Line of a post on the first row, negative if it starts below; None outside the window."""
        if not len(self.document):
            return None
        slot, line = self._slot_of_top()
        while line > -self.height and slot < len(self.document):
            shown = self.document.post(slot)
            if shown == post:
                return line
            slot, line = slot + 1, line - self.height_of(shown)
        return None

    def reveal(self, post: int, line: int) -> None:
        """Move a line from outside the window to a third of its height."""
        if (post, line) in self.places():
            return
        self.show(post, line)
        if self.top == (post, line):
            self.scroll(-(self.height // 3))

    def settle(self) -> None:
        """Move the window to existing lines."""
        if len(self.document):
            self._set(*self._slot_of_top())

    @property
    def at_start(self) -> bool:
        return not len(self.document) or self._slot_of_top() == (0, 0)

    @property
    def at_end(self) -> bool:
        return not len(self.document) or self._slot_of_top() >= self._last_top()

    def _slot_of_top(self) -> tuple[int, int]:
        slot = self.document.slot(self.top.post)
        if slot is None:
            return self.document.nearest_slot(self.top.post), 0
        return slot, min(self.top.line, self.height_of(self.top.post) - 1)

    def _set(self, slot: int, line: int) -> None:
        slot, line = min((slot, line), self._last_top())
        self.top = RowRef(self.document.post(slot), line)

    def _last_top(self) -> tuple[int, int]:
        """Top of the window with the last line on the last row."""
        slot = len(self.document) - 1
        return self._walk(slot, self.height_of(self.document.post(slot)) - 1, 1 - self.height)

    def _walk(self, slot: int, line: int, lines: int) -> tuple[int, int]:
        """Slot and line after `lines` lines, within the document."""
        line += lines
        while line < 0 and slot > 0:
            slot -= 1
            line += self.height_of(self.document.post(slot))
        while line >= (rows := self.height_of(self.document.post(slot))):
            if slot == len(self.document) - 1:
                return slot, rows - 1
            slot, line = slot + 1, line - rows
        return slot, max(0, line)
