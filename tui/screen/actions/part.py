"""Base class of key actions."""

from tui.model.clock_face import ClockFace
from tui.screen.keys import key_name
from tui.screen.page import ReplayPage


class PartActions:
    """Methods named `action_...` are key actions; the others serve the app and other parts."""

    def __init__(self, app: ReplayPage) -> None:
        self.app, self.player, self.options = app, app.player, app.options
        self.feed, self.sidebar, self.searching = app.feed, app.sidebar, app.searching
        self.tell, self.show_moment = app.tell, app.show_moment

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: every action is allowed at any time."""
        return True

    @property
    def face(self) -> ClockFace:
        return self.app.face

    def key(self, id: str) -> str:
        """First key of an id, for people."""
        return key_name(id, self.options.keymap)

    def go_to(self, post: int) -> None:
        """Scroll to a post; undo returns."""
        self.player.remember(self.feed.reading.place)
        self.feed.go_to(post)
