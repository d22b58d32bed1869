"""A post's element as it is read: its lines, and the values found in them."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, takewhile

from tui.model.blog import Author, Block
from tui.readers.html.element import Element
from tui.readers.html.lines import PROSE, Line
from tui.readers.posts.witness import Witness

LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
BOLD = frozenset(("b", "strong"))
SHOWN = ("text", "caption")
_OF_POST = (*SHOWN, "headline", "clock", "label", "name")


@dataclass(slots=True, eq=False)
class Draft:
    """Lines of a post's element, and the values read from them.

    `every` are lines and pictures, `lines` those with words. `nobody` has the letters of names that
    sign no post.
    """

    element: Element
    known: Witness
    nobody: frozenset[str]
    every: list[Line]
    lines: list[Line]
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    account: Counter[str] = field(default_factory=Counter)  # words of each kind

    @property
    def words(self) -> set[str]:
        """Words that the data may have in their text, too."""
        return set(chain.from_iterable(x.words for x in self.lines if x.kind in _OF_POST))

    @property
    def head(self) -> list[Line]:
        """Lines before the text, which a long line begins."""
        return list(takewhile(_may_be_head, self.lines))

    @property
    def ends(self) -> set[Line]:
        """Lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or _is_short(x), reversed(self.lines))
        return {*self.head, *foot}


def _is_short(line: Line) -> bool:
    """Short enough for a post's head or foot."""
    longest = LONGEST_HEAD * 2 // 3 if line.at.tag in PROSE else LONGEST_HEAD
    return not line.loose and line.at.tag != "li" and len(line.text) <= longest


def _may_be_head(line: Line) -> bool:
    """A heading may be long."""
    return line.kind != "text" or _is_short(line) or line.is_heading or line.at.tag in BOLD
