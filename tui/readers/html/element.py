"""Visible elements of a body, each looked at once, with facts about their content."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import first_text, names_in
from tui.readers.html.tags import BLOCKS, EMBEDS, HOLDERS, PICTURES, QUOTING, UNREAD
from tui.readers.html.tree import is_hidden

type Attributes = Mapping[str, str | None]

_WHOLE = PICTURES | EMBEDS  # nothing inside is read
_NOTED = HOLDERS | _WHOLE | QUOTING
_UNREAD = UNREAD | {"-comment"}
_joined = lru_cache(maxsize=4096)(frozenset[str].union)  # one set for all elements of a kind
_NONE: Attributes = MappingProxyType({})
MOST_PATH = 40  # elements around an element inside its body
MOST_PARTS = 20_000  # elements of one post
_TOO_MANY = (
    "The part of the page that begins {} has more than {:,} paragraphs, links and other elements, "
    "which no post has: cut it out of the page."
)


@dataclass(slots=True, eq=False)
class Element:
    """`around` are tags and roles of the path, `parts` the elements directly inside, `holds` tags
    of all inside; `length` and `captions` count characters of words.

    A figure may be any innermost element of a picture, its caption and no other text.
    """

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
    is_figure: bool = False

    def __post_init__(self) -> None:
        self.names = names_in(self.attributes)
        self.roles = roles_in(f"{self.names} caption" if self.tag == "figcaption" else self.names)
        above = outer.around if (outer := self.outer) and outer.outer else frozenset()
        self.around = _joined(above, (self.tag, *self.roles))

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
        return " ".join(lines_in(self, joint=" "))


def lines_in(element: Element, without: Collection[Element] = (), joint: str = "") -> list[str]:
    """Texts of an element between the starts and ends of its blocks."""
    lines: list[list[str]] = [[]]
    waiting: list[Element | str | None] = [*reversed(element.inner)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            lines[-1].append(each)
        elif each is None:
            lines.append([])
        elif each not in without:
            if each.tag in BLOCKS:
                lines.append([])
                waiting.append(None)
            waiting += reversed(each.inner)
    return [text for x in lines if (text := " ".join(joint.join(x).split()))]


def elements_of(root: LexborNode, most: int = MOST_PARTS) -> list[Element]:
    """The root, and all visible elements inside, outer before inner ones.

    Raises UnreadableError for more than `most`.
    """
    found = [Element(root, root.tag or "", root.attributes)]
    for element in found:
        if element.tag not in _WHOLE:
            first = len(found)
            element.inner = tuple(islice(_inner(element, found), most + 1))
            element.parts = found[first:]
        if max(len(found), len(element.inner)) > most:
            raise UnreadableError(_TOO_MANY.format(quoted(first_text(root)), most))
    for element in reversed(found):  # facts on inner elements are there before outer ones ask
        if "caption" in element.roles:
            element.captions = element.length
        element.is_figure = element.tag == "figure" or (
            _is_captioned(element) and not any(map(_is_captioned, element.parts))
        )
        if element.outer is not None:
            _sum_up(element, element.outer)
    return found


def _sum_up(element: Element, outer: Element) -> None:
    outer.length += element.length
    outer.captions += element.captions
    inside = element.holds | {element.tag} if element.tag in _NOTED else element.holds
    if not inside <= outer.holds:
        outer.holds |= inside


def _inner(element: Element, found: list[Element]) -> Iterator[Element | str]:
    """Visible texts and elements; `found` grows by the elements."""
    for node in element.node.iter(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            element.length += len(text.strip())
            yield text
        elif tag not in _UNREAD and not ((own := node.attributes) and is_hidden(own)):
            is_bare = tag in PICTURES or not own
            found.append(Element(node, tag, _NONE if is_bare else own, element))
            yield found[-1]


def _is_captioned(element: Element) -> bool:
    return 0 < element.captions == element.length and not PICTURES.isdisjoint(element.holds)
