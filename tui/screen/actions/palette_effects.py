"""The effects of what is chosen in the palette, shared by its hits."""

from collections.abc import Callable, Iterable

from tui.screen.actions.clock import ClockActions
from tui.screen.actions.part import PartActions
from tui.screen.page import ReplayPage


class PaletteEffects(PartActions):
    """Themes, clock faces, posts; the last commands come first next time."""

    def __init__(
        self,
        app: ReplayPage,
        clock: ClockActions,
        *,
        absent_keys: Callable[[], Iterable[str]],
        keep_theme: Callable[[str], None],
    ) -> None:
        super().__init__(app)
        self.clock = clock
        self.absent_keys, self.keep_theme = absent_keys, keep_theme
        self.recent: list[str] = []
        """The texts of the last commands, the last first."""
        self.theme = ""
        """The theme before the palette showed others."""

    def show_chosen_theme(self) -> None:
        """Shows the page in its own theme again."""
        self.show_theme(self.theme)

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
