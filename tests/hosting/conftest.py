"""Tests of the host run on the loop that the host itself uses."""

from collections.abc import Callable, Mapping

from tui.hosting.ssh.server import ServerEventLoop


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], ServerEventLoop]]:
    return {"host": ServerEventLoop}
