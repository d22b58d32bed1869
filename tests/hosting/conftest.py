"""Tests of the host run on the loop that the host itself uses."""

from collections.abc import Callable, Mapping

from tui.hosting.cpu.fair_loop import FairEventLoop


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], FairEventLoop]]:
    return {"host": FairEventLoop}
