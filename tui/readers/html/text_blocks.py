"""Text into blocks: white space as in browsers, links by character, plain bodies in paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, dropwhile
from typing import NamedTuple

from tui.model.blog import (
    Block,
    Embed,
    Heading,
    Link,
    ListItem,
    Paragraph,
    Quote,
    ReadMore,
    TextBlock,
)
from tui.model.safe_text import clean, one_line
from tui.readers.html.links import address, provider_of

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\s*+(?:[•‣▪●◦·*–-]|(\d{1,3}[.)]))\s+(?=\S)")
FEWEST_BULLETS = 2  # lines with bullets, for a list
_SENTENCE_ENDS = re.compile(r"""[.!?:;…。！？؟।|][)\]"'”’»]*\s*$|["”’»]\s*$""")
_ONLY_ADDRESS = re.compile(r"https?://\S+")
_POINTS_ELSEWHERE = re.compile(
    r"(?:you can )?(?:read|see|view|find|hear|watch|listen|click|tap|follow|get)\b.{0,24}"
    r"\b(?:more|here|also|full story)\b"
    r"|(?:also )?read(?: also)?\s*[:|]|more (?:on|from|about)\b|related\s*:|full story",
    re.IGNORECASE,
)
MOST_LINES = 20_000  # per body; with more, line breaks separate no paragraphs

type Kind = type[Paragraph] | type[Heading] | type[ListItem] | type[Quote] | type[ReadMore]


class Fragment(NamedTuple):
    """Part of a block, with the number of the block."""

    text: str
    links: tuple[Link, ...]
    kind: Kind
    marker: str
    block: int


BAR = " | "  # a piece between two cells


class RunningText:
    """Text of a block and its links, while it is read; cut into pieces."""

    def __init__(self) -> None:
        self._begin([])
        self._said = ""  # last text of the block
        self._ends_in_space = True

    def _begin(self, opened: list[tuple[int, str]]) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Link] = []
        self._opened = opened

    @property
    def ends_in_words(self) -> bool:
        """False after the bar between two cells."""
        return bool(self._said) and not self._said.endswith(BAR[1:])

    def touches(self, text: str) -> bool:
        """Its first word would touch the last."""
        return text[:1].isalnum() and self._said[-1:].isalnum()

    def add(self, text: str) -> None:
        """Add words; white space becomes one space, at the start none."""
        words = " ".join(text.split())
        before = " " if not self._ends_in_space and text[:1].isspace() else ""
        behind = " " if words and text[-1:].isspace() else ""
        text = f"{before}{words}{behind}"
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._ends_in_space = text[-1] == " "
            self._said = text

    def open_link(self, url: str) -> None:
        self._opened.append((self._length, url))

    def close_link(self) -> None:
        if self._opened:
            start, url = self._opened.pop()
            if url and self._length > start:
                self._links.append(Link(start, self._length, url))

    def cut(self) -> tuple[str, tuple[Link, ...]]:
        """Return text and links of a piece; an open link continues in the next piece."""
        if not self._pieces:  # open links begin with the next text
            return "", ()
        still_open = [url for _, url in self._opened]
        while self._opened:
            self.close_link()
        found = "".join(self._pieces), tuple(self._links)
        self._begin([(0, url) for url in still_open])
        return found

    def end(self) -> bool:
        """Start a new block; true if the last one had words."""
        self.cut()
        had_words = bool(self._said)
        self._said, self._ends_in_space = "", True
        return had_words


def block_of(pieces: Sequence[Fragment]) -> Iterator[TextBlock | Embed]:
    """The block of these pieces, if they have words; no bar before the first cell."""
    raw, links = "", []
    for piece in dropwhile(lambda x: x.text == BAR, pieces):
        links += [Link(x.start + len(raw), x.end + len(raw), x.url) for x in piece.links]
        raw += piece.text
    text = one_line(raw)
    if len(text) < len(raw.rstrip()):  # spaces or unsafe characters were removed: offsets moved
        links = [
            Link(len(one_line(raw[:start])), len(one_line(raw[:end])), url)
            for start, end, url in links
        ]
    if text:
        kept = tuple(sorted(_trim_links(links, text), key=lambda link: link.start))
        yield text_block(pieces[0].kind, text, kept, pieces[0].marker)


def _trim_links(links: Sequence[Link], text: str) -> Iterator[Link]:
    for link in links:
        words = text[link.start : link.end]
        start = link.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end > start:
            yield Link(start, end, link.url)


def text_block(
    kind: Kind, text: str, links: tuple[Link, ...], marker: str = "•"
) -> TextBlock | Embed:
    """A block of `kind`, a "read more" line or an embed."""
    if kind is ListItem:
        return ListItem(text, links, marker)
    if kind is not Paragraph:
        return kind(text, links)
    if text.startswith("http") and _ONLY_ADDRESS.fullmatch(text):
        return _address_alone(text, links)
    ends_in_link = links and links[-1].end >= len(text) - 2
    points = ends_in_link and points_elsewhere(text)
    return ReadMore(text, links) if points else Paragraph(text, links)


def _address_alone(text: str, links: tuple[Link, ...]) -> Paragraph | Embed:
    provider, url = provider_of(text), address(text)
    if provider and url:
        return Embed(provider, "", url)
    return Paragraph(text, links or (Link(0, len(text), url),)) if url else Paragraph(text)


def points_elsewhere(text: str) -> bool:
    return bool(_POINTS_ELSEWHERE.match(text))


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs by blank lines, or by lines that all end sentences."""
    text = clean(text).strip()
    chunks = _BLANK_LINES.split(text) if text.count("\n") <= MOST_LINES else [text]
    return tuple(chain.from_iterable(map(_paragraphs, chunks)))


def _paragraphs(chunk: str) -> Iterator[Block]:
    lines = chunk.split("\n") if chunk.count("\n") <= MOST_LINES else [chunk]
    if len(list(filter(_BULLET.match, lines))) >= FEWEST_BULLETS:
        return map(_item, filter(str.strip, lines))
    are_apart = all(map(_SENTENCE_ENDS.search, lines[:-1]))
    return map(_paragraph, filter(str.strip, lines if are_apart else [chunk]))


def _item(line: str) -> Block:
    bullet = _BULLET.match(line)
    if bullet is None:
        return _paragraph(line)
    return ListItem(" ".join(line[bullet.end() :].split()), (), bullet[1] or "•")


def _paragraph(text: str) -> Block:
    return text_block(Paragraph, " ".join(text.split()), ())


def line_in(text: str | None) -> str:
    return one_line(text) if text else ""
