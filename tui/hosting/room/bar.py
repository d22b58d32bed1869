"""The bar and the buttons of a room's guest."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import ceil

from tui.hosting.guest import buttons
from tui.hosting.guest.buttons import Button, Buttons, play, play_or_pause
from tui.hosting.room.clock import Member
from tui.hosting.room.state import Presence
from tui.model.clock_face import span_text
from tui.model.counted import counted
from tui.playback.view import View
from tui.screen.drawing import signs
from tui.screen.keys import Hint
from tui.screen.transport.state import ON_YOUR_OWN, WAITING, YOU_PRESENT, BarState, Chip, room_chip

CLASS_ENDED = Chip(f"{signs.ENDED} ENDED", "chip-key")
STORE_DOWN = "the room's machines are apart"
MOST_NAMES = 3  # of guests with raised hands
NAME = Button("Your name", "I", types=True)
SAY = Button("Say…", "!", types=True)
END = Button("End", "E")
TAKE_OVER = Button("Take over", "w", "main")
HAND = Hint("room.hand", "h", "hand")  # a room key's id is its action
HANDS_DOWN = HAND._replace(word="hands down")
WHEEL = Hint("room.wheel", "w", "take over")
DRIVERS_KEYS = {"play", "turn", "forward", "jump", "next-post", "room.show_here"}
"""Hints that a second presenter lacks: these keys are refused."""
PRESENTERS_HINTS = Hint("room.show_here", "P", "point"), Hint("room.say", "!", "say")


def chip_of(guest: Member) -> Chip:
    if guest.drives:
        return YOU_PRESENT
    if not guest.following:
        return ON_YOUR_OWN
    if guest.in_lobby:
        return CLASS_ENDED if guest.has_ended else WAITING
    if _is_held(guest):
        return Chip(f"HELD BY {guest.room.driver}", "chip-room")
    return ON_YOUR_OWN if guest.scrolled else room_chip(guest.room.driver)


def _is_held(guest: Member) -> bool:
    """True for a follower while another holds the class at a place."""
    held = guest.room.state.point is not None and guest.room.driver != ""
    return held and guest.follows and not guest.drives


def room_texts(guest: Member, chip: Chip, held_at: str) -> tuple[str, ...]:
    """Texts beside the chip, ever shorter; the guest's own state is dropped last."""
    room, presence = guest.room, guest.room.presence
    you, who = tuple(_own_state(guest, held_at)), _driver_text(guest, chip)
    raised, first, hands = _hands(guest)
    here = f"{presence.here} here"
    away = f" ({presence.on_their_own} elsewhere)" if presence.on_their_own else ""
    if not room.shared:
        you = ("presses are not shared",) if guest.presents else (STORE_DOWN, *you[-1:])
    last = you or (who,)
    every = (
        (raised, who, here + away, *you),
        (raised, who, here, *you),
        (raised, here, *you),
        (raised, *last),
        (first, *last),
        last[-1:],
        (first,),
        (hands or ("class held" if held_at else last[-1].removesuffix(" to class")),),
    )
    return tuple(" · ".join(filter(None, parts)) for parts in every)


def _hands(guest: Member) -> tuple[str, str, str]:
    """Raised hands for a presenter: with names, with the first name, their number."""
    presence = guest.room.presence
    if not (guest.presents and presence.hands):
        return "", "", ""
    count, names = counted(presence.hands, "hand"), raised_names(presence)
    return f"{count}: {', '.join(names)}", f"{count}: {names[0]}", count


def raised_names(presence: Presence) -> list[str]:
    """Whose hands are up, in the order of raising: "Zoe", "Ben", "1 unnamed"."""
    names = [name for _, name in presence.raised[:MOST_NAMES]]
    if others := presence.hands - len(names):
        names.append(f"{others} {'more' if len(presence.raised) > MOST_NAMES else 'unnamed'}")
    return names


def _own_state(guest: Member, held_at: str) -> Iterator[str]:
    if guest.presents:
        yield from _presenters_state(guest, held_at)
        return
    if guest.hand:
        yield "your hand is up"
    if guest.following and guest.scrolled:
        yield "scrolled" if guest.room.state.point is None else "scrolled, class held"
    if not (guest.touch or guest.follows):
        yield "r: back to class"


def _presenters_state(guest: Member, held_at: str) -> Iterator[str]:
    if guest.leads and not guest.in_lobby:
        yield "F: your feed leads"
    elif held_at:
        yield f"class held at {held_at} · f lets go"


def _driver_text(guest: Member, chip: Chip) -> str:
    """The presenter, unless the chip has the name; or the time to the start, but in the lobby."""
    room = guest.room
    if room.driver:
        is_live = room.blog.edge is not None  # then the chip says that
        if guest.drives or _is_held(guest) or (chip == room_chip(room.driver) and not is_live):
            return ""
    if (wait := room.starts_in) is not None:
        return "" if room.in_lobby else f"begins in {span_text(wait)}"
    if room.driver:
        return f"{room.driver} presents"
    return "no presenter here" if room.driven else "automatic"


