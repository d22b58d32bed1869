"""A post and a width -> the lines it takes on the screen. Pure: no widget, no colour, no clock."""

from bisect import bisect_right
from enum import IntEnum
from typing import NamedTuple

from tui.model.blog import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Post,
    Quote,
    ReadMore,
)
from tui.screen.drawing.wrap import wrap


class Role(IntEnum):
    """What a line is, which decides how it looks."""

    BLANK = 0
    TIME = 1
    KICKER = 2
    HEADLINE = 3
    BYLINE = 4
    BODY = 5
    HEADING = 6
    QUOTE = 7
    READ_MORE = 8
    CAPTION = 9
    CREDIT = 10
    EMBED = 11
    CARD = 12


class Line(NamedTuple):
    """One row: `text` after `indent`. It begins at character `start` of part `part` of the post.

    `(part, start)` grows from line to line: a blank line has a start beyond its part's text, a time line one before.
    """

    role: Role
    text: str = ""
    indent: str = ""
    part: int = 0
    start: int = 0
    soft: bool = False
    """The row goes on from the one above: a wrap, no line break of the source."""


class PostLines(NamedTuple):
    """A laid-out post. `parts` are its texts in reading order (searched, copied); the last line is blank."""

    lines: tuple[Line, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]

    def line_at(self, part: int, start: int) -> int:
        """The line that shows character `start` of part `part` (or the nearest before it)."""
        return max(
            0, bisect_right(self.lines, (part, start), key=lambda line: (line.part, line.start)) - 1
        )


class _Layout:
    """Collects the lines of one post."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.links: list[tuple[Link, ...]] = []

    def add(
        self,
        role: Role,
        text: str,
        *,
        first: str = "",
        rest: str = "",
        links: tuple[Link, ...] = (),
    ) -> None:
        """Adds a part: `first` is drawn before its first row, `rest` before the others."""
        part = len(self.parts)
        self.parts.append(text)
        self.links.append(links)
        room = max(1, self.width - max(len(first), len(rest)))
        for number, (start, row) in enumerate(wrap(text, room)):
            soft = number > 0 and text[start - 1 : start] != "\n"
            self.lines.append(Line(role, row, rest if number else first, part, start, soft))

    def gap(self) -> None:
        """A blank line, unless there is one already."""
        if self.lines and self.lines[-1].role is not Role.BLANK:
            self.blank()

    def blank(self) -> None:
        above = self.lines[-1]
        after = above.start + 1 if above.role is Role.BLANK else len(self.parts[-1]) + 1
        self.lines.append(Line(Role.BLANK, part=above.part, start=after))


def byline(post: Post) -> str:
    """Who signed the post, with what the page says beside the names."""
    return "\n".join(
        f"{author.name} · {author.role}" if author.role else author.name for author in post.authors
    )


def lay_out(post: Post, width: int, *, time_line: bool = False) -> PostLines:
    """The lines of a post at `width` cells; with `time_line` its time gets a row of its own (narrow screens)."""
    page = _Layout(width)
    if time_line:
        page.lines.append(Line(Role.TIME, start=-1))
    label = " · ".join(
        word
        for word in (
            post.kicker,
            "Key event" if post.key_event else "",
            "Pinned" if post.pinned else "",
        )
        if word
    )
    if label:
        page.add(Role.KICKER, label)
    if post.headline:
        page.add(Role.HEADLINE, post.headline)
    if signed := byline(post):
        page.add(Role.BYLINE, signed)
    if post.source:
        page.add(Role.BYLINE, post.source)
    if post.headline or signed:
        page.gap()
    before: Block | None = None
    for block in post.body:
        if before is not None and not (
            isinstance(before, ListItem) and isinstance(block, ListItem)
        ):
            page.gap()
        _add_block(page, block)
        before = block
    if not page.parts:
        page.add(Role.BODY, "(an empty post)")
    page.gap()
    page.blank()
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links))


def _add_block(page: _Layout, block: Block) -> None:
    match block:
        case Paragraph(text, links):
            page.add(Role.BODY, text, links=links)
        case Heading(text, links):
            page.add(Role.HEADING, text, links=links)
        case ListItem(text, links, marker):
            page.add(Role.BODY, text, first=f"{marker} ", rest=" " * (len(marker) + 1), links=links)
        case Quote(text, links):
            page.add(Role.QUOTE, text, first="┃ ", rest="┃ ", links=links)
        case ReadMore(text, links):
            page.add(Role.READ_MORE, text, first="→ ", rest="  ", links=links)
        case Image():
            _add_image(page, block)
        case Embed(provider, text, url):
            page.add(Role.CREDIT, provider or "Embed", first="│ ", rest="│ ")
            if text:
                page.add(Role.EMBED, text, first="│ ", rest="│ ")
            if url:
                page.add(Role.CREDIT, url, first="│ ", rest="│ ", links=(Link(0, len(url), url),))


def _add_image(page: _Layout, image: Image) -> None:
    """A quiet box: the caption (or what the picture shows), then the rest in a softer tone."""
    caption = image.caption or image.alt or "Image"
    links = (Link(0, len(caption), image.url),) if image.url else ()
    page.add(Role.CAPTION, caption, first="│ ▣ ", rest="│   ", links=links)
    notes = []
    if image.alt and not _same_words(image.alt, caption):
        notes.append(image.alt)
    if image.credit:
        notes.append(f"Image: {image.credit}")
    for note in notes:
        page.add(Role.CREDIT, note, first="│   ", rest="│   ")


def _same_words(one: str, other: str) -> bool:
    return one.casefold().strip(" .,") == other.casefold().strip(" .,")
