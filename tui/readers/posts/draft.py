"""A post in the making: its record in the data, its element on the page, and values of both."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block, Post
from tui.readers.html.blocks import shown_words
from tui.readers.html.lines import ShownLine
from tui.readers.html.tags import BOLD, PROSE
from tui.readers.html.words import words_in
from tui.readers.pieces.entries import Entry

LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
RUN = 3  # words in a row that a line shares with the data
FIRST_RUNS = 40  # runs per line
SHOWN = ("text", "caption")
UNDATED = datetime.min.replace(tzinfo=UTC)  # stands for the time of a post until it is known
_OF_POST = (*SHOWN, "headline", "clock", "label", "name")
_NO_ENTRY = Entry(None)
_NO_POST = Post(UNDATED)


@dataclass(eq=False)
class Draft:
    """A draft without an `entry` is on the page alone; one without a `node` in the data alone.

    `record` is the entry's post, without a time. `every` are lines and pictures of the element,
    `lines` those with words. `shown` and `edit` are times on the page, `published` and `edited` the
    post's.
    """

    nobody: frozenset[str]  # letters of names that sign no post
    entry: Entry = _NO_ENTRY
    record: Post = _NO_POST
    node: LexborNode | None = None
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
    def is_of_data(self) -> bool:
        return self.entry is not _NO_ENTRY

    @property
    def key(self) -> int:
        """Key of the element, 0 without one."""
        return self.node.mem_id if self.node is not None else 0

    @property
    def own_id(self) -> str:
        """Id of the element."""
        return (self.node.id or "") if self.node is not None else ""

    @cached_property
    def heading(self) -> list[str]:
        """Words of the record's headline."""
        return words_in(self.record.headline)

    @cached_property
    def said(self) -> list[str]:
        """Words of the record's text."""
        return shown_words(self.record.body)

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self.said)} "

    def says(self, words: list[str]) -> bool:
        """The record's text has a run of these words, or few words alone."""
        is_cut = bool(words and self.said) and self.entry.body.rstrip().endswith(("…", "..."))
        if is_cut and words[0] == self.said[-1]:  # the last word may begin a line
            return True
        return any(self._runs_of(words))

    def says_most(self, words: list[str]) -> bool:
        """The record's text has most runs of these words."""
        runs = list(self._runs_of(words))
        return sum(runs) * 2 > len(runs)

    def _runs_of(self, words: list[str]) -> Iterator[bool]:
        """Each run of the words, or all of a few: true if the record's text has it."""
        runs = min(max(len(words) - RUN, 0) + 1, FIRST_RUNS) if words and self.said else 0
        return (f" {' '.join(words[n : n + RUN])} " in self._line for n in range(runs))

    @property
    def page_words(self) -> set[str]:
        """Words that the data may have in their text, too."""
        return {word for x in self.lines if x.kind in _OF_POST for word in x.words}

    @property
    def head(self) -> list[ShownLine]:
        """Lines before the text, which a long line begins; a heading may be long."""
        return list(takewhile(_may_be_head, self.lines))

    @property
    def ends(self) -> set[ShownLine]:
        """Lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or _is_short(x), reversed(self.lines))
        return {*self.head, *foot}


def _is_short(line: ShownLine) -> bool:
    """Short enough for a post's head or foot."""
    longest = LONGEST_HEAD * 2 // 3 if line.at.tag in PROSE else LONGEST_HEAD
    return not line.loose and line.at.tag != "li" and len(line.text) <= longest


def _may_be_head(line: ShownLine) -> bool:
    return line.kind != "text" or _is_short(line) or line.is_heading or line.at.tag in BOLD
