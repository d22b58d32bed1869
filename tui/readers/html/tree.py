"""Parses HTML with lexbor, after a check for pages built to exhaust it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.errors import UnreadableError

MOST_TAGS = 300_000  # 4,000 posts of 60 elements have fewer; 250 bytes each in the tree
DEEPEST = 600  # nested elements; browsers stop at 512; parsing time grows with the square
MOST_ATTRIBUTES = 256  # per tag; the parser compares each with all before it
MOST_ATTRIBUTES_IN_ALL = 600_000  # per page; 160 bytes each in the tree
MOST_SEARCHED = 200_000_000  # names times tags; for each the parser may compare all names
MOST_REOPENED = 600_000  # formatting elements per page, as the HTML standard asks

_HIDDEN_CLASSES = frozenset((
    "gs-u-vh", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "u-vh",
    "is-hidden", "hidden",
))  # fmt: skip
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)

# A comment, which hides tags; a script or other raw text; a tag. As the HTML standard reads them.
_SPACE = rb"[\t\n\f\r ]"
_NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)"""
_SAID = rb"(?:=\"[^\"]*+\"|(?:%b*+=%b*+%b?+)?+)" % (_SPACE, _SPACE, _VALUE)
_ATTRIBUTES = rb"(?P<attributes>(?:[\t\n\f\r /]*+%b%b){0,%d}+)[\t\n\f\r /]*+>?" % (
    _NAME, _SAID, MOST_ATTRIBUTES + 1,
)  # fmt: skip
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))"
    rb"|<(?:(?P<raw>script|style|textarea|title)(?=[\t\n\f\r />])"
    rb"|(?P<closing>/?)(?P<name>[a-z][^\t\n\f\r />]*+))%b"
    rb"(?(raw)(?:[^<]++|<(?!/(?P=raw)[\t\n\f\r />]))*+)" % _ATTRIBUTES,
    re.DOTALL | re.IGNORECASE,
)
_NAMES = re.compile(rb"(%b)%b" % (_NAME, _SAID))
_UNCOUNTED = {b""}.union(  # elements that are empty, or may have no end tag
    b"area base br col embed hr img input link meta param source track wbr path p li dt dd"
    b" tr td th option optgroup thead tbody tfoot html head body a button script style"
    b" textarea title".split()
)
_FORMATTING = frozenset(b"b big code em font i s small strike strong tt u".split())


def parsed(data: bytes) -> LexborHTMLParser:
    """Raises UnreadableError for HTML built to exhaust the parser."""
    is_short = len(data) <= 20_000 and data.count(b"<") <= 200
    return LexborHTMLParser(data) if is_short else parsed_page(data)[0]


def parsed_page(data: bytes) -> tuple[LexborHTMLParser, str]:
    """Also the attributes of all tags, each text once. Raises as `parsed`, in linear time."""
    is_vast = len(data) > 3 * MOST_TAGS and data.count(b"<") > MOST_TAGS
    tags = [] if is_vast else _TAG.findall(data)
    attributes = Counter(map(itemgetter(3), tags))
    if trouble := f"has more than {MOST_TAGS:,} tags" * is_vast or _trouble(tags, attributes):
        raise UnreadableError(f"The HTML {trouble}: it is no page that can be read safely.")
    return LexborHTMLParser(data), b"\n".join(attributes).decode("utf-8", "replace")


def _trouble(tags: Sequence[tuple[bytes, ...]], every: Mapping[bytes, int]) -> str:
    """Reason why parsing takes too much, or ""; `every` counts the attributes of tags."""
    if _nest_deeply(tags):
        return f"nests its elements more than {DEEPEST} deep"
    names, count = set(map(itemgetter(2), tags)), 0
    for attributes, times in every.items():
        own = _NAMES.findall(attributes)
        count += times * len(own)
        names.update(own)
        if len(own) > MOST_ATTRIBUTES:
            return f"has a tag with more than {MOST_ATTRIBUTES:,} attributes"
        if count > MOST_ATTRIBUTES_IN_ALL:
            return f"has more than {MOST_ATTRIBUTES_IN_ALL:,} attributes"
    if len(names) * max(len(names), len(tags)) > MOST_SEARCHED:
        return f"has {len(names):,} different names of elements and attributes"
    return ""


def _nest_deeply(tags: Sequence[tuple[bytes, ...]]) -> bool:
    """Elements are nested deeply, or each of many opens formatting again."""
    depth = formatted = reopened = 0
    formatting: defaultdict[bytes, list[bytes]] = defaultdict(list)  # attributes of open elements
    for _, closing, name, attributes in tags:
        name = name.lower()
        if name in _FORMATTING:
            same = formatting[name]
            formatted -= len(same)
            if closing:
                del same[-1:]
            elif same.count(attributes) < 3:  # the standard keeps three equal ones at most
                same.append(attributes)
            formatted += len(same)
        reopened += formatted
        if name not in _UNCOUNTED:
            depth = max(depth - 1, 0) if closing else depth + 1
            if depth > DEEPEST:
                return True
    return reopened > MOST_REOPENED


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    style, names = attributes.get("style"), attributes.get("class")
    return (
        "hidden" in attributes
        or bool(style and _NO_DISPLAY.search(style))
        or bool(names and not _HIDDEN_CLASSES.isdisjoint(names.split()))
    )


def text_of(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""
