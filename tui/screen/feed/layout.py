"""Lays out a version of a post in lines of a given width."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import NamedTuple

from rich.cells import cell_len
from textual.cache import LRUCache

from tui.model.blog import EMPTY_POST, Block, Link, Post, spaced
from tui.model.versions import later_edit, standing_of
from tui.playback.selection import authors_of
from tui.screen.drawing.line_widget import CLICK, LINK, Piece, TextRow, row_cells
from tui.screen.drawing.signs import KEY_EVENT, chip
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
BLANK, RULE = "blank", "rule"  # roles of lines without words
PART_STYLES = {"more": "text", "picture": "muted", "caption": "muted"}  # by role of a part
PART_STYLES |= dict.fromkeys(("credit", "source", "address"), "byline")
PART_SIGNS = {"box": ("│ ", "rule"), "quote": (" │ ", "rule"), "more": ("→ ", "now")}
"""Before parts; a rule goes on before their other rows."""
NO_SIGN: Piece = ("", "text")

type Marks = Iterable[tuple[int, int, str]]  # start, end, roles


class Heads(IntEnum):  # quick to hash
    RULED = auto()  # rule; headline beside the time
    COMPACT = auto()  # headline beside the time, rule on its last row
    NARROW = auto()  # rule with the time in it; headline


class Columns(NamedTuple):
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


class PostLine(NamedTuple):
    """A row. `(part, start)` always grows: rules start before their part, blanks after it."""

    role: str  # of signs.py, or above
    text: str = ""
    part: int = 0
    start: int = 0
    before: TextRow = ()  # indent, or labels


class TextMark(NamedTuple):
    """Characters of a part with more roles: a link, a match."""

    part: int
    start: int
    end: int
    roles: str


@dataclass(frozen=True, slots=True, eq=False)
class PostLines:
    """Layout of a post; `parts` are its texts, the last line is blank."""

    lines: tuple[PostLine, ...]
    parts: tuple[str, ...]
    links: tuple[TextMark, ...] = ()
    rule: int = -1

    def line_at(self, part: int, start: int) -> int:
        """Index of the line with this character, or of the nearest line before."""
        after = bisect_right(self.lines, (part, start), key=lambda line: (line.part, line.start))
        return max(0, after - 1)


def chips_of(post: Post, width: int) -> TextRow:
    """The publisher's labels in capitals: at most two, within `width` cells, each with a blank."""
    chips: list[Piece] = []
    if post.kicker:
        is_breaking = post.kicker.casefold().startswith("breaking")
        words = truncate(post.kicker.upper(), max(1, width // 2 - 2))
        chips.append((words, "chip-live" if is_breaking else "chip-kicker"))
    if post.key_event:
        chips.append((f"{KEY_EVENT} KEY EVENT", "chip-key"))
    if post.pinned:
        chips.append(("PINNED", "chip-key"))
    row: TextRow = ()
    for text, role in chips[:MOST_CHIPS]:
        longer = (*row, *chip(text, role), (" ", "text"))
        row = longer if row_cells(longer) <= width else row
    return row


class _Layout:
    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[PostLine] = []
        self.parts: list[str] = []
        self.links: list[TextMark] = []

    def add(
        self, role: str, text: str, marks: Marks = (), *, sign: Piece = NO_SIGN, chips: TextRow = ()
    ) -> None:
        """Add a part with marks; a sign or chips before its first row."""
        part, indent = len(self.parts), cell_len(sign[0])
        self.parts.append(text)
        self.links += (TextMark(part, *mark) for mark in marks)
        before = chips or ((sign,) if indent else ())
        later = (sign if sign[1] == "rule" else (" " * indent, "text"),) if indent else ()
        for number, (start, row) in enumerate(
            wrap(text, max(1, self.width - indent), row_cells(chips))
        ):
            start = start if row or number else -1  # chips alone: before the words
            self.lines.append(PostLine(role, row, part, start, before))
            before = later

    def add_bare(self, role: str, chips: TextRow = ()) -> None:
        """Add a line without words, after all words so far."""
        part, start = 0, -1
        if self.lines and self.parts:
            part, start = self.lines[-1].part, self.lines[-1].start
            start = max(len(self.parts[part]), start) + 1
        self.lines.append(PostLine(role, "", part, start, chips))

    def close_box(self, first: int) -> None:
        """Make the rules before the lines from `first` on a bracket."""
        last = len(self.lines) - 1
        for number in {first, last}:
            sign = "─" if first == last else "┌" if number == first else "└"
            self.lines[number] = self.lines[number]._replace(before=((f"{sign} ", "rule"),))


def lay_out(post: Post, width: int, heads: Heads = Heads.RULED) -> PostLines:
    page, is_narrow = _Layout(width), heads is Heads.NARROW
    chips = chips_of(post, width - TIME_IN_RULE_CELLS if is_narrow else width * 2 // 3)
    rule = _add_head(page, post, heads, chips)
    for apart, block in spaced(post.body):
        if apart:
            page.add_bare(BLANK)
        _add_block(page, block)
    if not page.parts:
        page.add("text", EMPTY_POST)
    if page.lines[-1].role == RULE and heads is Heads.RULED:
        page.add_bare(BLANK)  # of a post with labels only: the row of its time
    page.add_bare(BLANK)
    return PostLines(tuple(page.lines), tuple(page.parts), tuple(page.links), rule)


def _add_head(page: _Layout, post: Post, heads: Heads, chips: TextRow) -> int:
    """Add labels, headline, byline. Returns the row of the rule, or -1."""
    if post.labels:
        page.parts.append(" · ".join(post.labels))  # drawn as chips: no line of their own
    beside = chips
    if heads is not Heads.COMPACT:
        page.add_bare(RULE, chips)
        beside = ()
    names = ",".join(map(repr, authors_of(post))).replace(" ", "\\x20")
    click = 0, len(post.byline), f"{CLICK}sidebar.filter(({names},))"
    for role, text, marks in (("name", post.headline, []), ("byline", post.byline, [click])):
        if text:
            page.add(role, text, marks, chips=beside)
            beside = ()
    if heads is Heads.COMPACT:
        return _add_rule(page, post, chips)
    if heads is Heads.RULED and (post.headline or post.byline):
        page.add_bare(BLANK)
    return 0


def _add_rule(page: _Layout, post: Post, chips: TextRow) -> int:
    """Row for the rule of a compact head, or -1 without room. Our words always get a row."""
    told = any((post.source, post.versions, post.dated, later_edit(post)))
    taken = LEAST_RULE_CELLS + (WORDS_CELLS if told else 0)
    for line in page.lines[-1:]:
        if row_cells(line.before) + cell_len(line.text) + taken <= page.width:
            return len(page.lines) - 1
    if not told and (page.lines or not chips):
        return -1
    page.add_bare(RULE, () if page.lines else chips)
    return len(page.lines) - 1


def _link_mark(link: Link) -> tuple[int, int, str]:
    url = link.url.replace(" ", "%20")
    return link.start, link.end, f"{LINK}{url} {CLICK}post.open_link({url!r})"


def _add_block(page: _Layout, block: Block) -> None:
    begin = len(page.lines)
    for role, text, links in block.parts:
        sign = PART_SIGNS.get("box" if block.box else role, (block.prefix, "text"))
        if role == "more" and not links:
            role, sign = "byline", NO_SIGN
        page.add(PART_STYLES.get(role, role), text, map(_link_mark, links), sign=sign)
    if block.box:
        page.close_box(begin)


class DisplayedVersion(NamedTuple):
    """`number` counts changes; `back`: the reader looks at an earlier version."""

    number: int = 0
    back: bool = False


_kept: LRUCache[Hashable, tuple[Post, PostLines]] = LRUCache(2000)


def lines_of(post: Post, width: int, heads: Heads, shown: DisplayedVersion) -> PostLines:
    """Lines of a version, the same for all readers and later states of the blog. A deleted post
    keeps only its headline, unless looked back at."""
    key = id(post), width, heads, shown  # equality would compare all text
    if (kept := _kept.get(key)) is None:
        standing = standing_of(post, shown.number)
        words = standing.post if shown.back else standing.displayed
        told = post.versions[: shown.number + shown.back]  # not of changes to come
        words = words._replace(versions=told, modified=later_edit(post))
        # With the post, whose `id` no other gets then.
        kept = _kept[key] = post, lay_out(words, width, heads)
    return kept[1]
