"""Lines of a body: the text of an element as readers see it, or a picture.

A line has the words by which it is judged, and the pieces of blocks that show it. The blocks of all
lines are the body; blocks of some lines are a post without its byline, its clock and its teasers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from tui.model.blog import Author, Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.model.safe_text import one_line
from tui.readers.html import tags
from tui.readers.html.element import Attributes, Element
from tui.readers.html.figures import embed_of, figure_blocks, image_of
from tui.readers.html.links import SHARING, address
from tui.readers.html.text_blocks import LINE_BREAK, Fragment, Kind, block_of
from tui.readers.html.words import words_in

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(tags.HEADINGS, Heading), "blockquote": Quote, "li": ListItem,
}  # fmt: skip
LONGEST_JUDGED = 100_000  # characters of a line
_HEADS = frozenset(("label", "headline"))
MOST_NESTED = 2  # figures around each other that are searched for pictures


@dataclass(slots=True, eq=False)
class ShownLine:
    """Text of an element without other lines; a `loose` line, text between blocks and in no link,
    stays text."""

    at: Element
    loose: bool = False
    kind: str = "text"
    place: int = 0
    signers: tuple[Author, ...] = ()  # beside a clock in the line
    text: str = ""
    texts: list[str] = field(default_factory=list)  # of which it is made
    pieces: list[Fragment | Block] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return words_in(self.text[:LONGEST_JUDGED])

    @property
    def form(self) -> str:
        """The text; of a link without its numbers, as of "12 comments"."""
        is_link = all(isinstance(x, Fragment) and x.link for x in self.pieces)
        return re.sub(r"\d+", "0", self.text) if is_link else self.text

    def is_in(self, names: Set[str]) -> bool:
        """An element around the text has one of the tags."""
        return not names.isdisjoint(self.at.around)


def blocks_in(lines: Iterable[ShownLine]) -> tuple[Block, ...]:
    return tuple(x for x, _ in placed_blocks(lines))


def placed_blocks(lines: Iterable[ShownLine]) -> Iterator[tuple[Block, Element]]:
    """Blocks of lines, with the element where each begins; fragments of one are one text."""
    pieces = ((x, line.at) for line in lines for x in line.pieces)
    for number, group in groupby(pieces, lambda x: getattr(x[0], "block", 0)):
        if number:
            fragments, places = zip(*group, strict=True)
            if block := block_of(fragments):
                yield block, places[0]
        else:
            yield from ((x, at) for x, at in group if not isinstance(x, Fragment))


def lines_of(root: Element, base: str, without: Set[Element] = frozenset()) -> list[ShownLine]:
    """Lines of all that is inside; elements `without` pieces are lines that nothing shows."""
    return _Walk(root, base, without).read()


class _Context(NamedTuple):
    """State that the elements around a text give; an element's end restores the state before."""

    kind: Kind = Paragraph
    link: int = 0
    url: str = ""
    numbers: list[int] | None = None  # of the next item; None for bullets
    is_pre: bool = False  # lines of the source are lines


type _Level = tuple[Element, Element, Set[Element], _Context]
"""An element that is read, and the state outside of it."""


