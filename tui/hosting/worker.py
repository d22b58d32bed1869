"""A worker: the servers for SSH and browsers, in the first process or in its own."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncssh

from tui.hosting.door import Door, Kind
from tui.hosting.host import Host
from tui.hosting.links import DoorLink, Line, LineChannel, Send, send_here
from tui.hosting.monitoring.log import EventLog
from tui.hosting.monitoring.metrics import Metrics
from tui.hosting.options import ServeOptions, parse_address
from tui.hosting.proxy_protocol import Network
from tui.hosting.room.relay import Relay, RoomLines
from tui.hosting.ssh.server import GuestServer
from tui.hosting.ssh.session import ConnectionHandler
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import HostedBlogs, ReplayViews
from tui.hosting.workers import BEAT_SECONDS, STOPPING, WorkerLink
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.screen.actions.live import Following

if TYPE_CHECKING:
    from tui.hosting.web.server import WebServer

type Follow = Callable[[Callable[[LiveBlog, Following], None]], Callable[[], None]]
"""Calls, in its own thread, with each longer state of a live blog; the result ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    options: ServeOptions
    blogs: HostedBlogs
    key: asyncssh.SSHKey
    authorized: asyncssh.SSHAuthorizedKeys | None
    log: EventLog
    proxies: tuple[Network, ...] = ()
    web_address: str = ""  # for browsers; empty: none
    follow: Follow | None = None  # of a live blog that is still being written


class Worker:
    """The guests of one worker; `send` leads to the door, `name` is unique over all machines."""

    def __init__(
        self, settings: WorkerSettings, number: int, metrics: Metrics, name: str, send: Send
    ) -> None:
        self.number, self._settings, self._send = number, settings, send
        self._door = DoorLink(send)
        blogs = settings.blogs
        self.host = Host(
            blogs.first,
            settings.options.limits,
            self._door,
            log=settings.log,
            metrics=metrics,
            worker=number,
            authorized=settings.authorized,
            presenters=blogs.rooms[0].presenters if blogs.rooms else None,
            choice=blogs.by_name,
        )
        rooms = [RoomLines(each.room, name, self._send_room) for each in blogs.rooms if each.room]
        self._rooms = {room.id: room for room in rooms}
        self._stopping, self._stop_now = asyncio.Event(), asyncio.Event()
        self._drain = 0.0
        self._ssh: GuestServer | None = None
        self.web: WebServer | None = None
        self._serving: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        settings = self._settings
        if settings.options.listen:
            self._ssh = await GuestServer.make(self.host, settings.key)
        if settings.web_address:
            from tui.hosting.web.names import HostNames
            from tui.hosting.web.server import WebServer

            given, _ = parse_address(settings.options.web)  # an address, or a name of this host
            known = (socket.gethostname(), settings.options.public_name, given)
            names = HostNames(settings.web_address, known)
            self.web = await WebServer.make(self.host, names)
        lag = asyncio.create_task(self.host.metrics.watch_lag())
        settings.log.record("started", worker=self.number)
        self._send({"do": "started", "pid": os.getpid()})
        stop_following = self._start_following()
        await self._stopping.wait()
        stop_following()
        if self._drain:
            settings.log.record("draining", worker=self.number)
            await self.host.drain(self._drain, self._stop_now)
        await self.host.stop()
        if self.web is not None:
            await self.web.stop()
        lag.cancel()
        settings.log.record("stopped", worker=self.number)

    def _start_following(self) -> Callable[[], None]:
        """Show longer states of a live blog; call the result to end."""
        views, follow = self._settings.blogs.first, self._settings.follow
        if follow is None or not isinstance(views, ReplayViews):
            return lambda: None
        loop = asyncio.get_running_loop()

        def take(blog: LiveBlog, following: Following) -> None:
            with suppress(RuntimeError):  # the loop is closed: the host has stopped
                loop.call_soon_threadsafe(views.continue_with, blog, following)

        return follow(take)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self, drain: float) -> None:
        """Let guests go within `drain` seconds; at once when called again."""
        self._drain = drain
        (self._stop_now if self._stopping.is_set() else self._stopping).set()

    def _send_room(self, line: Line) -> None:
        self._send({"do": "room", "line": line})

    def hear(self, line: Line, brought: socket.socket | None) -> None:
        match line:
            case {"do": "take", "kind": kind, "address": address, "connection": connection}:
                if brought is None:  # this process had no file descriptor left
                    self._door.forget(connection)
                else:
                    self._serve(kind, brought, address, connection)
            case {"do": "answer", "call": call, "answer": answer}:
                self._door.answered(call, answer)
            case {"do": "room", "line": about}:
                self._rooms[about["room"]].hear(about)
            case {"do": "refuse", "connection": connection}:
                for each in tuple(self.host.connections):
                    if isinstance(each, ConnectionHandler) and each.connection.number == connection:
                        each.refuse("unauthenticated")
            case {"do": "end", "place": place}:
                if session := self.host.sessions.get(place):
                    session.end("lost")
            case {"do": "stop", "drain": drain}:
                self.stop(drain)

    def _serve(self, kind: Kind, sock: socket.socket, address: str, connection: int) -> None:
        sock.setblocking(False)
        server = self._ssh if kind == "ssh" else self.web
        assert server is not None
        task = asyncio.get_running_loop().create_task(server.serve(sock, address, connection))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)


def work_here(
    settings: WorkerSettings, door: Door, relay: Relay, metrics: Metrics
) -> tuple[WorkerLink, Worker]:
    """The worker of the first process, beside its door; `run` it."""
    link = WorkerLink(0, door, relay)
    worker = Worker(settings, 0, metrics, relay.name_of(0), send_here(link.hear))
    link.send = send_here(worker.hear)
    return link, worker


def work(settings: WorkerSettings, number: int, name: str, sock: socket.socket) -> None:
    """Run a worker in its own process, until the door ends it or is gone."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    with asyncio.Runner(loop_factory=TurnsLoop) as runner:
        runner.run(_work(settings, number, name, sock))


async def _work(settings: WorkerSettings, number: int, name: str, sock: socket.socket) -> None:
    channel, metrics = LineChannel(sock), Metrics()
    worker = Worker(settings, number, metrics, name, channel.send)

    def door_is_gone() -> None:
        worker.stop(0)
        worker.stop(0)

    channel.listen(worker.hear, door_is_gone)
    try:
        serve_metrics(settings, metrics, number, lambda: not worker.is_stopping)
    except OptionError as error:
        settings.log.record("not started", worker=number, reason=str(error))
        channel.send({"do": "failed", "reason": str(error)})
        return
    beating = asyncio.create_task(_beat(channel))
    await worker.run()
    beating.cancel()


async def _beat(channel: LineChannel) -> None:
    while True:
        channel.send({"do": "beat"})
        await asyncio.sleep(BEAT_SECONDS)


def serve_metrics(
    settings: WorkerSettings, metrics: Metrics, number: int, accepts: Callable[[], bool]
) -> None:
    """Serve metrics if asked for, at the port plus the worker's number. Raises OptionError."""
    if not settings.options.metrics:
        return
    address, port = parse_address(settings.options.metrics)
    port = port + number if port else 0
    try:
        port = metrics.serve(address, port, accepts)
    except OSError as error:
        raise OptionError(
            f"--metrics: Cannot listen on {address} port {port}: {error.strerror}."
        ) from error
    settings.log.record("metrics", worker=number, address=f"{address}:{port}")
