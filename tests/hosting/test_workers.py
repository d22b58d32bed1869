"""A signal to stop finds every worker, whatever the parent process does when it comes."""

import subprocess
import sys

import pytest
from patience import PATIENCE

POOL = f"""
import os, signal, time
from tui.hosting import workers
from tui.hosting.monitoring.log import EventLog

workers.HEALTHY_SECONDS = 0
has_died = False

def stop():
    os.kill(os.getpid(), signal.SIGTERM)

def work(index):
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
raise SystemExit(workers.WorkerPool(1, work, on_death, log).run())
"""


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
