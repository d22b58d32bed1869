"""The list of marked posts in a box."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screen.dialogs.listed import Lines, NumberBox


class MarksBox(NumberBox):
    """Returns the number of the post chosen, from 0.

    `forget` is called with the number of a post to unmark, `note` with one to write a note on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "forget", show=False),
        Binding("n", "note", show=False),
        Binding("apostrophe,m", "dismiss(None)", show=False),
    ]

    def __init__(
        self,
        rows: Sequence[Content],
        *,
        forget: Callable[[int], None],
        note: Callable[[int], Awaitable[None]],
    ) -> None:
        hint = "enter go there · n note · d unmark · esc close"
        super().__init__("Marked posts", rows, hint=hint)
        self._forget, self._note = forget, note

    async def action_note(self) -> None:
        """Closes the box, and opens one for the note on the post under the cursor."""
        if (number := self.query_one(Lines).highlighted) is not None:
            self.dismiss(None)
            await self._note(number)

    def action_forget(self) -> None:
        """Unmarks the post under the cursor, and closes the box after the last one."""
        lines = self.query_one(Lines)
        if (number := lines.highlighted) is None:
            return
        self._forget(number)
        lines.remove_option_at_index(number)
        if not lines.option_count:
            self.dismiss(None)
