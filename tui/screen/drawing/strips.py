"""Text and styles to the strip that is drawn."""

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.screen.drawing.clusters import split_cells, unjoined, whole_clusters

# By this Textual cuts all rows.
Segment.split_cells = split_cells  # type: ignore[method-assign, assignment]


class Span(NamedTuple):
    """Characters `start` to `end` of a line that have a style of their own."""

    start: int
    end: int
    style: Style


def text_segments(text: str, style: Style, spans: Sequence[Span]) -> list[Segment]:
    """The text in its style, with the spans laid over it in order, each over whole clusters."""
    if not spans:
        return [Segment(text, style)] if text else []
    spans = [
        Span(*whole_clusters(text, start, end), look) for start, end, look in spans if start < end
    ]
    cuts = sorted(
        {
            0,
            len(text),
            *(cut for span in spans for cut in (span.start, span.end) if cut <= len(text)),
        }
    )
    segments = []
    for start, end in itertools.pairwise(cuts):
        piece = style
        for span in spans:
            if span.start <= start and end <= span.end:
                piece = piece + span.style
        segments.append(Segment(text[start:end], piece))
    return segments


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same cells in fewer segments: each costs some 40 bytes of colours on the terminal.

    Blank cells take the style beside them where that looks the same, and else have no text colour.
    """
    result: list[Segment] = []
    for segment in segments:
        if not segment.text:
            continue
        if result and (style := _common_style(result[-1], segment)) is not None:
            result[-1] = Segment(result[-1].text + segment.text, style)
        else:
            result.append(segment)
    return [segment if segment.text.strip(" ") else _without_ink(segment) for segment in result]


def _without_ink(blank: Segment) -> Segment:
    if blank.style is None or not _alike_when_blank(blank.style, blank.style):
        return blank
    return Segment(blank.text, Style(bgcolor=blank.style.bgcolor))


def _common_style(before: Segment, after: Segment) -> Style | None:
    """The style in which both look as they do in their own; None where there is none."""
    if before.style is None or after.style is None:
        return None
    if before.style == after.style:
        return before.style
    if not _alike_when_blank(before.style, after.style):
        return None
    if not after.text.strip(" "):
        return before.style
    return after.style if not before.text.strip(" ") else None


@lru_cache(1024)
def _alike_when_blank(one: Style, other: Style) -> bool:
    """Whether a space looks the same in both, which a line under or through it would not."""
    plain = not any(
        style.underline
        or style.underline2
        or style.overline
        or style.strike
        or style.reverse
        or style.link
        or style.meta
        for style in (one, other)
    )
    return plain and one.bgcolor == other.bgcolor


def with_bar(row: Strip, bar: Segment, width: int) -> Strip:
    """A row with its cell of the scroll bar, `width` cells in all."""
    return Strip(joined([*row, bar]), width)


def strip(segments: list[Segment], width: int, fill: Style) -> Strip:
    """The segments as one row of exactly `width` cells."""
    segments = [
        segment if segment.text.isascii() else segment._replace(text=unjoined(segment.text))
        for segment in segments
    ]
    used = sum(cell_len(segment.text) for segment in segments)
    if used < width:
        return Strip(joined([*segments, Segment(" " * (width - used), fill)]), width)
    row = Strip(joined(segments), used)
    return row if used == width else row.crop(0, width)
