"""The card at the end of a blog, or of a page without posts: a sentence, and useful keys."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from tui.model.clock_face import ClockFace, span_text
from tui.model.counted import counted
from tui.playback.player import Player
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow, flowing, row_cells
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.layout import BLANK, Columns, Heads, PostLine, PostLines
from tui.screen.hint_row import BETWEEN, hint_row
from tui.screen.keys import Hint


class Card(NamedTuple):
    title: str = ""
    facts: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()


def card_of(
    player: Player,
    view: View,
    face: ClockFace,
    key: Callable[[str], str],
    marks: int,
    read_seconds: int,
    quits: str,
) -> Card | None:
    """Card at the end of a blog or of its part, or on a page without posts."""
    blog, chosen, indices = player.blog, player.selection, player.timeline.indices
    facts, words = list[str](), {"clear": "all posts"}  # by id of keys.py
    if not indices:
        title = f"No post of this live blog fits the filter: {chosen.describe()}."
        words = {"authors": "choose again", **words}
    elif not view.shown:
        when = face.named(blog.posts[indices[0]].published)
        title = f"No post yet fits the filter: {chosen.describe()}. The first comes at {when}."
        words = {"next-post": "go there", **words}
    elif view.ended:
        of_part = " of this part" if blog.part is not None and blog.part.lacks_newer else ""
        title = f"The end{of_part} · {face.named(blog.end)}"
        facts = [*_facts(player, face, marks, read_seconds)]
        words = {"play": "again", **(words if chosen.active else {}), "jump": "go to"}
        words |= {"marks": "marks"} if marks else {"summary": "summary"}
        words["quit"] = quits
    else:
        return None
    hints = (Hint(id, key(id), word) for id, word in words.items() if key(id))
    return Card(title, tuple(facts), tuple(hints))


def _facts(player: Player, face: ClockFace, marks: int, read_seconds: int) -> Iterator[str]:
    posts, selection = len(player.blog.posts), player.selection
    chosen = f"{len(player.timeline)} of " if selection.active else ""
    yield f"{chosen}{counted(posts, 'post')} from {face.time(player.blog.start)}"
    if selection.active:
        yield selection.describe()
    if read_seconds >= 60:
        rest = f" {read_seconds % 60} s" if read_seconds % 60 and read_seconds < 3600 else ""
        yield f"read in {span_text(timedelta(seconds=read_seconds))}{rest}"
    if marks:
        yield counted(marks, "mark")


@lru_cache(32)  # the same for guests at the end
def laid_out(card: Card, columns: Columns) -> tuple[PostLines, Sequence[TextRow]]:
    """Lines and rows of the card, on its own ground, which starts in the gutter's mark."""
    width, is_narrow = columns.text, columns.heads is Heads.NARROW
    inset = 1 if is_narrow else 2
    cells = width + 2 * inset - is_narrow
    facts = (((row, "muted"),) for fact in card.facts for _, row in wrap(fact, width))
    words: list[TextRow] = [
        *(((row, "name"),) for _, row in wrap(card.title, width)),
        *flowing(facts, (" · ", "muted"), width),
        *flowing((hint_row([hint])[1:] for hint in card.hints), (BETWEEN, "key"), width),
    ]
    before = (" " * (columns.margin + columns.gutter - inset), "text")
    lines = [PostLine("cap")]
    rows: list[TextRow] = [(before, (CARD_TOP * cells, "cap"))]
    for row in words:
        left = max(0, cells - inset - row_cells(row))
        pieces = (" " * inset, "text"), *row, (" " * left, "text")
        rows.append((before, *((text, f"{role} card") for text, role in pieces)))
        lines.append(PostLine("card", "".join(text for text, _ in row), len(lines)))
    rows += (before, (CARD_BOTTOM * cells, "cap")), ()
    lines += PostLine("cap", "", len(lines)), PostLine(BLANK, "", len(lines) + 1)
    return PostLines(tuple(lines), tuple(line.text for line in lines)), rows
