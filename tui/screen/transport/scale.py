"""Round moments along the scrubber: hours and days, or minutes where it has no two hours. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.clock_face import ClockFace
from tui.playback.timeline import Timeline
from tui.screen.transport.track import cell_of

APART_CELLS = 16
"""From one round moment to the next, at least."""
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_HOURS = [*(n * _HOUR for n in (1, 2, 3, 6, 12)), *(n * _DAY for n in (1, 2, 7, 14, 28, 91, 364))]
_MINUTES = [n * _MINUTE for n in (1, 5, 15, 30)]
_BETWEEN_LABELS = 2
NOW = "now "
"""Before the time of the live edge."""


class Tick(NamedTuple):
    """A round moment: its cell, and its text."""

    cell: int
    label: str


class Label(NamedTuple):
    """A text that begins in a cell."""

    cell: int
    text: str

    @property
    def end(self) -> int:
        """The first cell after the text."""
        return self.cell + cell_len(self.text)


def ticks(face: ClockFace, timeline: Timeline, width: int) -> list[Tick]:
    """The round moments within the blog, oldest first."""
    start, end = timeline.start, timeline.end
    if end <= start or width < 2:
        return []
    return [
        Tick(cell_of(timeline.fraction(moment), width), face.on_scale(moment))
        for moment in _round_moments(face, start, end, _step(end - start, width))
        if start < moment < end
    ]


def ends(face: ClockFace, timeline: Timeline) -> tuple[str, str]:
    """The times at both ends, each with its day if the blog has several; a live edge is `NOW`."""
    last = face.end_of_scale(timeline.end)
    is_live = timeline.blog.edge is not None
    return face.end_of_scale(timeline.start), f"{NOW}{last}" if is_live else last


def labels(
    face: ClockFace, timeline: Timeline, width: int, left: int = 0, *, ends_only: bool = False
) -> list[Label]:
    """The texts below a scrubber that begins in cell `left` of a row: the times at its ends, and
    the round moments that do not come near them, each centred under its cell."""
    first, last = ends(face, timeline)
    begin = Label(left, first)
    finish = Label(max(left, left + width - cell_len(last)), last)
    if begin.end + _BETWEEN_LABELS > finish.cell:
        return [begin] if first else []
    shown = [begin]
    for cell, text in [] if ends_only else ticks(face, timeline, width):
        label = Label(left + cell - cell_len(text) // 2, text)
        clear = shown[-1].end + _BETWEEN_LABELS <= label.cell
        if clear and label.end + _BETWEEN_LABELS <= finish.cell:
            shown.append(label)
    return [*shown, finish]


def _step(span: timedelta, width: int) -> timedelta:
    """The distance of round moments: the least of which they stand far enough apart."""
    least = span * APART_CELLS / width
    steps = _HOURS if span >= 2 * _HOUR - _MINUTE * 10 else [*_MINUTES, *_HOURS]
    return next((step for step in steps if step >= least), steps[-1] * 10)


def _round_moments(
    face: ClockFace, start: datetime, end: datetime, step: timedelta
) -> Iterator[datetime]:
    """The multiples of a step from the midnight before the start, or from the start itself on a
    face that counts from there."""
    there = start.astimezone(face.zone)
    base = there if face.zone is None else there.replace(hour=0, minute=0, second=0, microsecond=0)
    moment, number = base, 0
    while moment <= end:
        if moment > start:
            yield moment
        number += 1
        moment = base + number * step  # by the clock on the wall, on days of 23 hours too
