"""What the guests of one process share, and what is noted of them at the door."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import asyncssh

from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_app.garbage import GarbageCollector
from tui.hosting.guests.admission import Admission
from tui.hosting.guests.join_queue import JoinQueue
from tui.hosting.guests.shared_counts import SharedCounts
from tui.hosting.keys import Presenters
from tui.hosting.monitoring.log import EventLog, loggable_name, traceback_summary
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.room.clock import Room
from tui.replay import ReplayOptions


class GuestViews(Protocol):
    """What the host shows its guests. Both methods raise LiveBlogError for a request without a
    meaning, such as an unknown author.
    """

    def app(self, guest: Guest) -> GuestApp:
        """Make an app for a guest with a terminal; the caller runs it."""
        ...

    def page(self, requested: ReplayOptions, width: int) -> str:
        """Write the page as text, lines ending in a line feed. Runs in another thread."""
        ...


class Connection(Protocol):
    """A connection, from the handshake to its end."""

    @property
    def address(self) -> str:
        """What limits go by."""
        ...

    @property
    def session(self) -> object | None:
        """Its only session, once it has asked for one."""
        ...

    def refuse(self, reason: str) -> None:
        """End it without a word, and note why."""
        ...

    def abort(self) -> None:
        """End it at once."""
        ...


class AdmittedGuest(Protocol):
    """A guest who has been let in."""

    def warn(self, text: str) -> None:
        """Tell the guest something."""
        ...

    def end(self, reason: str) -> None:
        """Say goodbye."""
        ...


class GuestRegistry:
    """Everything the guests of one process share. `log` gets a line an event."""

    def __init__(
        self,
        views: GuestViews,
        limits: Limits,
        *,
        log: EventLog,
        shared_counts: SharedCounts | None = None,
        authorized: asyncssh.SSHAuthorizedKeys | None = None,
        presenters: Presenters | None = None,
        room: Room | None = None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.views = views
        self.limits = limits
        self.authorized = authorized
        self.presenters = presenters
        self.room = room
        self.metrics = WorkerMetrics()
        self.admission: Admission[Connection] = Admission(
            limits, shared_counts or SharedCounts(), loop.time
        )
        self.join_queue = JoinQueue()
        self.page_executor = ThreadPoolExecutor(1, "page")
        """Makes pages, the longest of which take seconds, beside the loop and one after the other; nobody who joins
        waits for it, and whoever leaves before their page was begun makes no work."""
        self.garbage_collector = GarbageCollector(loop)
        self.log = log
        self.connections: set[Connection] = set()
        self.admitted: set[AdmittedGuest] = set()
        self._refusals_logged = TokenBucket(10, 50, loop.time)

    def connection_opened(self, connection: Connection) -> None:
        """Somebody has connected."""
        self.connections.add(connection)
        self.metrics.connections += 1
        self.log.record("connected", address=connection.address)
        oldest = self.admission.add_unauthenticated(connection, connection.address)
        if oldest is not None:
            oldest.refuse("unauthenticated")

    def connection_closed(self, connection: Connection, error: Exception | None) -> None:
        """A connection is closed."""
        self.connections.discard(connection)
        self.admission.remove_unauthenticated(connection)
        self.metrics.connections -= 1
        if error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.metrics.crashes += 1
            self.log.record("crashed", address=connection.address, where=traceback_summary(error))
        if connection.session is None:
            self.log.record(
                "gone",
                address=connection.address,
                reason=type(error).__name__ if error else "closed",
            )

    def note_refusal(self, address: str, reason: str) -> None:
        """A connection or a guest was turned away."""
        self.metrics.refusals[reason] += 1
        if self._refusals_logged.allows():
            self.log.record("refused", address=address, reason=reason)

    def joined(self, admitted: AdmittedGuest, guest: Guest) -> None:
        """A guest has been let in."""
        self.admitted.add(admitted)
        self.metrics.joins += 1
        self.metrics.guests += 1
        if self.room is not None:
            self.room.add_guest(self._presenter(guest))
        self.log.record(
            "joined", address=guest.address, user=loggable_name(guest.user), key=guest.fingerprint
        )

    def left(self, admitted: AdmittedGuest, guest: Guest, reason: str, duration: float) -> None:
        """A guest who had been let in is gone."""
        self.admitted.discard(admitted)
        self.metrics.guests -= 1
        self.metrics.leavings[reason] += 1
        self.admission.release(guest.address)
        if self.room is not None:
            self.room.remove_guest(self._presenter(guest))
        self.log.record(
            "left",
            address=guest.address,
            user=loggable_name(guest.user),
            key=guest.fingerprint,
            duration=round(duration, 3),
            reason=reason,
        )

    def note_crash(self, guest: Guest, error: Exception) -> None:
        """A guest's app has failed."""
        self.metrics.crashes += 1
        self.log.record(
            "crashed",
            address=guest.address,
            user=loggable_name(guest.user),
            where=traceback_summary(error),
        )

    def _presenter(self, guest: Guest) -> str:
        return self.presenters.name_of(guest.fingerprint) if self.presenters is not None else ""
