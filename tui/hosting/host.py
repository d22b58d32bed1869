"""The host of one worker: its guests, its connections and its views."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import asyncssh

from tui.hosting.garbage import QuietCollector
from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_command import TextReply, help_text
from tui.hosting.keys import Presenters
from tui.hosting.links import DoorLink
from tui.hosting.monitoring.log import EventLog, traceback_summary
from tui.hosting.monitoring.metrics import Metrics
from tui.hosting.options import Limits
from tui.hosting.rate_limit import address_group
from tui.hosting.refusals import RefusalNotes
from tui.hosting.turns import Account
from tui.replay import ReplayOptions

STOP_SECONDS = 4.0  # for the farewells to reach the guests
STOP_POLL_SECONDS = 0.02
DRAIN_POLL_SECONDS = 0.1
DRAIN_MESSAGE = "This machine stops in {} s; connect again then, and you land on another."


class GuestViews(Protocol):
    """Views of a live blog for guests. Each raises LiveBlogError for a request without a meaning,
    such as an unknown author."""

    @property
    def title(self) -> str: ...

    @property
    def listing(self) -> str:
        """The answer to `list`: a line for each live blog, with its name."""
        ...

    def app(self, guest: Guest) -> GuestApp:
        """Make an app for a guest with a terminal; the caller runs it."""
        ...

    def page(self, requested: ReplayOptions, width: int) -> str:
        """Write the page as text, lines ending in a line feed. Runs in another thread."""
        ...

    def html(self, requested: ReplayOptions) -> str:
        """Write the page as HTML without a script. Runs in another thread."""
        ...


class Connection(Protocol):
    """A connection, from the handshake to its end."""

    @property
    def address(self) -> str: ...
    @property
    def session(self) -> object | None:
        """The connection's only session; None before the client asks for it."""
        ...

    def abort(self) -> None: ...


class AdmittedGuest(Protocol):
    """A guest's session, as those see it who know only the host."""

    def warn(self, text: str) -> None: ...
    def end(self, reason: str) -> None: ...


class Host:
    """Guests and connections of one worker, with the `door` at which guests get their places."""

    def __init__(
        self,
        views: GuestViews,
        limits: Limits,
        door: DoorLink,
        *,
        log: EventLog,
        metrics: Metrics,
        worker: int = 0,
        authorized: asyncssh.SSHAuthorizedKeys | None = None,
        presenters: Presenters | None = None,
        choice: Mapping[str, GuestViews] | None = None,
    ) -> None:
        self.views = views
        """The first view: the only live blog, or the list of several."""
        self.names = tuple(choice or ())
        """The names of the live blogs among which guests choose; none where there is one."""
        self._choice = choice or {}
        self.limits, self.door, self.worker = limits, door, worker
        self.authorized, self.presenters = authorized, presenters
        self.log, self.metrics = log, metrics
        self.refusals = RefusalNotes(log, metrics)
        self.joining = asyncio.Semaphore(1)
        """Guests join one by one: joining costs a hundred times more than watching."""
        self.page_executor = ThreadPoolExecutor(1, "page")
        """Writes pages of text, the longest of which take seconds, one by one in a thread: they
        delay no joining guest, and a guest who leaves early causes no work."""
        self.garbage = QuietCollector(asyncio.get_running_loop())
        self.connections: set[Connection] = set()
        self.sessions: dict[int, AdmittedGuest] = {}
        """Guests by the number of their place at the door."""

    def account(self) -> Account:
        """Open a guest's account of CPU time."""
        return Account(self.limits.work, asyncio.get_running_loop().time)

    def views_of(self, blog: str) -> GuestViews:
        """Return the views of the live blog of that name; without a name those that come first."""
        return self._choice[blog] if blog else self.views

    def answer(self, answer: TextReply) -> str:
        """Return the text of an answer."""
        return self.views.listing if answer is TextReply.LIST else help_text(self.names)

    def presents(self, guest: Guest) -> bool:
        """True if the guest is a presenter by a verified key or the link."""
        known = self.presenters
        return known is not None and known.name_of(guest.user, guest.fingerprint) != ""

    async def admits_code(self, code: str, address: str) -> bool:
        """Check the code of the present link; note a wrong one."""
        link = self.presenters.link if self.presenters is not None else None
        if link is not None and await link.admits(code, address_group(address)):
            return True
        self.refusals.note(address, "link")
        return False

    def opened(self, connection: Connection) -> None:
        """Add a connection."""
        self.connections.add(connection)
        self.metrics.connections.inc()
        self.log.record("connected", address=connection.address)

    def closed(self, connection: Connection, error: Exception | None) -> None:
        """Remove a connection, which an error may have ended. Before the session only the SSH
        library has run, on the client's packets: an error then is the client's."""
        self.connections.discard(connection)
        self.metrics.connections.dec()
        if connection.session is None:
            reason = type(error).__name__ if error else "closed"
            self.log.record("gone", address=connection.address, reason=reason)
        elif error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.crashed(error, address=connection.address)

    def crashed(self, error: Exception, **who: str) -> None:
        """Note a fault of the host."""
        self.metrics.crashes.inc()
        self.log.record("crashed", **who, where=traceback_summary(error))

    async def drain(self, seconds: float, stop_now: asyncio.Event) -> None:
        """Wait until all guests have left, for so many seconds at most, or until `stop_now` is set.

        No new ones may come meanwhile.
        """
        for session in self.sessions.values():
            session.warn(DRAIN_MESSAGE.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self.sessions and not stop_now.is_set():
                    await asyncio.sleep(DRAIN_POLL_SECONDS)
        except TimeoutError:
            pass  # `stop` ends the sessions of the guests who are still here

    async def stop(self) -> None:
        """End all sessions with a farewell, and wait a few seconds at most for them to close."""
        loop = asyncio.get_running_loop()
        for session in list(self.sessions.values()):
            session.end("stopping")
        until = loop.time() + STOP_SECONDS
        while self.connections and loop.time() < until:
            for connection in [each for each in self.connections if each.session is None]:
                connection.abort()
            await asyncio.sleep(STOP_POLL_SECONDS)
        for connection in list(self.connections):
            connection.abort()
        await asyncio.sleep(STOP_POLL_SECONDS)
        self.page_executor.shutdown(wait=False, cancel_futures=True)
        self.garbage.stop()
