"""A widget of styled rows; of a new state only the rows that differ are drawn again."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Self, override

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.styles import shown_text, style_of
from tui.screen.fixes import PageScreen

type Piece = tuple[str, str]
"""A text and its roles in styles.py."""
type TextRow = tuple[Piece, ...]

_DRAWN: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(2000)
"""Drawn rows. All widgets of the process share them, so guests of one room draw a row once."""


class RowWidget(Widget):
    """A widget without border and padding, whose rows come from `drawn_once`.

    It skips Textual's cache for each widget, which would copy a row for each guest: what a strip
    keeps of itself, such as its filtered and its written form, is shared with the row.
    """

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip.crop(*crop.column_span))
        return strips

    @override
    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        screen = self.screen if self.is_attached else None
        if layout or recompose or not repaint or not isinstance(screen, PageScreen):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        screen.repaint(self, *regions)
        return self

    def drawn_once(self, row: Hashable, draw: Callable[[], Content]) -> Strip:
        """The row as wide as the widget. `draw` is called if no widget has drawn an equal row in
        the same colours; `row` must hold all that it depends on."""
        app, width = self.app, self.size.width
        look = self.visual_style, app.theme, app.no_color, app.console.color_system
        key = (row, width, look)
        if (strip := _DRAWN.get(key)) is None:
            strip = _DRAWN[key] = strip_of(draw(), self, width)
        return strip


class LineWidget(RowWidget):
    """Subclasses define `text_rows` and call `update_rows` when its result may have changed."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[TextRow] = ()
        self._rows_size = Size(0, 0)

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        """The rows from the top; those beyond `size.height` are not drawn."""
        raise NotImplementedError

    def update_rows(self) -> None:
        """Draw the rows that differ from those drawn last."""
        size = self.size
        if not size or size != self._rows_size:  # not drawn yet, or hidden, or resized
            self._rows_size = Size(0, 0)
            self.refresh()
            return
        old, self._rows = self._rows, self.text_rows(size)
        if len(old) != len(self._rows):
            self.refresh()
        elif regions := list(_changed_regions(old, self._rows, size.width)):
            self.refresh(*regions)

    @override
    def render_line(self, y: int) -> Strip:
        # Textual may ask for a row of the size before or after this one.
        if self._rows_size != self.size:
            self._rows, self._rows_size = self.text_rows(self.size), self.size
        row = self._rows[y] if y < len(self._rows) else ()
        row = tuple((text, self.role_of(role)) for text, role in row)
        return self.drawn_once(row, lambda: drawn(self, row))

    def role_of(self, role: str) -> str:
        """The role in which a text is drawn; a subclass may depend on the theme."""
        return role


def drawn(widget: Widget, row: TextRow) -> Content:
    """A row as Textual's content, in the colours of the widget's app."""
    no_color, bare = widget.app.no_color, widget.app.native_ansi_color
    return Content.assemble(
        *(
            (
                unjoined(shown_text(text, roles, bare=bare, no_color=no_color)),
                style_of(roles, no_color),
            )
            for text, roles in row
            if text
        )
    )


def strip_of(content: Content, widget: Widget, width: int) -> Strip:
    """Content as one row of exactly `width` cells, on the widget's ground."""
    style = widget.visual_style
    strip = Strip(content.render_segments(style), content.cell_length)
    strip = strip.adjust_cell_length(width, style.rich_style)
    return Strip(_joined(strip), width)


def _changed_regions(
    old: Sequence[TextRow], new: Sequence[TextRow], width: int
) -> Iterator[Region]:
    """The cells of the pieces that differ; where pieces moved, the cells from the first to the last
    that did."""
    for y, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        ends = [list(accumulate((cell_len(text) for text, _ in row))) for row in (before, after)]
        if ends[0] == ends[1]:
            starts = [0, *ends[1]]
            for x, end, one, other in zip(starts, ends[1], before, after, strict=False):
                if one != other:
                    yield Region(x, y, end - x, 1)
            continue
        first = _alike(before, after)
        x = ends[1][first - 1] if first else 0
        last = _alike(before[:first:-1], after[:first:-1])
        same_end = ends[0][-1:] == ends[1][-1:]
        end = ends[1][-1 - last] if same_end and ends[1] else width
        yield Region(x, y, max(1, end - x), 1)


def _alike(row: TextRow, other: TextRow) -> int:
    """How many pieces two rows begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(row, other, strict=False)))


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same cells in fewer segments, each of which costs some 40 bytes of colours: blank cells
    take the style beside them where it looks the same."""
    result: list[Segment] = []
    for segment in segments:
        text, style, _ = segment
        if not text:
            continue
        last = result[-1] if result else None
        if last is None or not _blend(last, segment):
            result.append(segment)
        elif last.text.strip(" "):
            result[-1] = Segment(last.text + text, last.style)
        else:
            result[-1] = Segment(last.text + text, style)
    return result


def _blend(one: Segment, other: Segment) -> bool:
    """Whether two segments can have one style: the same, or one is blank on the same ground."""
    if one.style == other.style:
        return True
    blank = not one.text.strip(" ") or not other.text.strip(" ")
    return blank and _alike_when_blank(one.style or Style(), other.style or Style())


@lru_cache(1024)
def _alike_when_blank(one: Style, other: Style) -> bool:
    """Whether a space looks the same in both, which a line under or through it would not."""
    plain = not any(
        style.underline or style.strike or style.reverse or style.link or style.meta
        for style in (one, other)
    )
    return plain and one.bgcolor == other.bgcolor
