"""Lines of a body: the text of an element as readers see it, or a picture.

A line has the words by which it is judged, and the pieces of blocks that show it. The blocks of all
lines are the body; blocks of some lines are a post without its byline, its clock and its teasers.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from tui.model.blog import Author, Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html import tags
from tui.readers.html.element import Attributes, Element
from tui.readers.html.figures import embed_of, figure_blocks, image_of
from tui.readers.html.links import address, is_sharing
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
    pieces: list[Fragment | Block] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return words_in(self.text[:LONGEST_JUDGED])

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
    return _Walk(base, without).read(root)


@dataclass(slots=True, eq=False)
class _Place:
    """An element in whose line text is read, and the elements inside that are lines."""

    element: Element
    parts: Set[Element]
    line: ShownLine | None


class _Context(NamedTuple):
    """State that the elements around a text give; an element's end restores the state before."""

    place: _Place
    kind: Kind = Paragraph
    link: int = 0
    url: str = ""
    numbers: list[int] | None = None  # of the next item; None for bullets
    is_pre: bool = False  # lines of the source are lines


class _Walk:
    """Reads an element's lines in document order."""

    def __init__(self, base: str, without: Set[Element]) -> None:
        self._base, self._without = base, without
        self._lines: list[ShownLine] = []
        self._texts: list[list[str]] = []  # of the lines
        self._block, self._link = 1, 0  # numbers
        self._has_words = False  # of the block
        self._joint = ""  # before the next text
        self._marker = ""

    def read(self, root: Element) -> list[ShownLine]:
        self._context = _Context(self._place_of(root))
        waiting: list[Element | str | tuple[Element, _Context]] = [*reversed(root.inner)]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                first, *below = LINE_BREAK.split(each) if self._context.is_pre else (each,)
                self._say(first)
                for text in below:
                    self._break()
                    self._say(text)
            elif isinstance(each, Element):
                end = (each, self._context)
                if self._enter(each):
                    waiting += (end, *reversed(each.inner))
            else:
                element, self._context = each
                if element.tag in tags.BLOCKS:
                    self._break()
        for line, texts in zip(self._lines, self._texts, strict=True):
            line.text = " ".join(" ".join(texts).split())
        return self._lines

    def _place_of(self, element: Element) -> _Place:
        parts: Set[Element] = _lines_inside(element) if element.parts else frozenset()
        return _Place(element, parts, None if parts else self._line(element))

    def _line(self, element: Element, *, loose: bool = False) -> ShownLine:
        self._lines.append(ShownLine(element, loose, place=len(self._lines)))
        self._texts.append([])
        return self._lines[-1]

    def _here(self) -> ShownLine:
        """The line of the place; between lines a loose one begins."""
        place = self._context.place
        if place.line is None:
            place.line = self._line(place.element, loose=place.element.tag != "a")
        return place.line

    def _say(self, text: str) -> None:
        place, kind, link, url = self._context[:4]
        if text.isspace() or (place.parts and _parts_only(text)):
            self._joint = self._joint or " "
            return
        if kind is ListItem and not self._marker:  # another paragraph of the same item
            kind = Paragraph
        line = self._here()
        self._texts[line.place].append(text)
        fragment = Fragment(text, self._joint, self._block, kind, self._marker, link, url)
        line.pieces.append(fragment)
        self._joint, self._has_words = "", True

    def _break(self) -> None:
        """End a block."""
        if self._has_words:
            self._marker = ""
        self._block, self._has_words = self._block + 1, False

    def _enter(self, element: Element) -> bool:
        """Open an element, or take it whole; true if its content is to be read."""
        place = self._context.place
        is_line = element in place.parts
        if is_line:
            place.line, self._joint = None, self._joint or " "
        if element in self._without or _is_control(element):
            self._texts[self._line(element).place].append(element.text)
            return False
        blocks = self._whole(element)
        if blocks is not None:
            self._take(element, blocks, is_line=is_line)
            return False
        if element.tag in tags.BLOCKS:
            self._break()
        self._context = self._inside(element, self._place_of(element) if is_line else place)
        return True

    def _take(self, element: Element, blocks: tuple[Block, ...], *, is_line: bool) -> None:
        if not (blocks or element.length):  # the text around stays whole
            return
        self._break()
        line = self._line(element) if is_line else self._here()
        if is_line and element.is_figure:
            line.kind = "caption"
        line.pieces += blocks
        if element.length:
            self._texts[line.place].append(element.text)

    def _whole(self, element: Element) -> tuple[Block, ...] | None:
        """Blocks of an element that is read as one, such as a picture."""
        tag = element.tag
        if tag in tags.PICTURES:
            return self._picture(element.node.attributes)
        if tag == "a":
            return None
        if element.is_figure and sum(x.is_figure for x in element.path) <= MOST_NESTED:
            return figure_blocks(element, self._base)
        may_be = element.attributes or tag in tags.EMBEDS
        embed = embed_of(element, self._base) if may_be else None
        return (embed,) if embed is not None else () if tag in tags.EMBEDS else None

    def _picture(self, attributes: Attributes) -> tuple[Block, ...]:
        if "emoji" in (attributes.get("class") or ""):
            self._say(attributes.get("alt") or " ")
            return ()
        image = image_of(attributes, self._base)
        return (image,) if image is not None else ()

    def _inside(self, element: Element, place: _Place) -> _Context:
        """The state inside an element."""
        _, kind, link, url, numbers, is_pre = self._context
        tag, attributes = element.tag, element.attributes
        if tag == "a":
            self._link += 1
            link, url = self._link, address(attributes.get("href"), self._base)
        elif tag in ("td", "th"):
            self._joint = " | "
        elif tag in ("ul", "ol"):
            numbers = [_number(attributes.get("start"), 1)] if tag == "ol" else None
        elif tag == "li":
            self._marker = "•"
            if numbers:
                number = _number(attributes.get("value"), numbers[0])
                numbers[0], self._marker = number + 1, f"{number}."
        elif tag == "aside" and "rich-link" in element.names.split():
            kind = ReadMore
        return _Context(place, _KINDS.get(tag, kind), link, url, numbers, is_pre or tag == "pre")


def _is_control(element: Element) -> bool:
    """A control, a link that shares the page, or a sign that leads to its heading: "#", "¶"."""
    if element.tag != "a":
        return element.tag in tags.CONTROLS
    href = element.attributes.get("href") or ""
    if href[:1] == "#" and not element.holds and element.length:
        return not any(map(str.isalnum, element.text))
    return is_sharing(href)


def _number(value: str | None, default: int) -> int:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 7
    return int(value) if value and is_number else default


def _lines_inside(element: Element) -> Set[Element]:
    """Elements that are lines: blocks, and elements before any text; none in a line of text."""
    every = list(filter(_has_words, element.inner))
    parts = [x for x in every if isinstance(x, Element)]
    inner = _without_bars(every)
    row = [x for x, y in zip(parts, inner, strict=False) if x is y]
    blocks = {x for x in parts if not tags.LINES.isdisjoint((x.tag, *x.holds))}
    if blocks or _is_row(element, row, inner):
        return blocks.union(row)
    return frozenset()


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
