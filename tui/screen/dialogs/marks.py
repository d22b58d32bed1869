"""Box of the marked posts so far, and the editor of a note."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.model.safe_text import one_line
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import TextBox
from tui.screen.dialogs.listed import Choice, ListBox, item_of
from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.wrap import truncate

_NOTED_TITLE_CELLS = 56  # a title above its note: one row at 80 columns


class MarksBox(ListBox):
    """The cursor starts at the mark at or before the post in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "forget", show=False),
        Binding("n", "note", show=False),
        Binding("y", "copy", show=False),
        Binding("apostrophe,m", "dismiss(None)", show=False),
    ]

    def __init__(self, page: ReplayApp, posts: Sequence[int]) -> None:
        self._page, self._actions = page, page.post_actions
        keys = "enter go there · n note · y copy all · d unmark · esc close"
        choices = [Choice(self._row(post), post) for post in posts]
        at = max(0, bisect_right(posts, self._actions.current or 0) - 1)
        super().__init__("Marked posts", choices, self._go_to, keys, at=at)

    def _go_to(self, post: int) -> None:
        page, view = self._page, self._page.player.view()
        if post in page.player.timeline.indices[: view.shown]:
            page.go_to(post)
        else:
            hidden = post < view.known
            page.tell("The filter hides this post." if hidden else "This post is still to come.")

    async def action_note(self) -> None:
        post, actions, lines = self.item, self._actions, self.lines

        def typed(note: str | None) -> None:
            if note is not None:
                noted = one_line(note).strip()
                said = f"Noted: {noted}" if noted else "Marked without a note"
                actions.tell(actions.keep_mark(post, noted) or said)
                lines.replace_option_prompt_at_index(lines.highlighted or 0, self._row(post))

        title = f"Note on: {truncate(actions.title(post), _NOTED_TITLE_CELLS)}"
        await TextBox(title, "enter save · esc cancel", actions.marks[post]).open(typed)

    def action_copy(self) -> None:
        self._actions.copy_marked([*map(item_of, self.lines.options)])

    def action_forget(self) -> None:
        """Unmark; close the box after the last mark."""
        post, lines = self.item, self.lines
        note = self._actions.marks[post]
        trouble = self._actions.keep_mark(post, None)
        dropped = f", with its note: {note}" if note else f": {self._actions.title(post)}"
        self._actions.tell(trouble or f"Unmarked{dropped}")
        lines.remove_option_at_index(lines.highlighted or 0)
        if not lines.option_count:
            self.dismiss(None)

    def _row(self, post: int) -> Content:
        page, note = self._page, self._actions.marks[post]
        time = page.face.time(page.player.blog.posts[post].published)
        row = Content(f"{time}  {unjoined(self._actions.title(post))}")
        below = Content.styled(f"{' ' * len(time)}  {unjoined(note)}", "italic")
        return Content("\n").join([row, below]) if note else row


async def open_box(page: ReplayApp) -> None:
    marks, known = page.post_actions.marks, page.player.view().known
    if listed := [post for post in sorted(marks) if post < known]:
        await MarksBox(page, listed).open()
    else:
        marked = "No marks so far" if marks else "No marks yet"
        page.tell(f"{marked}. {page.key('mark')} marks the post in view.")
