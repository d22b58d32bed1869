"""Lines in the window. The only state is the words on top, so no other change moves the text."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.screen.feed.layout import PostLines


class RowRef(NamedTuple):
    post: int
    line: int


class Words(NamedTuple):
    """Character of a post's part. Part 0, start -1 is the top of the post."""

    post: int
    part: int
    start: int


class FeedPlace(NamedTuple):
    """Words on top of the window, or following."""

    post: int
    part: int
    start: int
    following: bool


class Span(NamedTuple):
    """Lines of a post; `end` is exclusive."""

    post: int
    first: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Posts in reading order: the first `count` of `indices`, then `card`."""

    indices: Sequence[int]
    count: int
    newest_first: bool = False
    card: int | None = None

    def __len__(self) -> int:
        return self.count + (self.card is not None)

    def post(self, slot: int) -> int:
        """Post or card in a slot from the top."""
        ordinal = self._turned(slot)
        return self.indices[ordinal] if ordinal < self.count else self.card or 0

    def __contains__(self, post: int) -> bool:
        return len(self) > 0 and self.post(self.slot(post)) == post

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


class Viewport:
    """Window of `height` lines over a document, with the line of `words` on top.

    At the end of the document it shows the lines before these words, as many as fit.
    """

    def __init__(self, lines_of: Callable[[int], PostLines]) -> None:
        self._lines_of = lines_of
        self.height = 0
        self.document = Document((), 0)
        self.words = Words(0, 0, -1)
        self._is_held = False  # rows below the document's end may stay empty

    @property
    def top(self) -> RowRef:
        return self._row(*self._top())

    def spans(self) -> Iterator[Span]:
        """Lines in the window, by posts."""
        slot, line = self._top()
        left = self.height
        while left > 0 and slot < len(self.document):
            post = self.document.post(slot)
            end = min(self._lines(slot), line + left)
            yield Span(post, line, end)
            left -= end - line
            slot, line = slot + 1, 0

    def places(self) -> list[RowRef]:
        return [RowRef(post, n) for post, first, end in self.spans() for n in range(first, end)]

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
        self._move(*self._last_top())

    def show(self, post: int, line: int = 0) -> None:
        """Move a line to the top, or as near as possible; a negative line is above the post."""
        self._move(self.document.slot(post), line)

    def follow(self, post: int) -> None:
        """Move a whole post into the window; of a long one the start."""
        newest_first, lines = self.document.newest_first, len(self._lines_of(post).lines)
        self.show(post, 0 if newest_first else min(0, lines - self.height))

    def hold(self) -> None:
        """Keep the lines now in the window where they are, even if posts come above them."""
        if self.words.post not in self.document or self._top() < self._place_of_words():
            self._move(*self._top())
        self._is_held = True

    def release(self) -> None:
        """Leave no row empty below the end of the document."""
        self._is_held = False

    def put(self, words: Words) -> None:
        """Bring words to the top."""
        self.words, self._is_held = words, False

    @property
    def at_start(self) -> bool:
        return self._top() <= (0, 0)

    @property
    def at_end(self) -> bool:
        return self._top() >= self._last_top()

    def _top(self) -> tuple[int, int]:
        """Slot and line of the top."""
        place = self._place_of_words()
        return place if self._is_held else min(place, self._last_top())

    def _place_of_words(self) -> tuple[int, int]:
        """Slot and line of the words, or of the nearest post shown."""
        post, part, start = self.words
        slot = self.document.slot(post) if len(self.document) else 0
        if not len(self.document) or self.document.post(slot) != post:
            return slot, 0
        return slot, self._lines_of(post).line_at(part, start)

    def _last_top(self) -> tuple[int, int]:
        """Top of the window with the last line on the last row."""
        last = len(self.document) - 1
        return self._walk(last, self._lines(last) - self.height) if last >= 0 else (0, 0)

    def _move(self, slot: int, line: int) -> None:
        post, number = self._row(*min(self._walk(slot, line), self._last_top()))
        row = self._lines_of(post).lines[number] if number else None
        self.put(Words(post, 0, -1) if row is None else Words(post, row.part, row.start))

    def _row(self, slot: int, line: int) -> RowRef:
        return RowRef(self.document.post(slot), line) if len(self.document) else RowRef(0, 0)

    def _walk(self, slot: int, line: int) -> tuple[int, int]:
        """Slot and line of a line counted from a slot, within the document."""
        last = len(self.document) - 1
        while line < 0 and slot > 0:
            slot -= 1
            line += self._lines(slot)
        while last >= 0 and line >= (rows := self._lines(slot)):
            if slot == last:
                return slot, rows - 1
            slot, line = slot + 1, line - rows
        return slot, max(0, line)

    def _lines(self, slot: int) -> int:
        return len(self._lines_of(self.document.post(slot)).lines)
