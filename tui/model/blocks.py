"""Blocks of a post's body. `words` are drawn or printed in order, `prefix` is a list marker in
plain text, `gist` can serve as a title. A new kind of block also needs a row in
`readers.own_format`, and a case in `writers`, `text.post` and `screen.feed.layout`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """Characters `start` to `end` of a text; `url` is http(s) in printable ASCII."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class _Linked:
    text: str
    links: tuple[Link, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text,)

    @property
    def prefix(self) -> str:
        return ""

    @property
    def gist(self) -> str:
        return self.text


class Paragraph(_Linked):
    __slots__ = ()


class Heading(_Linked):
    __slots__ = ()


class Quote(_Linked):
    __slots__ = ()


class ReadMore(_Linked):
    """A line that only points elsewhere ("Read more about TikTok here"): not body text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ListItem(_Linked):
    """`marker` is "•" or the item's number with its full stop ("3.")."""

    marker: str = "•"

    @property
    def prefix(self) -> str:
        return f"{self.marker} "

    @property
    def number(self) -> str:
        """Digits of a numbered item's marker; empty for a bullet."""
        digits = self.marker[:-1]
        return digits if digits.isascii() and digits.isdigit() else ""


class Image(NamedTuple):
    """`alt` describes the picture, `caption` is under it, `credit` names its owner."""

    alt: str = ""
    credit: str = ""
    caption: str = ""
    url: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The description unless the caption repeats it, then the notes; else "Image"."""
        repeated = _bare(self.alt) == _bare(self.caption)
        return (*(() if repeated or not self.alt else (self.alt,)), *self.notes) or ("Image",)

    @property
    def notes(self) -> tuple[str, ...]:
        credit = f"Image: {self.credit}" if self.credit else ""
        return tuple(text for text in (self.caption, credit) if text)

    @property
    def prefix(self) -> str:
        return ""

    @property
    def gist(self) -> str:
        return self.caption or self.alt


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,")


class Embed(NamedTuple):
    """Content of another site (a tweet, a video), in a box with its provider's name."""

    provider: str
    text: str = ""
    url: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.provider or "Embed", *(text for text in (self.text, self.url) if text))

    @property
    def prefix(self) -> str:
        return ""

    @property
    def gist(self) -> str:
        return self.text or self.url


type TextBlock = Paragraph | Heading | ListItem | Quote | ReadMore
type Block = TextBlock | Image | Embed


def spaced(blocks: Iterable[Block]) -> Iterator[tuple[bool, Block]]:
    """Pairs of blank line before (not inside a list) and block."""
    before: Block | None = None
    for block in blocks:
        in_list = isinstance(block, ListItem) and isinstance(before, ListItem)
        yield before is not None and not in_list, block
        before = block


def plain_text(blocks: Iterable[Block]) -> str:
    """A blank line between blocks, list items line by line."""
    lines: list[str] = []
    for apart, block in spaced(block for block in blocks if any(block.words)):
        if apart:
            lines.append("")
        lines.append(block.prefix + "\n".join(block.words))
    return "\n".join(lines)
