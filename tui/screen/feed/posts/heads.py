"""The heads of posts as they are drawn: the rule with its labels, the gutter. Pure."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import BOOKMARK, PARAGRAPH, RULE, RULE_NOW
from tui.screen.drawing.strips import Span, text_segments
from tui.screen.drawing.wrap import truncate

type StyleOf = Callable[[str], Style]

BETWEEN_LABELS = " · "
_LEAST_CELLS = 2
"""Cells of a rule after a headline, at least."""


def rule(
    room: int,
    labels: Sequence[list[Segment]],
    state: PostState,
    style_of: StyleOf,
    time: str = "",
    *,
    bookmarked: bool = False,
) -> list[Segment]:
    """A rule of `room` cells with labels at its right end, and a time near its left one.

    The sign of a bookmark takes the place of the cell before the time. The word of the state is
    left out where it does not fit: it has a mark too.
    """
    reading = state.is_read_now
    line = RULE_NOW if reading else RULE
    look = style_of("feed--rule-now" if reading else "feed--rule")
    front = []
    if time:
        first = Segment(BOOKMARK, style_of("feed--time")) if bookmarked else Segment(line, look)
        front = [first, Segment(f" {time} ", time_style(state, style_of))]
    word = state.word
    named = [*labels, [Segment(word, style_of(_word_style(state)))]] if word else labels
    used = _cells(front)
    for shown in (named, labels):
        back: list[Segment] = []
        for label in shown:
            back += [Segment(" ", look), *label, Segment(f" {line}", look)]
        cells = room - used - _cells(back)
        if cells >= _LEAST_CELLS:
            return [*front, Segment(line * cells, look), *back]
    return front


def label_segments(
    post: Post, source: int | None, matches: Sequence[tuple[int, int]], style_of: StyleOf
) -> Iterator[list[Segment]]:
    """Each label of a post; `matches` are ranges of all labels in one text.

    `source` is the number of the post's source among those on the clock.
    """
    match = style_of("feed--match")
    start = 0
    for label in post.labels:
        look, sign = "feed--kicker", ""
        if label == "Key event" and post.key_event:
            look = "feed--key-event"
        if source is not None and label == post.source:
            look, sign = f"feed--{source_style(source)}", f"{source_sign(source)} "
        end = start + len(label)
        spans = [
            Span(max(a, start) - start, min(b, end) - start, match)
            for a, b in matches
            if a < end and b > start
        ]
        text = text_segments(label, style_of(look), spans)
        yield [Segment(sign, style_of(look)), *text] if sign else text
        start = end + len(BETWEEN_LABELS)


def time_style(state: PostState, style_of: StyleOf) -> Style:
    """The style of a post's time."""
    if state.is_now:
        return style_of("feed--now")
    return style_of("feed--unread" if state is PostState.UNREAD else "feed--time")


def gutter(
    width: int,
    moment: str,
    state: PostState | None,
    style_of: StyleOf,
    *,
    reading: bool,
    bookmarked: bool = False,
) -> list[Segment]:
    """The cells before the text: the sign of a bookmark, the mark of the state, the time or day,
    the mark of the paragraph being read. `state` is None beside any row but the time's."""
    body = style_of("feed--body")
    here = Segment(PARAGRAPH if reading else " ", style_of("feed--mark"))
    if width < 3:
        return [Segment(" " * (width - 1), body), here]
    room = width - 5
    label = truncate(moment, room).ljust(room)
    look = style_of("feed--time") if state is None else time_style(state, style_of)
    sign = " " if state is None else state.mark
    return [
        Segment(BOOKMARK if bookmarked else " ", style_of("feed--time") if bookmarked else body),
        Segment(f"{sign} ", style_of("feed--mark")),
        Segment(label, look),
        here,
        Segment(" ", body),
    ]


def beside(number: int, face: ClockFace, post: Post) -> str:
    """What stands beside the first rows of a post: its time, day and year."""
    days, _, clock = face.clock(post.published).rpartition(" ")
    day = days or face.day(post.published)
    return (clock, day, face.year(post.published))[number] if 0 <= number <= 2 else ""


def _word_style(state: PostState) -> str:
    return "feed--kicker" if state is PostState.UNREAD else "feed--now"


def _cells(segments: Sequence[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)
