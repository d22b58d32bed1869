"""One frozen moment of a replay, and where a jump had started."""

from datetime import datetime
from typing import NamedTuple

from tui.playback.reading_plan import ReadingPlace
from tui.playback.tempo import Tempo


class Jump(NamedTuple):
    """Where a jump started: the moment, and a place in the page, which only the screen reads."""

    moment: datetime
    place: object = None


class View(NamedTuple):
    """The replay at one moment: every figure of a frame comes from here, so no two can disagree."""

    moment: datetime
    """The moment shown, in UTC, never outside the blog."""
    held: datetime
    """The moment to return to: up to a minute after the end while the last post is read."""
    playing: bool
    """Whether time passes: not when paused, and no more once watching is over."""
    ended: bool
    """Whether watching is over."""
    tempo: Tempo
    known: int
    """How many posts of the whole blog had been published."""
    shown: int
    """How many of the selected posts had been published."""
    next_in: float | None
    """Real seconds to the next selected post; None when none is left."""
    left: float
    """Real seconds until watching is over."""
    again_in: float | None
    """Real seconds until a looping replay begins again; None unless it stands at its end."""
    reading: ReadingPlace | None
    """What a reader who began with the newest posts is reading now; None before the first post."""
    read_rate: float
    """Seconds at the base pace that are read in a real second."""
    changes: int
    """How many edits and deletions of posts were known: all of them once watching is over."""
    change_in: float | None
    """Real seconds to the next edit or deletion; None when none is left."""
