"""A replay: a live blog with the user's options, the same for a terminal, a pipe and a guest."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.errors import MomentError, OptionError
from tui.playback.player import Player
from tui.playback.playhead import DEFAULT_SPEED, speed_to_finish_in
from tui.playback.selection import Facet, Selection, kind_facets, matching_authors, source_facets
from tui.playback.timeline import Timeline

if TYPE_CHECKING:
    from tui.playback.typed.moment import Understood

FASTEST = 100_000.0
"""Blog seconds a second: the greatest number that --speed takes."""
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A relativedelta has a length only from a day on."""


class ReplayOptions(NamedTuple):
    """The options of the command line, as typed."""

    speed: str = ""
    finish_in: str = ""
    paused: bool = False
    skip_gaps: bool = False
    loop: bool = False
    at: str = ""
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    only_sources: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()


class Replay:
    """One live blog with the user's options: the source of players and pages.

    `local` is the reader's own zone, where it is known. Each value is computed at its first use,
    and raises OptionError or MomentError for an unusable option.
    """

    def __init__(
        self,
        blog: LiveBlog,
        options: ReplayOptions | None = None,
        local: tzinfo | None = None,
    ) -> None:
        self.blog = blog
        self.options = options or ReplayOptions()
        self._local = local

    @cached_property
    def faces(self) -> tuple[ClockFace, ...]:
        """The clock faces, the blog's own first. Raises OptionError for an unknown zone."""
        return clock_faces(self.blog, self.options.zones, self._local)

    @cached_property
    def selection(self) -> Selection:
        """The posts to show. Raises OptionError for an unknown author, kind or source."""
        return selection_for(self.blog, self.options)

    @cached_property
    def speed(self) -> float:
        """Blog seconds a second, infinite for "max". Raises OptionError for an unusable speed."""
        return speed_for(self.blog, self.options)

    def player(self, now: Callable[[], float]) -> Player:
        """A player at the moment asked for; `now` is the real clock in seconds.

        Raises OptionError or MomentError.
        """
        player = Player(
            self.blog,
            now=now,
            speed=self.speed,
            playing=not self.options.paused,
            skip_gaps=self.options.skip_gaps,
            loop=self.options.loop,
            selection=self.selection,
        )
        if self.options.at:
            player.playhead.seek(self.moment(self.options.at))
        return player

    def moment(self, typed: str) -> datetime:
        """The moment of --at. Raises MomentError, also for a moment outside the blog."""
        understood = self._understood(typed, self.blog.start)
        if understood.outside is not None:
            lasts = self.faces[0].span(self.blog.start, self.blog.end)
            raise MomentError(
                f"{understood.asked} is {understood.side}; it lasts from {lasts}.", 0, len(typed)
            )
        return understood.moment

    def page_moment(self, typed: str, position: datetime | None = None) -> datetime:
        """The moment of --as-of, which may lie outside the blog.

        Spans such as "+10m" count from `position`, else from the start. Raises MomentError.
        """
        understood = self._understood(typed, position or self.blog.start)
        return understood.outside or understood.moment

    def _understood(self, typed: str, position: datetime) -> "Understood":
        from tui.playback.typed.moment import parse_moment  # imports dateutil's parsers

        return parse_moment(
            typed,
            blog=self.blog,
            position=position,
            zones=self.faces,
            timeline=Timeline.of(self.blog).select(self.selection.indices(self.blog)),
        )


def speed_for(blog: LiveBlog, options: ReplayOptions) -> float:
    """Blog seconds a second, infinite for "max". Raises OptionError for an unusable speed."""
    if options.finish_in:
        if options.speed:
            raise OptionError(
                "Give --speed or --finish-in, not both: each decides how long the replay takes."
            )
        return speed_to_finish_in(blog.end - blog.start, span_for(options.finish_in, "--finish-in"))
    if not options.speed:
        return DEFAULT_SPEED
    if options.speed.casefold() == "max":
        return math.inf
    try:
        speed = float(options.speed.casefold().removesuffix("x").removesuffix("×"))
    except ValueError:
        speed = 0.0
    if not 0 < speed <= FASTEST:
        raise OptionError(
            f"--speed takes a number over 0 and up to {FASTEST:.0f}, such as 60, or max; "
            f"{options.speed!r} is neither."
        )
    return speed


def span_for(typed: str, option: str) -> timedelta:
    """A length of time, as in 5m or 1h30m. Raises OptionError, which names the option."""
    from tui.playback.typed.span import read_span

    try:
        span = _ANY_DAY + read_span(typed) - _ANY_DAY
    except (MomentError, OverflowError):
        span = timedelta(0)
    if span <= timedelta(0):
        raise OptionError(
            f"{option} takes a length of time, such as 5m, 90s or 1h30m; {typed!r} is not one."
        )
    return span


def selection_for(blog: LiveBlog, options: ReplayOptions) -> Selection:
    """The posts to show. Raises OptionError for an unknown author, kind or source."""
    authors: frozenset[str] = frozenset()
    for typed in options.authors:
        authors |= matching_authors(blog, typed)
    kinds = _keys(options.kinds, kind_facets(blog.posts), "kind") if options.kinds else frozenset()
    sources = (
        _keys(options.only_sources, source_facets(blog.posts), "source")
        if options.only_sources
        else frozenset()
    )
    return Selection(authors, kinds, sources)


def _keys(typed: tuple[str, ...], facets: list[Facet], group: str) -> frozenset[str]:
    """The keys of the choices named. Raises OptionError, which lists them, for an unknown one."""
    keys = {facet.label.casefold(): facet.key for facet in facets}
    names = ", ".join(facet.label for facet in facets)
    chosen = set()
    for name in typed:
        if name.casefold() not in keys:
            there = f"there are: {names}" if names else "there are none"
            raise OptionError(f"This live blog has no {group} called {name!r}; {there}.")
        chosen.add(keys[name.casefold()])
    return frozenset(chosen)
