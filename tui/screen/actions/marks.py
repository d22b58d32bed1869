"""The actions of keys for marked posts: mark, note, list, go there."""

from collections.abc import Callable
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from tui.model.safe_text import one_line
from tui.screen.actions.part import PartActions
from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

_MOST_TITLE_CELLS = 56
"""The width of a title above a note being typed, at most: one row at 80 columns."""

_LEAST_TITLE_CELLS = 28
"""What a title has in the list beside a long note."""

_TITLE_AND_NOTE_CELLS = 57
"""What a title and its note have together on a row of the list, at 72 columns and more."""


class MarkActions(PartActions):
    """Marks posts by their indices, each with a note, empty or not."""

    def __init__(self, app: ReplayPage) -> None:
        super().__init__(app)
        self.marks = dict(self.options.marks)
        self.feed.show_bookmarks(self.marks)

    def action_mark(self) -> None:
        """Marks the post in view."""
        post = self.feed.reading.current_post()
        if post is None:
            self.tell("No post to mark.")
            return
        key = self.key("mark")
        if post in self.marks:
            self.tell(f"Marked already; {key}{key} lists marks, and n there writes a note.")
            return
        self._mark(post, "")
        self.tell(f"Marked ({key}{key} lists marks): {self._title(post)}")

    async def action_marks(self) -> None:
        """Lists the marked posts that have been published, and goes to the chosen one."""
        known = self.player.view().known
        listed = [post for post in sorted(self.marks) if post < known]
        if not listed:
            marked = "No marks so far" if self.marks else "No marks yet"
            self.tell(f"{marked}. {self.key('mark')} marks the post in view.")
            return
        from tui.screen.dialogs.marks import MarksBox

        box = MarksBox(
            [self._row(post) for post in listed],
            forget=self._forgets(listed),
            note=lambda number: self._write_note(listed[number]),
        )
        await box.open(partial(self._mark_chosen, listed))

    async def _write_note(self, post: int) -> None:
        from tui.screen.dialogs.dialog import TextBox

        title = f"Note on: {truncate(self._title(post), _MOST_TITLE_CELLS)}"
        box = TextBox(title, "enter save · esc cancel", self.marks[post])
        await box.open(partial(self._note_typed, post))

    def _row(self, post: int) -> Content:
        time = self.face.time(self.player.blog.posts[post].published)
        title, note = self._title(post), self.marks[post]
        if not note:
            return Content(f"{time}  {title}")
        most = max(_LEAST_TITLE_CELLS, _TITLE_AND_NOTE_CELLS - cell_len(note))
        title = unjoined(truncate(title, most))
        return Content.assemble(f"{time}  {title}", (f"  · {note}", "italic"))

    def _title(self, post: int) -> str:
        return self.feed.rows.versions.standing(post).post.title

    def _mark(self, post: int, note: str) -> None:
        self.marks[post] = note
        self._keep_marks()

    def _forgets(self, listed: list[int]) -> Callable[[int], None]:
        def forget(number: int) -> None:
            post = listed.pop(number)
            note = self.marks.pop(post)
            self._keep_marks()
            dropped = f", with its note: {note}" if note else f": {self._title(post)}"
            self.tell(f"Unmarked{dropped}")

        return forget

    def _keep_marks(self) -> None:
        self.feed.show_bookmarks(self.marks)
        if self.options.keep_marks is not None:
            self.options.keep_marks(self.marks)

    def _note_typed(self, post: int, note: str | None) -> None:
        if note is not None:
            self._mark(post, one_line(note).strip())
            self.tell(f"Noted: {self.marks[post]}" if self.marks[post] else "Marked without a note")

    def _mark_chosen(self, listed: list[int], number: int | None) -> None:
        if number is None or not 0 <= number < len(listed):
            return
        post = listed[number]
        if post not in self.player.timeline.indices[: self.player.view().shown]:
            self.tell("The filter hides this post.")
            return
        self.player.remember(self.feed.reading.place)
        self.feed.go_to(post)
