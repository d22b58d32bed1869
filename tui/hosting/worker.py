"""A worker: the servers for SSH and browsers, in the first process or in its own."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from tui.hosting.door import Door, Kind
from tui.hosting.door.links import DoorLink, Line, LineChannel, Send, send_here
from tui.hosting.host import Host, Served
from tui.hosting.monitoring import Metrics
from tui.hosting.options import parse_address
from tui.hosting.room.copies import RoomCopy
from tui.hosting.ssh.connection import serve_ssh, ssh_options
from tui.hosting.ssh.session import ConnectionHandler
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import ReplayViews
from tui.hosting.workers import BEAT_SECONDS, STOPPING, WorkerLink
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.screen.actions.live import Following

if TYPE_CHECKING:
    from tui.hosting.web.server import WebServer

type Serve = Callable[[socket.socket, str], Coroutine[Any, Any, None]]
DOOR = "door"  # the first process, as the only neighbour of a worker's copies


class Worker:
    """The guests of one worker; `send` leads to the door, `copies` hear the lines of rooms."""

    def __init__(
        self,
        served: Served,
        number: int,
        metrics: Metrics,
        send: Send,
        copies: Mapping[str, RoomCopy],
    ) -> None:
        self.number, self._served, self._send, self._copies = number, served, send, copies
        self._door = DoorLink(send)
        self.host = Host(served, self._door, metrics)
        self.stopping = asyncio.Event()
        self._stay_until = inf  # of guests, by the loop's time
        self._servers: dict[Kind, Serve] = {}
        self.web: WebServer | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self._now = asyncio.get_running_loop().time

    async def run(self) -> None:
        log, options = self._served.log, self._served.options
        if options.listen:
            ssh = await ssh_options(self._served.key, lambda: ConnectionHandler(self.host))
            self._servers["ssh"] = partial(serve_ssh, self.host, ssh)
        if options.web:
            from tui.hosting.web.server import WebServer

            names = socket.gethostname(), options.public_name, parse_address(options.web)[0]
            self.web = WebServer(self.host, names)
            await self.web.start()
            self._servers["web"] = self.web.serve
        log.record("started", worker=self.number)
        self._send({"do": "started"})
        stop_following = self._start_following()
        collecting = asyncio.create_task(self.host.collect_garbage())
        await self.stopping.wait()
        stop_following()
        collecting.cancel()
        if (left := self._stay_until - self._now()) > 0:
            log.record("draining", worker=self.number)
            await self.host.drain(left, lambda: self._now() >= self._stay_until)
        await self.host.stop()
        if self.web is not None:
            await self.web.stop()
        log.record("stopped", worker=self.number)

    def _start_following(self) -> Callable[[], None]:
        """Show longer states of a live blog; call the result to end."""
        views, follow = self._served.blogs.views[""], self._served.follow
        if follow is None or not isinstance(views, ReplayViews):
            return lambda: None
        loop = asyncio.get_running_loop()

        def take(blog: LiveBlog, following: Following) -> None:
            with suppress(RuntimeError):  # the loop is closed: the host has stopped
                loop.call_soon_threadsafe(views.continue_with, blog, following)

        return follow(take)

    def stop(self, drain: float) -> None:
        """Let guests go within `drain` seconds; 0: at once, also while they may still stay."""
        self._stay_until = min(self._stay_until, self._now() + drain)
        self.stopping.set()

    def hear(self, line: Line, brought: socket.socket | None) -> None:
        match line:
            case {"do": "take", "kind": kind, "address": address}:
                if brought is not None:  # else this process had no file descriptor left
                    self._serve(kind, brought, address)
            case {"do": "answer", "answer": answer}:
                self._door.answered(answer)
            case {"do": "room", "line": about}:
                self._copies[about["room"]].hear(about, DOOR)
            case {"do": "stop", "drain": drain}:
                self.stop(drain)

    def _serve(self, kind: Kind, sock: socket.socket, address: str) -> None:
        sock.setblocking(False)
        task = asyncio.get_running_loop().create_task(self._servers[kind](sock, address))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)


class WorkerHere(WorkerLink):
    """The worker of the first process, beside its door."""

    def __init__(self, served: Served, door: Door, metrics: Metrics) -> None:
        super().__init__(served, 0, door, {})
        self.worker = Worker(served, 0, metrics, send_here(self.hear), {})
        self.send = send_here(self.worker.hear)
        self.ended = self._loop.create_task(self.worker.run())


def work(served: Served, number: int, channel: LineChannel) -> None:
    """Run a worker in its own process, until the door ends it or is gone."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    with asyncio.Runner(loop_factory=TurnsLoop) as runner:
        runner.run(_work(served, number, channel))


async def _work(served: Served, number: int, channel: LineChannel) -> None:
    metrics, copies = Metrics(), room_copies(served, number)
    for copy in copies.values():
        copy.neighbours[DOOR] = lambda line: channel.send({"do": "room", "line": line})
    worker = Worker(served, number, metrics, channel.send, copies)
    await channel.listen(worker.hear, lambda: worker.stop(0))
    try:
        serve_metrics(served, metrics, number, lambda: not worker.stopping.is_set())
        beating = asyncio.create_task(_beat(channel))
        await asyncio.sleep(0)  # the first beat, with the pid, comes before what may hang
        await worker.run()
        beating.cancel()
    except OptionError as error:
        served.log.record("not started", worker=number, reason=str(error))
        channel.send({"do": "failed", "reason": str(error)})


async def _beat(channel: LineChannel) -> None:
    while True:
        channel.send({"do": "beat", "pid": os.getpid()})
        await asyncio.sleep(BEAT_SECONDS)


def room_copies(served: Served, process: int | str) -> dict[str, RoomCopy]:
    """This process's copies of the rooms, by id."""
    rooms, name = served.blogs.rooms, served.name_of(process)
    return {copy.id: copy for copy in (RoomCopy(room, name) for room in rooms)}


def serve_metrics(
    served: Served, metrics: Metrics, number: int, accepts: Callable[[], bool]
) -> None:
    """Serve them if asked for, at the port plus the worker's number. Raises OptionError."""
    if not served.options.metrics:
        return
    address, port = parse_address(served.options.metrics)
    port = port + number if port else 0
    try:
        port = metrics.serve(address, port, accepts)
    except (OSError, OverflowError) as error:  # a port in use, or over the last
        reason = getattr(error, "strerror", None) or "no port is so high"
        raise OptionError(
            f"--metrics: Cannot listen on {address} port {port}: {reason}."
        ) from error
    served.log.record("metrics", worker=number, address=f"{address}:{port}")
