"""Options of a replay on the screen."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.screen.drawing.picture import PictureSource
from tui.screen.feed.viewport import FeedPlace


class ViewOptions(NamedTuple):
    """`face` indexes `faces`; `keymap` maps ids of keys.py to keys."""

    faces: Sequence[ClockFace]
    face: int = 0
    newest_first: bool = False
    spoilers: bool = False  # whole summary from the start
    theme: str = ""  # empty: by the terminal
    selection: str = ""  # part of the posts, for the title; empty: all
    place: FeedPlace | None = None  # at the start; None: newest post
    keymap: Mapping[str, str] = MappingProxyType({})
    command: tuple[str, ...] = ()  # start of a command for this replay; empty: none
    moment_option: tuple[str, ...] = ("--at",)  # before the moment; empty for a host
    marks: Mapping[int, str] = MappingProxyType({})  # notes by post
    keep_mark: Callable[[LiveBlog, int, str | None], str] = lambda _blog, _post, _note: ""
    """Called after each change; returns a sentence if the marks cannot be kept."""
    pictures: PictureSource | None = None  # None: not shown
    back_to_list: bool = False  # the quit key leads to a list of live blogs
