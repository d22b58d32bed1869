"""Phrase search in the posts so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tui.model.blog import LiveBlog
from tui.model.versions import Changes

# From printed characters to typed ones, one for one, so that all offsets stay.
_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\n\r\u00a0\u2007\u2009\u202f\u3000", " "),
    }
)


def as_typed(text: str) -> str:
    """Quotation marks, dashes and spaces as on a keyboard; offsets stay."""
    return text.translate(_TYPED)


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Offsets without overlaps; a phrase with a capital matches exactly, else in any case."""
    wanted = _Phrase.of(words)
    return wanted.spans(text) if wanted.text else []


class Search:
    """Reads each version of a post once."""

    def __init__(self, blog: LiveBlog, words: str) -> None:
        self.words = words
        self.sums: Sequence[int] = (0,)
        """For each n, the number of matches in the first n posts found."""
        self._wanted = _Phrase.of(words)
        self._changes = Changes.of(blog)
        self._counts: dict[tuple[int, int], int] = {}
        self._asked: tuple[Sequence[int], int, int] = ((), 0, 0)
        self._found: Sequence[int] = ()

    def matches(self, indices: Sequence[int], count: int, changed: int = 0) -> Sequence[int]:
        """Oldest first, posts as of `changed` changes; cached, because each tick asks again."""
        before, *numbers = self._asked
        if indices is not before or numbers != [count, changed]:
            counts = [(index, self._count(index, changed)) for index in indices[: max(count, 0)]]
            self._asked = (indices, count, changed)
            self._found = [index for index, number in counts if number]
            self.sums = [0, *accumulate(number for _, number in counts if number)]
        return self._found

    def _count(self, index: int, changed: int) -> int:
        key = (index, self._changes.number(index, changed) if changed else 0)
        if key not in self._counts:
            texts = (
                self._changes.standing(index, changed).displayed.words if self._wanted.text else ()
            )
            self._counts[key] = sum(len(self._wanted.spans(text)) for text in texts)
        return self._counts[key]


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    exact: bool

    @classmethod
    def of(cls, words: str) -> "_Phrase":
        exact = any(character.isupper() for character in words)
        typed = as_typed(words) if exact else as_typed(words).casefold()
        return cls(" ".join(typed.split()), exact)

    def folded(self, text: str) -> str:
        typed = as_typed(text)
        return typed if self.exact else typed.casefold()

    def spans(self, text: str) -> list[tuple[int, int]]:
        folded, wanted = self.folded(text), self.text
        # Case folding only lengthens characters, so with an equal length all offsets are the same.
        owners = range(len(text)) if len(folded) == len(text) else _owners(text)
        spans: list[tuple[int, int]] = []
        at = folded.find(wanted)
        while at >= 0:
            start, end = owners[at], owners[at + len(wanted) - 1] + 1
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
            at = folded.find(wanted, at + len(wanted))
        return spans


def _owners(text: str) -> list[int]:
    """For each character of the folded text, its offset in the text."""
    return [offset for offset, character in enumerate(text) for _ in character.casefold()]
