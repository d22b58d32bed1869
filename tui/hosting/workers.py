"""Worker processes: lines and sockets between them and the door, which is in the first process.

A helper process, forked before any event loop runs, forks the workers: a process with a loop, open
connections and signal handlers is a bad one to fork. Each worker sends a heartbeat; one that is
silent for too long is killed, and another takes its place.
"""

import asyncio
import json
import os
import signal
import socket
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, cast

from tui.hosting.door import Admission, Door, Kind
from tui.hosting.monitoring.log import EventLog
from tui.hosting.room.relay import Line, Relay
from tui.model.errors import OptionError

BACKLOG_CONNECTIONS = 512
RECEIVE_BUFFER_BYTES = 32 * 1024  # in the kernel, for each connection
READ_BYTES = 64 * 1024
SOCKETS_A_READ = 32
MOST_UNSENT_LINES = 10_000  # for a worker that hangs; then it is killed
HEALTHY_SECONDS = 2.0  # that a worker must live for the door to replace it when it dies
BEAT_SECONDS = 1.0
LATE_BEATS = 2  # that are missing when a worker gets no more guests
SILENT_BEATS = 10  # that are missing when a worker is killed
STOPPING = (signal.SIGTERM, signal.SIGINT)

type Hear = Callable[[Line, socket.socket | None], None]


