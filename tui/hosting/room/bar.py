"""The bar's words about a room: who drives, how many are here, and what this guest does. Pure."""

from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence
from tui.model.clock_face import span_text

STORE_DOWN = "the room's machines are apart"


def room_texts(room: Room, you: tuple[str, ...], presenter: str) -> tuple[str, ...]:
    """Write what there is to say about the room, ever shorter; `you` is kept longest."""
    presence = room.presence
    who = driver_text(room, presenter)
    if not room.shared:
        you = ("presses are not shared",) if presenter else (STORE_DOWN, *you[1:])
    hands = hands_text(presence.hands) if presenter else ""
    counts, follow = counts_text(presence), _follow(presence)
    every = (
        (hands, "room", who, counts, *you),
        (hands, who, counts, *you),
        (hands, who, follow, *you),
        (hands, follow, *you),
        (hands, *(you or (who,))),
    )
    return (*(" · ".join(filter(None, parts)) for parts in every), (you or (who,))[-1])


def counts_text(presence: Presence) -> str:
    """How many follow, how many are on their own, how many are presenters."""
    counts = [_follow(presence)]
    if presence.on_their_own:
        counts.append(f"{presence.on_their_own} alone")
    if presenters := len(presence.presenters):
        counts.append(f"{presenters} present{'s' if presenters == 1 else ''}")
    return ", ".join(counts)


def _follow(presence: Presence) -> str:
    return f"{presence.following} follow{'s' if presence.following == 1 else ''}"


def hands_text(hands: int) -> str:
    """How many hands are up, and the key that takes them down."""
    return f"{hands} hand{'s' if hands > 1 else ''} up (h)" if hands else ""


def driver_text(room: Room, presenter: str = "") -> str:
    """Who drives the room's clock; for a presenter whether it is they. Before the start, when that
    is, unless the lobby counts the seconds: the bar is drawn more rarely."""
    wait = room.starts_in
    if wait is not None:
        return "" if room.in_lobby else f"begins in {span_text(wait)}"
    if not room.driven:
        return "plays by itself"
    if presenter and room.driver == presenter:
        return "you drive"
    return f"{room.driver} drives" if room.driver else "no presenter here"
