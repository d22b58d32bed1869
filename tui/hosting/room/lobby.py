"""The lobby: what guests see before the room begins. And the invitation, by which others come."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import NamedTuple

from textual.geometry import Size

from tui.model.clock_face import span_text
from tui.model.errors import OptionError
from tui.model.safe_text import clean, one_line
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import wrap

MOST_TITLE_CHARACTERS = 200
MOST_WELCOME_BYTES = 16 * 1024
MOST_TEXT_CELLS = 76
GAPS = 3  # rows between title, text and facts
SECONDS_BELOW = 600  # before the start the countdown shows seconds


class Invitation(NamedTuple):
    """How guests connect: the command that they type, and an address for a QR code."""

    command: str = ""
    url: str = ""

    def to(self, name: str) -> "Invitation":
        """How guests connect to one of several live blogs; without a name to the only one."""
        if not name or not self.command:
            return self
        if self.command == self.url:
            return Invitation(f"{self.command}{name}/", f"{self.url}{name}/")
        # With a name ssh asks for no terminal by itself.
        return Invitation(f"{self.command.replace('ssh ', 'ssh -t ', 1)} {name}", self.url)


class Lobby(NamedTuple):
    """The title and the text for guests who wait, both clean."""

    title: str
    welcome: str


class LobbyState(NamedTuple):
    """All that changes in the lobby."""

    starts_in: timedelta | None
    """None: it begins when a presenter starts it."""
    here: int
    command: str
    presenter: bool
    driver: str = ""
    """Who drives instead of this presenter."""


def read_lobby(title: str, welcome: Path | None) -> Lobby | None:
    """Make the lobby from the options; None without a title and a text.

    Raises OptionError for a file that cannot be read, is not text or too long.
    """
    text = ""
    if welcome is not None:
        try:
            data = welcome.read_bytes()
            text = data.decode()
        except OSError as error:
            raise OptionError(f"{welcome} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise OptionError(f"{welcome} is not text in UTF-8.") from error
        if len(data) > MOST_WELCOME_BYTES:
            raise OptionError(f"{welcome} is longer than {MOST_WELCOME_BYTES} bytes.")
    if not title and not text.strip():
        return None
    return Lobby(one_line(title)[:MOST_TITLE_CHARACTERS], clean(text.expandtabs(4)).strip("\n"))


def countdown(starts_in: timedelta | None) -> str:
    """When it begins: "Begins in 4 min 05 s"."""
    if starts_in is None:
        return "Begins when a presenter starts it."
    seconds = ceil(starts_in.total_seconds())
    if 60 <= seconds < SECONDS_BELOW:
        return f"Begins in {seconds // 60} min {seconds % 60:02} s."
    return f"Begins in {span_text(timedelta(seconds=seconds))}."


def lobby_rows(lobby: Lobby, state: LobbyState, size: Size) -> list[TextRow]:
    """The rows of the lobby; of a long text the end is left out, never the countdown."""
    width = max(1, min(MOST_TEXT_CELLS, size.width - 4))
    people = "1 person is" if state.here == 1 else f"{state.here} people are"
    facts = [countdown(state.starts_in), f"{people} here."]
    if state.command:
        facts.append(f"Others come in by: {state.command}")
    if state.presenter:
        begins = f"{state.driver} drives, w takes the wheel" if state.driver else "space begins now"
        facts.append(f"You present: {begins}.")
    last = [row for fact in facts for _, row in wrap(fact, width)]
    title = [row for _, row in wrap(lobby.title, width)] if lobby.title else []
    text = [row for _, row in wrap(lobby.welcome, width)] if lobby.welcome else []
    gaps = GAPS if size.height > len(title) + len(last) + GAPS else 0
    text = text[: max(0, size.height - len(title) - len(last) - gaps)]
    rows: list[TextRow] = [()] if gaps else []
    rows += [((f"  {row}", "name"),) for row in title]
    rows += [()] if gaps and title and text else []
    rows += [((f"  {row}", "text"),) for row in text]
    rows += [()] if gaps else []
    return rows + [((f"  {row}", "name" if not at else "text"),) for at, row in enumerate(last)]


class LobbyPage(LineWidget):
    """Shows the lobby in the place of the page; `state` gives what changes."""

    PREFIX = "title"

    def __init__(self, lobby: Lobby, state: Callable[[], LobbyState]) -> None:
        super().__init__(id="lobby")
        self._lobby = lobby
        self._state = state

    def text_rows(self, size: Size) -> list[TextRow]:
        return lobby_rows(self._lobby, self._state(), size)
