"""The lines of a post on the screen at a given width. Pure: no widget, colour or clock."""

from bisect import bisect_right
from enum import IntEnum
from typing import NamedTuple

from rich.cells import cell_len

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

SIGN_CELLS = 2
"""The sign of a source before its name, with a space."""
LEAST_RULE_CELLS = 5
"""What a rule takes on a row beside its labels, at least: two cells, spaces, one cell behind."""
TIME_IN_RULE_CELLS = 16
"""What the time takes in a rule, at least."""


class Role(IntEnum):
    """The kind of a line, which decides its style."""

    BLANK = 0
    RULE = 1
    KICKER = 2
    HEADLINE = 3
    BYLINE = 4
    BODY = 5
    HEADING = 6
    QUOTE = 7
    READ_MORE = 8
    POINTER = 9
    """A "read more" without an address."""
    CAPTION = 10
    CREDIT = 11
    EMBED = 12
    CARD = 13
    CARD_KEYS = 14
    END_RULE = 15
    CHANGE = 16
    """What was done to the post, in words that depend on the clock face."""


class Heads(IntEnum):
    """The shape of the heads of posts."""

    RULED = 0
    """A row with a rule, then the headline beside the time."""
    COMPACT = 1
    """The headline beside the time, with the rule after it on its last row."""
    NARROW = 2
    """A row with a rule and the time in it, then the headline."""


class Line(NamedTuple):
    """One row: `text` after `indent`, from character `start` of part `part` of the post.

    `(part, start)` grows from line to line: a blank line starts after its part's text, a rule
    before it.
    """

    role: Role
    text: str = ""
    indent: str = ""
    part: int = 0
    start: int = 0
    soft: bool = False
    """Whether the row is wrapped from the one above, without a line break in the source."""
    tail: str = ""
    """The labels of the post, which stand at the right end of a row with a rule."""


class PostLines(NamedTuple):
    """A laid-out post. `parts` are the words of the post; the last line is blank."""

    lines: tuple[Line, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]
    time: int = -1
    """The line beside which the time stands."""
    rule: int = -1
    """The line with the rule of the head."""

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
        room = max(1, self.width - max(cell_len(first), cell_len(rest)))
        for number, (start, row) in enumerate(wrap(text, room)):
            soft = number > 0 and text[start - 1 : start] != "\n"
            self.lines.append(Line(role, row, rest if number else first, part, start, soft))

    def rule(self, tail: str) -> None:
        """Adds the row of a rule above all words."""
        self.lines.insert(0, Line(Role.RULE, start=-1, tail=tail))

    def bracket(self, first: int) -> None:
        """Sets an open bracket before the lines from number `first`."""
        last = len(self.lines) - 1
        for number in range(first, last + 1):
            sign = "┌" if number == first else "└" if number == last else "│"
            if first == last:
                sign = "─"
            self.lines[number] = self.lines[number]._replace(indent=f"{sign} ")

    def gap(self) -> None:
        """Adds a blank line, unless the last one is blank."""
        if self.lines and self.lines[-1].role is not Role.BLANK:
            self.blank()

    def blank(self) -> None:
        above = self.lines[-1]
        after = max(len(self.parts[above.part]), above.start) + 1
        self.lines.append(Line(Role.BLANK, part=above.part, start=after))


def lay_out(
    post: Post, width: int, heads: Heads = Heads.RULED, *, is_changed: bool = False
) -> PostLines:
    """The lines of a post at `width` cells, with a head of that shape.

    `is_changed` adds a row that says what was done to it.
    """
    page = _Layout(width)
    labels = " · ".join(post.labels)
    rule = _add_head(page, post, labels, heads)
    if is_changed:
        _add_change(page)
    if heads is Heads.RULED and (post.headline or post.byline):
        page.gap()
    for apart, block in spaced(post.body):
        if apart:
            page.gap()
        _add_block(page, block)
    if not page.parts:
        page.add(Role.BODY, EMPTY_POST)
    if page.lines[-1].role is Role.RULE and heads is Heads.RULED:
        page.blank()  # of a post with labels only: the row of its time
    page.blank()
    time = 1 if heads is Heads.RULED else 0
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links), time, rule)


