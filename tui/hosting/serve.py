"""`liveblog-tui serve`: from the options to running workers."""

import asyncio
import multiprocessing
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Protocol

import asyncssh

from tui.hosting.announcement import announce, invitation
from tui.hosting.choice import Shown, shown
from tui.hosting.cpu.fair_loop import FairEventLoop
from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.guests.shared_counts import SharedCounts
from tui.hosting.keys import load_host_key, read_authorized
from tui.hosting.monitoring.log import EventLog
from tui.hosting.monitoring.metrics import MetricsServer
from tui.hosting.options import (
    DEFAULT_WEB_PORT,
    MAX_PORT,
    ServeOptions,
    check_public_name,
    parse_address,
)
from tui.hosting.replays import ReplayViews
from tui.hosting.room.invitation import Invitation
from tui.hosting.room.opening import synchronised
from tui.hosting.ssh.proxy_protocol import Network, networks
from tui.hosting.ssh.server import GuestServer
from tui.hosting.workers import WorkerPool, listening_socket
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

SSH_OPTIONS = ("host_key", "authorized_keys", "presenter_keys", "proxy_protocol")
"""Options that mean nothing without guests over SSH."""


def serve(
    options: ServeOptions,
    blogs: Mapping[str, LiveBlog],
    *,
    now: Callable[[], float],
    say: Callable[[str], None],
    log: Callable[[str], None],
    wall: Callable[[], float] = time.time,
    follow: "Follow | None" = None,
) -> int:
    """Host live blogs, by the names by which guests choose one, until SIGTERM or SIGINT; a single
    one without a name is what all guests see. Returns the exit status.

    `now` is the real clock in seconds; `wall` gives seconds since 1970, by which machines share a
    room. `say` gets the lines for the host's owner once all workers accept guests, `log` the
    events. `follow` brings longer states of a live blog that is still being written. Raises
    OptionError if the host cannot start.
    """
    check_options(options)
    what = shown(options, blogs, now=now, wall=wall)
    addresses = []
    if options.listen:
        addresses.append(parse_address(options.listen))
    if options.web:
        addresses.append(parse_address(options.web, DEFAULT_WEB_PORT))
    worker = _worker(options, what, EventLog(log, as_json=options.log_json), follow)
    one = options.workers == 1
    with ExitStack() as sockets:
        # Of several workers each has sockets of its own. These are then bound but do not listen:
        # they reserve the ports, also free ones that the system chose.
        bound = [
            sockets.enter_context(listening_socket(*address, shared=not one, listen=one))
            for address in addresses
        ]
        worker.invite(invitation(options, bound))

        def on_accepting() -> None:
            announce(options, bound, worker.key, say, tuple(what.by_name), what.rooms)

        if one:
            return worker.run(0, bound, on_accepting)

        def work(index: int, on_accepting: Callable[[], None]) -> int:
            with ExitStack() as own:
                names = [each.getsockname()[:2] for each in bound]
                shared = (listening_socket(*name, shared=True) for name in names)
                listeners = [own.enter_context(each) for each in shared]
                return worker.run(index, listeners, on_accepting)

        return WorkerPool(
            options.workers,
            work,
            worker.events,
            on_accepting=on_accepting,
            on_death=worker.forget_guests,
        ).run()


type Follow = Callable[[Callable[[LiveBlog], None]], Callable[[], None]]
"""Follows a live blog in a thread of a worker: calls with each longer state, until its result is
called."""


