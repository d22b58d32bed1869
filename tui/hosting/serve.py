"""`liveblog-tui serve`: from the options to a door with workers behind it."""

import asyncio
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

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
from tui.hosting.worker import FarWorker, Follow, Worker, WorkerSettings, serve_metrics
from tui.hosting.workers import STOPPING, WorkerProcess, fork_helper, listening_socket
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

if TYPE_CHECKING:
    from tui.hosting.room.store import RoomStore

MAX_WORKERS = 64
HERE = -1
"""The number of the rooms in the first process, among workers."""
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
    follow: Follow | None = None,
) -> int:
    """Host live blogs, by the names by which guests choose one, until SIGTERM or SIGINT; a single
    one without a name is what all guests see. Returns the exit status.

    `now` is the real clock in seconds; `wall` gives seconds since 1970, by which machines share a
    room. `say` gets the lines for the host's owner once all workers accept guests, `log` the
    events. `follow` brings longer states of a live blog that is still being written. Raises
    OptionError if the host cannot start.
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

            def work(number: int, sock: socket.socket) -> None:
                FarWorker(settings, number, relay.name_of(number)).run(sock)

            helper = fork_helper(work, bound)
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
    """Run the door with workers that the helper forks, or with one in this process.

    Returns the reason if they cannot start. Raises OptionError for the one in this process.
    """
    options, log, metrics = settings.options, settings.log, Metrics()
    door = Door(options.limits, log, metrics, settings.proxies)
    workers: list[Worker] | list[WorkerProcess]
    if helper is None:
        serve_metrics(settings, metrics, 0, lambda: door.is_open)
        name, started = relay.name_of(0), asyncio.Event()
        worker = Worker(
            settings, 0, door, metrics, name=name, send=lambda line: relay.heard(line, 0)
        )
        relay.add(0, worker.hear)
        door.workers[0], workers = worker, [worker]
        ends = {asyncio.create_task(worker.run(started.set))}
        starts = asyncio.create_task(_until(started))
    else:
        serve_metrics(settings, metrics, options.workers, lambda: door.is_open)
        lag = asyncio.create_task(metrics.watch_lag())

        here = [RoomLines(opened.room, "", lambda _: None) for opened in settings.blogs.rooms]
        copies = {room.id: room for room in here}
        relay.add(HERE, lambda line: copies[line["room"]].hear(line))  # for the store
        workers = far = [
            WorkerProcess(number, helper, door, log, relay) for number in range(options.workers)
        ]
        ends = {asyncio.create_task(_until(each.ended)) for each in far}
        starts = asyncio.create_task(_until(*(each.started for each in far)))
    store = await _start_store(settings, relay)
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
    if store is not None:
        await store.stop()
    for task in (starts, stop) if helper is None else (starts, stop, lag):
        task.cancel()
    failures = [each.failure for each in workers if isinstance(each, WorkerProcess)]
    return next(filter(None, failures), "")


class RunningStore(NamedTuple):
    """The store of the rooms, and the task that runs it."""

    store: "RoomStore"
    task: asyncio.Task[None]

    async def stop(self) -> None:
        """End the connection, with a farewell."""
        self.task.cancel()
        await asyncio.wait({self.task})
        await self.store.close()


async def _start_store(settings: WorkerSettings, relay: Relay) -> RunningStore | None:
    """Share the rooms with other machines from now on, at once if the store answers."""
    if not settings.options.room_store:
        return None
    from tui.hosting.room.store import RoomStore  # redis takes 25 MB, so only with a store

    rooms = {blog_id(opened.room.blog): opened.room for opened in settings.blogs.rooms}
    store = RoomStore(settings.options.room_store, relay, rooms, settings.log)
    relay.store = store
    task = asyncio.create_task(store.run())
    task.add_done_callback(lambda ended: _note_end(ended, settings.log))
    first = asyncio.create_task(store.settled())
    await asyncio.wait({task, first}, return_when=asyncio.FIRST_COMPLETED)
    first.cancel()
    return RunningStore(store, task)


def _note_end(ended: asyncio.Task[None], log: EventLog) -> None:
    if not ended.cancelled() and (error := ended.exception()) is not None:
        log.record("crashed", where=traceback_summary(error))


async def _until(*events: asyncio.Event) -> None:
    for event in events:
        await event.wait()


def _stop_at_signals(stop_now: Callable[[], object]) -> asyncio.Event:
    """Return the event that the first signal sets; each further one calls `stop_now`."""
    stopping = asyncio.Event()

    def on_signal() -> None:
        if stopping.is_set():
            stop_now()
        stopping.set()

    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    return stopping


def _kinds(options: ServeOptions) -> list[Kind]:
    """The kinds of guests, in the order of the listening sockets."""
    kinds: dict[Kind, str] = {"ssh": options.listen, "web": options.web}
    return [kind for kind, asked in kinds.items() if asked]


def _addresses(options: ServeOptions) -> list[tuple[str, int]]:
    """The addresses to listen on."""
    ports = {"ssh": DEFAULT_PORT, "web": DEFAULT_WEB_PORT}
    asked = {"ssh": options.listen, "web": options.web}
    return [parse_address(asked[kind], ports[kind]) for kind in _kinds(options)]


def check_options(options: ServeOptions) -> None:
    """Raise OptionError for options of which none can be right, and for missing packages."""
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
