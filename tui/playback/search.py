"""Search among the posts so far: the posts with a phrase, its matches, their places in a text."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

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
    """The text with quotation marks, dashes and spaces as a keyboard has them; offsets stay."""
    return text.translate(_TYPED)


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """The offsets of a phrase in a text; they do not overlap.

    Small letters match capitals too; words with a capital match only as they are typed.
    """
    wanted = _Phrase.of(words)
    return wanted.spans(text) if wanted.text else []


class Search:
    """Finds a phrase within single texts of one blog's posts; reads each post once."""

    def __init__(self, blog: LiveBlog, words: str) -> None:
        self.words = words
        self._wanted = _Phrase.of(words)
        self._changes = Changes.of(blog)
        self._counts: dict[tuple[int, int], int] = {}
        self.sums = [0]
        """For each n, the number of matches in the first n posts found; longer than the answer
        where more are known."""
        self._changed = 0
        self._indices: Sequence[int] = ()
        self._read = 0
        self._found: list[int] = []
        self._answered = -1
        self._answer: list[int] = []

    def matches(self, indices: Sequence[int], count: int, changed: int = 0) -> list[int]:
        """The indices, among the first `count`, of the posts with the phrase, oldest first.

        Posts are searched as they are after the first `changed` changes; only new ones are as
        `count` grows. The caller must not change the list.
        """
        if indices is not self._indices or changed != self._changed:
            self._indices, self._read, self._found, self._answered = indices, 0, [], -1
            self.sums = [0]
            self._changed = changed
        count = min(max(count, 0), len(indices))
        if count != self._answered:
            for place in range(self._read, count):
                if in_post := self._count(indices[place]):
                    self._found.append(indices[place])
                    self.sums.append(self.sums[-1] + in_post)
            self._read = max(self._read, count)
            whole = count == len(indices)
            found = len(self._found) if whole else bisect_left(self._found, indices[count])
            self._answered, self._answer = count, self._found[:found]
        return self._answer

    def _count(self, index: int) -> int:
        """The number of matches in a post as it stands."""
        key = (index, self._changes.number(index, self._changed) if self._changed else 0)
        count = self._counts.get(key)
        if count is None:
            wanted, count = self._wanted, 0
            if wanted.text:
                for text in self._changes.standing(index, self._changed).post.words:
                    if wanted.text in wanted.folded(text):
                        count += len(wanted.spans(text))
            self._counts[key] = count
        return count


class _Phrase(NamedTuple):
    """The words wanted, folded, and whether their case counts."""

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
    """For each character of the folded text, the offset of its origin in the text."""
    return [offset for offset, character in enumerate(text) for _ in character.casefold()]
