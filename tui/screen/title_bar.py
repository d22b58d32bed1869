"""The title row."""

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.coverage_words import part_line
from tui.screen.drawing.line_widget import FILL, LineWidget, TextRow
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

WIDE_CELLS = 100  # facts may shorten a title to half of the row
_BESIDE = 4  # both margins, and two cells between title and facts


class TitleBar(LineWidget):
    """Title; at the right publisher, day and coverage."""

    def __init__(self, page: ReplayPage) -> None:
        super().__init__(id="title")
        self._page = page

    def text_rows(self, size: Size) -> list[TextRow]:
        note, title = self._note(size.width), self._page.player.blog.heading
        beside = cell_len(note) + (_BESIDE if note else 2)
        name = truncate(title, max(1, size.width - beside))
        return [((f" {name}", "name"), FILL, (f"{note} ", "muted"))]

    @property
    def left_out(self) -> str:
        """Publisher and day as they fit in a row, if this row has room for neither."""
        shown, room = self._note(self.size.width), self.size.width - _BESIDE
        return "" if shown else next((fact for fact in self._facts if cell_len(fact) <= room), "")

    @property
    def _facts(self) -> list[str]:
        blog = self._page.player.blog
        days = self._page.face.days(blog.start, blog.end)
        weekday, _, day = days.partition(" ")
        day = day if weekday[:1].isalpha() else days
        forms = ((blog.publisher, days), (blog.publisher, day), ("", day), (blog.publisher, ""))
        facts = [" \N{MIDDLE DOT} ".join(filter(None, form)) for form in forms]
        return [fact for fact in facts if fact]

    @property
    def _less(self) -> list[str]:
        """Reasons for an incomplete live blog, ever shorter."""
        part = part_line(self._page.player.blog, self._page.face)
        texts = [text for text in (self._page.options.selection, part) if text]
        short = [text.partition(":")[0] for text in texts]
        forms = (texts, short, texts[-1:], short[:1])
        return [" \N{MIDDLE DOT} ".join(form) for form in forms if form]

    def _note(self, width: int) -> str:
        title, less = cell_len(self._page.player.blog.heading), self._less
        if less or width >= WIDE_CELLS:
            title = min(title, width // 2)
        facts = self._facts[:3] if less else self._facts  # a publisher alone says too little
        pairs = ((fact, text) for text in less or [""] for fact in (*facts, ""))
        notes = (" \N{MIDDLE DOT} ".join(filter(None, pair)) for pair in pairs)
        return next((note for note in notes if cell_len(note) <= width - _BESIDE - title), "")
