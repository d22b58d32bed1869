"""Fixes for Textual 8.2 and rich; the tests have a minimal program for each fault. Overrides
`Screen._compositor_refresh`, `_on_idle`, `_screen_resized`; calls `App._load_screen_css`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, override

from rich.console import Console
from rich.segment import Segment
from textual._compositor import CompositorMap, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.events import Idle
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen, ScreenResultCallbackType
from textual.strip import Strip

from tui.screen.drawing.wrap import split_cells

Segment.split_cells = split_cells  # type: ignore[method-assign, assignment]
Strip.__hash__ = object.__hash__  # type: ignore[method-assign]  # for caches

# Least columns and rows of a screen's classes for the style sheet.
ACROSS = [(0, "-narrow"), (60, "-medium"), (100, "-wide"), (190, "-vast")]
DOWN = [(0, "-low"), (15, "-high"), (30, "-tall")]

type Row = Mapping[int, Strip | None]  # strips by their first cell


class ChangedCells(CompositorUpdate):
    """Runs of cells: row, first cell, cells."""

    def __init__(self, runs: Sequence[tuple[int, int, Strip]]) -> None:
        self._runs = runs

    def render_segments(self, console: Console) -> str:
        return "".join(f"\x1b[{y + 1};{x + 1}H{run.render(console)}" for y, x, run in self._runs)


@lru_cache(2000)  # guests see the same changes
def _changed(before: Strip | None, after: Strip) -> Sequence[tuple[int, Strip]]:
    """Runs of segments that differ from those before."""
    known, runs = dict(_placed(before or ())), list[tuple[int, Strip]]()
    for is_known, run in groupby(_placed(after), lambda each: known.get(each[0]) == each[1]):
        if not is_known:
            (x, first), *others = run
            runs.append((x, Strip([first, *(segment for _, segment in others)])))
    return runs


def _placed(strip: Iterable[Segment]) -> Iterator[tuple[int, Segment]]:
    x = 0
    for segment in strip:
        yield x, segment
        x += segment.cell_length


@lru_cache(2000)  # guests have the same page under a box
def _veiled(strip: Strip, veil: Color, filters: Sequence[LineFilter]) -> Strip:
    """Cells without links and places of text, tinted by a veil."""
    veiled = Strip(BackgroundScreen.process_segments(strip, veil), strip.cell_length)
    for line_filter in filters if veil.a else ():
        veiled = veiled.apply_filter(line_filter, veil)
    return veiled


def size_classes(size: Size) -> str:
    across = next(name for least, name in reversed(ACROSS) if size.width >= least)
    down = next(name for least, name in reversed(DOWN) if size.height >= least)
    return f"{across} {down}"


class BaseScreen(Screen[Any]):
    """Draws rows once idle, not after Textual's timer and messages; a new layout still waits. Has
    the classes of a size before it is laid out: Textual would lay out once more for them. Writes
    changed cells alone: Textual would write changed widgets, whole screens twice as they open and
    close, and all under a box in each frame."""

    def __init__(self, *, classes: str = "", **options: Any) -> None:
        super().__init__(classes=f"{size_classes(self.app.size)} {classes}", **options)
        self._rows: dict[int, Row] = {}  # as drawn
        self._placed: CompositorMap = {}
        self.written: dict[int, Row] = {}  # by this screen and those over it; {}: not known
        self.written_in = Size(0, 0)  # window

    @override
    async def _on_idle(self, event: Idle) -> None:
        if self._dirty_widgets and not (self._layout_required or self._scroll_required):
            self._on_timer_update()

    def _screen_resized(self, size: Size) -> None:
        wanted = size_classes(size).split()
        self.update_classes({name: name in wanted for _, name in ACROSS + DOWN}, animate=False)
        super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        app, compositor, size = self.app, self._compositor, self._compositor.size  # as laid out
        dirty, stack = compositor._dirty_regions, app.screen_stack
        if self not in stack:
            return
        if compositor._full_map is not self._placed:
            # Textual forgets what moves if a place is asked for between new styles and layout.
            dirty.add(size.region)
        self._placed = compositor._full_map
        boxes = stack[stack.index(self) + 1 :]
        for box in boxes[:1] if dirty else ():
            box.refresh(*dirty)
        dirty |= {Region(0, y, size.width, height) for _, y, _, height in dirty}
        update = compositor.render_update(screen_stack=app._background_screens)
        self._keep(update)
        lowest = stack[0]
        if isinstance(lowest, BaseScreen) and not (boxes or app._batch_count):
            if lowest.written_in != size:
                lowest.written_in, lowest.written = size, {}
            app._display(self, self._to_write(update, lowest.written))
        self._dirty_widgets.clear()

    def _keep(self, update: Any) -> None:
        """Keep the rows of an update, to write and veil them."""
        if isinstance(update, LayoutUpdate):
            drawn = zip(self._compositor.cuts, update.strips, strict=True)
            self._rows = {y: dict(zip(*row, strict=False)) for y, row in enumerate(drawn)}
        elif update is not None:
            self._rows |= {y: update.chops[y] for y, _, _ in update.spans}

    def _to_write(self, update: Any, written: dict[int, Row]) -> Any:
        """The whole screen if what is written is not known, else changed cells; None if none."""
        is_whole = not written and isinstance(update, LayoutUpdate)
        runs: list[tuple[int, int, Strip]] = []
        for y, row in () if is_whole else self._rows.items():
            for x, strip in row.items():
                if strip is not None and strip is not (old := written.get(y, {}).get(x)):
                    runs += ((y, x + start, run) for start, run in _changed(old, strip))
        written.update(self._rows)
        return update if is_whole else ChangedCells(runs) if runs else None


def repaint(app: App[Any]) -> None:
    """Write the whole screen, which the terminal may have lost."""
    for lowest in app.screen_stack[:1]:
        if isinstance(lowest, BaseScreen):
            lowest.written.clear()
    app.refresh()


class OverPage[Result](ModalScreen[Result], BaseScreen):
    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The screen below as it was drawn: Textual would draw each of its rows again by rich."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self in stack[1:] else None
        if not isinstance(below, BaseScreen) or below._compositor.size != self._compositor.size:
            return super().render_lines(crop)  # it has not heard of a new size yet
        look = self.styles.background, tuple(self.get_line_filters())
        rows = (filter(None, below._rows[y].values()) for y in crop.line_range)
        strips = (Strip.join([_veiled(strip, *look) for strip in row]) for row in rows)
        return [strip.crop(*crop.column_span) for strip in strips]

    async def open(self, closed: ScreenResultCallbackType[Result] | None = None) -> None:
        """Open over the page or another box; `closed` gets the result."""
        self.app._load_screen_css(self)  # before mounting, which matches the styles
        await self.app.push_screen(self, closed)
