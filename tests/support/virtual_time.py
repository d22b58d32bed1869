"""An event loop whose time jumps to the next timer when nothing is left to do."""

import asyncio
import functools
import inspect
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, override

from tui.hosting.turns import TurnsLoop


class _JumpingSelector(selectors.SelectSelector):
    now = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self.now += timeout
        return ready


class VirtualLoop(TurnsLoop):
    """The host's loop; hours pass in it in no time."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    @override
    def time(self) -> float:
        return self._jumping.now


def in_virtual_time[**P](test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run a test on a `VirtualLoop`."""

    @functools.wraps(test)
    def run(*args: P.args, **options: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **options))

    # pytest-asyncio would take a coroutine function for its own.
    vars(run).pop("__wrapped__")
    vars(run)["__signature__"] = inspect.signature(test)
    return run