def listening_socket(host: str, port: int) -> socket.socket:
    """Listen on an address. Raises OptionError if the address cannot be used."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, protocol)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Every connection inherits the size. A small one makes a client that floods wait soon,
        # and shows the end of a client soon.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        sock.bind(address)
        sock.listen(BACKLOG_CONNECTIONS)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such name"
        raise OptionError(f"Cannot listen on {host} port {port}: {reason}.") from error
    return sock


class LineChannel:
    """Lines of JSON over a Unix socket; a line may bring a socket. `hear` gets both, `on_end` is
    called when the other process is gone."""

    def __init__(self, sock: socket.socket, hear: Hear, on_end: Callable[[], None]) -> None:
        sock.setblocking(False)
        self._sock, self._hear, self._on_end = sock, hear, on_end
        self._loop = asyncio.get_running_loop()
        self._unsent: deque[tuple[bytes, socket.socket | None]] = deque()
        self._read = b""
        self._closed = False
        self._brought: deque[int | None] = deque()
        self._loop.add_reader(sock, self._receive)

    def send(self, line: Line, brought: socket.socket | None = None) -> bool:
        """Send a line, with a socket that is closed here. Returns False if too much is unsent, or
        the other process is gone."""
        if self._closed or len(self._unsent) >= MOST_UNSENT_LINES:
            return False
        if brought is not None:
            line = line | {"brings": True}
        self._unsent.append((json.dumps(line).encode() + b"\n", brought))
        if len(self._unsent) == 1:
            self._send_waiting()
        return True

    def _send_waiting(self) -> None:
        while self._unsent:
            data, brought = self._unsent[0]
            try:
                sent = socket.send_fds(self._sock, [data], [brought.fileno()] if brought else [])
            except BlockingIOError:
                self._loop.add_writer(self._sock, self._send_waiting)
                return
            except OSError:  # the other process is gone, which the reader notices
                self._drop_unsent()
                break
            if brought is not None:
                brought.close()
            self._unsent.popleft()
            if rest := data[sent:]:
                self._unsent.appendleft((rest, None))
        self._loop.remove_writer(self._sock)

    def _receive(self) -> None:
        try:
            data, fds, flags, _ = socket.recv_fds(self._sock, READ_BYTES, SOCKETS_A_READ)
        except BlockingIOError:
            return
        except OSError:
            data, fds, flags = b"", [], 0
        if not data:
            self.close()
            self._on_end()
            return
        # Each read has one socket at most. The kernel drops it if this process has no room for it.
        self._brought += [None] if flags & socket.MSG_CTRUNC and not fds else fds
        *lines, self._read = (self._read + data).split(b"\n")
        for text in lines:
            line, sock = json.loads(text), None
            if line.pop("brings", False) and (fd := self._brought.popleft()) is not None:
                sock = socket.socket(fileno=fd)
            self._hear(line, sock)

    def close(self) -> None:
        """Close this end."""
        self._closed = True
        self._loop.remove_reader(self._sock)
        self._loop.remove_writer(self._sock)
        self._drop_unsent()
        self._sock.close()

    def _drop_unsent(self) -> None:
        for _, brought in self._unsent:
            if brought is not None:
                brought.close()
        self._unsent.clear()


# In the first process


def fork_helper(
    work: Callable[[int, socket.socket], None], listeners: Sequence[socket.socket]
) -> socket.socket:
    """Fork the process that forks workers, each of which runs `work` with its number and socket.
    Only the first process keeps the listeners.

    Returns the socket by which workers are asked for. Raises OptionError on a system that cannot.
    """
    if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
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
        asked, fds, _, _ = socket.recv_fds(theirs, 1, 1)
        if not asked:
            os._exit(0)
        if not os.fork():
            theirs.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 1
            try:
                work(asked[0], socket.socket(fileno=fds[0]))
                status = 0
            finally:
                os._exit(status)
        os.close(fds[0])


class WorkerProcess:
    """A worker as the door sees it; another process takes its place when it dies.

    `started` is set once the worker can serve guests, `ended`
    when it has stopped or cannot start (then `failure` says why).
    """

    def __init__(
        self,
        number: int,
        helper: socket.socket,
        door: Door,
        log: EventLog,
        relay: Relay,
    ) -> None:
        self._number, self._helper, self._door, self._log = number, helper, door, log
        self._relay = relay
        self._loop = asyncio.get_running_loop()
        self.started, self.ended = asyncio.Event(), asyncio.Event()
        self.failure = ""
        self._stopping = False
        self._pid = 0
        self._missing_beats = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._start()
        self._beat_timer = self._loop.call_later(BEAT_SECONDS, self._check_beats)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._helper, [bytes([self._number])], [theirs.fileno()])
            except OSError:
                ours.close()
                self.failure = "The process that starts workers has ended."
                self.ended.set()
                return
        self._began_at = self._loop.time()
        self._missing_beats = 0
        self._channel = LineChannel(ours, self._hear, self._died)

    @property
    def answers(self) -> bool:
        """Whether the worker has shown lately that it is at work."""
        return self._missing_beats <= LATE_BEATS

    def take(self, kind: Kind, sock: socket.socket, address: str, connection: int) -> None:
        """Hand a socket over."""
        line = {"do": "take", "kind": kind, "address": address, "connection": connection}
        if not self._channel.send(line, sock):
            sock.close()
            self._door.gone(connection)

    def refuse(self, connection: int) -> None:
        """Close a connection that has asked for no session."""
        self._channel.send({"do": "refuse", "connection": connection})

    def end(self, place: int) -> None:
        """End the session of a guest who is away."""
        self._channel.send({"do": "end", "place": place})

    def send(self, line: Line) -> None:
        """Send a line about a room."""
        self._channel.send({"do": "room", "line": line})

    def stop(self, drain: float) -> None:
        """Let the guests go, within so many seconds."""
        self._stopping = True
        self._channel.send({"do": "stop", "drain": drain})

    def _hear(self, line: Line, _: socket.socket | None) -> None:
        door = self._door
        match line:
            case {"do": "beat"}:
                self._missing_beats = 0
            case {"do": "connect" | "admit"}:
                task = self._loop.create_task(self._answer(**line))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            case {"do": "left", "place": place}:
                door.left(place)
            case {"do": "away", "place": place, "is_away": is_away}:
                door.away(place, is_away=is_away)
            case {"do": "gone", "connection": connection}:
                door.gone(connection)
            case {"do": "lead", "peer": peer, "worker": worker}:
                door.lead(peer, worker)
            case {"do": "started", "pid": pid}:
                self._pid = pid
                door.workers[self._number] = self
                self._relay.add(self._number, self.send)
                self.started.set()
            case {"do": "room", "line": about}:
                self._relay.heard(about, self._number)
            case {"do": "failed", "reason": reason}:
                self.failure = reason

    async def _answer(self, do: str, call: int, **asked: Any) -> None:
        ask = self._door.connect if do == "connect" else self._door.admit
        self._channel.send({"do": "answer", "call": call, "answer": await ask(**asked)})

    def _check_beats(self) -> None:
        """Kill a worker that hangs. Missing beats are counted, as no time passes for a worker while
        the whole host is stopped."""
        self._beat_timer = self._loop.call_later(BEAT_SECONDS, self._check_beats)
        if self._pid:
            self._missing_beats += 1
            if self._missing_beats == SILENT_BEATS:
                self._log.record("worker hangs", worker=self._number)
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)

    def _died(self) -> None:
        self._pid = 0
        self._door.forget_worker(self._number)
        self._relay.remove(self._number)
        lived = self._loop.time() - self._began_at
        if not self._stopping:
            if not self.failure:
                self._log.record("worker died", worker=self._number)
            if lived >= HEALTHY_SECONDS and not self.failure:
                self._start()
                return
            died = f"Worker {self._number} died as soon as it had started."
            self.failure = self.failure or died
        self._beat_timer.cancel()
        self.ended.set()


# In a worker


class FarDoor:
    """The door as a worker in another process uses it."""

    def __init__(self, send: Callable[[Line], object]) -> None:
        self._send = send
        self._calls = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}

    async def connect(self, address: str) -> str:
        """Count a connection of a browser. Returns the reason for a refusal, or nothing."""
        return cast(str, await self._ask("connect", address=address))

    async def admit(
        self, worker: int, connection: int, address: str, *, presents: bool, projector: bool
    ) -> Admission:
        """Ask for a guest's place."""
        asked = {"worker": worker, "connection": connection, "address": address}
        return Admission(*await self._ask("admit", **asked, presents=presents, projector=projector))

    async def _ask(self, do: str, **asked: object) -> Any:
        call = next(self._calls)
        self._asked[call] = answer = asyncio.get_running_loop().create_future()
        self._send({"do": do, "call": call, **asked})
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            answer.add_done_callback(self._give_back)
            raise

    def _give_back(self, answer: asyncio.Future[Any]) -> None:
        """Count a guest out who was gone before the answer came."""
        if not answer.cancelled() and isinstance(answer.result(), list):
            self.left(answer.result()[0])

    def answered(self, call: int, answer: Any) -> None:
        """Take the door's answer."""
        self._asked.pop(call).set_result(answer)

    def left(self, place: int) -> None:
        """Count a guest out."""
        self._send({"do": "left", "place": place})

    def away(self, place: int, *, is_away: bool) -> None:
        """Note that a guest's connection is lost, or is there again."""
        self._send({"do": "away", "place": place, "is_away": is_away})

    def gone(self, connection: int) -> None:
        """Forget a connection that is closed or has a session."""
        self._send({"do": "gone", "connection": connection})

    def lead(self, peer: str, worker: int) -> None:
        """Hand the next browsers of a peer to the worker that has its visit."""
        self._send({"do": "lead", "peer": peer, "worker": worker})
