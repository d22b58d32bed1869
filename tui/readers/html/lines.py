"""Lines of a body: the text of an element as readers see it, or a picture.

A line has the words by which it is judged, and the pieces of blocks that show it. The blocks of all
lines are the body; blocks of some lines are a post without its byline, its clock and its teasers.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from tui.model.blog import Block
from tui.readers.html.element import Element
from tui.readers.html.roles import is_label, roles_in
from tui.readers.html.tags import BOLD, HEADINGS, HOLDERS, PROSE
from tui.readers.html.text_blocks import Fragment, block_of
from tui.readers.html.words import words_in

_LINES = HOLDERS | {"dt", "dd", "tbody", "tr", "td", "th"}  # lines of their own


@dataclass(eq=False)
class ShownLine:
    """Text of an element without other lines; a `loose` line, text between blocks, stays text."""

    at: Element
    loose: bool = False
    kind: str = "text"
    place: int = 0
    texts: list[str] = field(default_factory=list)
    pieces: list[Fragment | Block] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @cached_property
    def words(self) -> list[str]:
        return words_in(self.text)

    @cached_property
    def path(self) -> list[Element]:
        return self.at.path

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles of the element and of the element around it."""
        return frozenset().union(*(roles_in(x.names) for x in self.path[:2]))

    @property
    def is_heading(self) -> bool:
        return any(x.tag in HEADINGS for x in self.path[:3])


def blocks_in(lines: Iterable[ShownLine]) -> tuple[Block, ...]:
    """Blocks of lines; pieces of one block become one text."""
    found: list[Block] = []
    pieces: list[Fragment] = []
    for piece in (*chain.from_iterable(x.pieces for x in lines), None):
        if pieces and not (isinstance(piece, Fragment) and piece.block == pieces[0].block):
            found += block_of(pieces)
            pieces = []
        if isinstance(piece, Fragment):
            pieces.append(piece)
        elif piece is not None:
            found.append(piece)
    return tuple(found)


def lines_inside(element: Element) -> Set[Element]:
    """Elements that are lines: blocks, and elements before any text; none in a line of text."""
    inner = _without_bars(list(filter(_has_words, element.inner)))
    parts = [x for x in inner if isinstance(x, Element)]
    row = [x for x, y in zip(parts, inner, strict=False) if x is y]
    blocks = set(filter(_is_block, parts))
    is_split = blocks or _is_row(element, row, inner) or _is_glued(inner)
    return blocks.union(row) if is_split or any(is_label(x.names) for x in row) else frozenset()


def _without_bars(inner: list[Element | str]) -> list[Element | str]:
    """Without marks between the parts of a line of several elements."""
    if sum(isinstance(x, Element) for x in inner) < 2:
        return inner
    within = [x for x in inner[1:-1] if isinstance(x, Element) or not parts_only(x)]
    return [*inner[:1], *within, *inner[-1:]]


def _has_words(inner: Element | str) -> bool:
    return bool(inner.length) if isinstance(inner, Element) else not inner.isspace()


def parts_only(text: str) -> bool:
    """Spaces or marks between the parts of a line: "10:26 | Ann Lee | Holm"."""
    return not text.strip(" \t\r\n\f\xa0|·•–—")


def _is_row(element: Element, row: Sequence[Element], inner: Sequence[Element | str]) -> bool:
    """In prose, elements without text between are words of one line."""
    return 0 < len(row) == len(inner) and (len(row) == 1 or element.tag not in PROSE)


def _is_glued(inner: Sequence[Element | str]) -> bool:
    """A headline in bold touches the text: "The bell is offNobody on the quay ..."."""
    head, text = (*inner, "", "")[:2]
    if not isinstance(head, Element) or head.tag not in BOLD or not isinstance(text, str):
        return False
    is_headline = " " in head.text and not str(head.inner[-1])[-1:].isspace()
    return is_headline and text[:1].isupper()


def _is_block(element: Element) -> bool:
    return element.tag in _LINES or not element.holds.isdisjoint(HOLDERS)
