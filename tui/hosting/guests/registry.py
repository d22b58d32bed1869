"""What the guests of one process share, and what is noted of them at the door."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import asyncssh

from tui.hosting.guest import Guest
from tui.hosting.guest_app.garbage import Collector
from tui.hosting.guests.admission import Door
from tui.hosting.guests.join_queue import JoinQueue
from tui.hosting.guests.programme import Programme
from tui.hosting.guests.shared_counts import Tally
from tui.hosting.keys import Presenters
from tui.hosting.monitoring.log import EventLog, logged_name, where_it_broke
from tui.hosting.monitoring.metrics import Counts
from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.room.clock import Room


class Caller(Protocol):
    """A connection, from the handshake to its end."""

    @property
    def address(self) -> str:
        """What limits go by."""
        ...

    @property
    def session(self) -> object | None:
        """Its only session, once it has asked for one."""
        ...

    def turn_away(self, reason: str) -> None:
        """End it without a word, and note why."""
        ...

    def hang_up(self) -> None:
        """End it at once."""
        ...


class Seat(Protocol):
    """A guest who has been let in."""

    def warn(self, text: str) -> None:
        """Tell the guest something."""
        ...

    def end(self, reason: str) -> None:
        """Say goodbye."""
        ...


class Host:
    """Everything the guests of one process share. `log` gets a line an event."""

    def __init__(
        self,
        programme: Programme,
        limits: Limits,
        *,
        log: EventLog,
        tally: Tally | None = None,
        authorized: asyncssh.SSHAuthorizedKeys | None = None,
        presenters: Presenters | None = None,
        room: Room | None = None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.programme = programme
        self.limits = limits
        self.authorized = authorized
        self.presenters = presenters
        self.room = room
        self.counts = Counts()
        self.door: Door[Caller] = Door(limits, tally or Tally(), loop.time)
        self.joins = JoinQueue()
        self.pages = ThreadPoolExecutor(1, "page")
        """Makes pages, the longest of which take seconds, beside the loop and one after the other; nobody who joins
        waits for it, and whoever leaves before their page was begun makes no work."""
        self.collector = Collector(loop)
        self.log = log
        self.callers: set[Caller] = set()
        self.seats: set[Seat] = set()
        self._refusals_logged = TokenBucket(10, 50, loop.time)

    def entering(self, caller: Caller) -> None:
        """Somebody has connected."""
        self.callers.add(caller)
        self.counts.connections += 1
        self.log.tell("connected", address=caller.address)
        oldest = self.door.entering(caller, caller.address)
        if oldest is not None:
            oldest.turn_away("unauthenticated")

    def gone(self, caller: Caller, error: Exception | None) -> None:
        """A connection is closed."""
        self.callers.discard(caller)
        self.door.entered(caller)
        self.counts.connections -= 1
        if error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.counts.crashes += 1
            self.log.tell("crashed", address=caller.address, where=where_it_broke(error))
        if caller.session is None:
            self.log.tell(
                "gone", address=caller.address, reason=type(error).__name__ if error else "closed"
            )

    def refused(self, address: str, reason: str) -> None:
        """A connection or a guest was turned away."""
        self.counts.refusals[reason] += 1
        if self._refusals_logged.allows():
            self.log.tell("refused", address=address, reason=reason)

    def joined(self, seat: Seat, guest: Guest) -> None:
        """A guest has been let in."""
        self.seats.add(seat)
        self.counts.joins += 1
        self.counts.guests += 1
        if self.room is not None:
            self.room.entered(self._presenter(guest))
        self.log.tell(
            "joined", address=guest.address, user=logged_name(guest.user), key=guest.fingerprint
        )

    def left(self, seat: Seat, guest: Guest, reason: str, duration: float) -> None:
        """A guest who had been let in is gone."""
        self.seats.discard(seat)
        self.counts.guests -= 1
        self.counts.leavings[reason] += 1
        self.door.release(guest.address)
        if self.room is not None:
            self.room.left(self._presenter(guest))
        self.log.tell(
            "left",
            address=guest.address,
            user=logged_name(guest.user),
            key=guest.fingerprint,
            duration=round(duration, 3),
            reason=reason,
        )

    def crashed(self, guest: Guest, error: Exception) -> None:
        """A guest's app has failed."""
        self.counts.crashes += 1
        self.log.tell(
            "crashed",
            address=guest.address,
            user=logged_name(guest.user),
            where=where_it_broke(error),
        )

    def _presenter(self, guest: Guest) -> str:
        return self.presenters.name_of(guest.fingerprint) if self.presenters is not None else ""
