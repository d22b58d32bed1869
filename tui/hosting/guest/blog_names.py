"""Names by which guests open one of several live blogs: short, ASCII, typed without quotes."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, count
from pathlib import PurePath
from textwrap import shorten

from tui.sources.bundled import BUNDLED

WORDS_OF_A_NAME = range(2, 9)  # as few as distinguish most names
MOST_CHARACTERS = 30
LEFT_OUT = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "in", "is", "it", "of", "on", "the", "to", "with"}
    | {"live", "updates"}
)
RESERVED = frozenset({"help", "list", "static", "as-of", "ws"})  # commands for guests, and paths


def blog_names(titles: Sequence[str], sources: Sequence[str]) -> list[str]:
    """A different name for each title: its first words, as few as distinguish all names, else with
    a number. A title without Latin letters takes its source's name; a bundled live blog keeps its
    own."""
    bundled = {entry.name for entry in BUNDLED}
    words = [
        _words(source if source in bundled else title)
        or _words(PurePath(source.rstrip("/")).stem)
        or ["blog"]
        for title, source in zip(titles, sources, strict=True)
    ]
    tries = ([_name_of(each[:number]) for each in words] for number in WORDS_OF_A_NAME)
    return _numbered(max(tries, key=lambda each: len(set(each))))  # the first of the best


def _numbered(names: Sequence[str]) -> list[str]:
    """Append a number to a repeated or reserved name, but make no name of another."""
    different: list[str] = []
    for name in names:
        others = (f"{name}-{number}" for number in count(2))
        tries = chain([name], (other for other in others if other not in names))
        different.append(next(x for x in tries if x not in RESERVED and x not in different))
    return different


def _words(text: str) -> list[str]:
    """ASCII words, without LEFT_OUT if other words remain."""
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return [word for word in words if word not in LEFT_OUT] or words


def _name_of(words: Sequence[str]) -> str:
    """The words, fewer if the name would be too long."""
    short = shorten(" ".join(words), MOST_CHARACTERS, placeholder="")
    return short.replace(" ", "-") or words[0][:MOST_CHARACTERS]
