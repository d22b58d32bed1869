"""Time in which the whole host was stopped, as a laptop with its lid closed: no clock runs on."""

import asyncio

from tui.hosting.room.clock import Room
from tui.playback.tick_interval import FREEZE_SECONDS

LOOK_SECONDS = 1.0


async def watch_stops(room: Room) -> None:
    """Put a room's clock back by each stop, for everybody; a start by time stays."""
    while True:
        due = room.now() + LOOK_SECONDS
        await asyncio.sleep(LOOK_SECONDS)
        late, clock = room.now() - due, room.state.clock
        if late > FREEZE_SECONDS and clock.playing and clock.anchor <= due:
            room.press(clock=clock._replace(anchor=clock.anchor + late))
