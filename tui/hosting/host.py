"""A host: all that it serves, and the guests and connections of one worker."""

import asyncio
import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex
from typing import NamedTuple, Protocol

import asyncssh

from tui.hosting.auth import ListedKeys, Presenters
from tui.hosting.door.links import DoorLink
from tui.hosting.door.proxy_protocol import Network
from tui.hosting.door.refusals import RefusalNotes
from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.monitoring import EventLog, Metrics, traceback_summary
from tui.hosting.options import ServeOptions
from tui.hosting.rate_limit import MinuteCounts
from tui.hosting.room.clock import Room
from tui.hosting.turns import Account
from tui.model.blog import LiveBlog
from tui.replay import ReplayOptions
from tui.screen.actions.live import Following

STOP_SECONDS = 4.0  # for all apps to end
LAST_FRAME_SECONDS = 0.5  # for the last farewells to reach the guests
POLL_SECONDS = 0.02
QUIET_SECONDS = 5.0  # without a guest who comes or goes
DEPARTED_SHARE = 0.25  # of present guests; fewer departed are not worth a collection
CODES_A_MINUTE = 10  # wrong codes of one address, before each further code waits
CODE_SECONDS = 10.0  # that such a code waits
DRAIN_MESSAGE = "This machine stops in {} s; connect again then, and you land on another."

type Follow = Callable[[Callable[[LiveBlog, Following], None]], Callable[[], None]]
"""Starts a thread that calls back with each longer state of a live blog. Returns its stop."""


class GuestViews(Protocol):
    """Views of a live blog: an app, the page as text of a width in cells and as HTML, the answer
    to `list`, and a moment as an example for the help. Each raises LiveBlogError for an impossible
    request; pages are made in another thread."""

    title: str

    def app(self, guest: Guest) -> GuestApp: ...
    def page(self, requested: ReplayOptions, width: int) -> str: ...
    def html(self, requested: ReplayOptions) -> str: ...
    def listing(self) -> str: ...
    def example(self) -> str: ...


class HostedBlogs(NamedTuple):
    """Views by name ("": the only live blog, or the list), all rooms and their presenters."""

    views: Mapping[str, GuestViews]
    rooms: Sequence[Room]
    presenters: Presenters = Presenters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """All that a host serves, and for whom; the same for all workers."""

    options: ServeOptions
    blogs: HostedBlogs
    key: asyncssh.SSHKey
    log: EventLog
    authorized: ListedKeys | None = None  # of the only guests; None: everybody may come
    proxies: tuple[Network, ...] = ()
    follow: Follow | None = None  # of a live blog that is still being written
    machine: str = field(default_factory=lambda: token_hex(8))  # name among those that share rooms

    def name_of(self, process: int | str) -> str:
        """Name of a process among all machines: a worker's number, or "door"."""
        return f"{self.machine}.{process}"


class AdmittedGuest(Protocol):
    def warn(self, text: str) -> None: ...
    def end(self, reason: str) -> None: ...


class Host:
    """Guests and connections of one worker; the `door` gives guests their places."""

    def __init__(self, served: Served, door: DoorLink, metrics: Metrics) -> None:
        self.views = served.blogs.views
        self.names = tuple(filter(None, self.views))  # of live blogs to choose from
        self.limits, self.log = served.options.limits, served.log
        self.authorized = served.authorized
        self.presenters = served.blogs.presenters
        self.door, self.metrics = door, metrics
        self.refusals = RefusalNotes(self.log, metrics)
        self.page_executor = ThreadPoolExecutor(1, "page")
        """Writes pages one by one in a thread, because the longest take seconds."""
        self.sessions: dict[str, AdmittedGuest] = {}  # by place at the door
        now = asyncio.get_running_loop().time
        self._connects = MinuteCounts(self.limits.connects_per_minute, now)
        self._codes = MinuteCounts(CODES_A_MINUTE, now)
        self.departed = 0  # guests, since garbage was collected

    def account(self) -> Account:
        return Account(self.limits.work, asyncio.get_running_loop().time)

    async def admits_code(self, code: str, address: str) -> bool:
        """Check a presenter's code; after many wrong codes of the address a wrong one waits."""
        if self.presenters.is_code(code):
            return True
        self.refusals.note(address, "link")
        await asyncio.sleep(CODE_SECONDS if self._codes.are_over(address) else 0)
        return False

    def connects_too_often(self, address: str) -> bool:
        """Count a browser's connection; the door counts those over SSH."""
        is_over = self._connects.are_over(address)
        if is_over:
            self.refusals.note(address, "rate")
        return is_over

    def opened(self, address: str) -> None:
        self.metrics.connections.inc()
        self.log.record("connected", address=address)

    def closed(self, address: str, error: Exception | None, *, had_session: bool) -> None:
        """An error before the session is the client's: only asyncssh has run, on its packets."""
        self.metrics.connections.dec()
        if not had_session:
            reason = type(error).__name__ if error else "closed"
            self.log.record("gone", address=address, reason=reason)
        elif error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.crashed(error, address=address)

    def crashed(self, error: Exception, **who: str) -> None:
        self.metrics.crashes.inc()
        self.log.record("crashed", **who, where=traceback_summary(error))

    async def collect_garbage(self) -> None:
        """Collect at quiet moments: beside 100 guests it stops them all for 0.2 s. A departed
        guest's app is 0.4 MB of reference cycles."""
        while True:
            before = self.departed, len(self.sessions)
            await asyncio.sleep(QUIET_SECONDS)
            is_quiet = before == (self.departed, len(self.sessions))
            if is_quiet and self.departed > DEPARTED_SHARE * len(self.sessions):
                self.departed = 0
                gc.collect()

    async def drain(self, seconds: float, is_over: Callable[[], bool]) -> None:
        """Warn guests that they may stay so many seconds; wait until all have left."""
        for session in self.sessions.values():
            session.warn(DRAIN_MESSAGE.format(round(seconds)))
        while self.sessions and not is_over():
            await asyncio.sleep(POLL_SECONDS)

    async def stop(self) -> None:
        """End all sessions with a farewell; wait STOP_SECONDS at most for their ends."""
        sessions = list(self.sessions.values())
        for session in sessions:
            session.end("stopping")
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                while self.sessions:
                    await asyncio.sleep(POLL_SECONDS)
        await asyncio.sleep(LAST_FRAME_SECONDS if sessions else 0)
        self.page_executor.shutdown(wait=False, cancel_futures=True)
