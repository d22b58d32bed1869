"""Search among the posts so far: the posts with a phrase, and its places in a text."""

from bisect import bisect_left
from collections.abc import Sequence

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
    """The offsets of a phrase in a text, whatever the case; they do not overlap."""
    wanted = _wanted(words)
    return _spans(text, wanted) if wanted else []


class Search:
    """Finds a phrase within single texts of one blog's posts; reads each post once."""

    def __init__(self, blog: LiveBlog, words: str) -> None:
        self.words = words
        self._wanted = _wanted(words)
        self._changes = Changes.of(blog)
        self._verdicts: dict[tuple[int, int], bool] = {}
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
            self._changed = changed
        count = min(max(count, 0), len(indices))
        if count != self._answered:
            for place in range(self._read, count):
                if self._has(indices[place]):
                    self._found.append(indices[place])
            self._read = max(self._read, count)
            whole = count == len(indices)
            found = len(self._found) if whole else bisect_left(self._found, indices[count])
            self._answered, self._answer = count, self._found[:found]
        return self._answer

    def _has(self, index: int) -> bool:
        key = (index, self._changes.number(index, self._changed) if self._changed else 0)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = bool(self._wanted) and any(
                self._wanted in _folded(text)
                for text in self._changes.standing(index, self._changed).post.words
            )
            self._verdicts[key] = verdict
        return verdict


def _wanted(words: str) -> str:
    return " ".join(_folded(words).split())


def _folded(text: str) -> str:
    return as_typed(text).casefold()


def _spans(text: str, wanted: str) -> list[tuple[int, int]]:
    folded = _folded(text)
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
