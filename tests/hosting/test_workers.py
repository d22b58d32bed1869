"""Worker processes and their parent."""

import os
import signal
from collections.abc import Callable

import pytest

from tui.hosting.monitoring.log import EventLog
from tui.hosting.workers import WorkerPool
from tui.model.errors import OptionError


def pool(work: Callable[[int, Callable[[], None]], int], told: list[str]) -> WorkerPool:
    def on_accepting() -> None:
        told.append("accepting")
        os.kill(os.getpid(), signal.SIGTERM)

    return WorkerPool(
        2,
        work,
        EventLog(told.append, as_json=False),
        on_accepting=on_accepting,
        on_death=lambda index: told.append(f"dead {index}"),
    )


def wait_to_be_stopped() -> int:
    signal.pause()
    return 0


def test_the_parent_is_told_once_when_all_accept() -> None:
    def work(index: int, on_accepting: Callable[[], None]) -> int:
        on_accepting()
        return wait_to_be_stopped()

    told: list[str] = []
    assert pool(work, told).run() == 0
    assert told == ["accepting"]


def test_a_worker_that_dies_at_once_stops_all_with_a_sentence() -> None:
    def work(index: int, on_accepting: Callable[[], None]) -> int:
        return 3 if index else wait_to_be_stopped()

    told: list[str] = []
    with pytest.raises(
        OptionError, match=r"^Worker 1 died as soon as it had started .status 3.\.$"
    ):
        pool(work, told).run()
    assert "accepting" not in told
    assert "dead 1" in told


def test_the_first_worker_that_cannot_start_says_why() -> None:
    def work(index: int, on_accepting: Callable[[], None]) -> int:
        if index:
            raise OptionError("There is no port.")
        return wait_to_be_stopped()

    told: list[str] = []
    with pytest.raises(OptionError, match=r"^There is no port\.$"):
        pool(work, told).run()
    assert "accepting" not in told
