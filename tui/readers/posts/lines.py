"""Lines of a post's element as a reader sees them, for a count of all words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile

from tui.model.blog import Author, Block
from tui.readers.html.blocks import shown_words
from tui.readers.html.element import HEADINGS, HOLDERS, Element, text_in
from tui.readers.html.words import words_in
from tui.readers.posts.roles import is_label, roles_of
from tui.readers.posts.witness import Witness

MOST_LINES = 30_000  # per post
LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
BOLD = frozenset(("b", "strong"))
PROSE = HEADINGS | {"p", "li", "td", "dd"}  # elements inside are no lines of their own
_BLOCKS = HOLDERS | {"dt", "dd", "tbody", "tr", "td", "th"}
_BESIDE = ("clock", "label", "name")


@dataclass(slots=True, eq=False)
class ShownLine:
    """Text of an element without other lines; a `loose` line, text between blocks, stays text."""

    at: Element
    text: str
    loose: bool = False
    kind: str = "text"
    place: int = 0
    path: list[Element] = field(init=False)  # of `at`
    words: list[str] = field(init=False)
    roles: frozenset[str] = field(init=False)  # of `at` and of the element around it

    def __post_init__(self) -> None:
        self.path = self.at.path
        self.words = words_in(self.text)
        self.roles = roles_of(*self.path[:2])

    @property
    def is_heading(self) -> bool:
        return any(x.tag in HEADINGS for x in self.path[:3])

    @property
    def is_short(self) -> bool:
        """Short enough for a post's head or foot."""
        longest = LONGEST_HEAD * 2 // 3 if self.at.tag in PROSE else LONGEST_HEAD
        return not self.loose and self.at.tag != "li" and len(self.text) <= longest

    @property
    def may_be_head(self) -> bool:
        """A heading may be long."""
        return self.kind != "text" or self.is_short or self.is_heading or self.at.tag in BOLD


@dataclass(slots=True, eq=False)
class Draft:
    """Lines of a post's element, and the values read from them.

    `nobody` has the letters of names that sign no post.
    """

    element: Element
    known: Witness
    nobody: frozenset[str]
    lines: list[ShownLine]
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    account: Counter[str] = field(default_factory=Counter)  # words of each kind

    @property
    def words(self) -> list[str]:
        """Words that the data may have in their text, too."""
        beside = (x.words for x in self.lines if x.kind in _BESIDE)
        return [*shown_words(self.body), *words_in(self.headline), *chain.from_iterable(beside)]

    @property
    def head(self) -> list[ShownLine]:
        """Lines before the text, which a long line begins."""
        return list(takewhile(lambda x: x.may_be_head, self.lines))

    @property
    def ends(self) -> set[ShownLine]:
        """Lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or x.is_short, reversed(self.lines))
        return {*self.head, *foot}


def lines_of(post: Element) -> list[ShownLine]:
    lines = list(islice(_lines_in(post), MOST_LINES))
    for place, line in enumerate(lines):
        line.place = place
    return lines


def _lines_in(post: Element) -> Iterator[ShownLine]:
    """Innermost blocks; adjacent elements without text between are lines."""
    waiting: list[Element | ShownLine] = [post]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ShownLine):
            yield each
        elif pieces := _split(each):
            waiting += reversed(pieces)
        elif each.says:
            yield ShownLine(each, each.text)


def _split(element: Element) -> list[Element | ShownLine]:
    """Elements, and the text between them as one loose line; [] for a line."""
    inner = list(filter(_says, element.inner))
    parts = [x for x in inner if isinstance(x, Element)]
    row = list(takewhile(lambda x: isinstance(x, Element), inner))
    blocks = set(filter(_is_block, parts))
    is_row = len(row) == len(inner) and _is_row(element, len(row))
    if not (is_row or blocks or any(map(is_label, parts))):
        return []
    rest = [x for x in inner[len(row) :] if x not in blocks]
    loose = [ShownLine(element, text_in(rest), loose=True)] if rest else []
    return [*parts[: len(row)], *loose, *filter(blocks.__contains__, parts[len(row) :])]


def _says(inner: Element | str) -> bool:
    return inner.says if isinstance(inner, Element) else not inner.isspace()


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or not element.holds.isdisjoint(HOLDERS)


def _is_row(element: Element, length: int) -> bool:
    """In prose, elements without text between are words of one line."""
    return length == 1 or (length > 1 and element.tag not in PROSE)
