"""The card at the end of a blog: a sentence, and useful keys; the text of a page without posts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.model.clock_face import ClockFace
from tui.model.counted import counted
from tui.playback.player import Player
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.layout import BLANK, CAP, Columns, Heads, PostLine, PostLines
from tui.screen.hint_row import BETWEEN, hint_row
from tui.screen.keys import BACK_TO_LIST, Hint, key_name

CARD = {  # id of keys.py, word
    "play": "again",
    "clear": "all posts",
    "jump": "go to",
    "marks": "marks",
    "summary": "summary",
    "quit": "quit",
}


@dataclass(frozen=True, slots=True)
class Card:
    title: str = ""
    facts: str = ""
    hints: tuple[Hint, ...] = ()


def end_card(
    player: Player, face: ClockFace, keymap: Mapping[str, str], *, marks: int, back_to_list: bool
) -> Card:
    """Card at the end of a blog or of its part; a filter adds a count of posts."""
    blog, filtered = player.blog, player.selection.active
    of_part = " of this part" if blog.part is not None and blog.part.lacks_newer else ""
    useful = {"clear": filtered, "marks": marks > 0, "summary": not marks}
    words = {id: word for id, word in CARD.items() if useful.get(id, True)}
    if back_to_list:
        words["quit"] = BACK_TO_LIST[1]
    hints = tuple(Hint(id, key_name(id, keymap), word) for id, word in words.items())
    title = f"The end{of_part} · {face.named(blog.end)}"
    return Card(title, " · ".join(_facts(player, face, marks)), hints)


def _facts(player: Player, face: ClockFace, marks: int) -> Iterator[str]:
    posts, selection = len(player.blog.posts), player.selection
    chosen = f"{len(player.timeline)} of " if selection.active else ""
    yield f"{chosen}{counted(posts, 'post')} from {face.time(player.blog.start)}"
    if selection.active:
        yield selection.describe()
    if marks:
        yield counted(marks, "mark")


def card_lines(card: Card, width: int) -> PostLines:
    """Lines of the card; the last line is blank, as in a post."""
    texts = [
        *(("name card", row) for _, row in wrap(card.title, width)),
        *(("muted card", row) for _, row in wrap(card.facts, width) if row),
        *(("keys", row) for row in _hint_rows(card.hints, width)),
        (CAP, CARD_BOTTOM),
        (BLANK, ""),
    ]
    lines = (PostLine(role, text, start=n) for n, (role, text) in enumerate(texts))
    return PostLines((PostLine(CAP, CARD_TOP, start=-1), *lines), ("",))


def card_row(card: Card, line: PostLine, columns: Columns) -> TextRow:
    """Row on the card's own ground, which starts in the gutter's mark."""
    is_narrow = columns.heads is Heads.NARROW
    inset = 1 if is_narrow else 2
    before = (" " * (columns.margin + columns.gutter - inset), "text")
    cells = columns.text + 2 * inset - is_narrow
    if line.role == BLANK:
        return ()
    if line.role == CAP:
        return before, (line.text * cells, "cap")
    pieces: TextRow = ((line.text, line.role),)
    if line.role == "keys":
        here = [hint for hint in card.hints if f"{hint.keys} {hint.word}" in line.text]
        pieces = tuple((text, f"{role} card") for text, role in hint_row(here)[1:])
    left = cells - inset - cell_len(line.text)
    return before, (" " * inset, "text card"), *pieces, (" " * max(0, left), "text card")


def _hint_rows(hints: Sequence[Hint], width: int) -> list[str]:
    rows: list[str] = []
    for _, keys, word in hints:
        hint = f"{keys} {word}"
        if rows and len(rows[-1]) + len(BETWEEN) + len(hint) <= width:
            rows[-1] += BETWEEN + hint
        else:
            rows.append(hint)
    return rows


def empty_text(player: Player, face: ClockFace, keymap: Mapping[str, str]) -> str:

    def key(id: str) -> str:
        return key_name(id, keymap)

    choices = player.selection.describe()
    if not player.timeline.indices:
        return (
            f"No post of this live blog fits the filter: {choices}. "
            f"Press {key('authors')} to choose again, {key('clear')} to show all."
        )
    when = face.named(player.blog.posts[player.timeline.indices[0]].published)
    return (
        f"No post yet fits the filter: {choices}. The first comes at {when}: "
        f"press {key('next-post')} to go there, {key('clear')} to show all."
    )
