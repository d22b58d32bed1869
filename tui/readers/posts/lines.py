"""The lines of a post's element as a reader sees them: the unit of the accounting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import is_unseen, names_of, path_within, texts_of
from tui.readers.html.words import words_in

MOST_PARTS = 30_000
"""Elements of one post that are looked at; what follows is text."""
MOST_PATH = 40
"""Elements around a line inside its post."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROSE = frozenset(("p", "li", "td", "dd", *HEADINGS))
"""Elements that hold sentences, so that elements in them are no lines of their own."""
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "pre",
        "address",
        "main",
        "details",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_BLOCKS_INSIDE = ", ".join(sorted(_BLOCKS - {"tbody", "tr", "td", "th", "dt", "dd"}))


LABEL = re.compile(
    r"label|(?<!header-)tag\b|header-tag|kicker|categor|topic|badge|rubri|ressort|key-?event|pinned",
    re.IGNORECASE,
)
_TITLE = re.compile(r"head(?:line|ing)|title|titel|titre|titulo", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class ShownLine:
    """A line: an element without other lines, its words, and its kind.

    `path` is the element and those around it inside the post. A `loose` line is the text that
    stands between the blocks of its element: nobody may claim it, so it always stays text.
    """

    node: LexborNode
    text: str
    path: list[LexborNode]
    kind: str = "text"
    loose: bool = False
    words: list[str] = field(init=False)
    names: str = field(init=False)
    """The classes and ids of the element and of the one around it."""

    def __post_init__(self) -> None:
        self.words = words_in(self.text)
        self.names = " ".join(filter(None, map(names_of, self.path[:2])))

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return any(x.tag in HEADINGS for x in self.path[:3])


def is_label(node: LexborNode) -> bool:
    """Whether a class says that an element is a label: a topic, a badge, "key event"."""
    names = node.attributes.get("class") or ""
    return bool(names) and bool(LABEL.search(names)) and not _TITLE.search(names)


def lines_of(post: LexborNode) -> list[ShownLine]:
    """The innermost blocks of a post; elements side by side without a text between are lines."""
    return list(_Splitter(post).lines())


class _Splitter:
    def __init__(self, post: LexborNode) -> None:
        self._post = post
        self._holders = _around_blocks(post)

    def lines(self) -> Iterator[ShownLine]:
        waiting: list[LexborNode | ShownLine] = [self._post]
        for _ in range(MOST_PARTS):
            if not waiting:
                return
            each = waiting.pop()
            if isinstance(each, ShownLine):
                yield each
            elif each.is_element_node and (each.mem_id == self._post.mem_id or not is_unseen(each)):
                parts = self._parts(each)
                if parts:
                    waiting += reversed(parts)
                elif text := _text_of([each]):
                    yield self._line(each, text)

    def _line(self, node: LexborNode, text: str, *, loose: bool = False) -> ShownLine:
        path = path_within(node, self._post, MOST_PATH)
        return ShownLine(node, text, path or [node], loose=loose)

    def _parts(self, node: LexborNode) -> list[LexborNode | ShownLine]:
        """What an element falls into: elements, and the text between them as one loose line; none
        if it is a line itself.
        """
        inner = [x for x in node.iter(include_text=True) if _says_any(x)]
        elements = [x for x in inner if x.is_element_node]
        first = next((n for n, x in enumerate(inner) if x.is_text_node), len(inner))
        is_row = first == len(inner) and (node.tag not in PROSE or len(elements) == 1)
        is_parted = is_row or any(self._is_block(x) or is_label(x) for x in elements)
        if not elements or not is_parted:
            return []
        after = [(x, x.is_element_node and self._is_block(x)) for x in inner[first:]]
        loose = _text_of([x for x, is_block in after if not is_block])
        parts: list[LexborNode | ShownLine] = [*inner[:first]]
        if loose:
            parts.append(self._line(node, loose, loose=True))
        return parts + [x for x, is_block in after if is_block]

    def _is_block(self, node: LexborNode) -> bool:
        return node.tag in _BLOCKS or node.mem_id in self._holders


def _around_blocks(post: LexborNode) -> set[int]:
    """The elements of a post that hold blocks, however deep."""
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
