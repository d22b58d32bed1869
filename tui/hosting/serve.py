"""`liveblog-tui serve` over SSH: from the options to running workers."""

import asyncio
import io
import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

import asyncssh

from tui.hosting.cpu.fair_loop import FairEventLoop
from tui.hosting.guests.registry import GuestRegistry, GuestViews
from tui.hosting.guests.shared_counts import SharedCounts
from tui.hosting.keys import load_host_key
from tui.hosting.monitoring.log import EventLog
from tui.hosting.monitoring.metrics import MetricsServer
from tui.hosting.options import ServeOptions, parse_address
from tui.hosting.replays import ReplayViews, RoomViews
from tui.hosting.room.opening import OpenRoom, open_room, synchronised
from tui.hosting.ssh.proxy_protocol import Network, networks
from tui.hosting.ssh.server import GuestServer
from tui.hosting.workers import WorkerPool, listening_socket
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

SSH_PORT = 22


def serve(
    options: ServeOptions,
    blog: LiveBlog,
    *,
    now: Callable[[], float],
    say: Callable[[str], None],
    log: Callable[[str], None],
    wall: Callable[[], float] = time.time,
) -> int:
    """Host a live blog until SIGTERM or SIGINT. Returns the exit status.

    `now` is the real clock in seconds; `wall` gives seconds since 1970, by which machines share a
    room. `say` gets the lines for the host's owner, `log` the events. Raises OptionError before the
    first guest.
    """
    opened = open_room(options, blog, wall)
    if opened is None:
        return serve_views(options, ReplayViews(blog, options, now), say=say, log=log)
    views = RoomViews(blog, options, opened.room, opened.presenters, now)
    return serve_views(options, views, say=say, log=log, opened=opened)


def serve_views(
    options: ServeOptions,
    views: GuestViews,
    *,
    say: Callable[[str], None],
    log: Callable[[str], None],
    opened: OpenRoom | None = None,
) -> int:
    """Host these views until SIGTERM or SIGINT. Returns the exit status.

    `say` gets the lines for the host's owner, `log` the events. Raises OptionError before the first
    guest.
    """
    if options.workers < 1:
        raise OptionError("There must be at least one worker.")
    address, port = parse_address(options.listen)
    worker = _worker(options, views, EventLog(log, as_json=options.log_json), opened)
    if options.workers == 1:
        with listening_socket(address, port) as listener:
            announce(options, listener, worker.key, say)
            return worker.run(0, listener)
    # This socket is bound but does not listen: it reserves the port, also a free one that the
    # system chose, for the workers.
    with listening_socket(address, port, shared=True, listen=False) as reserved:
        announce(options, reserved, worker.key, say)
        bound = reserved.getsockname()

        def work(index: int) -> int:
            with listening_socket(bound[0], bound[1], shared=True) as listener:
                return worker.run(index, listener)

        forget_guests = worker.shared_counts.clear_worker
        return WorkerPool(options.workers, work, forget_guests, worker.events).run()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """All that one process needs to host guests."""

    options: ServeOptions
    views: GuestViews
    metrics_address: tuple[str, int] | None
    key: asyncssh.SSHKey
    proxies: tuple[Network, ...]
    authorized: asyncssh.SSHAuthorizedKeys | None
    events: EventLog
    shared_counts: SharedCounts
    opened: OpenRoom | None

    def run(self, index: int, listener: socket.socket) -> int:
        """Host guests on this socket until SIGTERM or SIGINT. Returns the exit status."""
        self.shared_counts.worker = index
        with asyncio.Runner(loop_factory=FairEventLoop) as runner:
            return runner.run(self._serve(index, listener))

    async def _serve(self, index: int, listener: socket.socket) -> int:
        stop, stop_now = asyncio.Event(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(
                number, lambda: (stop_now if stop.is_set() else stop).set()
            )
        _stop_with_parent(stop)
        registry = self._make_registry()
        server = GuestServer(registry, self.key, self.proxies)
        metrics_server = await self._start_metrics_server(registry, server, index)
        async with synchronised(self.opened, self.events):
            await server.start(listener)
            self.events.record("started", worker=index)
            await stop.wait()
            if self.options.drain:
                self.events.record("draining", worker=index)
                await server.drain(self.options.drain, stop_now)
            await server.stop()
        if metrics_server is not None:
            metrics_server.close()
        self.events.record("stopped", worker=index)
        return 0

    def _make_registry(self) -> GuestRegistry:
        registry = GuestRegistry(
            self.views,
            self.options.limits,
            log=self.events,
            shared_counts=self.shared_counts,
            authorized=self.authorized,
            presenters=self.opened.presenters if self.opened else None,
            room=self.opened.room if self.opened else None,
        )
        if self.opened is not None and not self.opened.store:
            # Without a store the workers know of each other's guests by the shared counts alone.
            counts, metrics = self.shared_counts, registry.metrics
            self.opened.room.watching_elsewhere = lambda: counts.guests - metrics.guests
        return registry

    async def _start_metrics_server(
        self, registry: GuestRegistry, server: GuestServer, index: int
    ) -> MetricsServer | None:
        if self.metrics_address is None:
            return None
        address, port = self.metrics_address
        metrics_server = MetricsServer(registry.metrics, lambda: server.accepts)
        try:
            port = await metrics_server.start(address, port + index if port else 0)
        except OSError as error:
            raise OptionError(
                f"Cannot serve metrics on {address} port {port + index}: {error.strerror}."
            ) from error
        self.events.record("metrics", worker=index, address=f"{address}:{port}")
        return metrics_server


def _worker(
    options: ServeOptions, views: GuestViews, events: EventLog, opened: OpenRoom | None
) -> Worker:
    return Worker(
        options=options,
        views=views,
        metrics_address=parse_address(options.metrics) if options.metrics else None,
        key=load_host_key(options.host_key),
        proxies=networks(options.proxy_protocol),
        authorized=_authorized(options),
        events=events,
        shared_counts=SharedCounts(options.workers),
        opened=opened,
    )


def _stop_with_parent(stop: asyncio.Event) -> None:
    """Stop a worker, which would hold the port, when its parent process is killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    loop, sentinel = asyncio.get_running_loop(), parent.sentinel

    def parent_died() -> None:
        loop.remove_reader(sentinel)
        stop.set()

    loop.add_reader(sentinel, parent_died)


def announce(
    options: ServeOptions, sock: socket.socket, key: asyncssh.SSHKey, say: Callable[[str], None]
) -> None:
    """Say how guests connect, and the fingerprint by which they recognise the host."""
    address, port = sock.getsockname()[:2]
    name = options.public_name or (
        socket.gethostname() if address in ("0.0.0.0", "::") else address
    )
    is_default_port = port == SSH_PORT
    say(f"Listening on {address} port {port}.")
    say(f"Host key: {key.get_fingerprint()} ({key.get_algorithm()})")
    say(f"Guests type: ssh {'' if is_default_port else f'-p {port} '}{name}")
    if options.qr:
        say(qr_code(f"ssh://{name}" if is_default_port else f"ssh://{name}:{port}"))


def qr_code(address: str) -> str:
    """Draw a QR code of half blocks, for a slide."""
    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def _authorized(options: ServeOptions) -> asyncssh.SSHAuthorizedKeys | None:
    path = options.authorized_keys
    if path is None:
        return None
    try:
        return asyncssh.read_authorized_keys(str(path))
    except OSError as error:
        raise OptionError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise OptionError(f"{path} is not an authorized_keys file: {error}.") from error
