"""The rows of the scrubber as pieces of text: the track, the times below or in it. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT, TURNED
from tui.screen.transport.scale import NOW, Label
from tui.screen.transport.track import DIM, KEY, NONE, POST, Track, cell_of

_POST = {False: "┼", True: "┿"}
_UP, _DOWN = "┴", "┬"
_LINE = {False: "─", True: "━"}


def track_row(
    track: Track,
    fraction: float,
    *,
    head: bool = True,
    standing: bool = False,
    set_in: Sequence[Label] = (),
) -> TextRow:
    """The track: heavy lines for the part played, light lines for the rest.

    The labels `set_in` stand in it where they hide no post. `head` says that the playhead is on it,
    `standing` that time stands: the part played is in the colour of text then.
    """
    at = cell_of(fraction, len(track.cells))
    return _track_row(track, at, head, "text" if standing else "played", tuple(set_in))


@lru_cache(512)
def _track_row(
    track: Track, at: int, head: bool, played: str, set_in: tuple[Label, ...]
) -> TextRow:
    """The row for a playhead in the cell `at`, made once for all who see it so."""
    cells = [_cell(track, x, played if x < at else "") for x in range(len(track.cells))]
    if head:
        cells[at] = (HEAD, "name")
    for label in set_in:
        _set_in(cells, track, label, at)
    return joined(cells)


def line_row(
    width: int, fraction: float, labels: Sequence[Label], *, standing: bool = False
) -> TextRow:
    """The line under the bars of a dense scrubber, with the times and the playhead in it."""
    head = cell_of(fraction, width)
    played = "text" if standing else "played"
    cells = [(_LINE[x < head], played if x < head else "rule") for x in range(width)]
    for label in labels:
        if label.cell - 1 <= head <= label.end:
            continue  # the playhead passes over it
        for x, character in enumerate(f" {label.text} ", label.cell - 1):
            if 0 <= x < width:
                cells[x] = (character, "hint")
    cells[head] = (HEAD, "name")
    return joined(cells)


def times_row(width: int, labels: Sequence[Label]) -> TextRow:
    """The times under a scrubber."""
    text = ""
    for label in labels:
        text += " " * (label.cell - cell_len(text)) + label.text
    text += " " * (width - cell_len(text))
    before, now, clock = text.rpartition(NOW)
    return ((before + now, "hint"), (clock, "name")) if now else ((text, "hint"),)


def joined(cells: Sequence[Piece]) -> TextRow:
    """The cells as pieces, of which each two neighbours have different styles."""
    row: list[Piece] = []
    for text, name in cells:
        if row and row[-1][1] == name:
            row[-1] = (row[-1][0] + text, name)
        else:
            row.append((text, name))
    return tuple(row)


def _cell(track: Track, x: int, played: str) -> Piece:
    """A cell of the track; `played` is the role of the part played, empty in the rest."""
    cell, is_played = track.cells[x], bool(played)
    if cell == KEY:
        return KEY_EVENT, played or "name"
    sources = track.sources[x] if track.sources else frozenset[int]()
    line = played or "rule"
    if track.dense:
        level = track.levels[x]
        role = f"source-{min(sources) % 2}" if sources else line
        return (BARS[level - 1], role) if level else (" ", "text")
    if cell == POST:
        if len(sources) == 1:
            source = min(sources) % 2
            return _DOWN if source else _UP, f"source-{source}"
        return _POST[is_played], played or "text"
    if cell == NONE and track.newest is not None and x > track.newest:
        return TURNED, line
    return ("·", "rule") if cell == DIM else (_LINE[is_played], line)


def _set_in(cells: list[Piece], track: Track, label: Label, head: int) -> None:
    """Sets a text with a blank on each side into a track, unless it would hide a post or the
    playhead."""
    under = range(label.cell - 1, label.end + 1)
    if track.dense or head in under or under[0] < 1 or under[-1] >= len(cells) - 1:
        return
    if all(track.cells[x] == NONE for x in under):
        for x, character in zip(under, f" {label.text} ", strict=True):
            cells[x] = (character, "muted")
