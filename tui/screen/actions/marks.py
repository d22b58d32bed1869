"""Actions of marked posts: mark, note, list, go there."""

from functools import partial

from rich.cells import cell_len
from textual.content import Content

from tui.model.safe_text import one_line
from tui.screen.actions.part import PartActions
from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

_NOTED_TITLE_CELLS = 56  # a title above its note: one row at 80 columns
_LEAST_TITLE_CELLS = 28  # a title beside a long note
_ROW_CELLS = 57  # a title and its note in a window of 72 columns or more


class MarkActions(PartActions):
    """Marks posts by index, each with a note (may be empty)."""

    def __init__(self, app: ReplayPage) -> None:
        super().__init__(app)
        self.marks = dict(self.options.marks)
        self.feed.show_bookmarks(self.marks)

    def action_mark(self) -> None:
        post, key = self.feed.reading.current_post(), self.key("mark")
        if post is None:
            self.tell("No post to mark.")
        elif post in self.marks:
            self.tell(f"Marked already; {key}{key} lists marks, and n there writes a note.")
        else:
            self._keep(post, "")
            self.tell(f"Marked ({key}{key} lists marks): {self._title(post)}")

    async def action_marks(self) -> None:
        """List the marked posts published so far."""
        known = self.player.view().known
        listed = [post for post in sorted(self.marks) if post < known]
        if not listed:
            marked = "No marks so far" if self.marks else "No marks yet"
            self.tell(f"{marked}. {self.key('mark')} marks the post in view.")
            return
        from tui.screen.dialogs.listed import MarksBox

        async def note(number: int) -> None:
            await self._write_note(listed[number])

        box = MarksBox(list(map(self._row, listed)), partial(self._forget, listed), note)
        await box.open(partial(self._chosen, listed))

    async def _write_note(self, post: int) -> None:
        from tui.screen.dialogs.dialog import TextBox

        def typed(note: str | None) -> None:
            if note is not None:
                self._keep(post, one_line(note).strip())
                noted = self.marks[post]
                self.tell(f"Noted: {noted}" if noted else "Marked without a note")

        title = f"Note on: {truncate(self._title(post), _NOTED_TITLE_CELLS)}"
        await TextBox(title, "enter save · esc cancel", self.marks[post]).open(typed)

    def _row(self, post: int) -> Content:
        time = self.face.time(self.player.blog.posts[post].published)
        title, note = self._title(post), self.marks[post]
        if not note:
            return Content(f"{time}  {title}")
        title = truncate(title, max(_LEAST_TITLE_CELLS, _ROW_CELLS - cell_len(note)))
        return Content.assemble(f"{time}  {unjoined(title)}", (f"  · {note}", "italic"))

    def _title(self, post: int) -> str:
        return self.feed.rows.versions.standing(post).post.title

    def _forget(self, listed: list[int], number: int) -> None:
        post = listed.pop(number)
        note = self.marks[post]
        self._keep(post, None)
        dropped = f", with its note: {note}" if note else f": {self._title(post)}"
        self.tell(f"Unmarked{dropped}")

    def _keep(self, post: int, note: str | None) -> None:
        """Set a note, or unmark with None; saved for later runs."""
        if note is None:
            del self.marks[post]
        else:
            self.marks[post] = note
        self.feed.show_bookmarks(self.marks)
        if self.options.keep_marks is not None:
            self.options.keep_marks(self.marks)

    def _chosen(self, listed: list[int], number: int | None) -> None:
        if number is None or not 0 <= number < len(listed):
            return
        post = listed[number]
        if post in self.player.timeline.indices[: self.player.view().shown]:
            self.go_to(post)
        else:
            self.tell("The filter hides this post.")
