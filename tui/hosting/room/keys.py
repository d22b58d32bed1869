"""The keys of a room, beside those of every replay: bindings and help come from this table."""

from typing import NamedTuple

from textual.binding import Binding


class RoomKey(NamedTuple):
    """A key and its action; `name` is Textual's, `shown` is for people."""

    name: str
    shown: str
    action: str
    does: str
    presents: bool = False
    """Whether it is a presenter's alone."""
    follows: bool = False
    """Whether it is for guests alone."""


ROOM_KEYS = (
    RoomKey("r", "r", "rejoin", "back to the class: see what everybody sees"),
    RoomKey("h", "h", "hand", "raise a hand, or take it down", follows=True),
    RoomKey("I", "I", "name", "your name, for all to see"),
    RoomKey("h", "h", "hand", "take all raised hands down", presents=True),
    RoomKey("w", "w", "wheel", "take over (asks first)", presents=True),
    RoomKey("P", "P", "show_here", "show everybody this place, and back", presents=True),
    RoomKey("F", "F", "follow_me", "show everybody every place you go to", presents=True),
    RoomKey("exclamation_mark", "!", "say", "say a line to everybody", presents=True),
    RoomKey("x", "x", "unsay", "take that line away", presents=True),
    RoomKey("J", "J", "join_card", "show how others join, on the projector too", presents=True),
    RoomKey("J", "J", "join_card", "show how others join", follows=True),
    RoomKey("B", "B", "lobby", "back to the lobby, all together", presents=True),
    RoomKey("E", "E", "end", "end the class (asks first)", presents=True),
)


def room_bindings() -> list[Binding]:
    """The table as Textual's bindings; each key has one action, whoever presses it."""
    return [
        Binding(name, action, does, show=False)
        for name, (action, does) in {key.name: (key.action, key.does) for key in ROOM_KEYS}.items()
    ]


def help_rows(*, presents: bool) -> tuple[tuple[str, str], ...]:
    """The keys for a presenter or for any other guest, with what they do."""
    return tuple(
        (key.shown, key.does)
        for key in ROOM_KEYS
        if not (key.follows if presents else key.presents)
    )
