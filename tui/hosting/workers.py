"""Several worker processes on one port: the kernel spreads the connections over them, and the
parent process only watches them.
"""

import gc
import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from tui.hosting.monitoring.log import EventLog
from tui.model.errors import OptionError

BACKLOG_CONNECTIONS = 512
RECEIVE_BUFFER_BYTES = 32 * 1024  # in the kernel, for each connection
STOPPING = (signal.SIGTERM, signal.SIGINT)
HEALTHY_SECONDS = 2.0  # that a worker must live for the parent to replace it when it dies


def listening_socket(
    host: str, port: int, *, shared: bool = False, listen: bool = True
) -> socket.socket:
    """Bind a socket to an address; `shared` lets other processes bind to it too.

    Raises OptionError if the address cannot be used.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, protocol)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        # Every connection inherits the size. A small one makes a client that floods wait soon,
        # and shows the end of a client soon.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        sock.bind(address)
        if listen:
            sock.listen(BACKLOG_CONNECTIONS)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such name"
        raise OptionError(f"Cannot listen on {host} port {port}: {reason}.") from error
    return sock


class Report(NamedTuple):
    """What a worker tells its parent: that it accepts guests, or why it cannot start."""

    worker: int
    failure: str = ""


class WorkerPool:
    """Runs `work(index, on_accepting)` in `count` processes, each of which calls `on_accepting`
    when it accepts guests. Calls its own `on_accepting()` once, when all do, and `on_death(index)`
    when one dies by itself.

    Raises OptionError on a system whose processes cannot share a port.
    """

    def __init__(
        self,
        count: int,
        work: Callable[[int, Callable[[], None]], int],
        log: EventLog,
        *,
        on_accepting: Callable[[], None],
        on_death: Callable[[int], None],
    ) -> None:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        if not hasattr(socket, "SO_REUSEPORT") or not can_fork:
            raise OptionError(
                "This system cannot share a port between workers: leave --workers at 1."
            )
        self._context = multiprocessing.get_context("fork")
        self._count = count
        self._work = work
        self._on_accepting = on_accepting
        self._on_death = on_death
        self._log = log
        self._failure = ""
        self._stopping = False
        self._not_accepting = set(range(count))
        self._running: dict[int, tuple[BaseProcess, float]] = {}
        self._reports, self._reporter = self._context.Pipe(duplex=False)

    def run(self) -> int:
        """Run the workers until SIGTERM or SIGINT. Returns 0.

        Raises OptionError if a worker cannot start, or dies as soon as it has started.
        """
        gc.collect()
        gc.freeze()  # the workers share the memory of what is imported so far
        before = {number: signal.signal(number, self._stop) for number in STOPPING}
        try:
            for index in range(self._count):
                self._start(index)
            while self._running:
                ends = [process.sentinel for process, _ in self._running.values()]
                wait([self._reports, *ends])
                self._take_reports()
                self._replace_dead()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self._reports.close()
            self._reporter.close()
        if self._failure:
            raise OptionError(self._failure)
        return 0

    def _start(self, index: int) -> None:
        """Start a worker, unless the host stops."""
        process = self._context.Process(target=self._child, args=(index,), name=f"worker {index}")
        # A signal comes before, or waits until it can reach the worker too.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            if not self._stopping:
                self._running[index] = (process, time.monotonic())
                process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    def _child(self, index: int) -> None:
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        try:
            status = self._work(index, lambda: self._reporter.send(Report(index)))
        except OptionError as error:
            self._log.record("not started", worker=index, reason=str(error))
            self._reporter.send(Report(index, str(error)))
            status = 1
        raise SystemExit(status)

    def _take_reports(self) -> None:
        while self._reports.poll():
            report: Report = self._reports.recv()
            if report.failure:
                self._fail(report.failure)
            elif report.worker in self._not_accepting:
                self._not_accepting.remove(report.worker)
                if not self._not_accepting and not self._stopping:
                    self._on_accepting()

    def _replace_dead(self) -> None:
        for index, (process, started_at) in list(self._running.items()):
            if process.is_alive():
                continue
            process.join()
            del self._running[index]
            if self._stopping:
                continue
            status = process.exitcode
            self._log.record("worker died", worker=index, status=status)
            self._on_death(index)
            if time.monotonic() - started_at < HEALTHY_SECONDS:
                self._fail(f"Worker {index} died as soon as it had started (status {status}).")
            else:
                self._start(index)

    def _fail(self, failure: str) -> None:
        self._failure = self._failure or failure
        self._stop()

    def _stop(self, *_: object) -> None:
        self._stopping = True
        for process, _started_at in list(self._running.values()):
            process.terminate()
