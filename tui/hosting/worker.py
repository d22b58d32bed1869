"""A worker: the servers of guests over SSH and in browsers, in the first process or in its own."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import asyncssh

from tui.hosting.door import AnyDoor, Kind
from tui.hosting.host import Host
from tui.hosting.monitoring.log import EventLog
from tui.hosting.monitoring.metrics import Metrics
from tui.hosting.options import ServeOptions, parse_address
from tui.hosting.proxy_protocol import Network
from tui.hosting.room.relay import Line, RoomLines, Send
from tui.hosting.ssh.server import GuestServer
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import HostedBlogs, ReplayViews
from tui.hosting.workers import BEAT_SECONDS, STOPPING, FarDoor, LineChannel
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

type Follow = Callable[[Callable[[LiveBlog], None]], Callable[[], None]]
"""Calls, from a thread of its own, with each longer state of a live blog; its result ends it."""


class Server(Protocol):
    """Serves guests of one kind."""

    async def serve(self, sock: socket.socket, address: str, connection: int) -> None:
        """Serve an accepted socket of a client; the connection's number is the door's."""
        ...

    async def stop(self) -> None:
        """Close what is left; all guests have gone."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """All that a worker needs to know before it starts."""

    options: ServeOptions
    blogs: HostedBlogs
    key: asyncssh.SSHKey
    authorized: asyncssh.SSHAuthorizedKeys | None
    log: EventLog
    proxies: tuple[Network, ...] = ()
    web_address: str = ""
    """The address at which browsers connect, if they can."""
    follow: Follow | None = None
    """Follows a live blog that is still being written."""


class Worker:
    """The guests of one worker; the door hands it their connections. `name` is its own among those
    of all machines, by `send` it tells them about its rooms."""

    answers = True

    def __init__(
        self,
        settings: WorkerSettings,
        number: int,
        door: AnyDoor,
        metrics: Metrics,
        *,
        name: str = "",
        send: Send = lambda _: None,
    ) -> None:
        options, blogs = settings.options, settings.blogs
        self.number, self._settings = number, settings
        self.host = Host(
            blogs.first,
            options.limits,
            door,
            log=settings.log,
            metrics=metrics,
            worker=number,
            authorized=settings.authorized,
            presenters=blogs.rooms[0].presenters if blogs.rooms else None,
            choice=blogs.by_name,
        )
        rooms = [RoomLines(opened.room, name, send) for opened in blogs.rooms if opened.room]
        self._rooms = {room.id: room for room in rooms}
        self._stopping, self._stop_now = asyncio.Event(), asyncio.Event()
        self._drain = 0.0
        self.servers: dict[Kind, Server] = {}
        self._serving: set[asyncio.Task[None]] = set()

    async def run(self, on_started: Callable[[], None]) -> None:
        """Serve guests until `stop`; call `on_started` when they can come."""
        settings = self._settings
        if settings.options.listen:
            self.servers["ssh"] = await GuestServer.make(self.host, settings.key)
        if settings.web_address:
            from tui.hosting.web.names import HostNames
            from tui.hosting.web.server import WebServer

            given, _ = parse_address(settings.options.web)  # an address, or a name of this host
            known = (socket.gethostname(), settings.options.public_name, given)
            names = HostNames(settings.web_address, known)
            self.servers["web"] = await WebServer.make(self.host, names)
        self.host.start()
        settings.log.record("started", worker=self.number)
        on_started()
        stop_following = self._start_following()
        await self._stopping.wait()
        stop_following()
        if self._drain:
            settings.log.record("draining", worker=self.number)
            await self.host.drain(self._drain, self._stop_now)
        await self.host.stop()
        for server in self.servers.values():
            await server.stop()
        settings.log.record("stopped", worker=self.number)

    def _start_following(self) -> Callable[[], None]:
        """Show longer states of a live blog as they come; call the result to end it."""
        views, follow = self._settings.blogs.first, self._settings.follow
        if follow is None or not isinstance(views, ReplayViews):
            return lambda: None
        loop = asyncio.get_running_loop()

        def take(blog: LiveBlog) -> None:
            with suppress(RuntimeError):  # the loop is closed: the host has stopped
                loop.call_soon_threadsafe(views.continue_with, blog)

        return follow(take)

    @property
    def is_stopping(self) -> bool:
        """Whether the guests are to go."""
        return self._stopping.is_set()

    def take(self, kind: Kind, sock: socket.socket, address: str, connection: int) -> None:
        """Serve an accepted socket."""
        sock.setblocking(False)
        serve = self.servers[kind].serve(sock, address, connection)
        task = asyncio.get_running_loop().create_task(serve)
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    def hear(self, line: Line) -> None:
        """Take a line about a room."""
        self._rooms[line["room"]].hear(line)

    def refuse(self, connection: int) -> None:
        """Close a connection that has asked for no session, because there are too many."""
        for each in self.host.connections:
            if each.number == connection:
                each.refuse("unauthenticated")
                return

    def end(self, place: int) -> None:
        """End the session of a guest who is away: another needs the place."""
        if session := self.host.sessions.get(place):
            session.end("lost")

    def stop(self, drain: float) -> None:
        """Let the guests go, within so many seconds; at once when called again."""
        self._drain = drain
        (self._stop_now if self._stopping.is_set() else self._stopping).set()


class FarWorker:
    """Runs a worker in a process of its own, with the socket that leads to the door."""

    def __init__(self, settings: WorkerSettings, number: int, name: str) -> None:
        self._settings, self._number, self._name = settings, number, name
        self._worker: Worker
        self._door: FarDoor
        self._channel: LineChannel

    def run(self, sock: socket.socket) -> None:
        """Serve guests until the door says stop, or is gone."""
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        with asyncio.Runner(loop_factory=TurnsLoop) as runner:
            runner.run(self._run(sock))

    async def _run(self, sock: socket.socket) -> None:
        self._channel = LineChannel(sock, self._hear, self._door_is_gone)
        self._door = FarDoor(self._channel.send)
        metrics = Metrics()
        self._worker = worker = Worker(
            self._settings,
            self._number,
            self._door,
            metrics,
            name=self._name,
            send=lambda line: self._channel.send({"do": "room", "line": line}),
        )
        try:
            serve_metrics(self._settings, metrics, self._number, lambda: not worker.is_stopping)
            await worker.run(self._started)
        except OptionError as error:
            self._settings.log.record("not started", worker=self._number, reason=str(error))
            self._channel.send({"do": "failed", "reason": str(error)})

    def _started(self) -> None:
        self._channel.send({"do": "started", "pid": os.getpid()})
        self._beat()

    def _beat(self) -> None:
        self._channel.send({"do": "beat"})
        asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat)

    def _door_is_gone(self) -> None:
        self._worker.stop(0)
        self._worker.stop(0)

    def _hear(self, line: Line, brought: socket.socket | None) -> None:
        match line:
            case {"do": "take", "kind": kind, "address": address, "connection": connection}:
                if brought is None:  # this process had no file descriptor left
                    self._door.gone(connection)
                else:
                    self._worker.take(kind, brought, address, connection)
            case {"do": "answer", "call": call, "answer": answer}:
                self._door.answered(call, answer)
            case {"do": "room", "line": about}:
                self._worker.hear(about)
            case {"do": "refuse", "connection": connection}:
                self._worker.refuse(connection)
            case {"do": "end", "place": place}:
                self._worker.end(place)
            case {"do": "stop", "drain": drain}:
                self._worker.stop(drain)


def serve_metrics(
    settings: WorkerSettings, metrics: Metrics, number: int, accepts: Callable[[], bool]
) -> None:
    """Serve the metrics, if the owner wants them, at the given port plus the worker's number.

    Raises OptionError if the port cannot be used.
    """
    if not settings.options.metrics:
        return
    address, port = parse_address(settings.options.metrics)
    port = port + number if port else 0
    try:
        server = metrics.serve(address, port, accepts)
    except OSError as error:
        raise OptionError(
            f"--metrics: Cannot listen on {address} port {port}: {error.strerror}."
        ) from error
    settings.log.record("metrics", worker=number, address=f"{address}:{server.port}")
