"""Base class of key actions."""

from tui.model.clock_face import ClockFace
from tui.screen.page import ReplayPage


class PartActions:
    """Methods named `action_...` are key actions; the others serve the app and other parts."""

    def __init__(self, app: ReplayPage) -> None:
        self.app, self.player, self.options, self.feed = app, app.player, app.options, app.feed
        self.tell, self.show_moment, self.key = app.tell, app.show_moment, app.key

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: every action is allowed at any time."""
        return True

    @property
    def face(self) -> ClockFace:
        return self.app.face
