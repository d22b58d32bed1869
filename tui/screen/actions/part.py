"""The base of the actions of one part of the page."""

from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.screen.feed.matches import Matches
from tui.screen.feed.widget import Feed
from tui.screen.keys import key_name
from tui.screen.page import ReplayPage
from tui.screen.sidebar.widget import Sidebar
from tui.screen.transport.widget import Transport
from tui.screen.view_options import ViewOptions


class PartActions:
    """Methods called `action_...` are the actions; the others are for the app and other parts."""

    def __init__(self, app: ReplayPage) -> None:
        self.app = app

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        """True: Textual may run each action at any time."""
        return True

    @property
    def player(self) -> Player:
        """The player of the page."""
        return self.app.player

    @property
    def options(self) -> ViewOptions:
        """The options of the page."""
        return self.app.options

    @property
    def face(self) -> ClockFace:
        """The clock face of all times on the page."""
        return self.app.face

    @property
    def feed(self) -> Feed:
        """The posts."""
        return self.app.feed

    @property
    def sidebar(self) -> Sidebar:
        """Summary, headlines, authors."""
        return self.app.sidebar

    @property
    def transport(self) -> Transport:
        """The bar."""
        return self.app.transport

    @property
    def searching(self) -> Matches:
        """The search and its matches."""
        return self.app.searching

    def tell(self, note: str) -> None:
        """Shows a note in the bar for a few seconds."""
        self.app.tell(note)

    def show_moment(self, *, jumped: bool = False) -> None:
        """Shows the player's moment in every part of the page."""
        self.app.show_moment(jumped=jumped)

    def key(self, id: str) -> str:
        """The first key of an id, for people."""
        return key_name(id, self.options.keymap)
