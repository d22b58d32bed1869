"""Text and styles to the strip that is drawn."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


class Span(NamedTuple):
    """Characters `start` to `end` of a line that have a style of their own."""

    start: int
    end: int
    style: Style


def text_segments(text: str, style: Style, spans: Sequence[Span]) -> list[Segment]:
    """The text in its style, with the spans laid over it in order."""
    if not spans:
        return [Segment(text, style)] if text else []
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


def strip(segments: list[Segment], width: int, fill: Style) -> Strip:
    """The segments as one row of exactly `width` cells."""
    used = sum(cell_len(segment.text) for segment in segments)
    if used < width:
        return Strip([*segments, Segment(" " * (width - used), fill)], width)
    row = Strip(segments, used)
    return row if used == width else row.crop(0, width)
