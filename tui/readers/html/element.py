"""Visible elements of a body, each looked at once, with facts about their content."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from tui.model.errors import UnreadableError
from tui.model.safe_text import one_line, quoted
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import first_text, names_in
from tui.readers.html.tags import BLOCKS, EMBEDS, HEADINGS, HOLDERS, PICTURES, QUOTING, UNREAD
from tui.readers.html.tree import DEEPEST, is_hidden

type Attributes = Mapping[str, str | None]

_WHOLE = PICTURES | EMBEDS  # nothing inside is read
_NOTED = HOLDERS | _WHOLE | QUOTING
_UNREAD = UNREAD | {"-comment"}
_joined = lru_cache(maxsize=4096)(frozenset[str].union)  # one set for all elements of a kind
_NONE: Attributes = MappingProxyType({})
_EDGE = "\0"  # of a block; no text that is parsed has it
MOST_PATH = 40  # elements around an element inside its body
MOST_PARTS = 20_000  # elements of one post
_TOO_MANY = (
    "The part of the page that begins {} has more than {:,} paragraphs, links and other elements, "
    f"or {DEEPEST} around each other, which no post has: cut it out of the page."
)


@dataclass(slots=True, eq=False)
class Element:
    """`around` are tags and roles of the path, `parts` the elements directly inside, `holds` tags
    of all inside; `length` and `captions` count characters of words."""

    node: LexborNode
    tag: str
    attributes: Attributes
    outer: "Element | None" = None
    names: str = ""
    roles: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    inner: Sequence["Element | str"] = ()
    parts: Sequence["Element"] = ()
    holds: frozenset[str] = frozenset()
    length: int = 0
    captions: int = 0

    def __post_init__(self) -> None:
        says = "caption" if self.tag == "figcaption" else self.tag if "-" in self.tag else ""
        if self.attributes or says:  # "live-post-title" is a name, too
            self.names = names_in(self.attributes)
            self.roles = roles_in(f"{self.names} {says}" if says else self.names)
        if self.outer is not None:
            self.around = _joined(self.outer.around, (self.tag, *self.roles))

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
    def is_plain(self) -> bool:
        return self.tag == "p" and not (self.attributes or self.parts)

    @property
    def is_figure(self) -> bool:
        """A figure, or the innermost element of a picture, its caption and no other text."""
        is_inner = _is_captioned(self) and not any(map(_is_captioned, self.parts))
        return is_inner or self.tag == "figure"

    @property
    def inside(self) -> Iterator["Element"]:
        """All elements inside, in document order."""
        waiting = [*reversed(self.parts)]
        while waiting:
            each = waiting.pop()
            yield each
            waiting += reversed(each.parts)

    @property
    def text(self) -> str:
        """Text on one line, with a space between texts of different elements."""
        return one_line(" ".join(_texts_in(self)).replace(_EDGE, " "))


def lines_in(element: Element, without: Collection[Element] = ()) -> list[str]:
    """Clean texts of an element between the starts and ends of its blocks."""
    texts = "".join(_texts_in(element, without)).split(_EDGE)
    return list(filter(None, map(one_line, texts)))


def _texts_in(element: Element, without: Collection[Element] = ()) -> Iterator[str]:
    """Texts of an element in their order, between the edges of its blocks."""
    waiting: list[Element | str] = [*reversed(element.inner)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif each not in without:
            edge = _EDGE * (each.tag in BLOCKS)
            yield edge
            waiting += (edge, *reversed(each.inner))


def elements_of(root: LexborNode, most: int = MOST_PARTS) -> list[Element]:
    """The root and visible elements inside, outer first. Raises UnreadableError over `most`."""
    found: list[Element] = []
    _look_inside(Element(root, root.tag or "", root.attributes), found, most, DEEPEST)
    found[0].around = _joined(frozenset(), (found[0].tag, *found[0].roles))  # of its own lines
    return found


def _look_inside(element: Element, found: list[Element], most: int, deepest: int) -> None:
    """Note the content of an element, and that of elements inside: a call for each level."""
    found.append(element)
    opens = element.tag in HEADINGS and _is_opener(element.node)
    inner: list[Element | str] = []
    parts: list[Element] = []
    for node in element.node.iter(include_text=True) if element.tag not in _WHOLE else ():
        if max(len(found), len(inner)) > most or not deepest:
            raise UnreadableError(_TOO_MANY.format(quoted(first_text(found[0].node)), most))
        if node.tag == "-text":
            text = node.text_content or ""
            element.length += len(text.strip())
            inner.append(text)
        elif part := _part(node, element, opens=opens):
            inner.append(part)
            parts.append(part)
            _look_inside(part, found, most, deepest - 1)
            element.length += part.length
            element.captions += part.captions
            element.holds |= _NOTED & {part.tag, *part.holds}
    element.inner, element.parts = inner, parts
    if "caption" in element.roles:
        element.captions = element.length


def _part(node: LexborNode, outer: Element, *, opens: bool) -> Element | None:
    tag = "span" if opens and node.tag == "button" else node.tag or ""
    own = node.attributes
    if tag in _UNREAD or (own and is_hidden(own)):
        return None
    return Element(node, tag, _NONE if tag in PICTURES or not own else own, outer)


def _is_opener(heading: LexborNode) -> bool:
    """A button has all words of the heading, and so opens the part below."""
    texts = [x.text(strip=True) for x in heading.css("button")]
    return bool(texts) and max(texts, key=len) == heading.text(strip=True)


def _is_captioned(element: Element) -> bool:
    return 0 < element.captions == element.length and not PICTURES.isdisjoint(element.holds)
