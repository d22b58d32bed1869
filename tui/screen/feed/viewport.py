"""Lines in the window. The only state is the words on top, so no other change moves the text."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import NamedTuple

from tui.playback.view import TextPlace
from tui.screen.feed.layout import PostLines


class RowRef(NamedTuple):
    post: int
    line: int


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
        """Post or card in a slot from the top; 0 without posts."""
        ordinal = self._turned(slot)
        return self.indices[ordinal] if 0 <= ordinal < self.count else self.card or 0

    def __contains__(self, post: int) -> bool:
        return len(self) > 0 and self.post(self.slot(post)) == post

    def slot(self, post: int) -> int:
        """Slot of a post, else of the shown post before it, else of the first."""
        if post == self.card:
            return self._turned(self.count)
        return self._turned(max(0, bisect_right(self.indices, post, 0, self.count) - 1))

    def _turned(self, number: int) -> int:
        """Slot of an ordinal, or ordinal of a slot."""
        return max(0, len(self) - 1 - number) if self.newest_first else number

    @property
    def newest(self) -> int:
        """Newest post; -1 without posts."""
        return self.indices[self.count - 1] if self.count else -1


class Viewport:
    """Window of `height` lines over a document, with the line of `words` on top."""

    def __init__(self, lines_of: Callable[[int], PostLines]) -> None:
        self.lines_of = lines_of
        self.height = 0
        self.document = Document((), 0)
        self.words = TextPlace(0, 0, -1)
        self.is_held = False  # rows below the document's end may stay empty

    def places(self) -> list[RowRef]:
        """Lines in the window."""
        return list(islice(self.lines_from(self.top), self.height))

    @property
    def top(self) -> RowRef:
        """Line of the words; at the document's end a line before them, as many as fit."""
        first = self._line_of_words()
        rows = len([*islice(self.lines_from(first), self.height)])
        missing = 0 if self.is_held else self.height - rows
        return [first, *islice(self.lines_from(first, -1), missing + 1)][-1]

    def row_of(self, post: int) -> int | None:
        """Line of a post on the first row, negative if it starts below; None outside the window."""
        places = enumerate(self.places())
        return next((place.line - y for y, place in places if place.post == post), None)

    def shift(self, lines: int) -> None:
        self._move(self.top, lines)

    def to_start(self) -> None:
        self.bring(self.document.post(0))

    def to_end(self) -> None:
        """Move the last line to the last row; a short document starts at the top."""
        last = self.document.post(len(self.document) - 1)
        self.bring(last, len(self.lines_of(last).lines) - 1)

    def bring(self, post: int, line: int = 0) -> None:
        """Move a line to the top, or as near as possible; a negative line is above the post."""
        self._move(RowRef(self.document.post(self.document.slot(post)), 0), line)

    def bring_post(self, post: int) -> None:
        """Move a whole post into the window; of a long one the start."""
        newest_first, lines = self.document.newest_first, len(self.lines_of(post).lines)
        self.bring(post, 0 if newest_first else min(0, lines - self.height))

    def hold(self) -> None:
        """Keep the lines now in the window where they are, even if posts come above them."""
        self.words, self.is_held = self._words_at(self.top), True

    def put(self, words: TextPlace) -> None:
        """Bring words to the top."""
        self.words, self.is_held = words, False

    def _move(self, row: RowRef, lines: int) -> None:
        """Bring the line so many lines below a row to the top, or the nearest."""
        way = islice(self.lines_from(row, -1 if lines < 0 else 1), abs(lines) + 1)
        self.put(self._words_at([row, *way][-1]))
        self.put(self._words_at(self.top))  # further up, at the end of the document

    def _words_at(self, row: RowRef) -> TextPlace:
        line = self.lines_of(row.post).lines[row.line] if row.line else None
        return TextPlace(row.post, *((0, -1) if line is None else (line.part, line.start)))

    def _line_of_words(self) -> RowRef:
        """Line of the words, or the first of the nearest post shown."""
        post, part, start = self.words
        if post in self.document:
            return RowRef(post, self.lines_of(post).line_at(part, start))
        return RowRef(self.document.post(self.document.slot(post)), 0)

    def lines_from(self, row: RowRef, step: int = 1) -> Iterator[RowRef]:
        """A line and those below it; with step -1 those above it, the nearest first."""
        end = len(self.document) if step > 0 else -1
        for slot in range(self.document.slot(row.post), end, step):
            post = self.document.post(slot)
            lines = range(len(self.lines_of(post).lines))[::step]
            first = lines.index(row.line) if post == row.post else 0
            yield from map(RowRef, repeat(post), lines[first:])
