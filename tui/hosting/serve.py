"""`liveblog-tui serve`: from the options to a door with workers behind it."""

import asyncio
import gc
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from importlib import import_module
from typing import Any

from tui.hosting.announcement import announce, invitation
from tui.hosting.auth import load_host_key, read_keys
from tui.hosting.door import Door, Kind
from tui.hosting.door.proxy_protocol import networks
from tui.hosting.host import Follow, Served
from tui.hosting.monitoring import EventLog, Metrics
from tui.hosting.options import DEFAULT_PORT, DEFAULT_WEB_PORT, ServeOptions, parse_address
from tui.hosting.room.clock import Room
from tui.hosting.room.copies import RoomCopy
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import build_views
from tui.hosting.worker import WorkerHere, room_copies, serve_metrics, work
from tui.hosting.workers import STOPPING, WorkerLink, WorkerProcess, fork_helper
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.operating_system import allow_open_files
from tui.playback.tick_interval import FREEZE_SECONDS

BACKLOG_CONNECTIONS = 512
OPEN_FILES = 8192  # a guest takes one; a Mac allows 256 unless asked, and a shell often 1024
RECEIVE_BUFFER_BYTES = 32 * 1024  # in the kernel, for each connection
SEND_BUFFER_BYTES = 64 * 1024  # likewise: a slow reader gets old frames from a larger one
THRESHOLDS = (20_000, 20, 100)  # of new objects, and of younger collections before an older one
LOOK_SECONDS = 1.0  # between two looks at the clock, after which the host may have been stopped


def serve(
    options: ServeOptions,
    blogs: Mapping[str, LiveBlog],
    *,
    now: Callable[[], float],
    say: Callable[[str], None],
    log: Callable[[str], None],
    follow: Follow | None = None,
) -> int:
    """Host live blogs by name ("": the only one) until a signal. Returns the exit status.

    `now` is the real clock in seconds. `say` gets lines for the owner once all workers accept
    guests, `log` the events; `follow` brings longer states of a live blog. Raises OptionError if
    the host cannot start.
    """
    allow_open_files(OPEN_FILES)
    served = Served(
        options=options,
        blogs=build_views(options, blogs, now=now, wall=time.time),
        key=load_host_key(options.host_key),
        log=EventLog(log, as_json=options.log_json),
        authorized=read_keys(options.authorized_keys),
        proxies=networks(options.proxy_protocol),
        follow=follow,
    )
    with ExitStack() as sockets:
        bound = _bind(options, sockets)
        invited = invitation(options, bound)
        for room in served.blogs.rooms:
            room.invitation = invited.to(room.name)
        announced = partial(announce, served, bound, invited, say)
        if options.web:
            import_module("tui.hosting.web.server")  # before the fork, so that workers share it
        gc.collect()
        gc.freeze()  # before the fork: a collection would copy the shared memory
        gc.set_threshold(*THRESHOLDS)
        helper = None
        if options.workers > 1:
            helper = fork_helper(partial(work, served), bound.values())
        with asyncio.Runner(loop_factory=TurnsLoop) as runner:
            failure = runner.run(_run(served, bound, helper, announced))
    if failure:
        raise OptionError(failure)
    return 0


async def _run(
    served: Served,
    bound: Mapping[Kind, socket.socket],
    helper: socket.socket | None,
    on_accepting: Callable[[], None],
) -> str:
    """Run the door with forked workers, or with one worker in this process. Returns the reason if
    they cannot start."""
    options, metrics, copies = served.options, Metrics(), room_copies(served, "door")
    door = Door(options.limits, served.log, metrics, served.proxies)
    forked = 0 if helper is None else options.workers
    serve_metrics(served, metrics, forked, lambda: door.is_open)
    async with _shared(served, copies):
        workers: Sequence[WorkerLink]
        if helper is None:
            workers = [WorkerHere(served, door, metrics)]
        else:
            workers = [WorkerProcess(served, n, door, copies, helper) for n in range(forked)]
        rooms = () if options.room_store else served.blogs.rooms  # other machines run on
        tasks = [asyncio.create_task(watch_stops(room)) for room in rooms]
        await _serve(workers, door, bound, options.drain, on_accepting)
        for task in tasks:
            task.cancel()
    return next((worker.failure for worker in workers if worker.failure), "")


