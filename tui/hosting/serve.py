"""`liveblog-tui serve`: from the options to a door with workers behind it."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from secrets import token_hex

from tui.hosting import garbage
from tui.hosting.announcement import announce, invitation
from tui.hosting.door import Door, Kind
from tui.hosting.keys import load_host_key, read_authorized
from tui.hosting.monitoring.log import EventLog, traceback_summary
from tui.hosting.monitoring.metrics import Metrics
from tui.hosting.options import (
    DEFAULT_PORT,
    DEFAULT_WEB_PORT,
    MAX_PORT,
    ServeOptions,
    check_public_name,
    parse_address,
)
from tui.hosting.proxy_protocol import networks
from tui.hosting.room.relay import Relay, RoomLines, blog_id
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import build_views
from tui.hosting.worker import Follow, Worker, WorkerSettings, serve_metrics, work, work_here
from tui.hosting.workers import STOPPING, WorkerLink, WorkerProcess, fork_helper
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

MAX_WORKERS = 64
BACKLOG_CONNECTIONS = 512
RECEIVE_BUFFER_BYTES = 32 * 1024  # in the kernel, for each connection
HERE = -1  # the first process, among workers
SSH_OPTIONS = ("host_key", "authorized_keys", "presenter_keys", "proxy_protocol")  # need --listen


def serve(
    options: ServeOptions,
    blogs: Mapping[str, LiveBlog],
    *,
    now: Callable[[], float],
    say: Callable[[str], None],
    log: Callable[[str], None],
    wall: Callable[[], float] = time.time,
    follow: Follow | None = None,
) -> int:
    """Host live blogs by name ("": the only one) until a signal. Returns the exit status.

    `now` is the real clock in seconds; `wall`, by which machines share a room, gives seconds since
    1970. `say` gets lines for the owner once all workers accept guests, `log` the events; `follow`
    brings longer states of a live blog. Raises OptionError if the host cannot start.
    """
    check_options(options)
    what = build_views(options, blogs, now=now, wall=wall)
    path = options.authorized_keys
    key, proxies = load_host_key(options.host_key), networks(options.proxy_protocol)
    authorized = None if path is None else read_authorized(path)
    with ExitStack() as sockets:
        bound = [sockets.enter_context(listening_socket(*each)) for each in _addresses(options)]
        settings = WorkerSettings(
            options=options,
            blogs=what,
            key=key,
            authorized=authorized,
            proxies=proxies,
            log=EventLog(log, as_json=options.log_json),
            web_address=str(bound[-1].getsockname()[0]) if options.web else "",
            follow=follow,
        )
        invited = invitation(options, bound)
        for opened in what.rooms:
            opened.room.invitation = invited.to(opened.name)

        def on_accepting() -> None:
            announce(options, bound, settings.key, say, tuple(what.by_name), what.rooms)

        if options.web:
            import tui.hosting.web.server  # noqa: F401  # before the fork, so that workers share it
        garbage.prepare()
        helper, relay = None, Relay(token_hex(8))
        if options.workers > 1:
            helper = fork_helper(
                lambda number, sock: work(settings, number, relay.name_of(number), sock), bound
            )
        with asyncio.Runner(loop_factory=TurnsLoop) as runner:
            failure = runner.run(_run(settings, bound, helper, relay, on_accepting))
    if failure:
        raise OptionError(failure)
    return 0


async def _run(
    settings: WorkerSettings,
    bound: Sequence[socket.socket],
    helper: socket.socket | None,
    relay: Relay,
    on_accepting: Callable[[], None],
) -> str:
    """Run the door with forked workers, or with one worker in this process. Returns the reason if
    they cannot start; raises OptionError for the worker in this process."""
    options, log, metrics = settings.options, settings.log, Metrics()
    door = Door(options.limits, log, metrics, settings.proxies)
    serve_metrics(
        settings, metrics, options.workers if helper is not None else 0, lambda: door.is_open
    )
    links: Sequence[WorkerLink]
    workers: Sequence[Worker] | Sequence[WorkerProcess]
    if helper is None:
        link, worker = work_here(settings, door, relay, metrics)
        links, workers = [link], [worker]
        ends = {asyncio.create_task(worker.run())}
        lag = None
    else:
        here = [RoomLines(opened.room, "", lambda _: None) for opened in settings.blogs.rooms]
        copies = {room.id: room for room in here}
        relay.add(HERE, lambda line: copies[line["room"]].hear(line))  # for the store
        numbers = range(options.workers)
        links = workers = [WorkerProcess(each, helper, door, log, relay) for each in numbers]
        ends = {asyncio.create_task(_until(each.ended)) for each in links}
        lag = asyncio.create_task(metrics.watch_lag())
    starts = asyncio.create_task(_until(*(each.started for each in links)))
    async with _shared(settings, relay):
        stopping = _stop_at_signals(lambda: [each.stop(0) for each in workers])
        stop = asyncio.create_task(_until(stopping))
        await asyncio.wait({starts, stop, *ends}, return_when=asyncio.FIRST_COMPLETED)
        if starts.done() and not stop.done():
            for kind, listener in zip(_kinds(options), bound, strict=True):
                door.open(kind, listener)
            on_accepting()
            await asyncio.wait({stop, *ends}, return_when=asyncio.FIRST_COMPLETED)
        door.close()
        for listener in bound:
            listener.close()
        for each in workers:
            each.stop(options.drain)
        await asyncio.gather(*ends)
    for task in filter(None, (starts, stop, lag)):
        task.cancel()
    return next((each.failure for each in links if each.failure), "")


@asynccontextmanager
async def _shared(settings: WorkerSettings, relay: Relay) -> AsyncIterator[None]:
    """Share the rooms with other machines, at once if the store answers."""
    if not settings.options.room_store:
        yield
        return
    from tui.hosting.room.store import RoomStore  # redis takes 25 MB, so only with a store

    rooms = {blog_id(opened.room.blog): opened.room for opened in settings.blogs.rooms}
    relay.store = store = RoomStore(settings.options.room_store, relay, rooms, settings.log)
    running = asyncio.create_task(store.run())
    running.add_done_callback(lambda ended: _note_end(ended, settings.log))
    settled = asyncio.create_task(store.wait_until_connected())
    await asyncio.wait({running, settled}, return_when=asyncio.FIRST_COMPLETED)
    settled.cancel()
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait({running})
        await store.close()


def _note_end(ended: asyncio.Task[None], log: EventLog) -> None:
    if not ended.cancelled() and (error := ended.exception()) is not None:
        log.record("crashed", where=traceback_summary(error))


async def _until(*events: asyncio.Event) -> None:
    for event in events:
        await event.wait()


def _stop_at_signals(stop_now: Callable[[], object]) -> asyncio.Event:
    """Return an event that the first signal sets; each further signal calls `stop_now`."""
    stopping = asyncio.Event()

    def on_signal() -> None:
        if stopping.is_set():
            stop_now()
        stopping.set()

    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    return stopping


def _kinds(options: ServeOptions) -> list[Kind]:
    """In the order of the listening sockets."""
    kinds: dict[Kind, str] = {"ssh": options.listen, "web": options.web}
    return [kind for kind, asked in kinds.items() if asked]


def _addresses(options: ServeOptions) -> list[tuple[str, int]]:
    ports = {"ssh": DEFAULT_PORT, "web": DEFAULT_WEB_PORT}
    asked = {"ssh": options.listen, "web": options.web}
    return [parse_address(asked[kind], ports[kind]) for kind in _kinds(options)]


def listening_socket(host: str, port: int) -> socket.socket:
    """Listen on an address. Raises OptionError if it cannot be used."""
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


def check_options(options: ServeOptions) -> None:
    """Raise OptionError for options that cannot be right."""
    if not 1 <= options.workers <= MAX_WORKERS:
        raise OptionError(f"--workers takes a number from 1 to {MAX_WORKERS}.")
    if options.metrics:
        more = options.workers if options.workers > 1 else 0
        last = parse_address(options.metrics)[1] + more
        if last > MAX_PORT:
            raise OptionError(
                f"--metrics: the last port would be {last}, and none is over {MAX_PORT}."
            )
    if not options.listen:
        for name in SSH_OPTIONS:
            if getattr(options, name):
                raise OptionError(
                    f"--{name.replace('_', '-')} is for guests over SSH: add --listen HOST:PORT."
                )
    if options.public_name:
        check_public_name(options.public_name)
