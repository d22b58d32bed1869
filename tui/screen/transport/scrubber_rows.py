"""The rows of the scrubber as pieces of text: the track, the times below or in it. Pure."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT
from tui.screen.transport.scale import Label
from tui.screen.transport.scrubber import DIM, KEY, NONE, POST, Track, cell_of

_POST = {False: "┼", True: "╋"}
_UP, _DOWN = {False: "┴", True: "┻"}, {False: "┬", True: "┳"}
_HOUR = _DOWN
_LINE = {False: "─", True: "━"}


def track_row(
    track: Track,
    fraction: float,
    *,
    head: bool = True,
    hours: Collection[int] = (),
    set_in: Sequence[Label] = (),
) -> TextRow:
    """The track: heavy lines for the part played, light lines for the rest.

    `hours` are cells with a tick; the labels `set_in` stand in it where they hide no post. `head`
    says that the playhead is on it.
    """
    at = cell_of(fraction, len(track.cells))
    return _track_row(track, at, head, frozenset(hours), tuple(set_in))


@lru_cache(512)
def _track_row(
    track: Track, at: int, head: bool, hours: frozenset[int], set_in: tuple[Label, ...]
) -> TextRow:
    """The row for a playhead in the cell `at`, drawn once for all who see it so."""
    cells = [_cell(track, x, played=x < at, hour=x in hours) for x in range(len(track.cells))]
    if head:
        cells[at] = (HEAD, "head")
    for label in set_in:
        _set_in(cells, track, label, at)
    return joined(cells)


def line_row(width: int, fraction: float, labels: Sequence[Label]) -> TextRow:
    """The line under the bars of a dense scrubber, with the times and the playhead in it."""
    head = cell_of(fraction, width)
    cells = [(_LINE[x < head], "played" if x < head else "to-come") for x in range(width)]
    for label in labels:
        if label.cell - 1 <= head <= label.end:
            continue  # the playhead passes over it
        for x, character in enumerate(f" {label.text} ", label.cell - 1):
            if 0 <= x < width:
                cells[x] = (character, "hint")
    cells[head] = (HEAD, "head")
    return joined(cells)


def times_row(width: int, labels: Sequence[Label]) -> TextRow:
    """The times under a scrubber."""
    text = ""
    for label in labels:
        text += " " * (label.cell - cell_len(text)) + label.text
    return ((text + " " * (width - cell_len(text)), "hint"),)


def joined(cells: Sequence[Piece]) -> TextRow:
    """The cells as pieces, of which each two neighbours have different styles."""
    row: list[Piece] = []
    for text, name in cells:
        if row and row[-1][1] == name:
            row[-1] = (row[-1][0] + text, name)
        else:
            row.append((text, name))
    return tuple(row)


def _cell(track: Track, x: int, *, played: bool, hour: bool) -> Piece:
    cell = track.cells[x]
    line = "played" if played else "to-come"
    if cell == KEY and played:  # what a post to come is worth nobody knows yet
        return KEY_EVENT, "key-event"
    sources = track.sources[x] if track.sources else frozenset[int]()
    look = f"source-{min(sources) % 2}" if sources else "played" if played else "mark"
    if track.dense:
        level = track.levels[x]
        look = look if sources else line
        return (BARS[level - 1], look) if level else (" ", "text")
    if cell in (POST, KEY):
        if len(sources) == 1:
            return (_DOWN if min(sources) % 2 else _UP)[played], look
        return _POST[played], "played" if played else "mark"
    if cell == DIM:
        return "·", "dim-mark"
    if hour and not track.sources:
        return _HOUR[played], line
    return _LINE[played], line


def _set_in(cells: list[Piece], track: Track, label: Label, head: int) -> None:
    """Sets a text into a track, unless it would hide a post or the playhead."""
    under = range(label.cell, label.end)
    if track.dense or head in under or not (under and under[0] >= 0 and under[-1] < len(cells)):
        return
    if all(track.cells[x] == NONE for x in under):
        # In the style of what was played: each change of style costs some 40 bytes at every move
        # of the playhead.
        look = "played" if label.end <= head else "hint"
        for x, character in zip(under, label.text, strict=True):
            cells[x] = (character, look)
