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
from tui.readers.html.text_blocks import LINE_BREAK, Fragment, Kind, block_of, text_block
from tui.readers.html.words import words_in

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(tags.HEADINGS, Heading), "blockquote": Quote, "li": ListItem,
}  # fmt: skip
LONGEST_JUDGED = 100_000  # characters of a line
_HEADS = frozenset(("label", "headline"))
MOST_NESTED = 2  # figures around each other that are searched for pictures


@dataclass(slots=True, eq=False)
class ShownLine:
    """Text of an element without other lines; a `loose` one is between blocks and stays text."""

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
    walk = _Walk(base, without)
    walk.read(root, _Context(root, _lines_inside(root)))
    for line in walk.lines:
        line.text = " ".join(filter(None, line.texts))
    return walk.lines


class _Context(NamedTuple):
    """State that the elements around a text give: the innermost that is a line is its `place`."""

    place: Element
    parts: Set[Element]  # lines inside the place
    kind: Kind = Paragraph
    link: int = 0
    is_pre: bool = False  # lines of the source are lines
    url: str = ""
    numbers: list[int] | None = None  # of the next item; None for bullets


class _Walk:
    """Reads an element's lines in document order."""

    def __init__(self, base: str, without: Set[Element]) -> None:
        self._base, self._without = base, without
        self.lines: list[ShownLine] = []
        self._line: ShownLine | None = None  # of the place
        self._block, self._link = 1, 0  # numbers
        self._joint = ""  # before the next text
        self._marker, self._marked = "", 0  # of an item, and its block

    def read(self, element: Element, context: _Context) -> None:
        """Add the lines inside: a call for each level, as the parser's limit on depth allows."""
        for each in element.inner:
            if isinstance(each, str):
                self._read_text(each, context)
                continue
            is_line = each in context.parts
            if is_line:
                self._line, self._joint = None, self._joint or " "
            if not self._takes(each, context):
                own = (each, _lines_inside(each)) if is_line else context[:2]
                self._block += each.tag in tags.BLOCKS
                self.read(each, self._inside(each, context, own))
                self._block += each.tag in tags.BLOCKS
                self._line = None if is_line else self._line

    def _takes(self, element: Element, context: _Context) -> bool:
        """The element is added as a whole: a plain paragraph, a control, a picture."""
        if element.is_plain and context[2:5] == (Paragraph, 0, False):
            self._take_paragraph(element)
        elif element in self._without or _is_control(element):
            self._add(element).texts.append(element.text)
        elif (blocks := self._whole(element, context)) is not None:
            self._take(element, blocks, context)
        else:
            return False
        return True

    def _add(self, element: Element, *, loose: bool = False) -> ShownLine:
        self.lines.append(ShownLine(element, loose))
        return self.lines[-1]

    def _here(self, context: _Context) -> ShownLine:
        """The line of the place; between lines a loose one begins."""
        if self._line is None:
            is_loose = bool(context.parts) and context.place.tag != "a"
            self._line = self._add(context.place, loose=is_loose)
        return self._line

    def _read_text(self, text: str, context: _Context) -> None:
        for number, line in enumerate(LINE_BREAK.split(text) if context.is_pre else [text]):
            self._block += number > 0
            self._say(line, context)

    def _say(self, text: str, context: _Context) -> None:
        words = one_line(text)
        if not words or (context.parts and _parts_only(words)):
            self._joint = self._joint or " "
            return
        _, _, kind, link, _, url, _ = context
        if not self._marked:
            self._marked = self._block
        elif kind is ListItem and self._marked != self._block:  # another paragraph of the item
            kind = Paragraph
        line = self._here(context)
        line.texts.append(words)
        joint, space = self._joint or " " * text[0].isspace(), " " * text[-1].isspace()
        said = Fragment(words, joint, space, self._block, kind, self._marker, link, url)
        line.pieces.append(said)
        self._joint = ""

    def _take_paragraph(self, element: Element) -> None:
        """Add a line of one text, as most of a page are."""
        self._block += 1
        if words := one_line("".join(map(str, element.inner))):
            block = text_block(Paragraph, words, ())
            self.lines.append(ShownLine(element, texts=[words], pieces=[block]))

    def _take(self, element: Element, blocks: tuple[Block, ...], around: _Context) -> None:
        if blocks or element.length:  # else the text around stays whole
            is_line = element in around.parts
            self._block += 1
            line = self._add(element) if is_line else self._here(around)
            line.kind = "caption" if is_line and element.is_figure else line.kind
            line.pieces += blocks
            line.texts.append(element.text)

    def _whole(self, element: Element, around: _Context) -> tuple[Block, ...] | None:
        tag = element.tag
        if tag in tags.PICTURES:
            return self._picture(element.node.attributes, around)
        if tag == "a":
            return None
        if element.is_figure and sum(x.is_figure for x in element.path) <= MOST_NESTED:
            return figure_blocks(element, self._base)
        may_embed = element.attributes or tag in tags.EMBEDS
        embed = embed_of(element, self._base) if may_embed else None
        return (embed,) if embed is not None else () if tag in tags.EMBEDS else None

    def _picture(self, attributes: Attributes, around: _Context) -> tuple[Block, ...]:
        if "emoji" in (attributes.get("class") or ""):
            self._say(attributes.get("alt") or " ", around)
            return ()
        image = image_of(attributes, self._base)
        return (image,) if image is not None else ()

    def _inside(
        self, element: Element, around: _Context, own: tuple[Element, Set[Element]]
    ) -> _Context:
        _, _, kind, link, is_pre, url, numbers = around
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
        kind = _KINDS.get(tag, kind)
        return _Context(*own, kind, link, is_pre or tag == "pre", url, numbers)


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
