"""A post's element while its lines are told apart."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.readers.posts.lines import PROSE, ShownLine

LONGEST_HEAD = 60
"""Characters from which a line is a text and not a part of a post's head or foot."""
BOLD = frozenset(("b", "strong"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the data say of a post, and what is known of its page; empty where there are no data.

    `says` tells whether the data's text has some words; `nobody` are the letters of names that
    sign no post, `here` is the page's address.
    """

    says: Callable[[list[str]], bool]
    headline: list[str]
    authors: tuple[Author, ...]
    nobody: frozenset[str]
    here: str


@dataclass(slots=True, eq=False)
class Draft:
    """A post's element, its lines, and what was read of it."""

    node: LexborNode
    lines: list[ShownLine]
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    account: Counter[str] = field(default_factory=Counter)
    """Words of each kind."""

    @property
    def head(self) -> list[ShownLine]:
        """The lines before the text, which a long line begins; a heading may be long."""
        return list(
            takewhile(
                lambda x: x.kind != "text" or x.is_heading or x.node.tag in BOLD or is_short(x),
                self.lines,
            )
        )

    @property
    def foot(self) -> list[ShownLine]:
        """The lines behind the text, the last first."""
        return list(takewhile(lambda x: x.kind != "text" or is_short(x), reversed(self.lines)))


def is_short(line: ShownLine) -> bool:
    """Whether a line can be a part of a post's head or foot."""
    longest = LONGEST_HEAD * 2 // 3 if line.node.tag in PROSE else LONGEST_HEAD
    return not line.loose and line.node.tag != "li" and len(line.text) <= longest