def _add_change(page: _Layout) -> None:
    """Adds the row for what was done to a post, below its head."""
    part = max(0, len(page.parts) - 1)
    start = len(page.parts[part]) if page.parts else -1
    page.lines.append(Line(Role.CHANGE, part=part, start=start))


def _add_head(page: _Layout, post: Post, labels: str, heads: Heads) -> int:
    """Adds the lines above the body; returns the number of the one that ends with the rule.

    Labels too long for it stand on rows of their own.
    """
    taken = LEAST_RULE_CELLS + (TIME_IN_RULE_CELLS if heads is Heads.NARROW else 0)
    taken += SIGN_CELLS if post.source else 0
    tail = labels if cell_len(labels) + taken <= page.width else ""
    if heads is not Heads.COMPACT:
        page.rule(tail)
    if tail:
        page.parts.append(labels)
        page.links.append(())
    elif labels:
        page.add(Role.KICKER, labels)
    if post.headline:
        page.add(Role.HEADLINE, post.headline)
    last = len(page.lines) - 1
    if post.byline:
        page.add(Role.BYLINE, post.byline)
    return 0 if heads is not Heads.COMPACT else _add_tail(page, tail, last, taken)


def _add_tail(page: _Layout, tail: str, last: int, taken: int) -> int:
    """Puts the labels at the end of a row of the head that has room for them: the headline's last
    one, the byline's, or one more. Returns its number."""
    for number in dict.fromkeys((max(last, 0), len(page.lines) - 1)):
        line = page.lines[number] if page.lines else None
        cells = 0 if line is None else cell_len(line.text)
        if line is not None and (not tail or cells + taken + cell_len(tail) <= page.width):
            page.lines[number] = line._replace(tail=tail)
            return number
    if last < 0:
        page.rule(tail)
        return 0
    part = len(page.parts) - 1
    page.lines.append(Line(Role.RULE, part=part, start=len(page.parts[part]) + 1, tail=tail))
    return len(page.lines) - 1


def _add_block(page: _Layout, block: Block) -> None:
    match block:
        case Image():
            _add_image(page, block)
        case Embed():
            _add_embed(page, block)
        case Heading(text, links):
            page.add(Role.HEADING, text, links=links)
        case Quote(text, links):
            page.add(Role.QUOTE, text, first=" │ ", rest=" │ ", links=links)
        case ReadMore(text, links) if links:
            page.add(Role.READ_MORE, text, first="→ ", rest="  ", links=links)
        case ReadMore(text):
            page.add(Role.POINTER, text)
        case _:
            indent = " " * cell_len(block.prefix)
            page.add(Role.BODY, block.text, first=block.prefix, rest=indent, links=block.links)


def _add_image(page: _Layout, image: Image) -> None:
    """Adds a bracket: the description in place of the picture, its notes below."""
    main = image.caption or image.words[0]
    links = _whole(image.words[0], image.url)
    begin = len(page.lines)
    for number, text in enumerate(image.words):
        role = Role.CAPTION if text == main else Role.CREDIT
        page.add(role, text, first="│ ", rest="│ ", links=() if number else links)
    page.bracket(begin)


def _add_embed(page: _Layout, embed: Embed) -> None:
    """Adds a bracket: the provider, the text, the whole address."""
    begin = len(page.lines)
    for number, text in enumerate(embed.words):
        is_text = number > 0 and text != embed.url
        links = _whole(text, embed.url) if number and not is_text else ()
        page.add(Role.EMBED if is_text else Role.CREDIT, text, first="│ ", rest="│ ", links=links)
    page.bracket(begin)


def _whole(text: str, url: str) -> tuple[Link, ...]:
    """A link over the whole text, if there is an address."""
    return (Link(0, len(text), url),) if url else ()
