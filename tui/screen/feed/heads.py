"""Heads of posts: the rule with our words, the gutter."""

from collections.abc import Sequence

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.screen.drawing.line_widget import Piece, row_cells
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import BOOKMARK, PARAGRAPH, RULE, RULE_NOW
from tui.screen.drawing.wrap import truncate

_LEAST_RULE = 2


def our_words(
    post: Post, source: int | None, mark: str, state: PostState, *, picture: bool = False
) -> list[Piece]:
    """Our words about a post, the most important first."""
    words: list[Piece] = []
    if state.words:
        words.append((state.words, state.role))
    if source is not None:
        words.append((f"{source_sign(source)} {post.source}", source_style(source)))
    if mark:
        words.append((mark, "muted"))
    if picture:
        words.append(("picture", "muted"))
    return words


def rule_line(state: PostState, cells: int) -> Piece:
    return (RULE_NOW * cells, "muted") if state.is_read_now else (RULE * cells, "rule")


def rule(room: int, words: Sequence[Piece], state: PostState) -> list[Piece]:
    """Rule with as many words at its right end as fit."""
    for number in range(len(words), -1, -1):
        told = [piece for word in words[:number][::-1] for piece in (("  ", "text"), word)]
        cells = room - row_cells(told)
        if cells >= _LEAST_RULE:
            return [rule_line(state, cells), *told]
    return []


def narrow_gutter(width: int, time: str, state: PostState, *, bookmarked: bool) -> list[Piece]:
    """Start of a rule with the time in it; `width` cells precede the text."""
    line, role = rule_line(state, 1)
    sign = (BOOKMARK, "muted") if bookmarked else (line, role)
    return [sign, (line * (width - 1), role), (f" {time} ", state.role)]


def gutter(
    width: int, moment: str, state: PostState, *, reading: bool, bookmarked: bool = False
) -> list[Piece]:
    """Cells before the text; `state` is READ except in the row of the time."""
    here = (PARAGRAPH if reading else " ", "now")
    if width < 3:
        return [here, (" " * (width - 1), "text")]
    room = width - 5
    return [
        (BOOKMARK if bookmarked else " ", "muted"),
        (f"{state.mark} ", "now"),
        (truncate(moment, room).ljust(room), state.role),
        here,
        (" ", "text"),
    ]


def time_beside(number: int, face: ClockFace, post: Post) -> str:
    """Text beside the first three rows of a post: time, day, year."""
    days, _, clock = face.clock(post.published).rpartition(" ")
    day = days or face.day(post.published)
    return (clock, day, face.year(post.published))[number] if 0 <= number <= 2 else ""
