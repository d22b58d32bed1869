"""The options of a replay on the screen."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tui.model.clock_face import ClockFace
from tui.screen.drawing.picture import PictureSource
from tui.screen.feed.reading import FeedPlace


class ViewOptions(NamedTuple):
    """`faces` are the clock faces, number `face` at the start; `keymap` maps ids of keys.py to
    keys."""

    faces: Sequence[ClockFace]
    face: int = 0
    newest_first: bool = False
    spoilers: bool = False
    """True if the whole summary is shown from the start."""
    theme: str = ""
    """Empty for the one that suits the terminal."""
    selection: str = ""
    """The part of the live blog's posts, for the title; empty if they are all."""
    place: FeedPlace | None = None
    """The place in the feed at the start; None is the newest post."""
    keymap: Mapping[str, str] = MappingProxyType({})
    command: tuple[str, ...] = ()
    """The words that begin a command for this replay, before the moment; empty: there is none."""
    moment_option: tuple[str, ...] = ("--at",)
    """The words before the moment in the command; a host takes it without an option."""
    marks: Mapping[int, str] = MappingProxyType({})
    """The posts that the reader marked earlier, with their notes."""
    keep_marks: Callable[[Mapping[int, str]], None] | None = None
    """Called with all marks after each change; None: they end with the replay."""
    pictures: PictureSource | None = None
    """The source of pictures; None: they are not shown."""
    back_to_list: bool = False
    """True if the key that quits leads back to a list of live blogs."""
