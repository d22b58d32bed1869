"""Whether the words can be read: the app on a simulated clock, and a reader who goes word by word.

`uv run --group dev python tests/benchmarks/reading_time.py`. The app is ticked exactly when it asks
to be. The reader finds a new post in 1.5 s, then reads each word in its turn at the pace, from the
screen of that time. No figure depends on the machine.
"""

import asyncio
import math
import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    HERE = Path(__file__).parent
    sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from sample_blogs import FakeClock
from screen_stage import Stage
from table import Row, print_table
from watching import Watched, Watching

from tui.model.blog import Block, Image, LiveBlog, Paragraph, Post
from tui.playback.reading_time import CHARACTERS_A_WORD, FINDING_SECONDS, characters_to_read
from tui.playback.tempo import DEFAULT_PACE_WPM
from tui.replay import Replay, ReplayOptions
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.posts.post_lines import Heads
from tui.screen.view_options import ViewOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

SIZES = ((60, 15), (80, 24), (100, 30), (120, 40), (200, 50))
GRACE_SECONDS = 0.2
"""A word that left the screen so lately is still read."""
PATIENCE_SECONDS = 8.0
"""For how long the reader waits for a word that is still to come."""
RESIZED_AFTER_SECONDS = 13.0
SLOWER = 0.9
"""The pace of a slow reader, as a share of the replay's."""
_SOME_WORDS = ("the", "police", "closed", "a", "bridge", "after", "reports", "of", "heavy", "rain")
_WORD = re.compile(r"\S+")


class Read(NamedTuple):
    """What a reader got of a blog."""

    words: int
    lost: int
    lost_within: int
    """Those of them that were lost while their post was the newest."""


def bundled_blog() -> LiveBlog:
    """The live blog that is shown when none is named."""
    return load(BUNDLED[0].name)


async def watch(
    blog: LiveBlog,
    size: tuple[int, int],
    options: ReplayOptions,
    *,
    newest_first: bool,
    resized: bool = False,
) -> Watching:
    """Watches a blog to its end, hands off."""
    clock = FakeClock(0.0)
    replay = Replay(blog, options, UTC)
    view = ViewOptions(replay.faces, newest_first=newest_first)
    app = Watched(replay.player(clock), view, LayoutCache(blog), now=clock)
    smaller = size[0] * 9 // 10, size[1] * 9 // 10
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, clock)
        await stage.settle()
        watching = Watching(app)
        resize_at = RESIZED_AFTER_SECONDS if resized else math.inf
        watching.look(clock())
        while not _is_over(app):
            if clock() + app.wait >= resize_at:
                clock.advance(max(resize_at - clock(), 0.0))
                resize_at += RESIZED_AFTER_SECONDS
                await stage.resize(*(smaller if app.size == size else size))
            else:
                clock.advance(app.wait)
                app.tick_now()
                await asyncio.sleep(0)
            watching.ticks += 1
            watching.look(clock())
        watching.end()
    return watching


def _is_over(app: Watched) -> bool:
    """Whether the last post has been read, after the end too, as a constant speed has it."""
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
    """What a reader of that pace, in words a minute, gets of what was on the screen."""
    seconds_a_character = 60 / (pace * CHARACTERS_A_WORD)
    now, total, lost, lost_within = 0.0, 0, 0, 0
    for post, words in enumerate(words_of(blog)):
        total += len(words)
        times = [watching.times_of(post, part, start) for part, start, _ in words]
        coming = [since for each in times for since, until in each if until >= now - GRACE_SECONDS]
        if not coming:
            lost += len(words)
            continue
        over = min(watching.first_seen(post + 1), watching.seconds)
        now = max(now, min(coming)) + FINDING_SECONDS
        for (_, _, word), each in zip(words, times, strict=True):
            when = _seen_from(each, now)
            if when is None:
                lost, lost_within = lost + 1, lost_within + (now < over)
            else:
                now = when + (characters_to_read(word) + 1) * seconds_a_character
    return Read(total, lost, lost_within)


def _seen_from(times: list[tuple[float, float]], now: float) -> float | None:
    """When a reader who wants a word now can begin to read it; None if it is lost."""
    waits = [max(since, now) for since, until in times if until >= now - GRACE_SECONDS]
    first = min(waits, default=None)
    return first if first is not None and first <= now + PATIENCE_SECONDS else None


def unseen(blog: LiveBlog, watching: Watching) -> int:
    """How many words never came onto the screen."""
    return sum(
        not watching.times_of(post, part, start)
        for post, words in enumerate(words_of(blog))
        for part, start, _ in words
    )


