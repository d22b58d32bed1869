"""The lobby: the page before the class begins, and after its end."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import NamedTuple, override

from rich.cells import cell_len
from textual.geometry import Size

from tui.hosting.room.invitation import CAPTION, Invitation, qr_rows
from tui.model.clock_face import span_text
from tui.model.errors import OptionError
from tui.model.safe_text import clean, one_line
from tui.screen.drawing.line_widget import LineWidget, Piece, TextRow
from tui.screen.drawing.wrap import wrap

MOST_TITLE_CHARACTERS = 200
MOST_WELCOME_BYTES = 16 * 1024
MOST_TEXT_CELLS = 60
MOST_FACT_CELLS, LEAST_FACT_CELLS = 34, 22
MOST_NAMES = 8
GAP, LEAST_GAP = 6, 3
"""Cells between the QR code and what stands beside it."""
LEAST_CELLS_WITH_ZOOM = 100
SECONDS_BELOW = 600  # before the start the countdown shows seconds
ZOOM = "Too small at the back? ctrl + makes the letters larger."
READ_ON = " space reads on alone, q leaves."
NOT_BEGUN = "Not started yet. This page opens by itself."


class Lobby(NamedTuple):
    """The title, what the live blog is, and the text for guests who wait; all clean."""

    title: str
    welcome: str
    about: str = ""
    waits: bool = True
    """Whether the room begins in it; else only a presenter brings guests there."""


class LobbyState(NamedTuple):
    """All that changes in the lobby."""

    starts_in: timedelta | None = None
    """None: it begins when a presenter starts it."""
    here: int = 0
    names: Sequence[str] = ()
    invitation: Invitation = Invitation()
    driver: str = ""
    presents: bool = False
    drives: bool = False
    ended: bool = False
    projector: bool = False


def read_lobby(
    title: str, welcome: Path | None, about: str = "", *, waits: bool = True
) -> Lobby | None:
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
    welcome_text = clean(text.expandtabs(4)).strip("\n")
    shown = one_line(title)[:MOST_TITLE_CHARACTERS]
    return Lobby(shown, welcome_text, one_line(about), waits)


def countdown(starts_in: timedelta) -> str:
    """The time until it begins: "Begins in 4 min 05 s"."""
    seconds = ceil(starts_in.total_seconds())
    if 60 <= seconds < SECONDS_BELOW:
        return f"Begins in {seconds // 60} min {seconds % 60:02} s."
    return f"Begins in {span_text(timedelta(seconds=seconds))}."


def last_words(state: LobbyState) -> str:
    """What happens next, and who makes it."""
    if state.ended:
        return "The class has ended." + (
            " space begins it again." if state.drives else "" if state.projector else READ_ON
        )
    if state.starts_in is not None:
        begins = countdown(state.starts_in)
        return f"{begins} space begins now." if state.drives else begins
    if state.drives:
        return "You present. space begins."
    if state.presents:
        return f"{state.driver} starts it; w takes over."
    return f"{state.driver} starts it. This page opens by itself." if state.driver else NOT_BEGUN


def here_text(state: LobbyState) -> str:
    """How many are here."""
    return "1 is here" if state.here == 1 else f"{state.here} are here"


def names_text(state: LobbyState) -> str:
    """The names that are known: "Ada · Ben and 6 more"."""
    shown = state.names[:MOST_NAMES]
    more = state.here - len(shown)
    return " · ".join(shown) + (f" and {more} more" if shown and more > 0 else "")


def spaced(title: str, width: int) -> str:
    """A title in spaced capitals, where its script has capitals and there is room."""
    letters = [letter for letter in title if letter.isalpha()]
    has_capitals = all(letter.upper() != letter.lower() for letter in letters)
    wide = " ".join(title.upper())
    return wide if letters and has_capitals and cell_len(wide) <= width else title


def lobby_rows(lobby: Lobby, state: LobbyState, size: Size, code: Sequence[str]) -> list[TextRow]:
    """The rows of the lobby, centred. In a low window facts go, then the end of the welcome; what
    happens next stays."""
    width = max(1, size.width - 4)
    title = _centred(spaced(lobby.title, width), "name", size)
    about = _centred(lobby.about, "muted", size)
    last = _centred(last_words(state), "room" if state.drives else "text", size)
    room = size.height - len(title) - len(last)
    beside = width - (len(code[0]) if code else 0) - LEAST_GAP
    if code and not state.ended and beside >= LEAST_FACT_CELLS and room >= len(code):
        middle = _with_code(code, _facts(state, min(beside, MOST_FACT_CELLS), "Or open"), size)
    else:
        facts = _facts(state, min(width, MOST_FACT_CELLS), "Join at")
        middle = [_indented(row, (size.width - _cells(row)) // 2) for row in facts]
        middle = middle if room >= len(middle) + 2 else []
    middle = middle[:room]
    room -= len(middle)
    welcome = [row for _, row in wrap(lobby.welcome, min(width, MOST_TEXT_CELLS))]
    welcome = welcome[: max(0, room - 2)] if lobby.welcome else []
    left = (size.width - max(map(cell_len, welcome), default=0)) // 2
    text: list[TextRow] = [_indented(((row, "text"),), left) for row in welcome]
    room -= len(text)
    if room > len(about) + 1:
        title += [*([()] if room > len(about) + 6 else []), *about]
        room = size.height - len(title) - len(text) - len(middle) - len(last)
    if room > 4 and size.width >= LEAST_CELLS_WITH_ZOOM and not state.presents and not state.ended:
        last += [(), *_centred(ZOOM, "muted", size)]
        room -= 2
    parts = [part for part in (title, text, middle, last) if part]
    gap = max(0, min(3, room // (len(parts) + 1)))
    rows: list[TextRow] = [()] * max(0, (room - gap * (len(parts) - 1)) // 2)
    for number, part in enumerate(parts):
        rows += [()] * (gap if number else 0) + part
    return rows[-size.height :]


def _facts(state: LobbyState, width: int, join: str) -> list[TextRow]:
    """How others join, and who is here."""
    invited = state.invitation
    web = invited.address if invited.web else ""
    ways = [(join, web, "now"), ("In a terminal", invited.ssh, "name")]
    rows: list[TextRow] = []
    for title, text, style in [] if state.ended else ways:
        if text:
            rows += [((title, "muted"),), *_wrapped(text, style, width), ()]
    rows.append(((here_text(state), "muted"),))
    rows += _wrapped(names_text(state), "text", width)
    asks = not (state.ended or state.projector) and width == MOST_FACT_CELLS
    return [*rows, (("I: your name", "muted"),)] if asks else rows


def _with_code(code: Sequence[str], facts: Sequence[TextRow], size: Size) -> list[TextRow]:
    """The QR code with its caption, and the facts beside it."""
    across, most = len(code[0]), max(map(_cells, facts))
    gap = min(GAP, max(LEAST_GAP, size.width - 4 - across - most))
    left = (size.width - across - gap - most) // 2
    pieces: list[Piece] = [*((row, "code") for row in code), (CAPTION.center(across), "text")]
    top = max(0, (len(code) - len(facts)) // 2)
    rows: list[TextRow] = []
    for number, piece in enumerate(pieces):
        fact = facts[number - top] if 0 <= number - top < len(facts) else ()
        rows.append(((" " * left, "text"), piece, (" " * gap, "text"), *fact))
    return rows


def _wrapped(text: str, style: str, width: int) -> list[TextRow]:
    return [((row, style),) for _, row in wrap(text, width) if row]


def _centred(text: str, style: str, size: Size) -> list[TextRow]:
    wrapped = wrap(text, max(1, min(size.width - 4, 100))) if text else []
    return [_indented(((row, style),), (size.width - cell_len(row)) // 2) for _, row in wrapped]


def _indented(row: TextRow, cells: int) -> TextRow:
    return ((" " * max(0, cells), "text"), *row) if row else ()


def _cells(row: TextRow) -> int:
    return sum(cell_len(text) for text, _ in row)


class LightCode(LineWidget):
    """A widget of rows among which is a QR code: its dark modules, which are blank, are dark in a
    light theme too."""

    @override
    def role_of(self, role: str) -> str:
        return "text" if role == "code" and self.app.current_theme.dark else role


class LobbyPage(LightCode):
    """Shows the lobby in the place of the page; `state` gives what changes."""

    def __init__(self, lobby: Lobby, state: Callable[[], LobbyState]) -> None:
        super().__init__(id="lobby")
        self._lobby = lobby
        self._state = state

    def text_rows(self, size: Size) -> list[TextRow]:
        state = self._state()
        url = state.invitation.url
        return lobby_rows(self._lobby, state, size, qr_rows(url) if url else ())


class JoinCard(LightCode):
    """Stands on a projector's page while a presenter shows how others join."""

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(id="join-card")
        self._invitation = invitation
        self._code = qr_rows(invitation.url) if invitation.url else ()

    def text_rows(self, size: Size) -> list[TextRow]:
        width = max(1, size.width - 2)
        fits = self._code and len(self._code[0]) <= width
        code: list[TextRow] = [((" ", "text"), (row, "code")) for row in self._code]
        rows = [*code, ((" " + CAPTION.center(len(self._code[0])), "text"),)] if fits else []
        for text, style in ((self._invitation.address, "now"), (self._invitation.ssh, "name")):
            rows += [(), *(((f" {row}", style),) for _, row in wrap(text, width) if row)]
        return [()] * max(0, (size.height - len(rows)) // 2) + rows
