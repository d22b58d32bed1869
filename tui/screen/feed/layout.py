"""Lays out a post in lines of a given width."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, auto

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
from tui.screen.drawing.line_widget import Piece, row_cells
from tui.screen.drawing.signs import KEY_EVENT
from tui.screen.drawing.styles import chip
from tui.screen.drawing.wrap import truncate, wrap

LEAST_RULE_CELLS = 4  # beside words: a space and three cells
TIME_IN_RULE_CELLS = 16  # usual maximum
WORDS_CELLS = 15  # for our words
MOST_CHIPS = 2
MOST_TEXT_CELLS = 67  # longer lines are hard to read
GUTTER_CELLS = 11  # bookmark, state, blank, time or day, reading mark, blank
NARROW_GUTTER_CELLS = 2
RIGHT_CELLS = 3  # two blanks, scroll bar
LEAST_CELLS_WITH_GUTTER = 56
LEAST_ROWS_WITH_RULES = 24  # feed height for rules on rows of their own
BLANK, RULE, CHANGE, CAP = "blank", "rule", "change", "cap"  # roles of lines without words


class Heads(IntEnum):  # quick to hash
    RULED = auto()  # rule; headline beside the time
    COMPACT = auto()  # headline beside the time, rule on its last row
    NARROW = auto()  # rule with the time in it; headline


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells, and the shape of heads."""

    gutter: int
    text: int
    heads: Heads
    margin: int = 0


def columns_for(width: int, height: int) -> Columns:
    """Columns for a feed of this size; the last column is the scroll bar."""
    if width < LEAST_CELLS_WITH_GUTTER:
        return Columns(NARROW_GUTTER_CELLS, max(1, width - 2 * NARROW_GUTTER_CELLS), Heads.NARROW)
    room = width - GUTTER_CELLS - RIGHT_CELLS
    text = min(MOST_TEXT_CELLS, room)
    heads = Heads.RULED if height >= LEAST_ROWS_WITH_RULES else Heads.COMPACT
    return Columns(GUTTER_CELLS, text, heads, margin=(room - text) // 2)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A row. `(part, start)` always grows: rules start before their part, blanks after it."""

    role: str  # of styles.py, or above
    text: str = ""
    indent: Piece = ("", "rule")
    part: int = 0
    start: int = 0
    soft: bool = False  # wrapped, without a line break in the source
    chips: int = 0  # cells of labels before the text


@dataclass(frozen=True, slots=True, eq=False)
class PostLines:
    """Layout of a post; `parts` are its texts, the last line is blank."""

    lines: tuple[PostLine, ...]
    parts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]
    rule: int = -1
    chips: tuple[Piece, ...] = ()  # labels, each with a blank after it

    def line_at(self, part: int, start: int) -> int:
        """Index of the line with this character, or of the nearest line before."""
        after = bisect_right(self.lines, (part, start), key=lambda line: (line.part, line.start))
        return max(0, after - 1)


