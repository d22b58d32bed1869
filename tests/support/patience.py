"""How long a test waits for another process or a guest; where that is too long, the test fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

PATIENCE = 60.0
"""Seconds after which a wait has hung: far more than a busy machine needs."""


@asynccontextmanager
async def patience(seen: Callable[[], object] = lambda: "nothing") -> AsyncIterator[None]:
    """What has to end; the test fails and tells what is seen where it has not after PATIENCE."""
    try:
        async with asyncio.timeout(PATIENCE) as wait:
            yield
    except TimeoutError:
        if not wait.expired():
            raise
        _fail(seen)


def looks(seen: Callable[[], object]) -> Iterator[None]:
    """Looks for what has to come; the test fails and tells what is seen once they took PATIENCE."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        yield
    _fail(seen)


async def let_others_run() -> None:
    """Let what is ready in the event loop run, and what that makes ready."""
    for _ in range(10):
        await asyncio.sleep(0)


def _fail(seen: Callable[[], object]) -> None:
    pytest.fail(f"This never came; there is: {seen()}")
