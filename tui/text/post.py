"""A post as lines of text, drawn with rich: no markup, no control characters, addresses kept whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.text import Text

from tui.model.blog import (
    Author,
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Post,
    Quote,
    TextBlock,
)
from tui.model.clock_face import ClockFace

LEAST_WIDTH = 20
"""Cells: a narrower page is drawn as wide as this."""
_LONGEST_LABEL = 60
_QUIET = str.maketrans(
    dict.fromkeys(
        [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)],
        "\N{REPLACEMENT CHARACTER}",
    )
)
"""The readers clean every text; whatever came another way must not steer a terminal either."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text wrapped behind a prefix: `first` stands before its first line, `rest` before the others."""

    text: str
    style: str = ""
    first: str = ""
    rest: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(options.max_width - cell_len(self.rest), LEAST_WIDTH // 2)
        for number, line in enumerate(quiet(self.text).split("\n")):
            for row, part in enumerate(Text(line).wrap(console, room)):
                prefix = self.rest if number or row else self.first
                yield _line(f"{prefix}{part.plain}".rstrip(), self.style)


@dataclass(frozen=True, slots=True)
class Address:
    """An address on its own line, never broken, whatever the width."""

    url: str
    label: str = ""
    prefix: str = "→ "

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _line(
            quiet(f"{self.prefix}{self.label}{': ' if self.label else ''}{self.url}"), "dim"
        )


def quiet(text: str) -> str:
    """The text without anything that a terminal would take for a command."""
    return text.translate(_QUIET)


def rule(title: str) -> Rule:
    """The line that begins a post or a section."""
    return Rule(Text(quiet(title).replace("\n", " "), "bold"), align="left", style="dim")


def draw_post(post: Post, face: ClockFace) -> RenderableType:
    """A post: its time and kind, headline, byline and body, and a blank line."""
    kinds = (
        post.kicker,
        "Key event" if post.key_event else "",
        "Pinned" if post.pinned else "",
        post.source,
    )
    parts: list[RenderableType] = [
        rule(" · ".join(part for part in (face.named(post.published), *kinds) if part))
    ]
    if post.headline:
        parts.append(Wrapped(post.headline, "bold"))
    if post.authors:
        parts.append(Wrapped(byline(post.authors), "dim"))
    if post.body:
        parts += ["", draw_blocks(post.body)]
    return Group(*parts, "")


def byline(authors: tuple[Author, ...]) -> str:
    """Who signed, with what is said of them: "Tom Bateman, in Beijing; Tessa Wong, Asia reporter"."""
    return "; ".join(
        f"{author.name}, {author.role}" if author.role else author.name for author in authors
    )


def draw_blocks(blocks: tuple[Block, ...]) -> RenderableType:
    """The blocks of a body, a blank line between them but not between the items of a list."""
    parts: list[RenderableType] = []
    for index, block in enumerate(blocks):
        if index and not (isinstance(block, ListItem) and isinstance(blocks[index - 1], ListItem)):
            parts.append("")
        parts += _drawn(block)
    return Group(*parts)


def _drawn(block: Block) -> Iterator[RenderableType]:
    match block:
        case Image():
            yield from _image(block)
            return
        case Embed(provider, text, url):
            yield Wrapped(provider or "From elsewhere", "dim", "│ ", "│ ")
            if text:
                yield Wrapped(text, "", "│ ", "│ ")
            if url:
                yield Address(url, prefix="│ ")
            return
        case Heading():
            yield Wrapped(block.text, "bold")
        case ListItem():
            yield Wrapped(block.text, "", f"{block.marker} ", " " * (cell_len(block.marker) + 1))
        case Quote():
            yield Wrapped(block.text, "italic", "┃ ", "┃ ")
        case _:
            yield Wrapped(block.text)
    yield from _addresses(block)


def _image(image: Image) -> Iterator[RenderableType]:
    """What it shows, its caption and whose it is, as a quiet block."""
    shows = image.alt if image.alt and not _same_words(image.alt, image.caption) else image.caption
    yield Wrapped(f"Image: {shows}" if shows else "Image", "dim", "│ ", "│ ")
    for note in (image.caption if shows != image.caption else "", image.credit):
        if note:
            yield Wrapped(note, "dim", "│ ", "│ ")


def _addresses(block: TextBlock) -> Iterator[RenderableType]:
    """Where the links of a text lead, unless the text itself says so."""
    told: set[str] = set()
    for link in block.links:
        words = " ".join(block.text[link.start : link.end].split())
        if link.url not in told and not _is_address(words, link):
            label = "" if len(words) > _LONGEST_LABEL or words == block.text.strip() else words
            yield Address(link.url, label)
        told.add(link.url)


def _is_address(words: str, link: Link) -> bool:
    bare = link.url.partition("://")[2].rstrip("/")
    return words.rstrip("/") in (link.url.rstrip("/"), bare, bare.removeprefix("www."))


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _line(text: str, style: str) -> Text:
    return Text(text, style, no_wrap=True, overflow="ignore")
