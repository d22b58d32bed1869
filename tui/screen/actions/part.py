"""Base of key actions beside the page."""

from tui.model.clock_face import ClockFace
from tui.screen.page import ReplayPage
from tui.screen.view_options import ViewOptions


class PartActions:
    """Methods named `action_...` are key actions; the others serve the app and other parts."""

    def __init__(self, page: ReplayPage) -> None:
        self.app, self.player, self.feed = page, page.player, page.feed
        self.tell, self.show_moment, self.key = page.tell, page.show_moment, page.key

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: every action is allowed at any time."""
        return True

    @property
    def options(self) -> ViewOptions:
        return self.app.options

    @property
    def face(self) -> ClockFace:
        return self.app.face
