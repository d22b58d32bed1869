"""Lines of a post's element as a reader sees them, for a count of all words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.seen import is_unseen, names_of, path_within, texts_of
from tui.readers.html.words import words_in

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


@dataclass(frozen=True, slots=True)
class Known:
    """Facts about a post; `nobody`: letters of names that sign no post, `here`: the page's
    address."""

    says: Callable[[list[str]], bool]
    headline: list[str]
    authors: tuple[Author, ...]
    nobody: frozenset[str]
    here: str


@dataclass(slots=True, eq=False)
class Draft:
    """Lines of a post's element, and the values read from them."""

    node: LexborNode
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
        """Lines before the text, which a long line begins; a heading may be long."""
        return list(takewhile(_may_be_head, self.lines))

    @property
    def foot(self) -> list[ShownLine]:
        """Lines behind the text, the last first."""
        return list(takewhile(lambda x: x.kind != "text" or x.is_short, reversed(self.lines)))


def _may_be_head(line: ShownLine) -> bool:
    return line.kind != "text" or line.is_heading or line.node.tag in BOLD or line.is_short


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
    inner = [x for x in node.iter(include_text=True) if _says_any(x)]
    elements = [x for x in inner if x.is_element_node]
    blocks = {x.mem_id for x in elements if x.tag in _BLOCKS or x.mem_id in holders}
    first = next((n for n, x in enumerate(inner) if x.is_text_node), len(inner))
    is_row = first == len(inner) and (node.tag not in PROSE or len(elements) == 1)
    if not elements or not (is_row or blocks or any(map(is_label, elements))):
        return []
    parts: list[LexborNode | ShownLine] = [*inner[:first]]
    if loose := _text_of([x for x in inner[first:] if x.mem_id not in blocks]):
        parts.append(_line(node, post, loose, loose=True))
    return parts + [x for x in inner[first:] if x.mem_id in blocks]


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


def _text_of(nodes: Sequence[LexborNode]) -> str:
    texts = (
        x.text_content or "" if x.is_text_node else " ".join(y for y, _ in texts_of(x))
        for x in nodes
        if x.is_text_node or not is_unseen(x)
    )
    return " ".join(" ".join(texts).split())