async def watch_stops(room: Room) -> None:
    """Keep a room's moment while the host sleeps, or as its clock is set; a start by time stays."""
    while True:
        due = room.now() + LOOK_SECONDS
        await asyncio.sleep(LOOK_SECONDS)
        late, clock = room.now() - due, room.state.clock
        if abs(late) > FREEZE_SECONDS and clock.playing and clock.anchor <= due:
            room.press(clock=clock._replace(anchor=clock.anchor + late))


async def _serve(
    workers: Sequence[WorkerLink],
    door: Door,
    bound: Mapping[Kind, socket.socket],
    drain: float,
    on_accepting: Callable[[], None],
) -> None:
    """Open the door once all workers can serve guests; stop them at a signal, or with the first."""
    ends = {worker.ended for worker in workers}
    stopping = _stop_at_signals(workers)
    started = asyncio.gather(*(worker.started for worker in workers))
    first: set[asyncio.Future[Any]] = {started, stopping, *ends}
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    if started.done() and not stopping.done():
        for kind, listener in bound.items():
            door.open(kind, listener)
        on_accepting()
        await asyncio.wait({stopping, *ends}, return_when=asyncio.FIRST_COMPLETED)
    started.cancel()
    door.close()
    for listener in bound.values():
        listener.close()
    for worker in workers:
        worker.stop(drain)
    await asyncio.gather(*ends)


@asynccontextmanager
async def _shared(served: Served, copies: Mapping[str, RoomCopy]) -> AsyncIterator[None]:
    """Share the rooms with other machines, at once if the store answers."""
    if not served.options.room_store:
        yield
        return
    from tui.hosting.room.store import RoomStore  # redis takes 25 MB, so only with a store

    store = RoomStore(served.options.room_store, served.machine, copies, served.log)
    running = asyncio.create_task(store.run())
    await store.settled.wait()
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait({running})
        await store.close()


def _stop_at_signals(workers: Iterable[WorkerLink]) -> asyncio.Future[None]:
    """Return a future that the first signal ends; each further signal stops the workers at once."""
    loop = asyncio.get_running_loop()
    stopping: asyncio.Future[None] = loop.create_future()

    def on_signal() -> None:
        if not stopping.done():
            stopping.set_result(None)
            return
        for worker in workers:
            worker.stop(0)

    for number in STOPPING:
        loop.add_signal_handler(number, on_signal)
    return stopping


def _bind(options: ServeOptions, sockets: ExitStack) -> dict[Kind, socket.socket]:
    """Listen for each kind of guests. Raises OptionError for an address that cannot be used."""
    asked: dict[Kind, tuple[str, int]] = {
        "ssh": (options.listen, DEFAULT_PORT),
        "web": (options.web, DEFAULT_WEB_PORT),
    }
    return {
        kind: sockets.enter_context(listening_socket(kind, *parse_address(address, port)))
        for kind, (address, port) in asked.items()
        if address
    }


def listening_socket(kind: Kind, host: str, port: int) -> socket.socket:
    """Listen on an address. Raises OptionError if it cannot be used."""
    try:
        family, stream, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, stream, protocol)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Every connection inherits the sizes. A small one for input makes a client that floods wait
        # soon, and shows the end of a client soon.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        sock.bind(address)
        sock.listen(BACKLOG_CONNECTIONS)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such name"
        option = "--listen" if kind == "ssh" else "--web"
        raise OptionError(
            f"Cannot listen on {host} port {port}: {reason}. Choose another: {option} HOST:PORT."
        ) from error
    return sock
