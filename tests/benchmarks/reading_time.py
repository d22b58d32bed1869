"""Words that can be read: the app on a simulated clock, and a reader who goes word by word.

The app is ticked exactly when it asks to be. The reader finds a new post in 1.5 s, then reads each
word in its turn at the pace, from the screen of that time. No figure depends on the machine.
"""

import asyncio
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from typing import NamedTuple

from sample_blogs import FakeClock
from screen_stage import Stage, StageApp
from table import Row

from tui.model.blog import LiveBlog
from tui.playback.reading_time import CHARACTERS_A_WORD, FINDING_SECONDS, characters_to_read
from tui.playback.tempo import DEFAULT_PACE_WPM
from tui.replay import Replay, ReplayOptions
from tui.screen.feed.layout import Heads
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

SIZES = ((60, 15), (80, 24), (100, 30), (120, 40), (200, 50))
GRACE_SECONDS = 0.2
"""A word that left the screen so lately is still read."""
PATIENCE_SECONDS = 8.0
"""For how long the reader waits for a word that is still to come."""
SLOWER = 0.9
"""The pace of a slow reader, as a share of the replay's."""
_WORD = re.compile(r"\S+")


class Watched(StageApp):
    """Notes when it wants to be ticked, and starts no timer for it."""

    wait = 0.0

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        self.wait = seconds


class Stretch(NamedTuple):
    """Characters from `first` to `last` of a text were on the screen for some real seconds."""

    since: float
    until: float
    first: int
    last: int


class Watching:
    """The stretches of each text of each post."""

    def __init__(self, app: Watched) -> None:
        self._feed = app.feed
        self._since: dict[tuple[int, int, int, int], float] = {}
        self.stretches: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
        self.seconds = 0.0

    def look(self, now: float, *, over: bool = False) -> None:
        """Note the rows that are drawn from now on; none if it is over."""
        feed, seen = self._feed, set()
        for row in () if over else feed.drawn:
            if row.place is not None and row.place.post != feed.rows.card_index:
                line = feed.rows.lines(row.place.post).lines[row.place.line]
                seen.add((row.place.post, line.part, line.start, line.start + len(line.text)))
                if line.chips:  # the labels, which are a post's first text
                    labels = feed.rows.lines(row.place.post).parts[0]
                    seen.add((row.place.post, 0, 0, len(labels)))
        for gone in self._since.keys() - seen:
            post, part, first, last = gone
            stretch = Stretch(self._since.pop(gone), now, first, last)
            self.stretches[post, part].append(stretch)
        self._since = {each: self._since.get(each, now) for each in seen}
        self.seconds = now

    def first_seen(self, post: int) -> float:
        """When anything of a post was first on the screen."""
        each = (x.since for (of, _), found in self.stretches.items() if of == post for x in found)
        return min(each, default=math.inf)

    def times_of(self, post: int, part: int, start: int) -> list[Stretch]:
        """When a character was on the screen."""
        return [x for x in self.stretches.get((post, part), ()) if x.first <= start < x.last]


class Read(NamedTuple):
    """Words of a blog, those that a reader lost, and those lost while their post was the newest."""

    words: int
    lost: int
    lost_within: int


async def watch(
    blog: LiveBlog, size: tuple[int, int], options: ReplayOptions, *, newest_first: bool
) -> Watching:
    """Watch a blog to its end, hands off."""
    clock = FakeClock(0.0)
    replay = Replay(blog, options, UTC)
    view = ViewOptions(replay.faces, newest_first=newest_first)
    app = Watched(replay.player(clock), view, LayoutCache(blog), now=clock)
    async with app.run_test(size=size) as pilot:
        await Stage(app, pilot, clock).settle()
        watching = Watching(app)
        watching.look(clock())
        while not _is_over(app):
            clock.advance(app.wait)
            app.tick_now()
            await asyncio.sleep(0)
            watching.look(clock())
        watching.look(clock(), over=True)
    return watching


def _is_over(app: Watched) -> bool:
    """True when the last post has been read, at a constant speed after the end too."""
    view = app.player.view()
    return view.ended and (view.reading is None or view.reading.share >= 1.0)


def words_of(blog: LiveBlog) -> list[list[tuple[int, int, str]]]:
    """The words of each post as they are drawn: number of the text, first character, word."""
    layouts = LayoutCache(blog)
    return [
        [
            (part, found.start(), found.group())
            for part, text in enumerate(layouts.lines(post, 80, Heads.RULED).parts)
            for found in _WORD.finditer(text)
        ]
        for post in range(len(blog.posts))
    ]


def read(blog: LiveBlog, watching: Watching, pace: float) -> Read:
    """The words that a reader of that pace, in words a minute, gets from the screen."""
    seconds_a_character = 60 / (pace * CHARACTERS_A_WORD)
    now, total, lost, lost_within = 0.0, 0, 0, 0
    for post, words in enumerate(words_of(blog)):
        total += len(words)
        times = [watching.times_of(post, part, start) for part, start, _ in words]
        coming = [x.since for each in times for x in each if x.until >= now - GRACE_SECONDS]
        if not coming:
            lost += len(words)
            continue
        over = min(watching.first_seen(post + 1), watching.seconds)
        now = max(now, min(coming)) + FINDING_SECONDS
        for (_, _, word), each in zip(words, times, strict=True):
            waits = [max(x.since, now) for x in each if x.until >= now - GRACE_SECONDS]
            if min(waits, default=math.inf) > now + PATIENCE_SECONDS:
                lost, lost_within = lost + 1, lost_within + (now < over)
            else:
                now = min(waits) + (characters_to_read(word) + 1) * seconds_a_character
    return Read(total, lost, lost_within)


def unseen(blog: LiveBlog, watching: Watching) -> int:
    """Words that never came onto the screen."""
    return sum(
        not watching.times_of(post, part, start)
        for post, words in enumerate(words_of(blog))
        for part, start, _ in words
    )


def _both_orders(blog: LiveBlog, size: tuple[int, int], options: ReplayOptions) -> list[Watching]:
    orders = (False, True)
    return [asyncio.run(watch(blog, size, options, newest_first=order)) for order in orders]


def _percent(reads: Sequence[Read]) -> float:
    return max(each.lost / each.words for each in reads) * 100


def rows() -> Iterator[Row]:
    """The figures, the worst of both orders."""
    blog = load(BUNDLED[0].name)
    for size in SIZES:
        watched = _both_orders(blog, size, ReplayOptions())
        at_pace = [read(blog, each, DEFAULT_PACE_WPM) for each in watched]
        slower = [read(blog, each, DEFAULT_PACE_WPM * SLOWER) for each in watched]
        yield Row("words lost at {}x{}".format(*size), _percent(at_pace), 0, "%")
        yield Row("by a reader 10 % slower", _percent(slower), 11, "%")
        within = max(each.lost_within / each.words for each in slower) * 100
        yield Row("of these, before the next post came", within, 1, "%")
    fast = ReplayOptions(speed="60")
    missing = [unseen(blog, each) for size in SIZES for each in _both_orders(blog, size, fast)]
    yield Row("words never on the screen at --speed 60, all sizes", max(missing), 0)
