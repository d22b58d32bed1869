"""A guest at the time of joining: address, terminal, request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tui.hosting.guest.command import Command
from tui.playback.view import SavedPlace

# Terminals with 24-bit colour that only their name reveals: ssh does not send COLORTERM by default.
TRUE_COLOUR_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")


class ColourDepth(Enum):
    """Colours that a terminal shows; NONE: it draws no screen at all and gets text."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    TRUE = 1 << 24


def colour_depth_of(term: str, colorterm: str) -> ColourDepth:
    if term in ("", "dumb", "unknown"):
        return ColourDepth.NONE
    if colorterm.lower() in ("truecolor", "24bit"):
        return ColourDepth.TRUE
    if term.startswith(TRUE_COLOUR_TERMS) or term.endswith("-direct"):
        return ColourDepth.TRUE
    return ColourDepth.PALETTE if term.endswith("256color") else ColourDepth.SIXTEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One guest at the time of joining; only a verified key has a `fingerprint`."""

    address: str
    user: str = ""
    fingerprint: str = ""
    presenter: str = ""  # the name of a verified presenter
    colour_depth: ColourDepth = ColourDepth.TRUE
    no_color: bool = False
    light: bool = False  # in a browser whose system has light colours
    name: str = ""  # chosen before the page was loaded again
    hand: str = ""  # Room.opened of the room in which it was raised before that
    touch: bool = False  # has buttons in the place of keys
    asked: Command = field(default_factory=Command)  # the command line, its values unchecked
    tell_page: Callable[[Mapping[str, object]], None] | None = None
    """Tells a browser's page its `buttons`, the `own` name and hand with which to join again, or
    for a screen reader the newest post (also after a jump): `headline`, the moment `asOf` which it
    is newest, as a guest types it, and the number of posts that `came` together."""
    blog: str = ""  # of several: watched now, or before the return to the list
    came_from_list: bool = False  # quitting returns there
    places: dict[str, SavedPlace] = field(default_factory=dict)  # left for the list, by live blog

    @property
    def projector(self) -> bool:
        """True for an audience's screen, which takes no guest's place."""
        return self.asked.projector
