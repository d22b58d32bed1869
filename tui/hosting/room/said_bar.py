"""The rows above the clock with what a presenter says to everybody."""

from textual.geometry import Size

from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import wrap


class SaidBar(LineWidget):
    """As many rows as the line needs; none without one."""

    PREFIX = "transport"

    def __init__(self) -> None:
        super().__init__(id="said")
        self._said = ""
        self.display = False

    def show(self, said: str) -> None:
        """Show a line, which is clean; an empty one takes the rows away."""
        if said != self._said:
            self._said = said
            self.display = bool(said)
            self.refresh(layout=True)

    def text_rows(self, size: Size) -> list[TextRow]:
        return [((f" {row}", "note"),) for _, row in wrap(self._said, max(1, size.width - 2))]

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(wrap(self._said, max(1, width - 2)))
