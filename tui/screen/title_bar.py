"""The top row with the blog's title.

In a window too small for the page it fills the window with the size that the page needs.
"""

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.blog import LiveBlog
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.window_sizes import LEAST_HEIGHT, LEAST_WIDTH


class TitleBar(LineWidget):
    """The blog's title and, on the right, its publisher and day."""

    PREFIX = "title"

    def __init__(self, blog: LiveBlog, day: str) -> None:
        super().__init__(id="title")
        self._blog_title = blog.title or "Live blog"
        self._note = " · ".join(part for part in (blog.publisher, day) if part)

    def text_rows(self, size: Size) -> list[TextRow]:
        if size.height > 1:
            screen = self.app.size
            text = (
                f"liveblog-tui needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows; "
                f"this window has {screen.width} and {screen.height}."
            )
            return [((row, "name"),) for _, row in wrap(text, size.width)]
        note = f"{self._note} " if cell_len(self._note) + 12 < size.width else ""
        name = truncate(self._blog_title, max(1, size.width - cell_len(note) - 2))
        gap = size.width - cell_len(name) - cell_len(note) - 1
        return [((f" {name}", "name"), (" " * max(0, gap), "text"), (note, "note"))]