class Server(Protocol):
    """Accepts guests of one kind."""

    @property
    def accepts(self) -> bool:
        """Whether new connections are accepted."""
        ...

    async def start(self, listener: socket.socket) -> None:
        """Accept connections on a listening socket from now on."""
        ...

    def stop_accepting(self) -> None:
        """Accept no more connections; the guests stay."""
        ...

    async def stop(self) -> None:
        """Close what is left; all guests have gone."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """All that one process needs to host guests."""

    options: ServeOptions
    shown: Shown
    metrics_address: tuple[str, int] | None
    key: asyncssh.SSHKey
    proxies: tuple[Network, ...]
    authorized: asyncssh.SSHAuthorizedKeys | None
    events: EventLog
    shared_counts: SharedCounts
    follow: Follow | None = None

    def run(
        self, index: int, listeners: Sequence[socket.socket], on_accepting: Callable[[], None]
    ) -> int:
        """Host guests on these sockets until SIGTERM or SIGINT. Returns the exit status.

        `on_accepting` is called when guests are accepted.
        """
        self.shared_counts.worker = index
        with asyncio.Runner(loop_factory=FairEventLoop) as runner:
            return runner.run(self._serve(index, listeners, on_accepting))

    def invite(self, invitation: Invitation) -> None:
        """Let each room tell how others come in."""
        for opened in self.shown.rooms:
            opened.room.invitation = invitation.to(opened.name)

    def forget_guests(self, index: int) -> None:
        """Forget the guests of a worker that has died."""
        self.shared_counts.clear_worker(index)
        for opened in self.shown.rooms:
            if opened.memory is not None:
                opened.memory.forget(index)

    async def _serve(
        self, index: int, listeners: Sequence[socket.socket], on_accepting: Callable[[], None]
    ) -> int:
        stop, stop_now = asyncio.Event(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(
                number, lambda: (stop_now if stop.is_set() else stop).set()
            )
        _stop_with_parent(stop)
        registry = self._make_registry()
        servers = self._make_servers(registry, listeners, index)
        metrics_server = await self._start_metrics_server(registry, servers, index)
        async with synchronised(self.shown.rooms, self.events, index):
            registry.start()
            for server, listener in zip(servers, listeners, strict=True):
                await server.start(listener)
            self.events.record("started", worker=index)
            on_accepting()
            stop_following = self._start_following()
            await stop.wait()
            stop_following()
            for server in servers:
                server.stop_accepting()
            if self.options.drain:
                self.events.record("draining", worker=index)
                await registry.drain(self.options.drain, stop_now)
            await registry.stop()
            for server in servers:
                await server.stop()
        if metrics_server is not None:
            metrics_server.close()
        self.events.record("stopped", worker=index)
        return 0

    def _start_following(self) -> Callable[[], None]:
        """Show longer states of a live blog as they come; the result ends it."""
        views = self.shown.first
        if self.follow is None or not isinstance(views, ReplayViews):
            return lambda: None
        loop = asyncio.get_running_loop()
        return self.follow(lambda blog: _call_soon(loop, views, blog))

    def _make_servers(
        self, registry: GuestRegistry, listeners: Sequence[socket.socket], index: int
    ) -> list[Server]:
        """Make the servers in the order of their listening sockets."""
        servers: list[Server] = []
        if self.options.listen:
            servers.append(GuestServer(registry, self.key, self.proxies))
        if self.options.web:
            from tui.hosting.web.names import HostNames
            from tui.hosting.web.server import WebServer

            given, _ = parse_address(self.options.web)  # an address, or a name of this host
            known = (socket.gethostname(), self.options.public_name, given)
            address = str(listeners[-1].getsockname()[0])
            servers.append(WebServer(registry, HostNames(address, known), index))
        return servers

    def _make_registry(self) -> GuestRegistry:
        return GuestRegistry(
            self.shown.first,
            self.options.limits,
            log=self.events,
            shared_counts=self.shared_counts,
            authorized=self.authorized,
            presenters=self.shown.rooms[0].presenters if self.shown.rooms else None,
            choice=self.shown.by_name,
        )

    async def _start_metrics_server(
        self, registry: GuestRegistry, servers: Sequence[Server], index: int
    ) -> MetricsServer | None:
        if self.metrics_address is None:
            return None
        address, port = self.metrics_address
        try:
            listener = listening_socket(address, port + index if port else 0)
        except OptionError as error:
            raise OptionError(f"--metrics: {error}") from error
        metrics_server = MetricsServer(
            registry.metrics, lambda: all(server.accepts for server in servers)
        )
        await metrics_server.start(listener)
        port = listener.getsockname()[1]
        self.events.record("metrics", worker=index, address=f"{address}:{port}")
        return metrics_server


def _call_soon(loop: asyncio.AbstractEventLoop, views: ReplayViews, blog: LiveBlog) -> None:
    with suppress(RuntimeError):  # the loop is closed: the host has stopped
        loop.call_soon_threadsafe(views.continue_with, blog)


def _worker(options: ServeOptions, shown: Shown, events: EventLog, follow: Follow | None) -> Worker:
    path = options.authorized_keys
    return Worker(
        options=options,
        shown=shown,
        metrics_address=parse_address(options.metrics) if options.metrics else None,
        key=load_host_key(options.host_key),
        proxies=networks(options.proxy_protocol),
        authorized=None if path is None else read_authorized(path),
        events=events,
        shared_counts=SharedCounts(options.workers),
        follow=follow,
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


def check_options(options: ServeOptions) -> None:
    """Raise OptionError for options of which none can be right, and for missing packages."""
    if options.workers < 1:
        raise OptionError("There must be at least one worker.")
    if options.metrics:
        last = parse_address(options.metrics)[1] + options.workers - 1
        if last > MAX_PORT:
            raise OptionError(
                f"--metrics: the last worker's port would be {last}, and none is over {MAX_PORT}."
            )
    if not options.listen:
        for name in SSH_OPTIONS:
            if getattr(options, name):
                raise OptionError(
                    f"--{name.replace('_', '-')} is for guests over SSH: add --listen HOST:PORT."
                )
    if options.public_name:
        check_public_name(options.public_name)
