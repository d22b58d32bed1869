"""Charges the CPU time of a guest's tasks to the guest, and none of what others do meanwhile.

A task belongs to the guest in whose context it was created, and so do the tasks that it creates.
"""

from collections.abc import Coroutine, Generator
from contextvars import ContextVar
from time import thread_time
from typing import Any, override

from tui.hosting.cpu.guest_cpu import GuestCpu

charged: ContextVar[GuestCpu | None] = ContextVar("charged", default=None)
"""The account that pays for the tasks that are created in this context."""


class Metered[Result](Coroutine[Any, Any, Result]):
    """A coroutine each of whose steps is charged."""

    __slots__ = ("_cpu", "_work")

    def __init__(self, work: Coroutine[Any, Any, Result], cpu: GuestCpu) -> None:
        self._work = work
        self._cpu = cpu

    @override
    def send(self, value: Any) -> Any:
        began = thread_time()
        try:
            return self._work.send(value)
        finally:
            self._cpu.charge(thread_time() - began)

    @override
    def throw(self, *error: Any) -> Any:
        began = thread_time()
        try:
            return self._work.throw(*error)
        finally:
            error = ()  # the error's traceback keeps this frame, and so would keep itself
            self._cpu.charge(thread_time() - began)

    @override
    def close(self) -> None:
        self._work.close()

    def __await__(self) -> Generator[Any, Any, Result]:
        return self._work.__await__()
