"""HTML parsed by lexbor, after a look at whether it is built to exhaust it."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.errors import UnreadableError

MOST_TAGS = 300_000
"""Tags of a page; 4,000 posts of 60 elements are fewer. Each costs about 250 bytes in the tree."""
DEEPEST = 600
"""Elements inside each other; browsers stop at 512. The parser's time grows with the square of it."""
MOST_ATTRIBUTES = 256
"""Attributes of one tag; the parser compares each with all before it."""
MOST_ATTRIBUTES_IN_ALL = 600_000
"""Attributes of a page; each costs about 160 bytes in the tree."""
MOST_REOPENED = 600_000
"""Formatting elements that the parser may have to open again, as the HTML standard asks, in each paragraph."""

# One tag as the HTML standard's tokenizer sees it, or what hides tags from it: comments, scripts, styles.
_SPACE = rb"[\t\n\f\r ]"
_ATTRIBUTE = rb"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)"""
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<(/?)([a-zA-Z][^\t\n\f\r />]*+)"
    rb"((?:%b(?:%b*+=%b*+%b?+)?+)*+)[\t\n\f\r /]*+>?" % (_ATTRIBUTE, _SPACE, _SPACE, _VALUE),
    re.DOTALL,
)
_NAME_AND_VALUE = re.compile(rb"%b(?:%b*+=%b*+%b?+)?+" % (_ATTRIBUTE, _SPACE, _SPACE, _VALUE))
_RAW = {
    name: re.compile(rb"</%b[\t\n\f\r />]" % name, re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title")
}
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr path".split()
)
# Elements that the next of their kind closes, written or not.
_IMPLIED = frozenset(
    b"p li dt dd tr td th option optgroup thead tbody tfoot html head body a button".split()
)
_FORMATTING = frozenset(b"b big code em font i s small strike strong tt u".split())


def parsed(data: bytes) -> LexborHTMLParser:
    """The tree of a page or of a piece of one, in UTF-8; UnreadableError when it is built to exhaust the parser."""
    trouble = _trouble(data) if data.count(b"<") > 200 or len(data) > 20_000 else ""
    if trouble:
        raise UnreadableError(f"The HTML {trouble}: it is no page that can be read safely.")
    return LexborHTMLParser(data)


def _trouble(data: bytes) -> str:
    """What makes this too dear to parse, or ""; takes time linear in the data."""
    if data.count(b"<") > MOST_TAGS:
        return f"has more than {MOST_TAGS:,} tags"
    depth = deepest = reopened = formatting = attribute_bytes = 0
    open_formatting: Counter[bytes] = Counter()
    position = 0
    while match := _TAG.search(data, position):
        position = match.end()
        closing, name, attributes = match.groups()
        if name is None:
            continue
        name = name.lower()
        attribute_bytes += len(attributes)
        if len(attributes) > 2 * MOST_ATTRIBUTES and _too_many_attributes(attributes):
            return f"has a tag with more than {MOST_ATTRIBUTES:,} attributes"
        if name in _FORMATTING:
            formatting = _formatting(open_formatting, name + attributes, bool(closing), name)
        reopened += formatting
        if name in _RAW and not closing:
            end = _RAW[name].search(data, position)
            position = end.start() if end else len(data)
        if name not in _VOID and name not in _IMPLIED:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
        if deepest > DEEPEST or reopened > MOST_REOPENED:
            return f"nests its elements more than {DEEPEST} deep"
    if (
        attribute_bytes > 3 * MOST_ATTRIBUTES_IN_ALL
        and _all_attributes(data) > MOST_ATTRIBUTES_IN_ALL
    ):
        return f"has more than {MOST_ATTRIBUTES_IN_ALL:,} attributes"
    return ""


def _formatting(opened: Counter[bytes], tag: bytes, closing: bool, name: bytes) -> int:
    """How many are open after this tag: the standard keeps at most three that are alike."""
    if not closing:
        opened[tag] = min(opened[tag] + 1, 3)
    else:
        last = next((key for key in reversed(opened) if key.startswith(name)), None)
        if last is not None:
            opened[last] -= 1
            if not opened[last]:
                del opened[last]
    return opened.total()


def _all_attributes(data: bytes) -> int:
    return sum(1 for tag in _TAG.finditer(data) for _ in _NAME_AND_VALUE.finditer(tag[3] or b""))


def _too_many_attributes(attributes: bytes) -> bool:
    return sum(1 for _ in _NAME_AND_VALUE.finditer(attributes)) > MOST_ATTRIBUTES


@lru_cache(maxsize=512)
def classes_of(value: str | None) -> frozenset[str]:
    """The names in a class attribute."""
    return frozenset((value or "").split())


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those of the nodes that do not stand inside another of them; takes time linear in the tree."""
    theirs = {node.mem_id for node in nodes}
    inside: dict[int, bool] = {}
    kept = []
    for node in nodes:
        path: list[int] = []
        above = node.parent
        while above is not None and above.mem_id not in inside and above.mem_id not in theirs:
            path.append(above.mem_id)
            above = above.parent
        is_inside = above is not None and (above.mem_id in theirs or inside[above.mem_id])
        inside.update(dict.fromkeys(path, is_inside))
        if not is_inside:
            kept.append(node)
    return kept


def words_of(node: LexborNode, skip: Callable[[LexborNode], bool]) -> str:
    """The words of a node on one line, without those of the elements inside it that `skip` names."""
    pieces: list[str] = []
    inner = node.child
    while inner is not None:
        if inner.is_text_node:
            pieces.append(inner.text_content or "")
        elif inner.child is not None and not skip(inner):
            pieces.append(" " if inner.tag in ("p", "div", "li", "br") else "")
            inner = inner.child
            continue
        while inner is not None and inner.next is None:
            inner = inner.parent
            if inner is None or inner.mem_id == node.mem_id:
                return " ".join("".join(pieces).split())
        inner = inner.next if inner is not None else None
    return " ".join("".join(pieces).split())


def text_of(node: LexborNode | None) -> str:
    """The words of a node on one line."""
    return " ".join(node.text().split()) if node is not None else ""
