"""The app: the page with all that its keys do."""

from collections.abc import Callable
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from tui.screen.clock_actions import ClockActions
from tui.screen.feed_actions import FeedActions
from tui.screen.key_order import KeyOrder
from tui.screen.keys import bindings


class ReplayApp(KeyOrder, ClockActions, FeedActions):
    """`liveblog-tui replay` on a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(), Binding("ctrl+c", "copy_or_quit", show=False)]
    started: Callable[[], None] | None = None
    """Called once, when the first frame is drawn."""

    def on_ready(self) -> None:
        if self.started is not None:
            self.started()

    async def action_copy_or_quit(self) -> None:
        """What ctrl+c does: copies the selected text; if nothing is selected, ends the program."""
        try:
            self.screen.action_copy_text()
        except SkipAction:
            self.exit()
        else:
            self.tell("Copied the selected text.")
