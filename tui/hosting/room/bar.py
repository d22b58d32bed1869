"""The bar's words about a room, beside its chip: presenter, guests, this guest's state. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence
from tui.model.clock_face import span_text
from tui.screen.transport.state import BarState, Hint

STORE_DOWN = "the room's machines are apart"
MOST_NAMES = 3
"""Of those whose hands are up."""


def room_texts(room: Room, you: tuple[str, ...], presenter: str, *, named: bool) -> tuple[str, ...]:
    """Write what there is to say about the room, ever shorter; `you` is kept longest.

    `named` is true where the chip says who presents.
    """
    presence = room.presence
    who = driver_text(room, named=named)
    if not room.shared:
        you = ("presses are not shared",) if presenter else (STORE_DOWN, *you[-1:])
    raised = hands_text(presence) if presenter else ""
    hands = hands_text(presence, names=0) if presenter else ""
    every = (
        (raised, who, counts_text(presence), *you),
        (hands, who, counts_text(presence), *you),
        (hands, who, here_text(presence), *you),
        (hands, here_text(presence), *you),
        (hands, *(you or (who,))),
        (you or (who,))[-1:],
    )
    return tuple(" · ".join(filter(None, parts)) for parts in every)


def here_text(presence: Presence) -> str:
    """How many are here."""
    return f"{presence.here} here"


def counts_text(presence: Presence) -> str:
    """How many are here, and how many of them look elsewhere."""
    away = presence.on_their_own
    return here_text(presence) + (f" ({away} elsewhere)" if away else "")


def hands_text(presence: Presence, names: int = MOST_NAMES) -> str:
    """How many hands are up, whose, and the key that takes them down."""
    if not presence.hands:
        return ""
    hands = "1 hand" if presence.hands == 1 else f"{presence.hands} hands"
    whose = f" {', '.join(presence.raised[:names])}" if presence.raised[:names] else ""
    return f"{hands}{whose} (h)"


def driver_text(room: Room, *, named: bool = False) -> str:
    """The presenter, unless the chip has `named` them; before the start the time until it, unless
    the lobby counts the seconds: the bar is drawn more rarely."""
    wait = room.starts_in
    if wait is not None:
        return "" if room.in_lobby else f"begins in {span_text(wait)}"
    if room.driver:
        return "" if named else f"{room.driver} presents"
    return "no presenter here" if room.driven else "automatic"


def lobby_bar(state: BarState, posts: int, minutes: int, hints: Sequence[Hint]) -> BarState:
    """The bar of a lobby: no clock and no track, but the size of what comes.

    Without `minutes` it does not say how long that takes.
    """
    length = f"about {span_text(timedelta(minutes=minutes))}" if minutes else ""
    size = " · ".join(filter(None, ("1 post" if posts == 1 else f"{posts} posts", length)))
    return state._replace(
        clock="",
        words=(),
        next=size,
        posts="",
        span="",
        left="",
        hints=tuple(hints),
    )
