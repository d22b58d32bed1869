"""Time in which the whole host was stopped, as a laptop with its lid closed: no clock runs on."""

import asyncio
from collections.abc import Callable

from tui.hosting.room.clock import Room
from tui.playback.tick_interval import FREEZE_SECONDS

LOOK_SECONDS = 1.0


async def watch_stops(now: Callable[[], float], lose: Callable[[float], object]) -> None:
    """Call `lose` with the seconds of each stop, by the clock `now`."""
    while True:
        due = now() + LOOK_SECONDS
        await asyncio.sleep(LOOK_SECONDS)
        if (late := now() - due) > FREEZE_SECONDS:
            lose(late)


def lose_time(room: Room, seconds: float) -> None:
    """Put a room's clock back by the stop, for everybody; a start by time stays."""
    clock = room.state.clock
    if clock.playing and clock.anchor <= room.now() - seconds:
        room.press(clock=clock._replace(anchor=clock.anchor + seconds))
