"""The registry of one worker's guests and connections, with all that they share."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import asyncssh

from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.guest import HELP, HELP_WITH_LIST, Answer, Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_app.garbage import GarbageCollector
from tui.hosting.guests.admission import Admission
from tui.hosting.guests.join_queue import JoinQueue
from tui.hosting.guests.refusals import REFUSALS
from tui.hosting.guests.shared_counts import SharedCounts, address_group
from tui.hosting.keys import Presenters
from tui.hosting.monitoring.log import EventLog, loggable_name, traceback_summary
from tui.hosting.monitoring.metrics import WorkerMetrics, watch_lag
from tui.hosting.options import Limits
from tui.replay import ReplayOptions

REFUSALS_REMEMBERED = 1000  # pairs of a reason and an address, each of which is logged once
STOP_SECONDS = 4.0  # for the farewells to reach the guests
STOP_POLL_SECONDS = 0.02
DRAIN_POLL_SECONDS = 0.1
DRAIN_MESSAGE = "This machine stops in {} s; connect again then, and you land on another."


class GuestViews(Protocol):
    """What the host shows its guests. All but `left` raise LiveBlogError for a request without a
    meaning, such as an unknown author.
    """

    @property
    def title(self) -> str:
        """The title of what the guests watch, in one line."""
        ...

    def app(self, guest: Guest) -> GuestApp:
        """Make an app for a guest with a terminal; the caller runs it, then calls `left`."""
        ...

    def left(self, app: GuestApp) -> None:
        """Note that the guest of an app has gone."""
        ...

    @property
    def listing(self) -> str:
        """What `list` tells a guest: a line for each live blog, with its name."""
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
    def address(self) -> str:
        """The client's address, for the limits."""
        ...

    @property
    def session(self) -> object | None:
        """The connection's only session; None before the client asks for it."""
        ...

    def refuse(self, reason: str) -> None:
        """Close the connection with a sentence, and note the reason."""
        ...

    def abort(self) -> None:
        """Close the connection at once."""
        ...


class AdmittedGuest(Protocol):
    """The lifecycle of an admitted guest."""

    def warn(self, text: str) -> None:
        """Show the guest a warning."""
        ...

    def end(self, reason: str) -> None:
        """End the guest's session with a farewell."""
        ...


class AbsentGuest(Protocol):
    """A guest whose connection is lost."""

    address: str

    async def give_up(self) -> None:
        """End the session, so that another guest can have the place."""
        ...


