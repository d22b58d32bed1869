"""The lobby, before the class and after its end; and the card that shows how others join."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil

from rich.cells import cell_len
from textual.geometry import Size

from tui.hosting.room.clock import Member
from tui.hosting.room.invitation import CAPTION, Invitation, Lobby, qr_rows
from tui.model.clock_face import span_text
from tui.screen.drawing.line_widget import PIXELS, LineWidget, TextRow, centred, row_cells
from tui.screen.drawing.wrap import wrap

MOST_TEXT_CELLS = 60
MOST_FACT_CELLS, LEAST_FACT_CELLS = 34, 22
MOST_NAMES = 8
GAP = 3  # cells beside the QR code, rows between parts
SECONDS_BELOW = 600  # before the start, of which each second is shown
LIGHT_ON_DARK = f"{PIXELS}#ffffff/#000000"  # in every theme, for cameras
NOT_BEGUN = "Not started yet. This page opens by itself."


def shortened(note: str, guest: Member) -> str:
    """A note for a guest: with buttons its first sentence, because the others name keys."""
    return note.partition(". ")[0].removesuffix(".") + "." if guest.touch else note


def begins_in(starts_in: timedelta) -> str:
    """Time to the start: "Begins in 4 min 05 s"."""
    seconds = ceil(starts_in.total_seconds())
    if 60 <= seconds < SECONDS_BELOW:
        return f"Begins in {seconds // 60} min {seconds % 60:02} s."
    return f"Begins in {span_text(timedelta(seconds=seconds))}."


def spaced_capitals(title: str, width: int) -> str:
    """Spaced capitals, if the script has capitals and there is room. Combined characters, such as
    an emoji of several, stay whole."""
    letters = [letter for letter in title if letter.isalpha()]
    has_capitals = all(letter.upper() != letter.lower() for letter in letters)
    is_simple = all(cell_len(character) == 1 for character in title)
    wide = " ".join(title.upper())
    return wide if letters and has_capitals and is_simple and len(wide) <= width else title


class LobbyPage(LineWidget):
    def __init__(self, lobby: Lobby, guest: Member) -> None:
        super().__init__(id="lobby")
        self._lobby, self._guest = lobby, guest

    def text_rows(self, size: Size) -> list[TextRow]:
        """Centred rows. A low window drops the code, then facts, then the welcome's end."""
        lobby, guest, width = self._lobby, self._guest, max(1, size.width - 4)
        title = _rows(spaced_capitals(lobby.title, width), "name", min(width, 100))
        last = _rows(self._last_words(), "room" if guest.drives else "text", min(width, 100))
        spare = size.height - len(title) - len(last)
        welcome = _as_block(_rows(lobby.welcome, "text", min(width, MOST_TEXT_CELLS)))
        join = self._ways_in(width, spare - len(welcome)) or self._ways_in(width, spare)
        spare -= len(join)
        welcome = welcome[: max(0, spare)]
        spare -= len(welcome)
        about = _rows(lobby.about, "muted", min(width, 100)) if spare > 2 else []
        spare -= len(about)
        parts = [part for part in (title, about, welcome, join, last) if part]
        gap = max(0, min(GAP, spare // (len(parts) + 1)))
        rows = [row for part in parts for row in ([()] * gap + part)][gap:]
        top = max(0, (size.height - len(rows)) // 2)
        return [()] * top + [centred(row, size.width) for row in rows][-size.height :]

    def _last_words(self) -> str:
        guest, driver = self._guest, self._guest.room.driver
        play = f" space {'goes on' if guest.room.state.begun else 'begins'}."
        if guest.has_ended:
            alone = "" if guest.projector else " space reads on alone, q leaves."
            keys = play if guest.drives else alone
            return shortened(f"The class has ended.{keys}", guest)
        if (wait := guest.room.starts_in) is not None:
            return begins_in(wait) + (" space begins now." if guest.drives else "")
        if guest.drives:
            return shortened(f"You present.{play}", guest)
        if guest.presents:
            return f"{driver} starts it; w takes over."
        return f"{driver} starts it. This page opens by itself." if driver else NOT_BEGUN

    def _ways_in(self, width: int, height: int) -> list[TextRow]:
        """The facts, beside the QR code if it fits; [] if not even the facts fit."""
        code = [] if self._guest.has_ended else _code_rows(self._guest.room.invitation)
        beside = width - GAP - row_cells(code[0]) if code else 0
        if code and beside >= LEAST_FACT_CELLS and height >= len(code):
            facts = _as_block([*self._facts(min(beside, MOST_FACT_CELLS), "Or open")])
            above = max(0, (len(code) - len(facts)) // 2)
            facts = [()] * above + facts + [()] * len(code)
            gap = ((" " * GAP, "text"),)
            return _as_block([left + gap + fact for left, fact in zip(code, facts, strict=False)])
        facts = [*self._facts(min(width, MOST_FACT_CELLS), "Join at")]
        return facts if height >= len(facts) else []

    def _facts(self, width: int, join: str) -> Iterator[TextRow]:
        guest, presence = self._guest, self._guest.room.presence
        if not guest.has_ended:
            yield from _address_rows(guest.room.invitation, width, join)
        here, names = presence.here, (*presence.presenters, *presence.names)[:MOST_NAMES]
        yield (("1 is here" if here == 1 else f"{here} are here", "muted"),)
        more = f" and {here - len(names)} more" if here > len(names) else ""
        yield from _rows(", ".join(names) + more if names else "", "text", width)
        if not (guest.has_ended or guest.projector or guest.touch) and width == MOST_FACT_CELLS:
            yield (("I: your name", "muted"),)


class JoinCard(LineWidget):
    def __init__(self, invitation: Invitation) -> None:
        super().__init__(id="join-card")
        self._invitation = invitation

    def text_rows(self, size: Size) -> list[TextRow]:
        """The QR code, if it fits, above the addresses."""
        width = max(1, size.width - 2)
        rows = _code_rows(self._invitation)
        if not rows or width < row_cells(rows[0]) or size.height < len(rows) - 1:
            rows = []
        rows += [(), *_address_rows(self._invitation, width, "Or open" if rows else "Join at")]
        above = max(0, (size.height - len(rows)) // 2)
        return [()] * above + [((" ", "text"), *row) for row in rows]


def _code_rows(invited: Invitation) -> list[TextRow]:
    """The QR code and its caption."""
    if not invited.url:
        return []
    code = qr_rows(invited.url)
    return [*(((row, LIGHT_ON_DARK),) for row in code), ((CAPTION.center(len(code[0])), "text"),)]


def _address_rows(invited: Invitation, width: int, join: str) -> Iterator[TextRow]:
    """The addresses for browsers and for ssh, each with an empty row below."""
    web = invited.address if invited.web else ""
    for title, text, style in (join, web, "now"), ("In a terminal", invited.ssh, "name"):
        yield from (((title, "muted"),), *_rows(text, style, width), ()) if text else ()


def _rows(text: str, style: str, width: int) -> list[TextRow]:
    return [((row, style),) for _, row in wrap(text, width)] if text else []


def _as_block(rows: list[TextRow]) -> list[TextRow]:
    """Pad rows to one width: centred, they keep a common left edge."""
    width = max(map(row_cells, rows), default=0)
    return [(*row, (" " * (width - row_cells(row)), "text")) for row in rows]
