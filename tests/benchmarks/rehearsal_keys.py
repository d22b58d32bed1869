"""What people press in a rehearsal; each act returns when its last key was pressed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter

from rehearsal_guests import Seen, Viewer
from rehearsal_host import PATIENCE
from rehearsal_words import shows

type Act = Callable[[], Awaitable[float]]


async def until(viewer: Viewer, seen: Seen) -> None:
    """Wait until a presenter sees something."""
    async with asyncio.timeout(PATIENCE):
        while not seen(viewer.screen):
            await asyncio.sleep(0.05)


def press(viewer: Viewer, keys: bytes) -> Act:
    """Press keys."""
    return press_all([viewer], keys)


def press_all(viewers: Iterable[Viewer], keys: bytes) -> Act:
    """All of them press keys."""

    async def act() -> float:
        at = perf_counter()
        for viewer in viewers:
            viewer.send(keys)
        return at

    return act


def typed(viewer: Viewer, key: bytes, box: str, text: str) -> Act:
    """Type a text into the box that a key opens; the time is that of enter."""

    async def act() -> float:
        viewer.send(key)
        await until(viewer, shows(box))
        viewer.send(text.encode())
        await until(viewer, shows(text))
        return await press(viewer, b"\r")()

    return act


def jump(viewer: Viewer, moment: str) -> Act:
    """Let the clock jump."""
    return typed(viewer, b"t", "Go to a time", moment)
