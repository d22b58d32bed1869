"""The lines of a post on the screen at a given width. Pure: no widget, colour or clock."""

from bisect import bisect_right
from enum import IntEnum
from typing import NamedTuple

from tui.model.blog import (
    EMPTY_POST,
    Block,
    Embed,
    Heading,
    Image,
    Link,
    Post,
    Quote,
    ReadMore,
    spaced,
)
from tui.screen.drawing.wrap import wrap


class Role(IntEnum):
    """The kind of a line, which decides its style."""

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
    CHANGE = 13
    """What was done to the post, in words that depend on the clock face."""


class Line(NamedTuple):
    """One row: `text` after `indent`, from character `start` of part `part` of the post.

    `(part, start)` grows from line to line: a blank line starts after its part's text, a time line
    before it.
    """

    role: Role
    text: str = ""
    indent: str = ""
    part: int = 0
    start: int = 0
    soft: bool = False
    """Whether the row is wrapped from the one above, without a line break in the source."""


class PostLines(NamedTuple):
    """A laid-out post. `parts` are the words of the post; the last line is blank."""

    lines: tuple[Line, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]

    def line_at(self, part: int, start: int) -> int:
        """The index of the line with character `start` of part `part`, or the nearest before."""
        after = bisect_right(self.lines, (part, start), key=lambda line: (line.part, line.start))
        return max(0, after - 1)


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
        """Adds a blank line, unless the last one is blank."""
        if self.lines and self.lines[-1].role is not Role.BLANK:
            self.blank()

    def blank(self) -> None:
        above = self.lines[-1]
        after = above.start + 1 if above.role is Role.BLANK else len(self.parts[-1]) + 1
        self.lines.append(Line(Role.BLANK, part=above.part, start=after))


def lay_out(
    post: Post, width: int, *, time_line: bool = False, is_changed: bool = False
) -> PostLines:
    """The lines of a post at `width` cells.

    `time_line` adds a row for its time, `is_changed` one that says what was done to it.
    """
    page = _Layout(width)
    if time_line:
        page.lines.append(Line(Role.TIME, start=-1))
    if labels := " · ".join(post.labels):
        page.add(Role.KICKER, labels)
    if post.headline:
        page.add(Role.HEADLINE, post.headline)
    if byline := post.byline:
        page.add(Role.BYLINE, byline)
    if is_changed:
        _add_change(page)
    if post.headline or byline:
        page.gap()
    for apart, block in spaced(post.body):
        if apart:
            page.gap()
        _add_block(page, block)
    if not page.parts:
        page.add(Role.BODY, EMPTY_POST)
    page.gap()
    page.blank()
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links))


def _add_change(page: _Layout) -> None:
    """Adds the row for what was done to a post, below its head."""
    part = max(0, len(page.parts) - 1)
    start = len(page.parts[part]) if page.parts else -1
    page.lines.append(Line(Role.CHANGE, part=part, start=start))


def _add_block(page: _Layout, block: Block) -> None:
    match block:
        case Image():
            _add_image(page, block)
        case Embed():
            _add_embed(page, block)
        case Heading(text, links):
            page.add(Role.HEADING, text, links=links)
        case Quote(text, links):
            page.add(Role.QUOTE, text, first="┃ ", rest="┃ ", links=links)
        case ReadMore(text, links):
            page.add(Role.READ_MORE, text, first="→ ", rest="  ", links=links)
        case _:
            indent = " " * len(block.prefix)
            page.add(Role.BODY, block.text, first=block.prefix, rest=indent, links=block.links)


def _add_image(page: _Layout, image: Image) -> None:
    """Adds a box: the description in place of the picture, its notes below."""
    main = image.caption or image.words[0]
    links = _whole(image.words[0], image.url)
    for number, text in enumerate(image.words):
        role = Role.CAPTION if text == main else Role.CREDIT
        first = "│   " if number else "│ ▣ "
        page.add(role, text, first=first, rest="│   ", links=() if number else links)


def _add_embed(page: _Layout, embed: Embed) -> None:
    """Adds a box: the provider, the text, the whole address."""
    for number, text in enumerate(embed.words):
        is_text = number > 0 and text != embed.url
        links = _whole(text, embed.url) if number and not is_text else ()
        page.add(Role.EMBED if is_text else Role.CREDIT, text, first="│ ", rest="│ ", links=links)


def _whole(text: str, url: str) -> tuple[Link, ...]:
    """A link over the whole text, if there is an address."""
    return (Link(0, len(text), url),) if url else ()
