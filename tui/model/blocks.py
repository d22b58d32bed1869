"""The blocks of a post's body: texts, pictures and pieces of other sites.

A block has `words`, the texts that are drawn or printed, in order; `prefix`, a list item's marker
before the first of them in plain text; and `gist`, a text to be its title, empty where it has none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """A link from characters `start` to `end` of a text; `url` is http(s) in printable ASCII."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class _Linked:
    """Text with its links."""

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
    """A paragraph of a body."""

    __slots__ = ()


class Heading(_Linked):
    """A heading inside a post's body."""

    __slots__ = ()


class Quote(_Linked):
    """A paragraph set as a quotation."""

    __slots__ = ()


class ReadMore(_Linked):
    """A line that only points elsewhere ("Read more about TikTok here"): not body text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ListItem(_Linked):
    """One item of a list; `marker` is "•" or the item's number with its full stop ("3.")."""

    marker: str = "•"

    @property
    def prefix(self) -> str:
        return f"{self.marker} "

    @property
    def number(self) -> str:
        """The digits of a numbered item's marker; empty for a bullet."""
        digits = self.marker[:-1]
        return digits if digits.isascii() and digits.isdigit() else ""


class Image(NamedTuple):
    """A picture: `alt` describes it, `caption` stands under it, `credit` names its owner."""

    alt: str = ""
    credit: str = ""
    caption: str = ""
    url: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The description unless the caption repeats it, then the notes; without any: "Image"."""
        repeated = _bare(self.alt) == _bare(self.caption)
        return (*(() if repeated or not self.alt else (self.alt,)), *self.notes) or ("Image",)

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines under the picture: its caption and its credit."""
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
    """A piece of another site (a tweet, a video), drawn as a box under its provider's name."""

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
    """Each block, and whether a blank line stands before it: none parts the items of a list."""
    before: Block | None = None
    for block in blocks:
        in_list = isinstance(block, ListItem) and isinstance(before, ListItem)
        yield before is not None and not in_list, block
        before = block


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of the blocks as plain text: a blank line between blocks, lists line by line."""
    lines: list[str] = []
    for apart, block in spaced(block for block in blocks if any(block.words)):
        if apart:
            lines.append("")
        lines.append(block.prefix + "\n".join(block.words))
    return "\n".join(lines)
