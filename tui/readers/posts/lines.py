"""Lines of a post's element as a reader sees them, for a count of all words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.seen import is_unseen, names_of, path_within, texts_of
from tui.readers.html.words import words_in
from tui.readers.posts.witness import Witness

MOST_PARTS = 30_000  # elements of a post; the rest is text
MOST_PATH = 40  # elements around a line inside its post
LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
BOLD = frozenset(("b", "strong"))
PROSE = HEADINGS | {"p", "li", "td", "dd"}  # elements inside are no lines of their own
_HOLDERS = HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "table", "pre",
    "address", "main", "details", "header", "footer", "aside", "figure", "figcaption",
))  # fmt: skip
_BLOCKS = _HOLDERS | {"dt", "dd", "tbody", "tr", "td", "th"}
_BLOCKS_INSIDE = ", ".join(sorted(_HOLDERS))
LABEL = re.compile(
    r"label|(?<!header-)tag\b|header-tag|kicker|categor|topic|badge|rubri|ressort|key-?event|pinned",
    re.IGNORECASE,
)
_TITLE = re.compile(r"head(?:line|ing)|title|titel|titre|titulo", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class ShownLine:
    """A line: an element without other lines, its words and kind.

    `path` is the element and elements around it inside the post. A `loose` line is text between
    blocks: it always stays text.
    """

    node: LexborNode
    text: str
    path: list[LexborNode]
    kind: str = "text"
    loose: bool = False
    words: list[str] = field(init=False)
    names: str = field(init=False)  # classes and ids of the element and its parent

    def __post_init__(self) -> None:
        self.words = words_in(self.text)
        self.names = " ".join(filter(None, map(names_of, self.path[:2])))

    @property
    def is_heading(self) -> bool:
        return any(x.tag in HEADINGS for x in self.path[:3])

    @property
    def is_short(self) -> bool:
        """Short enough for a post's head or foot."""
        longest = LONGEST_HEAD * 2 // 3 if self.node.tag in PROSE else LONGEST_HEAD
        return not self.loose and self.node.tag != "li" and len(self.text) <= longest

    @property
    def may_be_head(self) -> bool:
        """A heading may be long."""
        is_text = self.kind == "text" and not self.is_short
        return not is_text or self.is_heading or self.node.tag in BOLD


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
    def head(self) -> list[ShownLine]:
        """Lines before the text, which a long line begins."""
        return list(takewhile(lambda x: x.may_be_head, self.lines))

    @property
    def ends(self) -> set[int]:
        """Ids of the lines before and behind the text."""
        foot = takewhile(lambda x: x.kind != "text" or x.is_short, reversed(self.lines))
        return {id(x) for x in (*self.head, *foot)}


def is_label(node: LexborNode) -> bool:
    """Label by its class: a topic, a badge, "key event"."""
    names = node.attributes.get("class") or ""
    return bool(names) and bool(LABEL.search(names)) and not _TITLE.search(names)


def lines_of(post: LexborNode) -> Iterator[ShownLine]:
    """Innermost blocks of a post; adjacent elements without text between are lines."""
    holders = _around_blocks(post)
    waiting: list[LexborNode | ShownLine] = [post]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, ShownLine):
            yield each
        elif each.mem_id == post.mem_id or not is_unseen(each):
            if parts := _parts(each, post, holders):
                waiting += reversed(parts)
            elif text := _text_of([each]):
                yield _line(each, post, text)


def _parts(node: LexborNode, post: LexborNode, holders: set[int]) -> list[LexborNode | ShownLine]:
    """Elements, and the text between them as one loose line; [] for a line."""
    inner = list(filter(_says_any, node.iter(include_text=True)))
    row = list(takewhile(lambda x: x.is_element_node, inner))  # elements before the first text
    rest = inner[len(row) :]
    blocks = {x.mem_id for x in inner if x.tag in _BLOCKS or x.mem_id in holders}
    is_row = row and not rest and (len(row) == 1 or node.tag not in PROSE)
    if not (is_row or blocks or any(x.is_element_node and is_label(x) for x in inner)):
        return []
    parts: list[LexborNode | ShownLine] = [*row]
    if loose := _text_of(x for x in rest if x.mem_id not in blocks):
        parts.append(_line(node, post, loose, loose=True))
    return parts + [x for x in rest if x.mem_id in blocks]


def _line(node: LexborNode, post: LexborNode, text: str, *, loose: bool = False) -> ShownLine:
    return ShownLine(node, text, path_within(node, post, MOST_PATH) or [node], loose=loose)


def _around_blocks(post: LexborNode) -> set[int]:
    found: set[int] = set()
    for block in post.css(_BLOCKS_INSIDE):
        above = block.parent
        while above is not None and above.mem_id not in found:
            found.add(above.mem_id)
            if above.mem_id == post.mem_id:
                break
            above = above.parent
    return found


def _says_any(node: LexborNode) -> bool:
    if node.is_text_node:
        return bool((node.text_content or "").strip())
    return node.is_element_node and node.child is not None and node.tag not in ("br", "wbr")


def _text_of(nodes: Iterable[LexborNode]) -> str:
    texts = (
        x.text_content or "" if x.is_text_node else " ".join(y for y, _ in texts_of(x))
        for x in nodes
        if x.is_text_node or not is_unseen(x)
    )
    return " ".join(" ".join(texts).split())
