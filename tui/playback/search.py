"""Phrase search."""

from collections.abc import Sequence
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
    wanted, exact = _phrase(words)
    folded, spans = _folded(text, exact), list[tuple[int, int]]()
    owners: Sequence[int] = range(len(text))  # index of each folded character in the text
    if len(folded) != len(text):  # "ß" folds to "ss"
        owners = [at for at, character in enumerate(text) for _ in character.casefold()]
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        start, end = owners[at], owners[at + len(wanted) - 1] + 1
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
        at = folded.find(wanted, at + len(wanted))
    return spans


@lru_cache(100)
def _phrase(words: str) -> tuple[str, bool]:
    """The phrase to find, and True if it has to match exactly."""
    exact = any(character.isupper() for character in words)
    return " ".join(_folded(words, exact).split()), exact


@lru_cache(10_000)  # paragraphs, for all letters that are typed and all guests who search
def _folded(text: str, exact: bool) -> str:
    typed = as_typed(text)
    return typed if exact else typed.casefold()
