"""Worker processes and their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from patience import PATIENCE

from tui.hosting.monitoring.log import EventLog
from tui.hosting.options import MAX_PORT, ServeOptions
from tui.hosting.serve import check_options
from tui.hosting.workers import WorkerPool, listening_socket
from tui.model.errors import OptionError

POOL = f"""
import os, signal, time
from tui.hosting import workers
from tui.hosting.monitoring.log import EventLog

workers.HEALTHY_SECONDS = 0
has_died = False

def stop():
    os.kill(os.getpid(), signal.SIGTERM)

def work(index, on_accepting):
    if not lasts and not has_died:
        return 1
    time.sleep({PATIENCE})

def on_death(index):
    global has_died
    has_died = True
    stop()

lasts = {{lasts}}
if lasts:
    os.register_at_fork(after_in_parent=stop)
log = EventLog(lambda line: None, as_json=True)
raise SystemExit(workers.WorkerPool(
    1, work, log, on_accepting=lambda: None, on_death=on_death
).run())
"""


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


@pytest.mark.parametrize("lasts", [False, True], ids=["one has died", "one is just made"])
def test_a_signal_beside_the_start_of_a_worker_stops_it_too(lasts: bool) -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-c", POOL.format(lasts=lasts)],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE / 2,
        )
    except subprocess.TimeoutExpired:
        pytest.fail("A worker goes on.")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pool_is_ready_when_the_last_worker_is(tmp_path: Path) -> None:
    ready: list[list[str]] = []

    def work(index: int, on_accepting: Callable[[], None]) -> int:
        time.sleep(index / 2)
        (tmp_path / str(index)).touch()
        on_accepting()
        time.sleep(PATIENCE)
        return 0

    def on_accepting() -> None:
        ready.append(sorted(path.name for path in tmp_path.iterdir()))
        os.kill(os.getpid(), signal.SIGTERM)

    log = EventLog(lambda line: None, as_json=False)
    WorkerPool(2, work, log, on_accepting=on_accepting, on_death=lambda index: None).run()
    assert ready == [["0", "1"]]


@pytest.mark.parametrize("address", [("a" * 64, 0), ("203.0.113.5", 0)], ids=str)
def test_an_address_that_cannot_be_used_is_a_sentence(address: tuple[str, int]) -> None:
    with pytest.raises(OptionError) as raised:
        listening_socket(*address)
    host, port = address
    assert str(raised.value).startswith(f"Cannot listen on {host} port {port}: ")
    assert "None" not in str(raised.value)


def test_there_are_as_many_ports_for_metrics_as_workers() -> None:
    last = f"127.0.0.1:{MAX_PORT}"
    check_options(ServeOptions(metrics=last))
    with pytest.raises(OptionError, match=f"would be {MAX_PORT + 1}, and none is over"):
        check_options(ServeOptions(metrics=last, workers=2))