class _Walk:
    """Reads an element's lines in document order."""

    def __init__(self, root: Element, base: str, without: Set[Element]) -> None:
        self._base, self._without = base, without
        self._lines: list[ShownLine] = []
        self._line: ShownLine | None = None  # of the place
        self._place, self._parts = root, _lines_inside(root)
        self._context = _Context()
        self._block, self._link = 1, 0  # numbers
        self._joint = ""  # before the next text
        self._marker, self._marked = "", 0  # of an item, and its block

    def read(self) -> list[ShownLine]:
        waiting: list[Element | str | _Level] = [*reversed(self._place.inner)]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                self._read_text(each)
            elif isinstance(each, Element):
                level = (each, self._place, self._parts, self._context)
                if self._enter(each):
                    waiting += (level, *reversed(each.inner))
            else:
                element, place, self._parts, self._context = each
                self._line = self._line if place is self._place else None
                self._place = place
                self._block += element.tag in tags.BLOCKS
        for line in self._lines:
            line.text = " ".join(filter(None, line.texts))
        return self._lines

    def _add(self, element: Element, *, loose: bool = False) -> ShownLine:
        self._lines.append(ShownLine(element, loose))
        return self._lines[-1]

    def _here(self) -> ShownLine:
        """The line of the place; between lines a loose one begins."""
        if self._line is None:
            is_loose = bool(self._parts) and self._place.tag != "a"
            self._line = self._add(self._place, loose=is_loose)
        return self._line

    def _read_text(self, text: str) -> None:
        lines = LINE_BREAK.split(text) if self._context.is_pre else [text]
        for number, line in enumerate(lines):
            self._block += number > 0
            self._say(line)

    def _say(self, text: str) -> None:
        kind, link, url = self._context[:3]
        words = one_line(text)
        if not words or (self._parts and _parts_only(words)):
            self._joint = self._joint or " "
            return
        if not self._marked:
            self._marked = self._block
        elif kind is ListItem and self._marked != self._block:  # another paragraph of the item
            kind = Paragraph
        line = self._here()
        line.texts.append(words)
        joint, space = self._joint or " " * text[0].isspace(), " " * text[-1].isspace()
        said = Fragment(words, joint, space, self._block, kind, self._marker, link, url)
        line.pieces.append(said)
        self._joint = ""

    def _enter(self, element: Element) -> bool:
        """Open an element, or take it whole; true if its content is to be read."""
        is_line = element in self._parts
        if is_line:
            self._line, self._joint = None, self._joint or " "
        if element in self._without or _is_control(element):
            self._add(element).texts.append(element.text)
            return False
        if (blocks := self._whole(element)) is not None:
            self._take(element, blocks, is_line=is_line)
            return False
        self._block += element.tag in tags.BLOCKS
        if is_line:
            self._place, self._parts = element, _lines_inside(element)
        self._context = self._inside(element)
        return True

    def _take(self, element: Element, blocks: tuple[Block, ...], *, is_line: bool) -> None:
        if not (blocks or element.length):  # the text around stays whole
            return
        self._block += 1
        line = self._add(element) if is_line else self._here()
        if is_line and element.is_figure:
            line.kind = "caption"
        line.pieces += blocks
        if element.length:
            line.texts.append(element.text)

    def _whole(self, element: Element) -> tuple[Block, ...] | None:
        tag = element.tag
        if tag in tags.PICTURES:
            return self._picture(element.node.attributes)
        if tag == "a":
            return None
        if element.is_figure and sum(x.is_figure for x in element.path) <= MOST_NESTED:
            return figure_blocks(element, self._base)
        embed = embed_of(element, self._base)
        return (embed,) if embed is not None else () if tag in tags.EMBEDS else None

    def _picture(self, attributes: Attributes) -> tuple[Block, ...]:
        if "emoji" in (attributes.get("class") or ""):
            self._say(attributes.get("alt") or " ")
            return ()
        image = image_of(attributes, self._base)
        return (image,) if image is not None else ()

    def _inside(self, element: Element) -> _Context:
        kind, link, url, numbers, is_pre = self._context
        tag, attributes = element.tag, element.attributes
        if tag == "a":
            self._link += 1
            link, url = self._link, address(attributes.get("href"), self._base)
        elif tag in ("td", "th"):
            self._joint = " | "
        elif tag in ("ul", "ol"):
            numbers = [_number(attributes.get("start"), 1)] if tag == "ol" else None
        elif tag == "li":
            self._marker, self._marked = "•", 0
            if numbers:
                number = _number(attributes.get("value"), numbers[0])
                numbers[0], self._marker = number + 1, f"{number}."
        elif tag == "aside" and "rich-link" in element.names.split():
            kind = ReadMore
        return _Context(_KINDS.get(tag, kind), link, url, numbers, is_pre or tag == "pre")


def _is_control(element: Element) -> bool:
    """A control, a link that shares the page, or a sign that leads to its heading: "#", "¶"."""
    if element.tag != "a":
        return element.tag in tags.CONTROLS
    href = element.attributes.get("href") or ""
    if href[:1] == "#" and not element.holds and element.length:
        return not any(map(str.isalnum, element.text))
    return bool(re.match(SHARING, href))


def _number(value: str | None, default: int) -> int:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 7
    return int(value) if value and is_number else default


def _lines_inside(element: Element) -> Set[Element]:
    """Elements that are lines: blocks, and elements before any text; none in a line of text."""
    parts = [x for x in element.parts if x.length]
    blocks = {x for x in parts if not tags.LINES.isdisjoint((x.tag, *x.holds))}
    if len(blocks) == len(parts):
        return blocks
    inner = _without_bars(list(filter(_has_words, element.inner)))
    row = [x for x, y in zip(parts, inner, strict=False) if x is y]
    return blocks.union(row) if blocks or _is_row(element, row, inner) else frozenset()


def _is_row(element: Element, row: Sequence[Element], inner: Sequence[Element | str]) -> bool:
    """A label or a headline, or all that is there; in prose, elements are words of one line."""
    if len(row) == len(inner) and (len(row) == 1 or element.tag not in tags.PROSE):
        return True
    return not all(map(_HEADS.isdisjoint, (x.roles for x in row)))


def _has_words(inner: Element | str) -> bool:
    return bool(inner.length) if isinstance(inner, Element) else not inner.isspace()


def _without_bars(inner: list[Element | str]) -> list[Element | str]:
    """Without marks between the parts of a line of several elements."""
    within = [x for x in inner[1:-1] if isinstance(x, Element) or not _parts_only(x)]
    return [*inner[:1], *within, *inner[1:][-1:]]


def _parts_only(text: str) -> bool:
    """Spaces or marks between the parts of a line: "10:26 | Ann Lee | Holm"."""
    return not text.strip(" \t\r\n\f\xa0|·•–—")
