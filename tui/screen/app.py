"""The app: the page with the actions of its keys."""

import sys
from collections.abc import Callable
from typing import ClassVar

from textual import constants
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.driver import Driver

from tui.operating_system import has_shell, stop_job
from tui.screen.actions.clock import ClockActions
from tui.screen.actions.feed import FeedActions
from tui.screen.actions.kept import KeptActions
from tui.screen.actions.marks import MarkActions
from tui.screen.actions.sharing import SharingActions
from tui.screen.app_colours import AppColours
from tui.screen.fixes import WholeRepaint
from tui.screen.key_order import KeyOrder
from tui.screen.keys import KEYS, bindings, help_groups
from tui.screen.page import ReplayPage
from tui.screen.themes import THEMES as THEMES
from tui.screen.transport.messages import HintClicked


class ReplayApp(
    KeyOrder,
    AppColours,
    WholeRepaint,
    ClockActions,
    FeedActions,
    SharingActions,
    MarkActions,
    KeptActions,
    ReplayPage,
):
    """`liveblog-tui replay` on a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(),
        Binding("ctrl+c", "copy_or_quit", show=False),
    ]
    more_keys: tuple[tuple[str, str], ...] = ()
    """Keys of this kind of page alone, with their meanings; the help lists them first."""
    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset()
    """Ids of keys that do nothing in this kind of page; the help leaves them out."""
    started: Callable[[], None] | None = None
    """Called once, when the first frame is drawn."""

    def get_driver_class(self) -> type[Driver]:
        """The driver of this terminal: Textual's own where TEXTUAL_DRIVER names one."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from tui.terminal_input.local_driver import LocalDriver

        return LocalDriver

    def on_ready(self) -> None:
        if self.started is not None:
            self.started()

    async def on_transport_hint_clicked(self, message: HintClicked) -> None:
        """Does the key's action; of a hint with two keys, KEYS lists the one forwards first."""
        at = next(n for n, key in enumerate(KEYS) if key.id == message.key_id)
        await self.run_action(KEYS[at + message.backwards].action)

    async def action_help(self) -> None:
        from tui.screen.dialogs.help import HelpBox

        absent = self.ABSENT_KEYS if self.can_suspend else self.ABSENT_KEYS | {"suspend"}
        groups = help_groups(
            self.options.keymap, without=absent, back_to_list=self.options.back_to_list
        )
        if self.more_keys:
            groups[0] = (groups[0][0], [*self.more_keys, *groups[0][1]])
        await HelpBox(groups).open()

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to which ctrl+z can give the terminal back."""
        driver = self._driver
        return driver is not None and driver.can_suspend and has_shell()

    def action_suspend_process(self) -> None:
        """Handles ctrl+z: stops the program and the clock until the shell's `fg`."""
        if not self.can_suspend:
            self.tell("There is no shell to go back to here; q quits.")
            return
        playing = self.player.view().playing
        self.player.pause()
        with self.suspend():
            stop_job()
        if playing:
            self.player.play()

    def on_driver_signal_resume(self) -> None:
        """Paints the page again after another program stopped and continued this one."""
        self.refresh(layout=True)

    async def action_copy_or_quit(self) -> None:
        """Handles ctrl+c: copies the selected text; without a selection ends the program."""
        try:
            self.screen.action_copy_text()
        except SkipAction:
            self.exit()
        else:
            self.tell("Copied the selected text.")
