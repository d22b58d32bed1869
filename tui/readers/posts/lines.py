"""Lines of a post's element as a reader sees them, for a count of all words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.readers.html.blocks import shown_words
from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.seen import is_unseen, names_of
from tui.readers.html.words import words_in
from tui.readers.posts.witness import Witness

MOST_PARTS = 30_000  # elements of a post that are looked at
MOST_PATH = 40  # elements around a line inside its post
LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
BOLD = frozenset(("b", "strong"))
PROSE = HEADINGS | {"p", "li", "td", "dd"}  # elements inside are no lines of their own
_HOLDERS = HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "table", "pre",
    "address", "main", "details", "header", "footer", "aside", "figure", "figcaption",
))  # fmt: skip
_BLOCKS = _HOLDERS | {"dt", "dd", "tbody", "tr", "td", "th"}
_BREAKS = frozenset(("br", "wbr"))
_BESIDE = ("clock", "label", "name")
LABEL = re.compile(
    r"label|(?<!header-)tag\b|header-tag|kicker|categor|topic|badge|rubri|ressort|key-?event|pinned",
    re.IGNORECASE,
)
_TITLE = re.compile(r"head(?:line|ing)|title|titel|titre|titulo", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Part:
    """A visible element of a post, with the elements and texts in it."""

    node: LexborNode
    tag: str
    key: int  # the node's `mem_id`
    names: str
    outer: "Part | None"
    inner: list["Part | str"] = field(default_factory=list)
    holds_blocks: bool = False
    is_foreign: bool = False

    @property
    def parts(self) -> list["Part"]:
        return [x for x in self.inner if isinstance(x, Part)]

    @property
    def path(self) -> list["Part"]:
        """The part and parts around it, without the whole post."""
        found: list[Part] = []
        part = self
        while part.outer is not None and len(found) < MOST_PATH:
            found.append(part)
            part = part.outer
        return found or [self]

    @property
    def text(self) -> str:
        return text_of([self])


def parts_of(post: LexborNode) -> list[Part]:
    """The whole post first, then every part."""
    found = [Part(post, post.tag or "", post.mem_id, names_of(post), None)]
    for part in found:
        for node in part.node.iter(include_text=True):
            if node.is_text_node:
                text = node.text_content or ""
                part.inner += [text] if text.strip() else []
            elif len(found) < MOST_PARTS and _may_say(node):
                inner = Part(node, node.tag or "", node.mem_id, names_of(node), part)
                part.inner.append(inner)
                found.append(inner)
                if inner.tag in _HOLDERS:
                    _mark_around(inner)
    return found


def _mark_around(block: Part) -> None:
    above = block.outer
    while above is not None and not above.holds_blocks:
        above.holds_blocks = True
        above = above.outer


def _may_say(node: LexborNode) -> bool:
    is_full = node.child is not None and node.is_element_node
    return is_full and node.tag not in _BREAKS and not is_unseen(node)


def text_of(inner: Iterable[Part | str]) -> str:
    """Text on one line, in linear time."""
    pieces: list[str] = []
    waiting = list(inner)[::-1]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
        else:
            waiting += reversed(each.inner)
    return " ".join(" ".join(pieces).split())


@dataclass(slots=True, eq=False)
class ShownLine:
    """A line: a part without other lines, its words and kind.

    `path` is the part and parts around it inside the post. A `loose` line is text between blocks:
    it always stays text.
    """

    part: Part
    text: str
    loose: bool = False
    kind: str = "text"
    path: list[Part] = field(init=False)
    words: list[str] = field(init=False)
    names: str = field(init=False)  # classes and ids of the part and the part around it

    def __post_init__(self) -> None:
        self.path = self.part.path
        self.words = words_in(self.text)
        self.names = " ".join(x.names for x in self.path[:2] if x.names)

    @property
    def is_heading(self) -> bool:
        return any(x.tag in HEADINGS for x in self.path[:3])

    @property
    def is_short(self) -> bool:
        """Short enough for a post's head or foot."""
        longest = LONGEST_HEAD * 2 // 3 if self.part.tag in PROSE else LONGEST_HEAD
        return not self.loose and self.part.tag != "li" and len(self.text) <= longest

    @property
    def may_be_head(self) -> bool:
        """A heading may be long."""
        is_text = self.kind == "text" and not self.is_short
        return not is_text or self.is_heading or self.part.tag in BOLD


@dataclass(slots=True, eq=False)
class Draft:
    """Lines of a post's element, and the values read from them.

    `nobody` has the letters of names that sign no post.
    """

    node: LexborNode
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
    def ends(self) -> set[int]:
        """Ids of the lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or x.is_short, reversed(self.lines))
        return {id(x) for x in (*self.head, *foot)}


def is_label(part: Part) -> bool:
    """Label by its class: a topic, a badge, "key event"."""
    if not LABEL.search(part.names):
        return False
    names = part.node.attributes.get("class") or ""
    return bool(LABEL.search(names)) and not _TITLE.search(names)


def lines_of(post: Part) -> Iterator[ShownLine]:
    """Innermost blocks of a post; adjacent parts without text between are lines."""
    waiting: list[Part | ShownLine] = [post]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ShownLine):
            yield each
        elif parts := _split(each):
            waiting += reversed(parts)
        elif text := each.text:
            yield ShownLine(each, text)


def _split(part: Part) -> list[Part | ShownLine]:
    """Parts, and the text between them as one loose line; [] for a line."""
    blocks = {x.key for x in filter(_is_block, part.parts)}
    row = list(takewhile(_is_part, part.inner))
    rest = part.inner[len(row) :]  # from the first text on
    is_row = not rest and _is_row(part, len(row))
    if not (is_row or blocks or any(map(is_label, part.parts))):
        return []
    found: list[Part | ShownLine] = [*part.parts[: len(row)]]
    if loose := text_of(x for x in rest if isinstance(x, str) or x.key not in blocks):
        found.append(ShownLine(part, loose, loose=True))
    return found + [x for x in part.parts[len(row) :] if x.key in blocks]


def _is_block(part: Part) -> bool:
    return part.holds_blocks or part.tag in _BLOCKS


def _is_part(inner: Part | str) -> bool:
    return isinstance(inner, Part)


def _is_row(part: Part, length: int) -> bool:
    """Only parts, no text between; in prose they are words of one line."""
    return length == 1 or (length > 1 and part.tag not in PROSE)
