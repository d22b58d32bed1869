"""A body's visible elements, each looked at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from tui.model.blog import Block
from tui.readers.html.seen import names_in, texts_of
from tui.readers.html.tree import is_hidden

type Attributes = Mapping[str, str | None]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PICTURES = frozenset(("img", "amp-img", "amp-anim"))
EMBEDS = frozenset((
    "iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-audio", "amp-facebook",
    "amp-youtube", "amp-twitter", "amp-instagram",
))  # fmt: skip
CONTROLS = frozenset(("button", "form", "input", "select", "nav"))
QUOTING = frozenset(("blockquote", "q", "iframe"))
HOLDERS = HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "table", "pre",
    "address", "main", "details", "header", "footer", "aside", "figure", "figcaption",
))  # fmt: skip
_WHOLE = PICTURES | EMBEDS  # nothing inside is read
_NOTED = HOLDERS | _WHOLE | QUOTING
_UNREAD = frozenset((
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "object", "canvas",
    "textarea",
))  # fmt: skip
_NONE: Attributes = MappingProxyType({})
MOST_ELEMENTS = 100_000  # per body, at 500 bytes each; of further elements only the words
MOST_PATH = 40  # elements around an element inside its body


@dataclass(slots=True, eq=False)
class Element:
    """`holds` are tags inside, `says` is true with a word inside, `instead` replaces its blocks.

    A picture's attributes are left to its node: there may be 290,000.
    """

    node: LexborNode
    tag: str
    attributes: Attributes
    names: str
    outer: "Element | None" = None
    inner: Sequence["Element | str"] = ()
    holds: frozenset[str] = frozenset()
    says: bool = False
    instead: tuple[Block, ...] | None = None

    @property
    def path(self) -> list["Element"]:
        """The element and elements around it, without the root."""
        found: list[Element] = []
        element = self
        while element.outer is not None and len(found) < MOST_PATH:
            found.append(element)
            element = element.outer
        return found or [self]

    @property
    def text(self) -> str:
        return text_in(self.inner)


def elements_of(root: LexborNode) -> list[Element]:
    """The root, and all visible elements inside."""
    found = [Element(root, root.tag or "", root.attributes, names_in(root.attributes))]
    for element in found:
        if element.tag not in _WHOLE:
            element.inner = list(_inner(element, found))
    for element in reversed(found):
        outer, tag = element.outer, element.tag
        if outer is not None:
            outer.says = outer.says or element.says
            is_noted = tag in _NOTED and (element.inner or tag in _WHOLE)
            inside = element.holds | {tag} if is_noted else element.holds
            if not inside <= outer.holds:  # a set for each of 290,000 elements is too much
                outer.holds |= inside
    return found


def _inner(element: Element, found: list[Element]) -> Iterator[Element | str]:
    for node in element.node.iter(include_text=True):
        if node.is_text_node:
            text = node.text_content or ""
            element.says = element.says or not text.isspace()
            yield text
        elif node.is_element_node and node.tag not in _UNREAD:
            inner = _element(node, element)
            if inner is None:
                continue
            if len(found) >= MOST_ELEMENTS and inner.tag not in PICTURES:
                element.says = True
                yield from (f" {text}" for text, _ in texts_of(node))
                continue
            found.append(inner)
            yield inner


def _element(node: LexborNode, outer: Element) -> Element | None:
    """None for a hidden element."""
    tag, attributes = node.tag or "", node.attributes
    if attributes and is_hidden(attributes):
        return None
    kept = _NONE if tag in PICTURES else attributes
    return Element(node, tag, kept, names_in(attributes), outer)


def text_in(inner: Sequence[Element | str]) -> str:
    """Text on one line, with a space between texts of different elements."""
    pieces: list[str] = []
    waiting = list(reversed(inner))
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
        else:
            waiting += reversed(each.inner)
    return " ".join(" ".join(pieces).split())
