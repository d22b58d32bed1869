"""Buttons of a browser's page: keys as words."""

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


UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
OK, CLOSE = Button("OK", "\r", "main"), Button("Close", "\x1b")
ANSWERS = OK, CLOSE
IN_BOX = (*ANSWERS, Button("Up", UP), Button("Down", DOWN), Button("Select", " "))
IN_LIST = Buttons(
    (Button("Open", "\r", "main"), Button("Up", UP), Button("Down", DOWN), Button("Leave", "q"))
)
GO_TO = Button("Go to…", "t", types=True)
MOVES = (Button("Back", "["), Button("Next", "]"), GO_TO)
SUMMARY = Button("Summary", "s")
FILTER = Button("Filter", "a")
PICTURE = Button("Picture", "i")
MORE = (
    Button("Search", "/", types=True),
    Button("Clear", "\x1b"),
    Button("Follow", "f"),
    Button("Order", "o"),
    Button("Links", "l"),
    Button("Colours", "T"),
    Button("Help", "?"),
)


def play(word: str) -> Button:
    return Button(word, " ", "main")


def play_or_pause(*, playing: bool) -> Button:
    return play("Pause" if playing else "Play")


def replay_buttons(*, playing: bool) -> Buttons:
    return Buttons((play_or_pause(playing=playing), *MOVES, FILTER, SUMMARY), MORE)
