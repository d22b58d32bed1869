"""A replay: a live blog with the user's options, the same for a terminal, a pipe and a guest."""

import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.errors import MomentError, OptionError
from tui.model.instants import moment_of
from tui.model.versions import Changes
from tui.playback.player import Player
from tui.playback.reading_plan import ReadingPlan
from tui.playback.reading_time import BASE_PACE_WPM
from tui.playback.selection import Selection, matching
from tui.playback.tempo import Tempo

if TYPE_CHECKING:
    from tui.playback.parse.moment import TypedMoment

FASTEST = 100_000.0  # blog seconds a second, for --speed
LEAST_PACE_WPM, MOST_PACE_WPM = 20.0, 10_000.0  # for --pace
_CLOCK = r"(?i)(\d\d?[:.h]\d\d(?! *[\d%])|\d\d? ?[ap]\.?m\b|(noon|midday|midnight)\b)"


class ReplayOptions(NamedTuple):
    """Options of the command line, as typed: flags of `cli.options`, and of `replay_options` where
    guests have them too."""

    pace: str = ""
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
    spoilers: bool = False
    newest_first: bool = False
    as_json: bool = False


@dataclass(eq=False)
class Replay:
    """One live blog with the user's options: the source of players and pages. Values are computed
    at first use; each raises OptionError or MomentError for a wrong option."""

    blog: LiveBlog
    options: ReplayOptions = field(default_factory=ReplayOptions)
    local: tzinfo | None = None  # the reader's own zone, if known
    default_tempo: Tempo = field(default_factory=Tempo)

    @cached_property
    def faces(self) -> tuple[ClockFace, ...]:
        """The blog's own first. Raises OptionError for an unknown zone."""
        return clock_faces(self.blog, self.options.zones, self.local)

    @cached_property
    def selection(self) -> Selection:
        """Raises OptionError for an unknown author, kind or source."""
        options, posts = self.options, self.blog.posts
        return Selection(
            matching(posts, "authors", options.authors),
            matching(posts, "kinds", options.kinds),
            matching(posts, "sources", options.only_sources),
        )

    @cached_property
    def tempo(self) -> Tempo:
        """The tempo for the selected posts. Raises OptionError for unusable or contrary options."""
        options, usual = self.options, self.default_tempo
        _check_contrary(options)
        if options.pace:
            return usual._replace(pace=pace_of(options.pace), reading=True)
        if options.finish_in:
            seconds = span_for(options.finish_in, "--finish-in").total_seconds()
            # With --skip-gaps too: a reading pace holds no silence.
            plan = ReadingPlan.of(self.blog)
            chosen = plan.select(plan.timeline.select(self.selection.indices(self.blog)))
            whole = chosen.map(Tempo()).seconds
            return usual._replace(pace=BASE_PACE_WPM * whole / seconds, reading=True)
        if not (options.speed or options.skip_gaps):
            return usual
        speed = speed_of(options.speed) if options.speed else usual.speed
        return usual._replace(speed=speed, reading=False, skip_gaps=options.skip_gaps)

    def player(self, now: Callable[[], float]) -> Player:
        """`now` is the real clock in seconds. Raises OptionError or MomentError."""
        player = Player(
            self.blog,
            now=now,
            tempo=self.tempo,
            playing=not self.options.paused,
            loop=self.options.loop,
            selection=self.selection,
        )
        if self.options.at:
            player.start_at(self.moment(self.options.at))
        return player

    def moment(self, typed: str) -> datetime:
        """The moment of --at; "-30m" is before a live edge. Raises MomentError, also outside."""
        edge = self.blog.edge if typed.lstrip().startswith("-") else None
        found = self._parse(typed, edge or self.blog.start)
        if found.outside is not None:
            ends, face = (self.blog.start, self.blog.end), self.faces[0]
            lasts = f"{face.span(*ends)}, {face.days(*ends)}"
            raise MomentError(f"{found.asked} is {found.side}; it lasts from {lasts}.")
        return found.moment

    def page_moment(self, typed: str, position: datetime | None = None) -> datetime:
        """Maybe outside the blog; "+10m" is from `position` or the start, "end" is after the last
        edit. Raises MomentError."""
        from tui.playback.parse.moment import means_end

        found = self._parse(typed, position or self.blog.start)
        edits = Changes.of(self.blog).instants[-1:] if means_end(typed) else ()
        return max([found.outside or found.moment, *map(moment_of, edits)])

    def moment_beside(self, blog: LiveBlog, typed: str, moment: datetime) -> datetime:
        """The moment for the page of another blog: a typed time may be of that blog's own day."""
        with suppress(MomentError):  # for a headline of this blog
            if re.match(_CLOCK, typed.strip()):
                found = self._parse(typed, moment, blog)
                return found.outside or found.moment
        return moment

    def _parse(self, typed: str, position: datetime, blog: LiveBlog | None = None) -> "TypedMoment":
        from tui.playback.parse.moment import parse_moment  # patterns

        return parse_moment(typed, blog=blog or self.blog, position=position, zones=self.faces)


def _check_contrary(options: ReplayOptions) -> None:
    """Raises OptionError."""
    rates = {"--pace": options.pace, "--speed": options.speed, "--finish-in": options.finish_in}
    given = [name for name, value in rates.items() if value]
    if len(given) > 1:
        raise OptionError(
            f"Give only one of {', '.join(given[:-1])} and {given[-1]}: "
            "each decides how long the replay takes."
        )
    if options.pace and options.skip_gaps:
        raise OptionError(
            "A reading pace has no gaps to skip: give --pace or --skip-gaps, not both."
        )


def pace_of(typed: str) -> float:
    """Words a minute. Raises OptionError."""
    number = _number(typed.casefold().removesuffix("wpm"))
    if not LEAST_PACE_WPM <= number <= MOST_PACE_WPM:
        raise OptionError(
            f"--pace takes words a minute, {LEAST_PACE_WPM:g} to {MOST_PACE_WPM:g}, such as 200; "
            f"not {typed!r}."
        )
    return number


def speed_of(typed: str) -> float:
    """Blog seconds a second. Raises OptionError."""
    number = _number(typed.casefold().removesuffix("x").removesuffix("×"))
    if not 0 < number <= FASTEST:
        raise OptionError(
            f"--speed takes a number over 0 and up to {FASTEST:.0f}, such as 60 (max is for a "
            f"replay as text); not {typed!r}."
        )
    return number


def _number(typed: str) -> float:
    """NaN, which no bound admits, if it is not a number."""
    try:
        return float(typed)
    except ValueError:
        return math.nan


def span_for(typed: str, option: str) -> timedelta:
    """A length of time, as in 5m or 1h30m. Raises OptionError, which names the option."""
    from tui.playback.parse.time import read_span

    try:
        span = read_span(typed)
    except MomentError:
        span = timedelta(0)
    if span <= timedelta(0):
        raise OptionError(
            f"{option} takes a length of time such as 5m, 90s or 1h30m; not {typed!r}."
        )
    return span
