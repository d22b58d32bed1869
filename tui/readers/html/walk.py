"""Reads an element in one walk: its lines, each with the pieces of blocks that show it."""

from collections.abc import Set
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html.element import Element, elements_of
from tui.readers.html.figures import embed_of, figure_blocks, image_of
from tui.readers.html.lines import ShownLine, blocks_in, lines_inside, parts_only
from tui.readers.html.links import address, is_sharing
from tui.readers.html.tags import BLOCKS, CONTROLS, EMBEDS, HEADINGS, PICTURES
from tui.readers.html.text_blocks import BAR, Fragment, Kind, RunningText
from tui.readers.html.tree import classes_of

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, Heading), "blockquote": Quote, "li": ListItem,
}  # fmt: skip
_CELLS = frozenset(("td", "th"))
MOST_LINES = 30_000  # per body; further text belongs to the last line
MOST_NESTED = 2  # figures around each other that are searched for pictures


def tree_blocks(root: LexborNode, base: str = "") -> tuple[Block, ...]:
    """Blocks of all that is inside."""
    return blocks_of(elements_of(root)[0], base)


def blocks_of(root: Element, base: str, without: Set[Element] = frozenset()) -> tuple[Block, ...]:
    return blocks_in(_Walk(base, without).lines(root))


def lines_of(root: Element, base: str, without: Set[Element] = frozenset()) -> list[ShownLine]:
    """Lines of all that is inside; elements `without` pieces are lines that nothing shows."""
    return _Walk(base, without, is_split=True).lines(root)


@dataclass(slots=True, eq=False)
class _Place:
    """An element in whose line text is read, and the elements inside that are lines."""

    element: Element
    parts: Set[Element] = frozenset()
    line: ShownLine | None = None


class _Walk:
    """Reads an element's lines; without `is_split` all its text is one line."""

    def __init__(
        self, base: str, without: Set[Element] = frozenset(), *, is_split: bool = False
    ) -> None:
        self._base, self._without, self._is_split = base, without, is_split
        self._lines: list[ShownLine] = []
        self._text = RunningText()
        self._block = 0
        self._kinds: list[Kind] = [Paragraph]
        self._marker = ""
        self._numbers: list[int] = []  # of the lists around, 0 for bullets

    def lines(self, root: Element) -> list[ShownLine]:
        self._place = self._placed(root)
        inner, around = iter(root.inner), []
        while True:
            for each in inner:
                place = self._place
                if isinstance(each, str):
                    self._say(each)
                elif self._enter(each):
                    around.append((each, inner, place))
                    inner = iter(each.inner)
                    break
            else:
                if not around:
                    self._break()
                    return self._lines
                element, inner, place = around.pop()
                self._leave(element, place)

    def _placed(self, element: Element) -> _Place:
        parts = lines_inside(element) if self._is_split else None
        return _Place(element, parts) if parts else _Place(element, line=self._line(element))

    def _line(self, element: Element, *, loose: bool = False) -> ShownLine:
        line = ShownLine(element, loose)
        self._lines.append(line)
        return line

    def _here(self) -> ShownLine:
        """The line of the place; between lines a loose one begins."""
        place = self._place
        if place.line is None:
            place.line = self._line(place.element, loose=True)
        return place.line

    def _say(self, text: str) -> None:
        if self._place.parts and parts_only(text):
            text = " "
        if not text.isspace():
            here = self._here()
            if self._is_split and not here.texts and self._text.touches(text):
                self._break()
            here.texts.append(text)
        self._text.add(text)

    def _enter(self, element: Element) -> bool:
        """Open an element, or take it whole; true if its content is to be read."""
        tag = element.tag
        is_line = element in self._place.parts and len(self._lines) < MOST_LINES
        if is_line:
            self._cut()
            self._place.line = None
        if element in self._without or tag in CONTROLS or _shares(element):
            self._line(element).texts.append(element.text)
            return False
        whole = self._whole(element)
        if whole is not None:
            self._take(element, whole, is_line=is_line)
            return False
        if is_line:
            self._place = self._placed(element)
        if tag in BLOCKS:
            self._break()
        self._open(tag, element)
        return True

    def _take(self, element: Element, blocks: tuple[Block, ...], *, is_line: bool) -> None:
        if not (blocks or element.length):  # the text around stays whole
            return
        self._break()
        line = self._line(element) if is_line else self._here()
        if is_line and _is_figure(element):
            line.kind = "caption"
        line.pieces += blocks
        if element.length:
            line.texts.append(element.text)

    def _whole(self, element: Element) -> tuple[Block, ...] | None:
        """Blocks of an element that is read as one, such as a picture."""
        tag = element.tag
        if tag in PICTURES:
            return self._picture(element)
        if tag == "a":
            return None
        if _is_figure(element) and sum(map(_is_figure, element.path)) <= MOST_NESTED:
            return figure_blocks(element, self._base)
        may_be = element.attributes or tag in EMBEDS
        embed = embed_of(element, self._base) if may_be else None
        return (embed,) if embed is not None else () if tag in EMBEDS else None

    def _picture(self, element: Element) -> tuple[Block, ...]:
        attributes = element.node.attributes
        if "emoji" in (attributes.get("class") or ""):
            if alt := attributes.get("alt"):
                self._say(alt)
            return ()
        image = image_of(attributes, self._base)
        return (image,) if image is not None else ()

    def _open(self, tag: str, element: Element) -> None:
        if tag == "a":
            self._text.open_link(address(element.attributes.get("href"), self._base))
        elif tag in _CELLS:
            self._part_cells()
        elif tag in ("ul", "ol"):
            first = element.attributes.get("start")
            self._numbers.append(_number(first, 1) if tag == "ol" else 0)
        elif tag == "li":
            self._marker = self._next_marker(element.attributes.get("value"))
        if tag == "aside":
            is_link = "rich-link" in classes_of(element.attributes.get("class"))
            self._kinds.append(ReadMore if is_link else self._kinds[-1])
        elif tag in _KINDS:
            self._kinds.append(_KINDS[tag])

    def _leave(self, element: Element, place: _Place) -> None:
        tag = element.tag
        if tag == "a":
            self._text.close_link()
        elif tag in BLOCKS:
            self._break()
            if tag in _KINDS or tag == "aside":
                self._kinds.pop()
            elif tag in ("ul", "ol"):
                self._numbers.pop()
        if place is not self._place:
            self._cut()
            self._place = place

    def _next_marker(self, value: str | None) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "•"
        number = _number(value, self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    def _part_cells(self) -> None:
        """Set a bar between two cells, a piece of its own."""
        if self._text.ends_in_words:
            self._cut()
            self._text.add(BAR)
            self._cut()

    def _cut(self) -> None:
        """End a piece; the next is of the same block."""
        line = self._place.line
        if line is None:  # white space between lines
            return
        text, links = self._text.cut()
        if text:
            kind = self._kinds[-1]
            if kind is ListItem and not self._marker:  # another paragraph of the same item
                kind = Paragraph
            line.pieces.append(Fragment(text, links, kind, self._marker, self._block))

    def _break(self) -> None:
        """End a block."""
        self._cut()
        if self._text.end():
            self._marker = ""
        self._block += 1


def _is_figure(element: Element) -> bool:
    if element.tag == "figure":
        return True
    return element.is_captioned and not any(x.is_captioned for x in element.parts)


def _shares(link: Element) -> bool:
    return link.tag == "a" and is_sharing(link.attributes.get("href") or "")


def _number(value: str | None, default: int) -> int:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 7
    return int(value) if value and is_number else default