def room_hints(guest: Member, hints: Sequence[Hint]) -> list[Hint]:
    """The page's hints, with the room's in a class; a projector's only hint is the address."""
    if guest.projector:
        address = guest.room.invitation.address
        return [Hint("address", "Join at", address)] if address else []
    hints = _in_words_of_class(guest, hints)
    if not guest.room.driven:
        return [*hints]
    turn = [hint.id for hint in hints].index("turn")
    if not guest.presents:  # before "turn": a class turns pages itself
        return [*hints[:turn], HAND, *hints[turn:]]
    hands = (HANDS_DOWN,) if guest.room.presence.hands else ()
    hints = [*hints[: turn + 1], *PRESENTERS_HINTS, *hands, *hints[turn + 1 :]]
    if guest.drives:
        return hints
    return [WHEEL, *(each for each in hints if each.id not in DRIVERS_KEYS)]


def _in_words_of_class(guest: Member, hints: Sequence[Hint]) -> Sequence[Hint]:
    """Play and pause lead a guest away from the class. In a held class "follow" lets it go, and is
    no hint for those who are held."""
    words = {"follow": "let go"} if guest.holds else {}
    if guest.follows and not guest.presents:
        words["play"] = "play alone"
    allowed = (each for each in hints if not (_is_held(guest) and each.id == "follow"))
    return [each._replace(word=words.get(each.id, each.word)) for each in allowed]


def lobby_bar(guest: Member, state: BarState, view: View) -> BarState:
    """The lobby's bar: the blog's size and keys, no clock."""
    blog = guest.room.blog
    size = counted(len(blog.posts), "post")
    if not guest.has_ended and blog.edge is None and (minutes := ceil(view.left / 60)):
        size += f" · about {span_text(timedelta(minutes=minutes))}"
    name = Hint("room.name", "I", "your name")
    hints = [name, HAND]
    if guest.presents:
        hints = [name] if guest.drives else [WHEEL, name]
    if guest.drives or guest.has_ended:
        hints.insert(0, Hint("play", "space", _play_word(guest).lower()))
    hints += [hint for hint in state.hints if hint.id in ("help", "quit")]
    chip = chip_of(guest)  # not that of a live blog
    return state._replace(
        chip=chip, clock="", words=(), next=size, posts="", span="", left="", hints=tuple(hints)
    )


def _play_word(guest: Member) -> str:
    if not guest.drives:
        return "Read on"
    return "Go on" if guest.room.state.begun else "Begin"


def buttons_of(guest: Member, view: View) -> Buttons:
    if guest.presents:
        return _presenters_buttons(guest, view)
    hand = Button("Hand down" if guest.hand else "Raise hand", "h", "room")
    if guest.has_ended and guest.in_lobby:
        return Buttons((play(_play_word(guest)), Button("Leave", "q")))
    if guest.in_lobby:
        return Buttons((NAME._replace(kind="main"), hand))
    more = (NAME, buttons.FILTER, *buttons.MORE)
    if guest.follows:  # these keys of the clock would leave the class
        alone = Button("Pause alone" if view.playing else "Play alone", " ")
        return Buttons((hand, buttons.SUMMARY, alone), (*buttons.MOVES, *more))
    keys = play_or_pause(playing=view.playing), *buttons.MOVES
    return Buttons((Button("Back to class", "r", "room"), *keys, hand), (buttons.SUMMARY, *more))


def _presenters_buttons(guest: Member, view: View) -> Buttons:
    room = guest.room
    clear = [Button("Clear message", "x", "room")] if room.state.said else []
    if guest.in_lobby and not guest.drives:
        return Buttons((TAKE_OVER, SAY, *clear, NAME))
    if guest.in_lobby:
        end = () if guest.has_ended else (END,)
        return Buttons((play(_play_word(guest)), SAY, *clear, NAME, *end))
    more = [buttons.GO_TO, Button("Join card", "J"), Button("Follow me", "F")]
    more += [Button("Hands down", "h", "room")] if room.presence.hands else []
    more += [NAME, buttons.SUMMARY, buttons.FILTER, *buttons.MORE]
    if not guest.drives:
        return Buttons((TAKE_OVER, SAY, *clear), more)
    live = [Button("To live", "L")] if view.behind else []
    let_go = [Button("Let go", "f", "room")] if room.state.point else []
    first = (
        play_or_pause(playing=view.playing),
        Button("Back", buttons.LEFT),
        Button("On", buttons.RIGHT),
        Button("Next post", "]"),
        *live,
        SAY,
        *clear,
        Button("Point", "P"),
        *let_go,
        Button("Lobby", "B"),
        END,
    )
    return Buttons(first, more)
