"""A guest at the time of joining: their address, their terminal, and what they requested."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from tui.hosting.buttons import Buttons
from tui.replay import ReplayOptions
from tui.screen.actions.resume import ResumePoint

ENVIRONMENT_NAMES = ("TERM", "COLORTERM", "NO_COLOR", "LANG")
"""The environment variables that the host takes from a guest's client."""

# Terminals with 24-bit colour that only their name reveals: ssh does not send COLORTERM by default.
TRUE_COLOUR_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")


class ColourDepth(Enum):
    """How many colours a terminal shows; NONE: it draws no screen at all and gets text."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    TRUE = 1 << 24


def colour_depth_of(term: str, environment: Mapping[str, str]) -> ColourDepth:
    """Derive a terminal's colour depth from its TERM and COLORTERM."""
    if term in ("", "dumb", "unknown"):
        return ColourDepth.NONE
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return ColourDepth.TRUE
    if term.startswith(TRUE_COLOUR_TERMS) or term.endswith("-direct"):
        return ColourDepth.TRUE
    return ColourDepth.PALETTE if term.endswith("256color") else ColourDepth.SIXTEEN


class NewPost(NamedTuple):
    """A post that has just come onto a guest's page, for a reader who hears it."""

    headline: str
    as_of: str
    """The moment that the post is the newest of, as a guest can type it."""
    came: int
    """The number of posts that came with it, itself included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One guest at the time of joining.

    `fingerprint` is the key's whose signature the host has verified, else empty.
    """

    address: str
    user: str = ""
    fingerprint: str = ""
    colour_depth: ColourDepth = ColourDepth.TRUE
    term: str = "xterm-256color"
    environment: Mapping[str, str] = field(default_factory=dict)
    requested: ReplayOptions = field(default_factory=ReplayOptions)
    """The words of the guest's command line: a moment, authors, a speed, not yet checked."""
    on_new_post: Callable[[NewPost], None] | None = None
    """Called with the newest of the posts that come, also when the guest goes to a later moment."""
    on_buttons: Callable[[Buttons], None] | None = None
    """Called with the buttons that a browser shows now."""
    projector: bool = False
    """Whether an audience looks at this terminal, which is no guest of the room."""
    blog: str = ""
    """Of several live blogs the name of that which the guest watches, or has watched before they
    came back to the list."""
    came_from_list: bool = False
    """Whether the list led here, and so the way out leads to it."""
    places: dict[str, ResumePoint] = field(default_factory=dict)
    """Where the guest has left live blogs for the list, by their names."""

    @property
    def no_color(self) -> bool:
        """Whether the guest wants no colour (NO_COLOR is set and not empty)."""
        return bool(self.environment.get("NO_COLOR"))
