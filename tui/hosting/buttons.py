"""Buttons of a browser's page: keys as words, for the state of a guest's app."""

from collections.abc import Sequence
from typing import NamedTuple


class Button(NamedTuple):
    """A key as a word to touch; the kinds "main" and "room" have colours of their own."""

    word: str
    key: str
    kind: str = ""
    types: bool = False  # the guest types after it


class Buttons(NamedTuple):
    """`first` are always shown, `more` on request."""

    first: Sequence[Button] = ()
    more: Sequence[Button] = ()
    presents: bool = False  # shown beside a keyboard too


UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
OK, CLOSE = Button("OK", "\r", "main"), Button("Close", "\x1b")
IN_BOX = Buttons((OK, CLOSE, Button("Up", UP), Button("Down", DOWN), Button("Select", " ")))
IN_LIST = Buttons(
    (Button("Open", "\r", "main"), Button("Up", UP), Button("Down", DOWN), Button("Leave", "q"))
)
BACK, NEXT = Button("Back", "["), Button("Next", "]")
GO_TO = Button("Go to…", "t", types=True)
SUMMARY = Button("Summary", "s")
NAME = Button("Your name", "I", types=True)
SAY = Button("Say…", "!", types=True)
END = Button("End", "E")
MORE = (
    Button("Filter", "a"),
    Button("Search", "/", types=True),
    Button("Clear", "\x1b"),
    Button("Follow", "f"),
    Button("Order", "o"),
    Button("Links", "l"),
    Button("Colours", "T"),
    Button("Help", "?"),
)


def play(*, playing: bool, word: str = "") -> Button:
    return Button(word or ("Pause" if playing else "Play"), " ", "main")


def raise_hand(*, hand: bool) -> Button:
    return Button("Hand down" if hand else "Raise hand", "h", "room")


def replay_buttons(*, playing: bool) -> Buttons:
    return Buttons((play(playing=playing), BACK, NEXT, GO_TO, MORE[0], SUMMARY), MORE[1:])


def guest_buttons(*, playing: bool, away: bool, hand: bool) -> Buttons:
    """`away`: the guest does not see the moment and place of everybody else."""
    keys = (play(playing=playing), BACK, NEXT, GO_TO)
    raised = raise_hand(hand=hand)
    if away:
        return Buttons(
            (Button("Back to class", "r", "room"), *keys, raised), (SUMMARY, NAME, *MORE)
        )
    return Buttons((*keys, raised, SUMMARY), (NAME, *MORE))


def waiting_guest_buttons(*, hand: bool, ended: bool) -> Buttons:
    if ended:
        return Buttons((play(playing=False, word="Read on"), Button("Leave", "q")))
    return Buttons((NAME._replace(kind="main"), raise_hand(hand=hand)))


def presenter_buttons(
    *, playing: bool, drives: bool, pointing: bool, hands: int, said: bool
) -> Buttons:
    more = [GO_TO, Button("Join card", "J"), Button("Follow me", "F")]
    more += [Button("Hands down", "h", "room")] if hands else []
    more += [Button("Clear message", "x")] if said else []
    more += [NAME, SUMMARY, *MORE]
    if not drives:
        return Buttons((Button("Take over", "w", "main"), SAY), more, presents=True)
    first = (
        play(playing=playing),
        Button("Back", LEFT),
        Button("On", RIGHT),
        Button("Next post", "]"),
        SAY,
        Button("Let go" if pointing else "Point", "P", "room"),
        Button("Lobby", "B"),
        END,
    )
    return Buttons(first, more, presents=True)


def waiting_presenter_buttons(*, ended: bool) -> Buttons:
    begin = play(playing=False, word="Begin again" if ended else "Begin")
    return Buttons((begin, SAY, NAME, *(() if ended else (END,))), presents=True)
