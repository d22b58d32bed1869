"""The top row with the blog's title.

In a window too small for the page it fills the window with the size that the page needs.
"""

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.window_sizes import LEAST_HEIGHT, LEAST_WIDTH

LEAST_TITLE = 24
"""Cells of the title that stay beside a note of which part or selection of a live blog this is."""


class TitleBar(LineWidget):
    """The blog's title and, on the right, its publisher, its day and what of it this is."""

    PREFIX = "title"

    def __init__(self, blog: LiveBlog, face: ClockFace, selection: str = "") -> None:
        super().__init__(id="title")
        self._blog_title = blog.title or "Live blog"
        part = ""
        if blog.part is not None:
            from tui.model.part_words import part_line  # few live blogs are parts

            part = part_line(blog, face)
        self._less = [text for text in (selection, part) if text]
        """Why this is not all of the live blog; it stays longest."""
        facts = (blog.publisher, face.days(blog.start, blog.end), *self._less)
        self._facts = [fact for fact in facts if fact]

    def text_rows(self, size: Size) -> list[TextRow]:
        if size.height > 1:
            screen = self.app.size
            text = (
                f"liveblog-tui needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows; "
                f"this window has {screen.width} and {screen.height}."
            )
            return [((row, "name"),) for _, row in wrap(text, size.width)]
        note = self._note(size.width)
        name = truncate(self._blog_title, max(1, size.width - cell_len(note) - 2))
        gap = size.width - cell_len(name) - cell_len(note) - 1
        return [((f" {name}", "name"), (" " * max(0, gap), "text"), (note, "note"))]

    def _note(self, width: int) -> str:
        """The facts that fit beside the title."""
        if not self._less:
            note = " · ".join(self._facts)
            return f"{note} " if cell_len(note) + 12 < width else ""
        room = width - min(cell_len(self._blog_title), LEAST_TITLE) - 4
        shorter = [" · ".join(self._facts[first:]) for first in range(len(self._facts))]
        notes = (*shorter, *(text.partition(":")[0] for text in self._less))
        return next((f"{note} " for note in notes if cell_len(note) <= room), "")
