"""The cost of an open box: the frames of a clock under it, against the same page without a box."""

import asyncio
import time
from statistics import median

from sample_blogs import FakeClock
from screen_stage import Stage, StageApp
from table import Row

from tui.replay import Replay, ReplayOptions
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

ROUNDS = 5
FRAMES = 100
SIZE = (80, 24)
BOXES = {
    "help": ("question_mark",),
    "search": ("slash",),
    "filter": ("a",),
    "jump": ("t",),
    "theme": ("T",),
    "marks": ("m", "apostrophe"),
    "note": ("m", "m"),
}
"""The keys that open each box."""
MOST_CPU, MOST_BYTES = 2.0, 1.3
"""What a page with a box may cost, at most, as a share of one without."""


class Writing(StageApp):
    """The app, which counts the bytes that it would write to a terminal."""

    counts = False
    written = 0

    @property
    def is_headless(self) -> bool:
        return not self.counts

    def count_writing(self) -> None:
        """From now on draws for a terminal that is none."""
        assert self._driver is not None
        setattr(self._driver, "write", self._write)  # noqa: B010 - in place of the terminal
        self.counts = True

    def _write(self, text: str) -> None:
        self.written += len(text.encode())


async def frames(*keys: str) -> tuple[float, float]:
    """CPU milliseconds and bytes of a frame in which the clock moves on, with a box or none."""
    clock = FakeClock()
    replay = Replay(load(BUNDLED[0].name), ReplayOptions(at="10:20", speed="1"))
    player = replay.player(clock)
    app = Writing(player, ViewOptions(replay.faces), LayoutCache(replay.blog), now=clock)
    async with app.run_test(size=SIZE) as pilot:
        stage = Stage(app, pilot, clock)
        await stage.press(*keys)
        app.count_writing()
        await stage.pass_seconds(1)
        app.written, began = 0, time.process_time()
        for _ in range(FRAMES):
            await stage.pass_seconds(1)
        took = time.process_time() - began
        app.counts = False
        return took / FRAMES * 1000, app.written / FRAMES


def rows() -> list[Row]:
    """The figures of each box."""
    return asyncio.run(_rows())


async def _rows() -> list[Row]:
    found = []
    for name, keys in BOXES.items():
        pairs = [(await frames(), await frames(*keys)) for _ in range(ROUNDS)]
        cpu = [box[0] / page[0] for page, box in pairs]
        sizes = [box[1] / page[1] for page, box in pairs]
        bare = median(page[1] for page, _ in pairs)
        found += [
            Row.of(f"a frame under {name}: CPU, against the page alone", cpu, MOST_CPU, "x"),
            Row.of(f"a frame under {name}: bytes, against {bare:.0f}", sizes, MOST_BYTES, "x"),
        ]
    return found
