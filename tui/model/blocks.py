"""Blocks of a post's body. A kind of block describes itself once, as parts: texts with roles, which
every output draws by its own table. A new kind of these roles is a class here, and a reader that
finds it; a new role is also a row in the tables of `writers`, `text.post` and `screen.feed.layout`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

_ADDRESS = (  # of at most 2000 characters, as terminals ignore longer links
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][!#-&(-;=?-\[\]^_a-~]{0,2000})?"
    r"(?<![.,:;!?)\]}])(?=[.,:;!?)\]}\"'»”]{0,3}(?:\s|\Z))"
    r"|://[!-~]*+"  # the rest of what is no address, at once
)


class Link(NamedTuple):
    """Characters `start` to `end` of a text; `url` is http(s) in printable ASCII."""

    start: int
    end: int
    url: str


class Part(NamedTuple):
    """A text on lines of its own. Roles: "text", "name" (a heading), "quote", "more" (it points
    elsewhere); in a box "source" (the provider), "address", "picture" (its description), "caption"
    and "credit"."""

    role: str
    text: str
    links: tuple[Link, ...] = ()


CREDIT = "Image: "
KINDS: dict[str, type["Block"]] = {}  # by name


class Block:
    """Base of the kinds, which are frozen dataclasses with `parts`."""

    __slots__ = ()
    box: ClassVar[str] = ""  # word for the box around the parts; empty: no box

    def __init_subclass__(cls) -> None:
        KINDS[cls.__name__] = cls

    @property
    def parts(self) -> tuple[Part, ...]:
        raise NotImplementedError

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(part.text for part in self.parts)

    @property
    def prefix(self) -> str:
        """List marker in plain text."""
        return ""

    @property
    def gist(self) -> str:
        """Text that can serve as a title."""
        return self.words[0]


def _addresses_in(text: str) -> tuple[Link, ...]:
    """Links of the addresses in a text that has no others."""
    found = re.finditer(_ADDRESS, text) if "://" in text else ()
    return tuple(Link(*x.span(), x[0]) for x in found if x[0][0] == "h")


@dataclass(frozen=True, slots=True)
class TextBlock(Block):
    text: str
    links: tuple[Link, ...] = ()
    role: ClassVar[str] = "text"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (Part(self.role, self.text, self.links or _addresses_in(self.text)),)

    def behind(self, cut: int) -> "Paragraph":
        """The text behind so many characters."""
        links = (Link(max(0, x.start - cut), x.end - cut, x.url) for x in self.links if x.end > cut)
        return Paragraph(self.text[cut:], tuple(links))


class Paragraph(TextBlock):
    __slots__ = ()


class Heading(TextBlock):
    __slots__ = ()
    role = "name"


class Quote(TextBlock):
    __slots__ = ()
    role = "quote"


class ReadMore(TextBlock):
    """A line that only points elsewhere ("Read more about TikTok here"): not body text."""

    __slots__ = ()
    role = "more"


@dataclass(frozen=True, slots=True)
class ListItem(TextBlock):
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


@dataclass(frozen=True, slots=True)
class Image(Block):
    """`alt` describes the picture, `caption` is under it, `credit` names its owner; `saved` is its
    name in the saved page, where `url` is unknown."""

    alt: str = ""
    credit: str = ""
    caption: str = ""
    url: str = ""
    saved: str = field(default="", kw_only=True)  # no part of other outputs
    box: ClassVar[str] = "picture"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The description unless the caption repeats it, then the notes; else "Image"."""
        alt = "" if _bare(self.alt) == _bare(self.caption) else self.alt
        credit = f"{CREDIT}{self.credit}" if self.credit else ""
        texts = ("picture", alt), ("caption", self.caption), ("credit", credit)
        first, *notes = [Part(*each) for each in texts if each[1]] or [Part("picture", "Image")]
        return (first._replace(links=_whole(first.text, self.url)), *notes)

    @property
    def gist(self) -> str:
        return self.caption or self.alt


@dataclass(frozen=True, slots=True)
class Embed(Block):
    """Content of another site (a tweet, a video), in a box with its provider's name."""

    provider: str
    text: str = ""
    url: str = ""
    box: ClassVar[str] = "embed"

    @property
    def parts(self) -> tuple[Part, ...]:
        url = Part("address", self.url, _whole(self.url, self.url))
        parts = Part("source", self.provider or "Embed"), Part("text", self.text), url
        return tuple(part for part in parts if part.text)

    @property
    def gist(self) -> str:
        return self.text or self.url


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,")


def _whole(text: str, url: str) -> tuple[Link, ...]:
    return (Link(0, len(text), url),) if url else ()


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
