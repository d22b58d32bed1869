"""A post in the making: its record, its element, and the values found in both."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.model.safe_text import one_line
from tui.readers.html.lines import BOLD, PROSE, ShownLine
from tui.readers.posts.witness import Witness

LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
LONGEST_HEADLINE = 250
SHOWN = ("text", "caption")
_OF_POST = (*SHOWN, "headline", "clock", "label", "name")


@dataclass(slots=True, eq=False)
class Draft:
    """A record without a `node` is not on the page; a node without a record has an empty one.

    `every` are lines and pictures, `lines` those with words. `shown` and `edit` are times on the
    page, `published` and `edited` the post's.
    """

    known: Witness
    node: LexborNode | None
    nobody: frozenset[str]  # letters of names that sign no post
    every: list[ShownLine] = field(default_factory=list)
    lines: list[ShownLine] = field(default_factory=list)
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    account: Counter[str] = field(default_factory=Counter)  # words of each kind
    shown: datetime | None = None
    edit: datetime | None = None
    published: datetime | None = None
    edited: datetime | None = None

    @property
    def key(self) -> int:
        """Key of the element, 0 without one."""
        return self.node.mem_id if self.node is not None else 0

    @property
    def own_id(self) -> str:
        """Id of the element."""
        return (self.node.id or "") if self.node is not None else ""

    @property
    def is_signed(self) -> bool:
        """By the page or the data."""
        return bool(self.authors or self.known.post.authors)

    @property
    def words(self) -> set[str]:
        """Words that the data may have in their text, too."""
        return set(chain.from_iterable(x.words for x in self.lines if x.kind in _OF_POST))

    @property
    def head(self) -> list[ShownLine]:
        """Lines before the text, which a long line begins."""
        return list(takewhile(_may_be_head, self.lines))

    @property
    def ends(self) -> set[ShownLine]:
        """Lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or _is_short(x), reversed(self.lines))
        return {*self.head, *foot}

    def find_headline(self) -> None:
        """Mark the data's headline, else the first heading before the text."""
        if wanted := self.known.heading:
            found = [x for x in self.lines if x.words == wanted and not x.loose]
        else:
            found = [x for x in self.head if _is_title(x, is_last=x is self.lines[-1])][:1]
        for line in found:
            line.kind = "headline"
        self.headline = one_line(found[0].text) if found else ""


def _is_short(line: ShownLine) -> bool:
    """Short enough for a post's head or foot."""
    longest = LONGEST_HEAD * 2 // 3 if line.at.tag in PROSE else LONGEST_HEAD
    return not line.loose and line.at.tag != "li" and len(line.text) <= longest


def _may_be_head(line: ShownLine) -> bool:
    """A heading may be long."""
    return line.kind != "text" or _is_short(line) or line.is_heading or line.at.tag in BOLD


def _is_title(line: ShownLine, *, is_last: bool) -> bool:
    is_free = line.kind == "text" and not line.loose and len(line.text) <= LONGEST_HEADLINE
    is_bold = line.at.tag in BOLD and not is_last
    is_marked = is_bold or line.is_heading or "headline" in line.roles
    return is_free and is_marked and "signed" not in line.roles
