"""What a reader may ask for about the screen, all with a good default."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tui.playback.faces import ClockFace
from tui.screen.reading import FeedPlace


class ViewOptions(NamedTuple):
    """`faces` are the ways to tell the time, the first at the start; `keymap` maps ids of keys.py to keys."""

    faces: Sequence[ClockFace]
    newest_first: bool = False
    no_spoilers: bool = False
    theme: str = "textual-dark"
    place: FeedPlace | None = None
    """Where in the feed to begin, if not at the newest post."""
    keymap: Mapping[str, str] = MappingProxyType({})
