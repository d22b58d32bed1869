"""A test's longest wait for another process or a guest; then the test fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

PATIENCE = 60.0
"""Seconds after which a wait has hung: far more than a busy machine needs."""


@asynccontextmanager
async def patience(seen: Callable[[], object] = lambda: "nothing") -> AsyncIterator[None]:
    """Wait for an end; after PATIENCE the test fails and prints `seen`."""
    try:
        async with asyncio.timeout(PATIENCE) as wait:
            yield
    except TimeoutError:
        if not wait.expired():
            raise
        _fail(seen)


def looks(seen: Callable[[], object]) -> Iterator[None]:
    """Look again and again; after PATIENCE the test fails and prints `seen`."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        yield
    _fail(seen)


async def let_others_run() -> None:
    """Run the callbacks that are ready in the event loop, and those that they add."""
    for _ in range(10):
        await asyncio.sleep(0)


def _fail(seen: Callable[[], object]) -> None:
    pytest.fail(f"This never came; there is: {seen()}")
