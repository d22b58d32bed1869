"""Phrase search."""

from dataclasses import dataclass
from functools import lru_cache

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
    wanted = _phrase(words)
    return wanted.spans(text) if wanted.text else []


@lru_cache(100)
def _phrase(words: str) -> "_Phrase":
    exact = any(character.isupper() for character in words)
    return _Phrase(" ".join(_folded(words, exact).split()), exact)


@lru_cache(10_000)  # paragraphs, for all letters that are typed and all guests who search
def _folded(text: str, exact: bool) -> str:
    typed = as_typed(text)
    return typed if exact else typed.casefold()


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    exact: bool

    def spans(self, text: str) -> list[tuple[int, int]]:
        folded, wanted = _folded(text, self.exact), self.text
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
