"""The names by which guests open one of several live blogs: short, ASCII, typed without quotes."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

WORDS_OF_A_NAME = range(2, 9)
"""As few as tell most of the names from each other."""
MOST_CHARACTERS = 30
LEFT_OUT = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "in", "is", "it", "of", "on", "the", "to", "with"}
    | {"live", "updates"}
)
"""Words that say little."""
RESERVED = frozenset({"help", "list", "static", "as-of", "ws"})
"""Words that mean something else where a name is typed, or in an address."""


def blog_names(titles: Sequence[str], sources: Sequence[str]) -> list[str]:
    """Return a name for each title, all different; the source's name helps where a title has no
    Latin letters. The first words of the title, as few as tell all from each other.
    """
    words = [
        _words(title) or _words(PurePath(source.rstrip("/")).stem) or ["blog"]
        for title, source in zip(titles, sources, strict=True)
    ]
    tries = ([_joined(each, count) for each in words] for count in WORDS_OF_A_NAME)
    return _numbered(max(tries, key=lambda names: len(set(names))))  # the first of the best


def _words(text: str) -> list[str]:
    """The words of a text in ASCII, with the less telling ones only where there are no others."""
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return [word for word in words if word not in LEFT_OUT] or words


def _joined(words: Sequence[str], count: int) -> str:
    """So many words as a name, fewer where it would be too long."""
    name = words[0][:MOST_CHARACTERS]
    for word in words[1:count]:
        if len(name) + 1 + len(word) > MOST_CHARACTERS:
            break
        name = f"{name}-{word}"
    return name


def _numbered(names: Sequence[str]) -> list[str]:
    """The names, with a number behind each that another has already, or that is reserved."""
    taken = set(RESERVED)
    numbered: list[str] = []
    for name in names:
        number, own = 1, name
        while own in taken or (number > 1 and own in names):
            number += 1
            own = f"{name}-{number}"
        taken.add(own)
        numbered.append(own)
    return numbered