async def turned_by_hand(blog: LiveBlog, size: tuple[int, int]) -> tuple[int, int]:
    """How many presses of enter read a paused blog, and how many words were not seen."""
    clock = FakeClock(0.0)
    replay = Replay(blog, ReplayOptions(paused=True), UTC)
    app = Watched(replay.player(clock), ViewOptions(replay.faces), LayoutCache(blog), now=clock)
    presses, last = 0, len(blog.posts) - 1
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, clock)
        await stage.settle()
        watching = Watching(app)
        watching.look(clock())
        while app.feed.reading.next_page() or app.feed.reading.current_post() != last:
            await stage.press("enter")
            presses += 1
            clock.advance(1.0)
            watching.look(clock())
            assert presses < 1000, "enter does not reach the end"
        watching.end()
    return presses, unseen(blog, watching)


def synthetic(count: int = 400, longest: int = 3000) -> LiveBlog:
    """Posts as live blogs have them: bursts, headlines only, pictures, some `longest` in words."""
    draw = random.Random(10)
    moment, posts = datetime(2024, 4, 26, 8, tzinfo=UTC), []
    for number in range(count):
        moment += timedelta(seconds=draw.choice((0, 0, 7, 60, 300, 1200)))
        length = longest if number % 150 == 75 else draw.choice((0, 0, 15, 40, 80, 160))
        body: list[Block] = [Paragraph(text) for text in _paragraphs(draw, length)]
        if draw.random() < 0.2:
            body.insert(0, Image("A bridge in the rain", "Reuters", "It was closed on Tuesday"))
        posts.append(Post(moment, headline=f"What happened as number {number}", body=tuple(body)))
    return LiveBlog(tuple(posts), title="A long day", zone="Europe/London")


def _paragraphs(draw: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        length = min(words, draw.randint(20, 90))
        yield " ".join(draw.choices(_SOME_WORDS, k=length)).capitalize() + "."
        words -= length


def rows() -> list[Row]:
    """The figures of reading time."""
    return [*_bundled_rows(), *_synthetic_rows(), _at_constant_speed(), *_by_hand()]


def _bundled_rows() -> Iterator[Row]:
    blog = bundled_blog()
    for size in SIZES:
        steady, resized = (
            [
                asyncio.run(
                    watch(blog, size, ReplayOptions(), newest_first=newest_first, resized=resized)
                )
                for newest_first in (False, True)
            ]
            for resized in (False, True)
        )
        where = "{}x{}, both orders".format(*size)
        yield from _reader_rows(blog, steady, where, 0, 1)
        at_pace = [read(blog, each, DEFAULT_PACE_WPM) for each in resized]
        yield Row("with a resize every 13 s", _percent(at_pace), 0, "%")


def _reader_rows(
    blog: LiveBlog,
    watched: Sequence[Watching],
    where: str,
    bar: float,
    bar_within: float | None,
) -> Iterator[Row]:
    """The worst of what a reader at the pace, and one who is slower, got."""
    at_pace = [read(blog, each, DEFAULT_PACE_WPM) for each in watched]
    slower = [read(blog, each, DEFAULT_PACE_WPM * SLOWER) for each in watched]
    yield Row(f"words lost at {where}", _percent(at_pace), bar, "%")
    yield Row("by a reader 10 % slower", _percent(slower), 11, "%")
    within = max(each.lost_within / each.words for each in slower) * 100
    yield Row("of these, before the next post came", within, bar_within, "%")


def _percent(reads: Sequence[Read]) -> float:
    return max(each.lost / each.words for each in reads) * 100


def _synthetic_rows() -> Iterator[Row]:
    # In a post of 3,000 words a slower reader falls 300 behind, and these windows hold 170 and 185:
    # even turned line by line, as late as can be, they lose 1.6 and 1.4 % before the next post.
    for longest, bar_within in ((3000, None), (1000, 1)):
        blog = synthetic(longest=longest)
        watched = [
            asyncio.run(watch(blog, size, ReplayOptions(), newest_first=newest_first))
            for size, newest_first in (((80, 24), False), ((100, 30), True))
        ]
        where = f"80x24 and 100x30, {len(blog.posts)} posts of up to {longest:,} words"
        yield from _reader_rows(blog, watched, where, 0.2, bar_within)


def _at_constant_speed() -> Row:
    blog = bundled_blog()
    options = ReplayOptions(speed="60")
    missing = [
        unseen(blog, asyncio.run(watch(blog, size, options, newest_first=newest_first)))
        for size in SIZES
        for newest_first in (False, True)
    ]
    return Row("words never on the screen at --speed 60, all sizes", max(missing), 0)


def _by_hand() -> Iterator[Row]:
    presses, missing = asyncio.run(turned_by_hand(bundled_blog(), (80, 24)))
    yield Row("presses of enter that read it all at 80x24", presses, 20)
    yield Row("words not seen then", missing, 0)


if __name__ == "__main__":
    from rich.console import Console

    sys.exit(0 if print_table(rows(), Console()) else 1)
