"""The rows above the clock with a presenter's message to everybody."""

from rich.cells import set_cell_size
from textual.geometry import Size

from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate, wrap


class AnnouncementBar(LineWidget):
    """As many rows as the line needs, or as a low window has; none without a line."""

    def __init__(self) -> None:
        super().__init__(id="said")
        self._said = ""
        self.display = False

    def show(self, said: str, *, presents: bool) -> None:
        """Show a line, which is clean; an empty one takes the rows away."""
        said = f"Everyone sees: {said}" if presents and said else said
        if said != self._said:
            self._said = said
            self.display = bool(said)
            self.refresh(layout=True)

    def text_rows(self, size: Size) -> list[TextRow]:
        width = max(1, size.width - 2)
        rows = wrap(self._said, width)
        texts = [row for _, row in rows]
        if 0 < size.height < len(rows):  # a low window
            last = size.height - 1
            texts = [*texts[:last], truncate(self._said[rows[last][0] :], width)]
        return [((set_cell_size(f" {text}", size.width), "chip-room"),) for text in texts]

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(wrap(self._said, max(1, width - 2)))
