"""One update as its data says it, in the form in which it is looked for on the page."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Image

_WORD = re.compile(r"[^\W_]+")
# Scripts without spaces between words: each of their characters counts as a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WESTERN = "cp1252"
_SPACES = bytes(
    code if bytes([code]).decode(_WESTERN, "replace").isalnum() else ord(" ") for code in range(256)
)
"""Western text without all that stands between words, by `bytes.translate`."""
RUN = 3
"""Words in a row that a text must have in common with another to be a part of it."""
ENOUGH = 30
"""Characters with which an update's text begins and no other."""
FIRST_RUNS = 12
"""Runs of a text that are looked for one by one."""


def words_in(text: str) -> list[str]:
    """The words of a text in small letters; in bytes, Western text takes a fifth of the time."""
    if text.isascii():
        return text.lower().encode().translate(_SPACES).decode().split()
    text = text.casefold()
    try:
        western = text.encode(_WESTERN)
    except UnicodeEncodeError:
        return _WORD.findall(_UNSPACED.sub(r" \g<0> ", text))
    return western.translate(_SPACES).decode(_WESTERN).split()


def can_begin(text: str, firsts: Container[str]) -> bool:
    """Whether the first word of a text may be one of these; quicker than a look at all words."""
    found = _WORD.search(text)
    first = found[0].casefold() if found else ""
    return first in firsts or first[:1] in firsts


def runs_of(words: list[str]) -> set[tuple[str, ...]]:
    """The runs of words in a text."""
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


@dataclass(slots=True)
class Entry:
    """An update: `addresses` are its url, @id and identifier, `names` those who sign it.

    `scope` is the element that its microdata mark, if it comes from microdata.
    """

    addresses: tuple[str, ...]
    headline: str
    body: tuple[Block, ...]
    names: tuple[str, ...] = ()
    scope: LexborNode | None = None
    moment: datetime | None = None
    modified: datetime | None = None
    head_words: list[str] = field(init=False)
    body_words: list[str] = field(init=False)
    _lines: dict[int, str] = field(init=False, default_factory=dict)
    _vocabulary: frozenset[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.head_words = words_in(self.headline)
        texts = [
            " ".join(block.words) if not isinstance(block, Image) else " ".join(block.notes)
            for block in self.body
        ]
        self.body_words = words_in(" ".join(texts)) if texts else []

    @property
    def words(self) -> list[str]:
        """The words of headline and body, in order."""
        return [*self.head_words, *self.body_words]

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different words of headline and body."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.words)
        return self._vocabulary

    def share_in(self, words: list[str]) -> float:
        """The share of the vocabulary that a text has; of the body's, where that is more."""
        found = self.vocabulary.intersection(words)
        share = len(found) / len(self.vocabulary)
        if self.body_words:  # the headline may stand nowhere
            body = set(self.body_words)
            share = max(share, len(found & body) / len(body))
        return share

    def says(self, words: list[str], *, headline: bool = False) -> bool:
        """Whether a text says what the data say: a run of their words, or a few of them alone.

        The words of the headline count with `headline`, and where there is no body.
        """
        if not words:
            return False
        parts = [self.body_words] if self.body_words else []
        if headline or not parts:
            parts.append(self.head_words)
        if len(words) <= RUN:
            return set().union(*parts).issuperset(words)
        return any(_share_run(self._line(part), words) for part in parts if len(part) >= RUN)

    def _line(self, part: list[str]) -> str:
        """Words on one line, between spaces."""
        line = self._lines.get(id(part))
        if line is None:
            line = self._lines[id(part)] = f" {' '.join(part)} "
        return line

    @property
    def beginning(self) -> str:
        """The first characters of the body in small letters, where they are enough to know it."""
        first = next((x.text for x in self.body if not isinstance(x, Image)), "")
        return first[:ENOUGH].casefold() if len(first) >= ENOUGH else ""

    @property
    def ending(self) -> str:
        """The last characters of the body in small letters, like `beginning`."""
        last = next((x.text for x in reversed(self.body) if not isinstance(x, Image)), "")
        return last[-ENOUGH:].casefold() if len(last) >= ENOUGH else ""

    def says_text(self, words: list[str]) -> bool:
        """Whether words are of the data's body; never, if it has none."""
        return bool(self.body_words) and self.says(words)


def _share_run(line: str, words: list[str]) -> bool:
    """Whether a run of words stands on a line; nearly all texts that do begin with one."""
    for start in range(min(len(words) - RUN + 1, FIRST_RUNS)):
        if f" {' '.join(words[start : start + RUN])} " in line:
            return True
    if len(words) <= FIRST_RUNS + RUN - 1:
        return False
    return not runs_of(line.split()).isdisjoint(runs_of(words[FIRST_RUNS:]))