def chips_of(post: Post, width: int) -> tuple[Piece, ...]:
    """The publisher's labels in capitals: at most two, within `width` cells."""
    chips: list[Piece] = []
    if post.kicker:
        is_breaking = post.kicker.casefold().startswith("breaking")
        words = truncate(post.kicker.upper(), max(1, width // 2 - 2))
        chips.append((words, "chip-live" if is_breaking else "chip-kicker"))
    if post.key_event:
        chips.append((f"{KEY_EVENT} KEY EVENT", "chip-key"))
    if post.pinned:
        chips.append(("PINNED", "chip-key"))
    row: tuple[Piece, ...] = ()
    for text, role in chips[:MOST_CHIPS]:
        longer = (*row, *chip(text, role), (" ", "text"))
        row = longer if row_cells(longer) <= width else row
    return row


class _Layout:
    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[PostLine] = []
        self.parts: list[str] = []
        self.links: list[tuple[Link, ...]] = []

    def add(
        self,
        role: str,
        text: str,
        *,
        first: str = "",
        rest: str = "",
        sign: str = "rule",
        links: tuple[Link, ...] = (),
        chips: int = 0,
    ) -> None:
        """Add a part; `first` or `rest` precede its rows in the role `sign`."""
        part = len(self.parts)
        self.parts.append(text)
        self.links.append(links)
        room = max(1, self.width - max(cell_len(first), cell_len(rest)))
        for number, (start, row) in enumerate(wrap(text, room, chips)):
            soft = number > 0 and text[start - 1 : start] != "\n"
            indent = rest if number else first, sign
            start = start if row or number else -1  # chips alone: before the words
            self.lines.append(
                PostLine(role, row, indent, part, start, soft, 0 if number else chips)
            )

    def bracket(self, words: tuple[tuple[str, str, tuple[Link, ...]], ...]) -> None:
        """Add texts behind an open bracket."""
        first = len(self.lines)
        for role, text, links in words:
            self.add(role, text, first="│ ", rest="│ ", links=links)
        last = len(self.lines) - 1
        for number in {first, last}:
            sign = "─" if first == last else "┌" if number == first else "└"
            self.lines[number] = replace(self.lines[number], indent=(f"{sign} ", "rule"))

    def gap(self) -> None:
        """Add a blank line after a line with words."""
        if self.lines and self.lines[-1].role != BLANK:
            self.after_words(BLANK)

    def rule(self, chips: int) -> None:
        self.lines.append(PostLine(RULE, start=-1, chips=chips))

    def change(self) -> None:
        """Add the row about the version."""
        part = max(0, len(self.parts) - 1)
        start = len(self.parts[part]) if self.parts else -1
        self.lines.append(PostLine(CHANGE, part=part, start=start))

    def after_words(self, role: str) -> None:
        """Add a line without words after the last part."""
        above = self.lines[-1]
        words = len(self.parts[above.part]) if self.parts else 0
        self.lines.append(PostLine(role, part=above.part, start=max(words, above.start) + 1))


def lay_out(
    post: Post, width: int, heads: Heads = Heads.RULED, *, tells_change: bool = False
) -> PostLines:
    """Lines of a post; `tells_change` adds a row about the version."""
    page, is_narrow = _Layout(width), heads is Heads.NARROW
    labelled = chips_of(post, width - TIME_IN_RULE_CELLS if is_narrow else width * 2 // 3)
    chips = row_cells(labelled)
    rule = _lay_out_head(page, post, heads, chips, tells_change=tells_change)
    for apart, block in spaced(post.body):
        if apart:
            page.gap()
        _add_block(page, block)
    if not page.parts:
        page.add("text", EMPTY_POST)
    if not page.lines:
        page.rule(chips)
    if page.lines[-1].role == RULE and heads is Heads.RULED:
        page.after_words(BLANK)  # of a post with labels only: the row of its time
    page.after_words(BLANK)
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links), rule, labelled)


def _lay_out_head(
    page: _Layout, post: Post, heads: Heads, chips: int, *, tells_change: bool
) -> int:
    """Lay out labels, headline, byline. Returns the row of the rule, or -1."""
    if labels := " · ".join(post.labels):
        page.parts.append(labels)  # drawn as chips: no line of their own
        page.links.append(())
    if heads is Heads.COMPACT:
        beside = chips
    else:
        beside = 0
        page.rule(chips)
    if post.headline:
        page.add("name", post.headline, chips=beside)
        beside = 0
    if post.byline:
        page.add("byline", post.byline, chips=beside)
    if tells_change:
        page.change()
    if heads is Heads.COMPACT:
        return _rule_line(page, post, chips)
    if heads is Heads.RULED and (post.headline or post.byline):
        page.gap()
    return 0


def _rule_line(page: _Layout, post: Post, chips: int) -> int:
    """Row for the rule of a compact head, or -1 without room. Our words always get a row."""
    told = bool(post.source or post.versions)
    taken = LEAST_RULE_CELLS + (WORDS_CELLS if told else 0)
    last = len(page.lines) - 1
    if page.lines and page.lines[-1].chips + cell_len(page.lines[-1].text) + taken <= page.width:
        return last
    if not told and (page.lines or not chips):
        return -1
    if page.lines:
        page.after_words(RULE)
    else:
        page.rule(chips)
    return last + 1


def _add_block(page: _Layout, block: Block) -> None:
    match block:
        case Image():
            page.bracket(tuple(_captions(block)))
        case Embed():
            provider, *texts = block.words
            page.bracket((("byline", provider, ()), *(_embedded(block, text) for text in texts)))
        case Heading(text, links):
            page.add("name", text, links=links)
        case Quote(text, links):
            page.add("quote", text, first=" │ ", rest=" │ ", links=links)
        case ReadMore(text, links) if links:
            page.add("text", text, first="→ ", rest="  ", sign="now", links=links)
        case ReadMore(text):
            page.add("byline", text)
        case _:
            indent = " " * cell_len(block.prefix)
            page.add(
                "text", block.text, first=block.prefix, rest=indent, sign="text", links=block.links
            )


def _captions(image: Image) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    """Words of a picture, its address behind the first."""
    links = _whole(image.words[0], image.url)
    for text in image.words:
        yield "muted" if text == (image.caption or image.words[0]) else "byline", text, links
        links = ()


def _embedded(embed: Embed, text: str) -> tuple[str, str, tuple[Link, ...]]:
    return ("byline", text, _whole(text, text)) if text == embed.url else ("text", text, ())


def _whole(text: str, url: str) -> tuple[Link, ...]:
    return (Link(0, len(text), url),) if url else ()
