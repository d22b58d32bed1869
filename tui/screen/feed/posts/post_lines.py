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
from tui.screen.drawing.line_widget import Piece
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.posts.chips import chips_cells, chips_of

LEAST_RULE_CELLS = 4
"""What a rule takes on a row beside words, at least: a space and three cells."""
TIME_IN_RULE_CELLS = 16
"""What the time takes in a rule, at most as a rule."""
WORDS_CELLS = 15
"""What is kept free for our words on a changed post's rule, or for its source."""


class Role(IntEnum):
    """The kind of a line, which decides its style."""

    BLANK = 0
    RULE = 1
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
    CHANGE = 13
    """Which version of the post this is, in words that depend on the clock face."""
    CARD = 14
    CARD_FACTS = 15
    CARD_KEYS = 16
    CARD_TOP = 17
    CARD_BOTTOM = 18


class Heads(IntEnum):
    """The shape of the heads of posts."""

    RULED = 0
    """A row with a rule, then the headline beside the time."""
    COMPACT = 1
    """The headline beside the time, with the rule after it on its last row."""
    NARROW = 2
    """A row with a rule and the time in it, then the headline."""


class PostLine(NamedTuple):
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
    """The publisher's labels of the post, which stand as chips before the text."""
    chips: int = 0
    """The cells of the chips."""


class PostLines(NamedTuple):
    """A laid-out post. `parts` are the words of the post; the last line is blank."""

    lines: tuple[PostLine, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]
    time: int = -1
    """The line beside which the time stands."""
    rule: int = -1
    """The line with the rule of the head."""
    chips: tuple[Piece, ...] = ()
    """The publisher's labels, which stand before the text of a line of the head."""

    def line_at(self, part: int, start: int) -> int:
        """The index of the line with character `start` of part `part`, or the nearest before."""
        after = bisect_right(self.lines, (part, start), key=lambda line: (line.part, line.start))
        return max(0, after - 1)


class _Layout:
    """Collects the lines of one post."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[PostLine] = []
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
        chips: int = 0,
    ) -> None:
        """Adds a part: `first` is drawn before its first row, `rest` before the others; `chips`
        are cells left free in the first row."""
        part = len(self.parts)
        self.parts.append(text)
        self.links.append(links)
        room = max(1, self.width - max(cell_len(first), cell_len(rest)))
        for number, (start, row) in enumerate(wrap(text, room, chips)):
            soft = number > 0 and text[start - 1 : start] != "\n"
            free = 0 if number else chips
            line = PostLine(role, row, rest if number else first, part, start, soft)
            self.lines.append(line._replace(chips=free))

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
        self.lines.append(PostLine(Role.BLANK, part=above.part, start=after))


def lay_out(
    post: Post,
    width: int,
    heads: Heads = Heads.RULED,
    *,
    tells_change: bool = False,
) -> PostLines:
    """The lines of a post at `width` cells, with a head of that shape.

    `tells_change` adds a row that says which version it is.
    """
    page = _Layout(width)
    labels_room = width - TIME_IN_RULE_CELLS if heads is Heads.NARROW else width * 2 // 3
    labelled = chips_of(post, labels_room)
    chips = chips_cells(labelled)
    if labels := " · ".join(post.labels):
        page.parts.append(labels)  # drawn as chips: no line of their own
        page.links.append(())
    is_compact = heads is Heads.COMPACT
    if not is_compact:
        page.lines.append(PostLine(Role.RULE, start=-1, chips=chips))
    beside = chips if is_compact else 0
    if post.headline:
        page.add(Role.HEADLINE, post.headline, chips=beside)
    if post.byline:
        page.add(Role.BYLINE, post.byline, chips=0 if post.headline else beside)
    if tells_change:
        part = max(0, len(page.parts) - 1)
        start = len(page.parts[part]) if page.parts else -1
        page.lines.append(PostLine(Role.CHANGE, part=part, start=start))
    rule = _rule_line(page, post, chips) if is_compact else 0
    if heads is Heads.RULED and (post.headline or post.byline):
        page.gap()
    page.lines = [line._replace(tail=labels) if line.chips else line for line in page.lines]
    for apart, block in spaced(post.body):
        if apart:
            page.gap()
        _add_block(page, block)
    if not page.parts:
        page.add(Role.BODY, EMPTY_POST)
    if not page.lines:
        page.lines.append(PostLine(Role.RULE, start=-1, chips=chips))
    if page.lines[-1].role is Role.RULE and heads is Heads.RULED:
        page.blank()  # of a post with labels only: the row of its time
    page.blank()
    time = 1 if heads is Heads.RULED else 0
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links), time, rule, labelled)


def _rule_line(page: _Layout, post: Post, chips: int) -> int:
    """The number of the head's last row if it has room for a rule behind its words, else -1.

    A post that has words of ours to tell gets a row for them.
    """
    told = bool(post.source or post.versions)
    taken = LEAST_RULE_CELLS + (WORDS_CELLS if told else 0)
    last = len(page.lines) - 1
    if page.lines and page.lines[-1].chips + cell_len(page.lines[-1].text) + taken <= page.width:
        return last
    if not told and (page.lines or not chips):
        return -1
    if not page.lines:
        page.lines.append(PostLine(Role.RULE, start=-1, chips=chips))
        return 0
    part = len(page.parts) - 1
    page.lines.append(PostLine(Role.RULE, part=part, start=len(page.parts[part]) + 1))
    return last + 1


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
