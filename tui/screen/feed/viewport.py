"""The lines of posts in the window. Pure: posts are numbers, heights come from a function.

The window's only state is its top place, a post and a line of it. So changes elsewhere (a new post
above, another height) never move the text in the window.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class Place(NamedTuple):
    post: int
    line: int


class Change(Enum):
    NOTHING = auto()
    GROWS = auto()
    SHRINKS = auto()
    """The clock went back by itself, as a loop does."""
    OTHER = auto()
    JUMP = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The posts in reading order: the first `count` of `indices`, and `card` after the last."""

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
        """The post, or the card, in a slot counted from the top."""
        ordinal = self._slot(slot)
        return self.indices[ordinal] if ordinal < self.count else self.card or 0

    def ordinal(self, post: int) -> int | None:
        """A post's number among those shown, the oldest 0; the card comes after the newest."""
        if post == self.card:
            return self.count
        ordinal = bisect_left(self.indices, post, 0, self.count)
        return ordinal if ordinal < self.count and self.indices[ordinal] == post else None

    def slot(self, post: int) -> int | None:
        """The slot of a post, or None if it is not shown."""
        ordinal = self.ordinal(post)
        return None if ordinal is None else self._slot(ordinal)

    def _slot(self, ordinal: int) -> int:
        return len(self) - 1 - ordinal if self.newest_first else ordinal

    def nearest_slot(self, post: int) -> int:
        """The slot of a post, or of the shown post before it, or the first one."""
        if (slot := self.slot(post)) is not None:
            return slot
        ordinal = max(0, bisect_left(self.indices, post, 0, self.count) - 1)
        return self._slot(ordinal)

    def continues(self, old: "Document") -> bool:
        """True if this is an older document with posts to which others, or the card, have come."""
        grown = self.indices is old.indices and self.count >= old.count
        return len(old) > 0 and grown and old.card in (None, self.card)

    @property
    def newest(self) -> int | None:
        return self.indices[self.count - 1] if self.count else None


class Viewport:
    """A window of `height` lines over a document."""

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self.height_of = height_of
        self.height = 0
        self.document = Document((), 0)
        self.top = Place(0, 0)

    def places(self) -> Iterator[Place]:
        if not len(self.document):
            return
        slot, line = self._slot_of_top()
        left = self.height
        while left > 0 and slot < len(self.document):
            post = self.document.post(slot)
            rows = self.height_of(post)
            for number in range(line, min(rows, line + left)):
                yield Place(post, number)
            left -= max(0, rows - line)
            slot, line = slot + 1, 0

    def scroll(self, lines: int) -> None:
        if len(self.document):
            self._set(*self._walk(*self._slot_of_top(), lines))

    def to_start(self) -> None:
        if len(self.document):
            self.top = Place(self.document.post(0), 0)

    def to_end(self) -> None:
        """Moves the document's last line to the last row; a short document begins at the top."""
        if len(self.document):
            self._set(*self._last_top())

    def show(self, post: int, line: int = 0) -> None:
        """Moves a line to the top, or as near as the document allows; below 0 it is further up."""
        if len(self.document):
            self._set(*self._walk(self.document.nearest_slot(post), line, 0))

    def follow(self, post: int) -> None:
        """Shows a post to be read: its end on the last row, its headline in sight; or it on top."""
        if not len(self.document):
            return
        slot = self.document.nearest_slot(post)
        if self.document.newest_first:
            self._set(slot, 0)
        else:
            last = self._walk(slot, self.height_of(self.document.post(slot)) - 1, 1 - self.height)
            self._set(*min(last, (slot, 0)))

    def row_of(self, post: int) -> int | None:
        """The post's line on the window's first row, negative where it begins further down; None if
        no line of it is in the window."""
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
        """Moves a line that is outside the window to a third of its height."""
        if any(place == (post, line) for place in self.places()):
            return
        self.show(post, line)
        if self.top == (post, line):
            self.scroll(-(self.height // 3))

    def settle(self) -> None:
        """Moves the window to existing lines after the document or any height changed."""
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
        self.top = Place(self.document.post(slot), line)

    def _last_top(self) -> tuple[int, int]:
        """The top of the window when the document's last line is on its last row."""
        slot = len(self.document) - 1
        return self._walk(slot, self.height_of(self.document.post(slot)) - 1, 1 - self.height)

    def _walk(self, slot: int, line: int, lines: int) -> tuple[int, int]:
        """The slot and line that many lines on, within the document."""
        line += lines
        while line < 0 and slot > 0:
            slot -= 1
            line += self.height_of(self.document.post(slot))
        while line >= (rows := self.height_of(self.document.post(slot))):
            if slot == len(self.document) - 1:
                return slot, rows - 1
            slot, line = slot + 1, line - rows
        return slot, max(0, line)
