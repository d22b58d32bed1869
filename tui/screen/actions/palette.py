"""The palette: opens it, and does what was chosen in it."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from tui.screen.actions.clock import ClockActions
from tui.screen.actions.part import PartActions
from tui.screen.page import ReplayPage

if TYPE_CHECKING:
    from tui.screen.dialogs.palette import PaletteHit


class PaletteActions(PartActions):
    """Opens the palette and runs the hit chosen; the last commands come first next time."""

    def __init__(
        self,
        app: ReplayPage,
        clock: ClockActions,
        *,
        absent_keys: Callable[[], Iterable[str]],
        keep_theme: Callable[[str], None],
    ) -> None:
        super().__init__(app)
        self._clock = clock
        self.absent_keys, self.keep_theme = absent_keys, keep_theme
        self.recent: list[str] = []
        """The texts of the last commands, the last first."""
        self._theme = ""
        """The theme before the palette showed others."""

    async def action_open(self) -> None:
        """Opens the palette."""
        from tui.playback.typed.example import example_time
        from tui.screen.actions.finder import Finder
        from tui.screen.dialogs.palette import PaletteBox

        self._theme = self.app.theme
        find = Finder(self.app.screen, self, self._clock).find
        example = example_time(self.player.blog, (self.face, *self.options.faces))
        hint = f"{example} · 16:30 Beijing · +10m · 50% · #7 · a headline · theme"
        await PaletteBox(find, hint).open(self._chosen)

    def show_chosen_theme(self) -> None:
        """Shows the page in its own theme again."""
        self.show_theme(self._theme)

    def show_theme(self, name: str) -> None:
        """Shows the page in a theme."""
        if self.app.theme != name:
            self.app.theme = name

    def set_face(self, number: int) -> None:
        """Shows all times on a clock face."""
        self.app.face_number = number
        self.feed.set_face(self.face)
        self.sidebar.set_face(self.face)
        self.tell(f"Times: {self.face.label}")

    def go_to(self, post: int) -> None:
        """Scrolls to a post."""
        self.player.remember(self.feed.reading.place)
        self.feed.go_to(post)

    async def _chosen(self, hit: "PaletteHit | None") -> None:
        if hit is None or hit.shows is None:
            self.show_theme(self._theme)
        if hit is None:
            return
        if not hit.time:
            self.recent = [hit.text or "", *self.recent][:3]
        done: Awaitable[object] | None = hit.command()
        if done is not None:
            await done
