"""A widget of styled rows; of a new state only the rows that differ are drawn again."""

from collections.abc import Sequence
from typing import override

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.styles import shown_text, style_of

type Piece = tuple[str, str]
"""A text and its roles in styles.py."""
type TextRow = tuple[Piece, ...]


class LineWidget(Widget):
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
        elif changed := [y for y, row in enumerate(self._rows) if row != old[y]]:
            self.refresh(*(Region(0, y, size.width, 1) for y in changed))

    @override
    def render_line(self, y: int) -> Strip:
        # Textual may ask for a row of the size before or after this one.
        if self._rows_size != self.size:
            self._rows, self._rows_size = self.text_rows(self.size), self.size
        row = self._rows[y] if y < len(self._rows) else ()
        row = tuple((text, self.role_of(role)) for text, role in row)
        return strip_of(drawn(self, row), self, self.size.width)

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
    strip = Strip(content.render_segments(style), content.cell_length).simplify()
    return strip.adjust_cell_length(width, style.rich_style)