class GuestRegistry:
    """All guests and connections of one worker. Notes each event in `log` and in `metrics`."""

    def __init__(
        self,
        views: GuestViews,
        limits: Limits,
        *,
        log: EventLog,
        shared_counts: SharedCounts | None = None,
        authorized: asyncssh.SSHAuthorizedKeys | None = None,
        presenters: Presenters | None = None,
        choice: Mapping[str, GuestViews] | None = None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.views = views
        """What guests see first: the only live blog, or the list of several."""
        self.names = tuple(choice or ())
        """The names of the live blogs among which guests choose; none where there is one."""
        self._choice = choice or {}
        self.limits = limits
        self.authorized = authorized
        self.presenters = presenters
        self.metrics = WorkerMetrics()
        self.admission: Admission[Connection] = Admission(
            limits, shared_counts or SharedCounts(), loop.time
        )
        self.cpu = CpuScheduler(loop, limits)
        self.join_queue = JoinQueue()
        self.page_executor = ThreadPoolExecutor(1, "page")
        """Writes pages of text, the longest of which take seconds, one by one in a thread: they
        delay no joining guest, and a guest who leaves early causes no work."""
        self.garbage_collector = GarbageCollector(loop)
        self.log = log
        self.connections: set[Connection] = set()
        self.admitted: set[AdmittedGuest] = set()
        self.away: dict[AbsentGuest, None] = {}
        """The guests whose places are kept although their connections are lost, longest first."""
        self._lag: asyncio.Task[None] | None = None
        self._refusals_logged: set[tuple[str, str]] = set()

    def views_of(self, blog: str) -> GuestViews:
        """Return what guests see of the live blog of that name; without a name what comes first."""
        return self._choice[blog] if blog else self.views

    def answer(self, answer: Answer) -> str:
        """Return the text of an answer."""
        if answer is Answer.LIST:
            return self.views.listing
        return HELP_WITH_LIST.format(name=self.names[0]) if self.names else HELP

    def start(self) -> None:
        """Start what runs as long as the worker."""
        self.garbage_collector.start()
        self._lag = asyncio.get_running_loop().create_task(watch_lag(self.metrics))

    async def drain(self, seconds: float, stop_now: asyncio.Event) -> None:
        """Wait until all guests have left, for so many seconds at most, or until `stop_now` is set.

        No new ones may come meanwhile.
        """
        for guest in self.admitted:
            guest.warn(DRAIN_MESSAGE.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self.admitted and not stop_now.is_set():
                    await asyncio.sleep(DRAIN_POLL_SECONDS)
        except TimeoutError:
            pass  # `stop` ends the sessions of the guests who are still here

    async def stop(self, reason: str = "stopping") -> None:
        """End all sessions with a farewell, and wait a few seconds at most for them to close."""
        loop = asyncio.get_running_loop()
        if self._lag is not None:
            self._lag.cancel()
        for guest in list(self.admitted):
            guest.end(reason)
        until = loop.time() + STOP_SECONDS
        while self.connections and loop.time() < until:
            for connection in [each for each in self.connections if each.session is None]:
                connection.abort()
            await asyncio.sleep(STOP_POLL_SECONDS)
        for connection in list(self.connections):
            connection.abort()
        await asyncio.sleep(STOP_POLL_SECONDS)
        self.page_executor.shutdown(wait=False, cancel_futures=True)
        self.garbage_collector.stop()

    def connection_opened(self, connection: Connection) -> None:
        """Add a connection; refuses the oldest unauthenticated one if they are too many."""
        self.connections.add(connection)
        self.metrics.connections += 1
        self.log.record("connected", address=connection.address)
        oldest = self.admission.add_unauthenticated(connection, connection.address)
        if oldest is not None:
            oldest.refuse("unauthenticated")

    def connection_closed(self, connection: Connection, error: Exception | None) -> None:
        """Remove a connection, which an error may have ended."""
        self.connections.discard(connection)
        self.admission.remove_unauthenticated(connection)
        self.metrics.connections -= 1
        address = connection.address
        if error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.metrics.crashes += 1
            self.log.record("crashed", address=address, where=traceback_summary(error))
        if connection.session is None:
            reason = type(error).__name__ if error else "closed"
            self.log.record("gone", address=address, reason=reason)

    def note_refusal(self, address: str, reason: str) -> None:
        """Count a refused connection or guest; log the first of each address and reason, with the
        flag that lifts the limit."""
        self.metrics.refusals[reason] += 1
        refused = (reason, address_group(address))
        if refused in self._refusals_logged or len(self._refusals_logged) >= REFUSALS_REMEMBERED:
            return
        self._refusals_logged.add(refused)
        self.log.record("refused", address=address, reason=reason, flag=REFUSALS[reason].flag)

    def admit(self, guest: Guest) -> str:
        """Count a guest in. Returns why not, else an empty string; `left` counts them out."""
        login, presenters = (guest.user, guest.fingerprint), self.presenters
        presents = presenters is not None and presenters.name_of(*login) != ""
        return self.admission.admit(guest.address, presents=presents, projector=guest.projector)

    async def free_place(self, refusal: str, address: str) -> bool:
        """End the session of the guest who is away longest, of this address if too many are here
        from it. Returns whether there was one."""
        for guest in self.away:
            if refusal == "full" or (
                refusal == "address" and address_group(guest.address) == address_group(address)
            ):
                del self.away[guest]
                await guest.give_up()
                return True
        return False

    def joined(self, admitted: AdmittedGuest, guest: Guest) -> None:
        """Add an admitted guest."""
        self.admitted.add(admitted)
        if guest.projector:
            self.metrics.projectors += 1
        else:
            self.metrics.joins += 1
            self.metrics.guests += 1
        self.log.record("joined", **_logged(guest))

    def left(self, admitted: AdmittedGuest, guest: Guest, reason: str, duration: float) -> None:
        """Remove a departed guest, who was here for `duration` seconds."""
        self.admitted.discard(admitted)
        if guest.projector:
            self.metrics.projectors -= 1
        else:
            self.metrics.guests -= 1
            self.metrics.leavings[reason] += 1
        self.admission.release(guest.address, projector=guest.projector)
        self.log.record("left", **_logged(guest), duration=round(duration, 3), reason=reason)

    def note_crash(self, guest: Guest, error: Exception) -> None:
        """Note the exception that ended a guest's app."""
        self.metrics.crashes += 1
        self.log.record(
            "crashed",
            address=guest.address,
            user=loggable_name(guest.user),
            where=traceback_summary(error),
        )


def _logged(guest: Guest) -> dict[str, str]:
    """What the log has of a guest who comes or goes."""
    return {
        "address": guest.address,
        "user": loggable_name(guest.user),
        "key": guest.fingerprint,
        "kind": "projector" if guest.projector else "",
    }
