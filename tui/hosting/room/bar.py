"""The bar and the buttons of a room's guest."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from math import ceil

from tui.hosting.buttons import (
    Buttons,
    guest_buttons,
    presenter_buttons,
    waiting_guest_buttons,
    waiting_presenter_buttons,
)
from tui.hosting.room.member import Member
from tui.model.clock_face import span_text
from tui.playback.view import View
from tui.screen.drawing import signs
from tui.screen.transport.state import (
    ON_YOUR_OWN,
    WAITING,
    YOU_PRESENT,
    BarState,
    Chip,
    Hint,
    room_chip,
)

CLASS_ENDED = Chip(f"{signs.ENDED} ENDED", "chip-key")
STORE_DOWN = "the room's machines are apart"
MOST_NAMES = 3  # of guests with raised hands


def chip_of(guest: Member) -> Chip:
    if guest.drives:
        return YOU_PRESENT
    if not guest.following:
        return ON_YOUR_OWN
    if guest.in_lobby:
        return CLASS_ENDED if guest.has_ended else WAITING
    return room_chip(guest.room.driver)


def room_texts(guest: Member, chip: Chip) -> tuple[str, ...]:
    """Texts beside the chip, ever shorter; the guest's own state is dropped last."""
    room, presence, you = guest.room, guest.room.presence, tuple(_own_state(guest))
    is_live = room.blog.edge is not None  # then the chip says that
    is_named = guest.drives or (chip == room_chip(room.driver) and not is_live)
    who = "" if is_named and room.driver else _driver_text(guest)
    if not room.shared:
        you = ("presses are not shared",) if guest.presenter else (STORE_DOWN, *you[-1:])
    hands, raised = "", ""
    if guest.presenter and presence.hands:
        count = "1 hand" if presence.hands == 1 else f"{presence.hands} hands"
        hands = f"{count} (h)"
        raised = f"{count} {', '.join(presence.raised[:MOST_NAMES])}".strip() + " (h)"
    here = f"{presence.here} here"
    away = f" ({presence.on_their_own} elsewhere)" if presence.on_their_own else ""
    every = (
        (raised, who, here + away, *you),
        (hands, who, here + away, *you),
        (hands, who, here, *you),
        (hands, here, *you),
        (hands, *(you or (who,))),
        (you or (who,))[-1:],
    )
    return tuple(" · ".join(filter(None, parts)) for parts in every)


def _own_state(guest: Member) -> Iterator[str]:
    if guest.presenter:
        if guest.leads:
            yield "F: your feed leads"
        return
    if guest.hand:
        yield "your hand is up"
    if guest.following and guest.scrolled:
        yield "scrolled"
    if not guest.following or guest.scrolled:
        yield "r: back to class"


def _driver_text(guest: Member) -> str:
    """The presenter, or the time to the start, which the lobby counts itself."""
    room = guest.room
    if (wait := room.starts_in) is not None:
        return "" if room.in_lobby else f"begins in {span_text(wait)}"
    if room.driver:
        return f"{room.driver} presents"
    return "no presenter here" if room.driven else "automatic"


def lobby_bar(guest: Member, state: BarState, view: View, key_of: Callable[[str], str]) -> BarState:
    """The lobby's bar: the blog's size and keys, no clock. A room key's id is its action."""
    blog, posts = guest.room.blog, len(guest.room.blog.posts)
    size = "1 post" if posts == 1 else f"{posts} posts"
    if not guest.has_ended and blog.edge is None and (minutes := ceil(view.left / 60)):
        size += f" · about {span_text(timedelta(minutes=minutes))}"
    hints = [Hint("room.name", "I", "your name")]
    if not guest.presenter:
        hints.append(Hint("room.hand", "h", "hand"))
    if guest.drives or guest.has_ended:
        hints.insert(0, Hint("play", "space", "begin" if guest.drives else "read on"))
    hints += [Hint(id, key_of(id), id) for id in ("help", "quit")]
    return state._replace(
        clock="", words=(), next=size, posts="", span="", left="", hints=tuple(hints)
    )


def buttons_of(guest: Member, view: View) -> Buttons:
    if guest.in_lobby and guest.presenter:
        return waiting_presenter_buttons(ended=guest.has_ended)
    if guest.in_lobby:
        return waiting_guest_buttons(hand=guest.hand, ended=guest.has_ended)
    if not guest.presenter:
        away = not guest.following or guest.scrolled
        return guest_buttons(playing=view.playing, away=away, hand=guest.hand)
    return presenter_buttons(
        playing=view.playing,
        drives=guest.drives,
        pointing=guest.room.state.point is not None,
        hands=guest.room.presence.hands,
        said=bool(guest.room.state.said),
    )
