"""The screen's CPU time and bytes: seeks, a resize, a minute of watching.

The terminal is Textual's headless one, so CPU figures leave out the writing of a frame (2 ms).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from row import Row
from sample_blogs import many
from screen_stage import on_stage, paused_at

from tui.film.recording import OUTPUT, REST_SECONDS, record
from tui.replay import Replay, ReplayOptions
from tui.screen.page import ViewOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

ROUNDS = 7


async def cpu_ms(act: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of CPU until the result is on the screen."""
    start = time.process_time()
    await act()
    return (time.process_time() - start) * 1000


async def seek_ms(count: int) -> list[float]:
    """Seeks from the first post to nearly the last."""
    async with on_stage(many(count), (120, 40), paused_at("start")) as stage:
        taken = []
        for _ in range(ROUNDS):
            await stage.press("0")
            taken.append(await cpu_ms(lambda: stage.press("9")))
        return taken


async def resize_ms(count: int) -> list[float]:
    """A window that gets narrower and wider."""
    async with on_stage(many(count), (120, 40), paused_at("90%")) as stage:
        sizes = range(110, 110 + ROUNDS)
        return [await cpu_ms(partial(stage.resize, columns, 40)) for columns in sizes]


def kilobytes_a_minute(speed: str, *, newest_first: bool) -> float:
    """Output of the bundled blog's film after its first frame."""
    replay = Replay(load(BUNDLED[0].name), ReplayOptions(speed=speed))
    view = ViewOptions(replay.faces, newest_first=newest_first)
    events = record(replay, view, (80, 24))
    _, *written = [len(event.text.encode()) for event in events if event.kind == OUTPUT]
    return sum(written) / 1000 / ((events[-1].at - REST_SECONDS) / 60)


def screen() -> Iterator[Row]:
    """The figures."""
    for count in (1_000, 100_000):
        first, *taken = asyncio.run(seek_ms(count))
        yield Row.of(f"seek from start to 90 %, {count:,} posts", taken, 10, "ms CPU")
        yield Row("the same, the first time", first, 60, "ms CPU")
    yield Row.of("resize, 1,000 posts", asyncio.run(resize_ms(1_000)), 30, "ms CPU")
    for name, speed, bar in (("reading pace", "", 15), ("60x", "60", None)):
        worst = max(kilobytes_a_minute(speed, newest_first=order) for order in (False, True))
        yield Row(f"to a terminal of 80x24, {name}", worst, bar, "KB a minute")
