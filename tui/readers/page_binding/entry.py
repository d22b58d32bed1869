"""One update as its data says it, in the form in which it is looked for on the page."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Image

# Scripts without spaces between words: each of their characters counts as a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
RUN = 3
"""Words in a row that a text must have in common with another to be a part of it."""


def words_in(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.casefold())


def runs_of(words: list[str], length: int = RUN) -> set[tuple[str, ...]]:
    """The runs of so many words; a shorter text is one run."""
    if len(words) <= length:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(length)), strict=False))


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
    head_words: list[str] = field(init=False)
    body_words: list[str] = field(init=False)
    _runs: dict[bool, set[tuple[str, ...]]] = field(init=False, default_factory=dict)

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

    def says(self, words: list[str], *, headline: bool = False) -> bool:
        """Whether a text says what the data say: a run of their words, or a few of them alone.

        The words of the headline count with `headline`, and where there is no body.
        """
        with_headline = headline or not self.body_words
        if len(words) <= RUN:
            own = self.words if with_headline else self.body_words
            return bool(words) and set(own).issuperset(words)
        runs = self._runs.get(with_headline)
        if runs is None:
            runs = runs_of(self.body_words)
            if with_headline:
                runs |= runs_of(self.head_words)
            self._runs[with_headline] = runs
        return not runs.isdisjoint(runs_of(words))

    def says_text(self, words: list[str]) -> bool:
        """Whether words are of the data's body; never, if it has none."""
        return bool(self.body_words) and self.says(words)
