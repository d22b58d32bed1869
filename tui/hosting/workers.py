"""Workers as the door sees them, and their processes. A helper forks them before any event loop
runs, because a process with a loop, connections and signal handlers forks badly."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from tui.hosting.door import Door
from tui.hosting.door.links import Line, LineChannel, Send
from tui.hosting.host import Served
from tui.hosting.room.copies import RoomCopy
from tui.model.errors import OptionError

START_SECONDS = 2.0  # from one start of a worker to the next at least
BEAT_SECONDS = 1.0
SILENT_BEATS = 6  # missing: then a worker is killed
STOPPING = (signal.SIGTERM, signal.SIGINT)


class WorkerLink:
    """A worker of any process, at the door. `started` is done once it can serve guests, `ended`
    when it stops or cannot start."""

    send: Send  # the lines of `Worker.hear`
    ended: asyncio.Future[None]
    failure = ""  # reason for not starting

    def __init__(
        self, served: Served, number: int, door: Door, copies: Mapping[str, RoomCopy]
    ) -> None:
        self._number, self._door, self._copies = number, door, copies
        self._log, self._name = served.log, served.name_of(number)
        self._loop = asyncio.get_running_loop()
        self.started: asyncio.Future[None] = self._loop.create_future()

    def hear(self, line: Line, _: socket.socket | None = None) -> None:
        match line:
            case {"do": "started"}:
                self._door.workers[self._number] = self.send
                for copy in self._copies.values():
                    copy.add(self._name, lambda about: self.send({"do": "room", "line": about}))
                if not self.started.done():
                    self.started.set_result(None)
            case {"do": "room", "line": about}:
                self._copies[about["room"]].hear(about, self._name)
            case _:
                answer = self._door.hear(self._number, line)
                if "asks" in line:
                    self.send({"do": "answer", "answer": answer})

    def stop(self, drain: float) -> None:
        """Let guests go within `drain` seconds; 0: at once, also while they may still stay."""
        self.send({"do": "stop", "drain": drain})


class WorkerProcess(WorkerLink):
    """A worker's process; once it has served guests, it is replaced when it dies."""

    def __init__(
        self,
        served: Served,
        number: int,
        door: Door,
        copies: Mapping[str, RoomCopy],
        helper: socket.socket,
    ) -> None:
        super().__init__(served, number, door, copies)
        self._helper, self._stopping = helper, asyncio.Event()
        self._pid = self._missing_beats = 0
        self._reason = ""  # given by a process that could not start
        self.ended = self._loop.create_task(self._run())

    async def _run(self) -> None:
        while not self._stopping.is_set():
            next_start = self._loop.time() + START_SECONDS
            with suppress(OSError):  # no file descriptor is left
                await self._live()
            if self._stopping.is_set():
                return
            with suppress(TimeoutError):
                async with asyncio.timeout_at(next_start):
                    await self._stopping.wait()

    async def _live(self) -> None:
        """Start a process, and watch it until it is gone. Raises OSError."""
        lines, its_lines = socket.socketpair()
        passing, its_passing = socket.socketpair()
        with its_lines, its_passing:
            theirs = its_lines.fileno(), its_passing.fileno()
            try:
                socket.send_fds(self._helper, [bytes([self._number])], theirs)
            except OSError:
                if self._door.workers:  # they go on
                    self._log.record("worker not replaced", worker=self._number)
                    await self._stopping.wait()
                else:
                    self._give_up("The process that starts workers has ended.")
                return
        channel, gone = LineChannel(lines, passing), asyncio.Event()
        self.send, self._pid, self._missing_beats = channel.send, 0, 0
        await channel.listen(self.hear, gone.set)
        await self._watch(gone)
        if not gone.is_set():
            self._log.record("worker hangs", worker=self._number)
            with suppress(ProcessLookupError):
                if self._pid:  # else it ends once it finds its channel closed
                    os.kill(self._pid, signal.SIGKILL)
            channel.close()
        self._door.forget_worker(self._number)
        for copy in self._copies.values():
            copy.remove(self._name)
        if not self._stopping.is_set():
            self._log.record("worker died", worker=self._number)
            if not self.started.done():
                self._give_up(self._reason or f"Worker {self._number} died as it started.")

    async def _watch(self, gone: asyncio.Event) -> None:
        """Return when the process is gone or hangs, also as it starts. Beats are counted, because
        the whole host may have been stopped."""
        while not gone.is_set() and self._missing_beats < SILENT_BEATS:
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await gone.wait()
            self._missing_beats += 1

    def _give_up(self, failure: str) -> None:
        self.failure = failure
        self._stopping.set()

    def hear(self, line: Line, _: socket.socket | None = None) -> None:
        match line:
            case {"do": "beat", "pid": pid}:
                self._pid, self._missing_beats = pid, 0
            case {"do": "failed", "reason": reason}:
                self._reason = reason
            case _:
                super().hear(line)

    def stop(self, drain: float) -> None:
        self._stopping.set()
        super().stop(drain)


def fork_helper(
    work: Callable[[int, LineChannel], None], listeners: Iterable[socket.socket]
) -> socket.socket:
    """Fork the process that forks workers, each of which runs `work` with its number and channel.
    Only the first process keeps the listeners. Returns the socket that asks for workers. Raises
    OptionError on a system that cannot fork."""
    if not hasattr(os, "fork"):
        raise OptionError("This system cannot fork workers: leave --workers at 1.")
    ours, theirs = socket.socketpair()
    if os.fork():
        theirs.close()
        return ours
    for mine in (ours, *listeners):
        mine.close()
    for number in STOPPING:  # Ctrl+C and systemd reach all processes; the door decides
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for workers
    while True:
        asked, fds, _, _ = socket.recv_fds(theirs, 1, 2)
        if not asked:
            os._exit(0)
        if not os.fork():
            theirs.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 1
            try:
                work(asked[0], LineChannel(*(socket.socket(fileno=fd) for fd in fds)))
                status = 0
            finally:
                os._exit(status)
        for fd in fds:
            os.close(fd)
