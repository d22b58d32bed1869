"""Parses HTML with lexbor, after a check for pages built to exhaust it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.errors import UnreadableError

MOST_TAGS = 300_000  # 4,000 posts of 60 elements have fewer; 250 bytes each in the tree
DEEPEST = 600  # nested elements; browsers stop at 512; parsing time grows with the square
MOST_ATTRIBUTES = 256  # per tag; the parser compares each with all before it
MOST_ATTRIBUTES_IN_ALL = 600_000  # per page; 160 bytes each in the tree
MOST_REOPENED = 600_000  # formatting elements per page, as the HTML standard asks

_HIDDEN_CLASSES = frozenset((
    "gs-u-vh", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "u-vh",
    "is-hidden", "hidden",
))  # fmt: skip
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)

# A tag as the HTML standard's tokenizer reads it, or a comment, which hides tags.
_SPACE = rb"[\t\n\f\r ]"
_NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)"""
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<(/?)([a-zA-Z][^\t\n\f\r />]*+)"
    rb"((?:[\t\n\f\r /]*+%b(?:%b*+=%b*+%b?+)?+)*+)[\t\n\f\r /]*+>?"
    % (_NAME, _SPACE, _SPACE, _VALUE),
    re.DOTALL,
)
_NAME_AND_VALUE = re.compile(rb"%b(?:%b*+=%b*+%b?+)?+" % (_NAME, _SPACE, _SPACE, _VALUE))
_RAW = {
    name: re.compile(rb"</%b[\t\n\f\r />]" % name, re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title")
}
_UNCOUNTED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr path"
    b" p li dt dd tr td th option optgroup thead tbody tfoot html head body a button".split()
)
"""Elements that are empty, or that the parser may close without an end tag."""
_FORMATTING = frozenset(b"b big code em font i s small strike strong tt u".split())


def parsed(data: bytes) -> LexborHTMLParser:
    """Raises UnreadableError for HTML built to exhaust the parser."""
    trouble = _trouble(data) if data.count(b"<") > 200 or len(data) > 20_000 else ""
    if trouble:
        raise UnreadableError(f"The HTML {trouble}: it is no page that can be read safely.")
    return LexborHTMLParser(data)


def _trouble(data: bytes) -> str:
    """Reason why parsing takes too much, or ""; found in linear time."""
    if data.count(b"<") > MOST_TAGS:
        return f"has more than {MOST_TAGS:,} tags"
    depth = formatting = reopened = attribute_bytes = 0
    opened: Counter[bytes] = Counter()
    for closing, name, attributes in _tags(data):
        attribute_bytes += len(attributes)
        if len(attributes) > 2 * MOST_ATTRIBUTES and _count(attributes) > MOST_ATTRIBUTES:
            return f"has a tag with more than {MOST_ATTRIBUTES:,} attributes"
        if name in _FORMATTING:
            formatting += _formatting(opened, name, attributes, closing)
        reopened += formatting
        if name not in _UNCOUNTED:
            depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEEPEST or reopened > MOST_REOPENED:
            return f"nests its elements more than {DEEPEST} deep"
    if attribute_bytes > 3 * MOST_ATTRIBUTES_IN_ALL and _count_all(data) > MOST_ATTRIBUTES_IN_ALL:
        return f"has more than {MOST_ATTRIBUTES_IN_ALL:,} attributes"
    return ""


def _tags(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Slash, lower-case name and attributes of each tag outside comments, scripts and styles."""
    position = 0
    while position < len(data):
        for match in _TAG.finditer(data, position):
            closing, name, attributes = match.groups()
            if name is None:  # a comment
                continue
            name = name.lower()
            yield closing, name, attributes
            if name in _RAW and not closing:
                end = _RAW[name].search(data, match.end())
                position = end.start() if end else len(data)
                break
        else:
            return


def _formatting(opened: Counter[bytes], name: bytes, attributes: bytes, closing: bytes) -> int:
    """Change of the number of open elements; the standard keeps three equal ones at most."""
    if not closing:
        key = name + attributes
        is_kept = opened[key] < 3
        opened[key] += is_kept
        return is_kept
    last = next((x for x in reversed(opened) if x.startswith(name)), None)
    if last is None:
        return 0
    opened[last] -= 1
    if not opened[last]:
        del opened[last]
    return -1


def _count_all(data: bytes) -> int:
    return sum(_count(attributes) for _, _, attributes in _tags(data))


def _count(attributes: bytes) -> int:
    return sum(1 for _ in _NAME_AND_VALUE.finditer(attributes))


@lru_cache(maxsize=512)
def classes_of(value: str | None) -> frozenset[str]:
    return frozenset((value or "").split())


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes and attributes["hidden"] in (None, "", "hidden", "true"):
        return True
    style, names = attributes.get("style"), attributes.get("class")
    if style and _NO_DISPLAY.search(style):
        return True
    return bool(names) and not _HIDDEN_CLASSES.isdisjoint(classes_of(names))


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Nodes that no other node contains, in time linear in the tree."""
    inside = {node.mem_id: True for node in nodes}
    found = []
    for node in nodes:
        climbed: list[int] = []
        is_inside = False
        for above in around(node):
            if above.mem_id in inside:
                is_inside = inside[above.mem_id]
                break
            climbed.append(above.mem_id)
        inside.update(dict.fromkeys(climbed, is_inside))
        if not is_inside:
            found.append(node)
    return found


def words_of(node: LexborNode, skip: Callable[[LexborNode], bool]) -> str:
    """Words on one line, without elements that `skip` accepts."""
    pieces: list[str] = []
    inner = node.child
    while inner is not None:
        if inner.is_text_node:
            pieces.append(inner.text_content or "")
        elif inner.child is not None and not skip(inner):
            pieces.append(" " if inner.tag in ("p", "div", "li", "br") else "")
            inner = inner.child
            continue
        inner = following(inner, node)
    return " ".join("".join(pieces).split())


def around(node: LexborNode) -> Iterator[LexborNode]:
    """Elements around a node, innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def following(inner: LexborNode, within: LexborNode) -> LexborNode | None:
    """The node after `inner` and its content, None at the end of `within`."""
    while inner.next is None:
        above = inner.parent
        if above is None or above.mem_id == within.mem_id:
            return None
        inner = above
    return inner.next


def text_of(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""
