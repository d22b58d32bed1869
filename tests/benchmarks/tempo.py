"""The tempo: the map of a long blog, a look-up in it, and the bytes that watching costs.

CPU times are medians with their ranges, and ratios to a plain pass over the same posts in the same
run. The bytes come from a film, so they are the same on every machine.
"""

import random
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

if __name__ == "__main__":
    HERE = Path(__file__).parent
    sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from table import Row

from tui.film.asciicast import OUTPUT, Event
from tui.film.recording import REST_SECONDS, record
from tui.model.instants import SECOND
from tui.playback.tempo_map import TempoMap, reading_map
from tui.replay import Replay, ReplayOptions
from tui.screen.view_options import ViewOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

POSTS = 100_000
LOOK_UPS = 20_000
ROUNDS = 9
SIZE = (80, 24)


def rows() -> list[Row]:
    """The figures of the tempo."""
    return [*_map_rows(), *_byte_rows()]


def long_day() -> tuple["array[int]", "array[int]"]:
    """The moments and the reading times of many posts: bursts, minutes and hours between them."""
    draw = random.Random(10)
    instants, needs, at = array("q"), array("q"), 0
    for _ in range(POSTS):
        at += draw.choice((0, 5, 60, 300)) * SECOND + draw.randrange(SECOND) * draw.randrange(2)
        instants.append(at)
        needs.append(draw.randrange(3 * SECOND, 90 * SECOND))
    return instants, needs


def _map_rows() -> Iterator[Row]:
    instants, needs = long_day()
    made: list[TempoMap] = []

    def make() -> None:
        made[:] = [reading_map(instants, needs, instants[0], instants[-1])]

    def plain_pass() -> None:
        total = 0
        for _, seconds in zip(instants, needs, strict=True):
            total += round(seconds * SECOND)

    making, passing = _cpu_ms(make), _cpu_ms(plain_pass)
    yield Row.of(f"the reading map of {POSTS:,} posts", making, 80, "ms CPU")
    yield Row("the same, against a plain pass over them", median(making) / median(passing), 7, "x")
    draw = random.Random(1)
    places = [draw.randrange(made[0].last_place) for _ in range(LOOK_UPS)]
    moments = [made[0].instant(place) for place in places]
    for name, look_up, asked in (
        ("a place to its moment", made[0].instant, places),
        ("a moment to its place", made[0].place, moments),
    ):
        taken = _cpu_ms(partial(_all_of, look_up, asked))
        yield Row.of(
            f"a look-up in it, {name}", [each * 1000 / LOOK_UPS for each in taken], 2, "us CPU"
        )


def _all_of(look_up: Callable[[Any], object], asked: list[Any]) -> None:
    for each in asked:
        look_up(each)


def _cpu_ms(act: Callable[[], object]) -> list[float]:
    """Milliseconds of CPU of each round, after one that does not count."""
    act()
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        taken.append((time.process_time() - start) * 1000)
    return taken


def _byte_rows() -> Iterator[Row]:
    blog = load(BUNDLED[0].name)
    for name, speed, bar in (("reading pace", "", 15), ("60x", "60", None)):
        worst = 0.0
        for newest_first in (False, True):
            replay = Replay(blog, ReplayOptions(speed=speed))
            view = ViewOptions(replay.faces, newest_first=newest_first)
            worst = max(worst, kilobytes_a_minute(record(replay, view, SIZE)))
        yield Row("to a terminal of {}x{}, {}".format(*SIZE, name), worst, bar, "KB a minute")


def kilobytes_a_minute(events: list[Event]) -> float:
    """What a film writes after its first frame."""
    _, *written = [len(event.text.encode()) for event in events if event.kind == OUTPUT]
    return sum(written) / 1000 / ((events[-1].at - REST_SECONDS) / 60)


if __name__ == "__main__":
    from rich.console import Console
    from table import print_table

    sys.exit(0 if print_table(rows(), Console()) else 1)
