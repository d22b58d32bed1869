"""From what the user asked for to a player and a screen's options; the same for a terminal, a pipe and a guest."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.errors import MomentError, OptionError
from tui.playback.player import Player
from tui.playback.playhead import DEFAULT_SPEED, speed_to_finish_in
from tui.playback.selection import Facet, Selection, kind_facets, matching_authors, source_facets

if TYPE_CHECKING:
    from tui.playback.typed.moment import Understood

FASTEST = 100_000.0


class ReplayOptions(NamedTuple):
    """What the command line takes, as typed."""

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


def faces_for(
    blog: LiveBlog, options: ReplayOptions, local: Callable[[], tzinfo] | None
) -> tuple[ClockFace, ...]:
    """The ways to tell the time, `local` giving the reader's own zone; OptionError for a zone that there is none of."""
    return clock_faces(blog, options.zones, None if local is None else local())


def player_for(
    blog: LiveBlog, options: ReplayOptions, faces: Sequence[ClockFace], now: Callable[[], float]
) -> Player:
    """A player as the options want it; OptionError or MomentError for what cannot be followed."""
    player = Player(
        blog,
        now=now,
        speed=speed_for(blog, options),
        playing=not options.paused,
        skip_gaps=options.skip_gaps,
        loop=options.loop,
        selection=selection_for(blog, options),
    )
    if options.at:
        player.playhead.seek(moment_for(blog, options.at, faces, player))
    return player


def moment_for(blog: LiveBlog, typed: str, faces: Sequence[ClockFace], player: Player) -> datetime:
    """The moment meant by --at; one outside the blog is an error here, as nobody can see it corrected."""
    understood = _understood(blog, typed, faces, player)
    if understood.outside is not None:
        lasts = faces[0].span(blog.start, blog.end)
        raise MomentError(
            f"{understood.asked} is {understood.side}; it lasts from {lasts}.", 0, len(typed)
        )
    return understood.moment


def page_moment_for(
    blog: LiveBlog, typed: str, faces: Sequence[ClockFace], player: Player
) -> datetime:
    """The moment meant by --as-of; before the first post the page is empty, after the last one it is whole."""
    understood = _understood(blog, typed, faces, player)
    return understood.outside or understood.moment


def _understood(
    blog: LiveBlog, typed: str, faces: Sequence[ClockFace], player: Player
) -> "Understood":
    from tui.playback.typed.moment import parse_moment  # brings in dateutil's parsers

    return parse_moment(
        typed, blog=blog, position=player.position, zones=faces, timeline=player.timeline
    )


def speed_for(blog: LiveBlog, options: ReplayOptions) -> float:
    """Blog seconds a second; infinite for "max"."""
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
            f"--speed takes a number over 0 and up to {FASTEST:.0f}, such as 60, or max; {options.speed!r} is neither."
        )
    return speed


def span_for(typed: str, option: str) -> timedelta:
    """A length of time, as in 5m or 1h30m; OptionError naming the option."""
    from tui.playback.typed.span import read_span

    try:
        span = datetime(2000, 1, 1) + read_span(typed) - datetime(2000, 1, 1)  # noqa: DTZ001 -- only a difference
    except (MomentError, OverflowError):
        span = timedelta(0)
    if span <= timedelta(0):
        raise OptionError(
            f"{option} takes a length of time, such as 5m, 90s or 1h30m; {typed!r} is none."
        )
    return span


def selection_for(blog: LiveBlog, options: ReplayOptions) -> Selection:
    """The posts to show; OptionError for an author, kind or source that there is none of."""
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


def _keys(typed: tuple[str, ...], facets: list[Facet], what: str) -> frozenset[str]:
    keys = {facet.label.casefold(): facet.key for facet in facets}
    names = ", ".join(facet.label for facet in facets)
    found = set()
    for name in typed:
        if name.casefold() not in keys:
            there = f"there are: {names}" if names else "there are none"
            raise OptionError(f"This live blog has no {what} called {name!r}; {there}.")
        found.add(keys[name.casefold()])
    return frozenset(found)
