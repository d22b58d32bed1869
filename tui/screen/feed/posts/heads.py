"""The heads of posts as they are drawn: the rule with our words, the gutter. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.screen.drawing.line_widget import Piece
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import BOOKMARK, PARAGRAPH, RULE, RULE_NOW
from tui.screen.drawing.wrap import truncate

BETWEEN_WORDS = "  "
_LEAST_RULE = 2
"""Cells of a rule, at least."""


def our_words(post: Post, source: int | None, mark: str, state: PostState) -> list[Piece]:
    """What we say of a post, the word that goes last first: its source, its change, its state."""
    words: list[Piece] = []
    if source is not None:
        words.append((f"{source_sign(source)} {post.source}", source_style(source)))
    if mark:
        words.append((mark, "muted"))
    if state.word:
        words.append((f"{state.sign} {state.word}", "now" if state.is_now else "name"))
    return words


def rule(room: int, words: Sequence[Piece], state: PostState) -> tuple[list[Piece], bool]:
    """A rule of `room` cells with words at its right end, as many as fit; and whether all do."""
    line, role = (RULE_NOW, "muted") if state.is_read_now else (RULE, "rule")
    for number in range(len(words), -1, -1):
        told = [piece for word in words[:number] for piece in ((BETWEEN_WORDS, "text"), word)]
        cells = room - sum(cell_len(text) for text, _ in told)
        if cells >= _LEAST_RULE:
            return [(line * cells, role), *told], number == len(words)
    return [], not words


def time_role(state: PostState) -> str:
    """The role of a post's time."""
    if state.is_now:
        return "now"
    return "name" if state is PostState.UNREAD else "muted"


def gutter(
    width: int, moment: str, state: PostState | None, *, reading: bool, bookmarked: bool = False
) -> list[Piece]:
    """The cells before the text: the sign of a bookmark, the mark of the state, the time or day,
    the mark of the paragraph being read. `state` is None beside any row but the time's."""
    here = (PARAGRAPH if reading else " ", "now")
    if width < 3:
        return [here, (" " * (width - 1), "text")]
    room = width - 5
    role = "muted" if state is None else time_role(state)
    return [
        (BOOKMARK if bookmarked else " ", "muted"),
        (f"{' ' if state is None else state.mark} ", "now"),
        (truncate(moment, room).ljust(room), role),
        here,
        (" ", "text"),
    ]


def beside(number: int, face: ClockFace, post: Post) -> str:
    """What stands beside the first rows of a post: its time, day and year."""
    days, _, clock = face.clock(post.published).rpartition(" ")
    day = days or face.day(post.published)
    return (clock, day, face.year(post.published))[number] if 0 <= number <= 2 else ""
