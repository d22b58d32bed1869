"""The host in one process: accepts connections, knows its guests, and stops in good order."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, override

import asyncssh

from tui.hosting.collector import Collector
from tui.hosting.connection import Connection, Visitor
from tui.hosting.events import EventLog, clean_name, where_it_broke
from tui.hosting.guest import Guest
from tui.hosting.introductions import Introductions
from tui.hosting.joins import JoinQueue
from tui.hosting.limits import Door, TokenBucket
from tui.hosting.metrics import Counts, watch_lag
from tui.hosting.options import Limits
from tui.hosting.presenters import Presenters
from tui.hosting.programme import Programme
from tui.hosting.proxy_header import Network
from tui.hosting.room import Room
from tui.hosting.tally import Tally
from tui.hosting.visit import Visit

STOP_TIME = 4.0  # seconds for guests' farewells to arrive
LOOK_EVERY = 0.1  # seconds between two looks whether everybody has gone
# One costs up to 30 ms of the host's time (a curve's 1 ms) for a few hundred bytes, and a client may ask for another at
# any time. OpenSSH has had curves since 2011.
COSTLY_KEY_EXCHANGES = "diffie-hellman-*,rsa2048-sha256"
LEAVING = "This machine stops in {} s; connect again then, and you land on another."


class HostLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps ordinary tasks.

    Every Textual app sets an eager task factory on the loop it runs in; asyncssh's authentication then hangs for
    each guest after the first.
    """

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Nothing."""


class Host:
    """Everything the guests of one process share. `log` gets a line an event."""

    def __init__(
        self,
        programme: Programme,
        limits: Limits,
        key: asyncssh.SSHKey,
        *,
        log: EventLog,
        tally: Tally | None = None,
        authorized: asyncssh.SSHAuthorizedKeys | None = None,
        presenters: Presenters | None = None,
        room: Room | None = None,
        proxies: tuple[Network, ...] = (),
    ) -> None:
        loop = asyncio.get_running_loop()
        self.programme = programme
        self.limits = limits
        self.authorized = authorized
        self.presenters = presenters
        self.room = room
        self._introductions = Introductions(proxies, self.receive, self.refused) if proxies else None
        self.counts = Counts()
        self.door = Door(limits, tally or Tally(), loop.time)
        self.joins = JoinQueue()
        self.collector = Collector(loop)
        self._key = key
        self._log = log
        self._loop = loop
        self._visitors: set[Visitor] = set()
        self._visits: set[Visit] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._refusals_logged = TokenBucket(10, 50, loop.time)
        self._listener: socket.socket | None = None

    @property
    def accepts(self) -> bool:
        """Whether new guests can come."""
        return self._listener is not None

    async def start(self, listener: socket.socket) -> None:
        """Accept guests on a listening socket from now on."""
        listener.setblocking(False)
        self._listener = listener
        self._options = await asyncssh.SSHServerConnectionOptions.construct(
            server_host_keys=[self._key],
            server_factory=lambda: Visitor(self),
            server_version="liveblog-tui",
            encoding=None,
            login_timeout=0,  # the time to ask for a session is counted from connecting, in Visitor
            keepalive_interval=self.limits.keepalive,
            keepalive_count_max=3,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            password_auth=False,
            # Without a question, for guests without a key, where presenters are known by theirs.
            kbdint_auth=self.presenters is not None and self.authorized is None,
            host_based_auth=False,
            gss_host=None,
            kex_algs=f"-{COSTLY_KEY_EXCHANGES}",
            compression_algs=["none"],
        )
        self.collector.start()
        self._tasks = [self._loop.create_task(job) for job in (self._accept(listener), watch_lag(self.counts))]

    async def drain(self, seconds: float, hurry: asyncio.Event) -> None:
        """Let nobody new in, and wait until everybody has gone: so many seconds at most, or until told to hurry."""
        self._close_listener()
        for visit in self._visits:
            visit.warn(LEAVING.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self._visits and not hurry.is_set():
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            pass  # whoever is still here is told goodbye

    def _close_listener(self) -> None:
        for task in self._tasks[:1]:
            task.cancel()
        if self._introductions is not None:
            self._introductions.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def stop(self, reason: str = "stopping") -> None:
        """Say goodbye to everybody and wait until they have heard it, a few seconds at most."""
        self._close_listener()
        for task in self._tasks:
            task.cancel()
        for visit in list(self._visits):
            visit.end(reason)
        until = self._loop.time() + STOP_TIME
        while self._visitors and self._loop.time() < until:
            for visitor in [each for each in self._visitors if each.session is None]:
                visitor.connection.abort()
            await asyncio.sleep(0.02)
        for visitor in list(self._visitors):
            visitor.connection.abort()
        await asyncio.sleep(0.02)
        self.collector.stop()

    # What happens at the door, told by connections and visits

    def entering(self, visitor: Visitor) -> None:
        """Somebody has connected."""
        self._visitors.add(visitor)
        self.counts.connections += 1
        self._log.tell("connected", address=visitor.address)
        oldest = self.door.entering(visitor, visitor.address)
        if isinstance(oldest, Visitor):
            oldest.turn_away("unauthenticated")

    def gone(self, visitor: Visitor, error: Exception | None) -> None:
        """A connection is closed."""
        self._visitors.discard(visitor)
        self.door.entered(visitor)
        self.counts.connections -= 1
        if error is not None and not isinstance(error, asyncssh.Error | OSError):
            self.counts.crashes += 1
            self._log.tell("crashed", address=visitor.address, where=where_it_broke(error))
        if visitor.session is None:
            self._log.tell("gone", address=visitor.address, reason=type(error).__name__ if error else "closed")

    def refused(self, address: str, reason: str) -> None:
        """A connection or a guest was turned away."""
        self.counts.refusals[reason] += 1
        if self._refusals_logged.allows():
            self._log.tell("refused", address=address, reason=reason)

    def joined(self, visit: Visit, guest: Guest) -> None:
        """A guest has been let in."""
        self._visits.add(visit)
        self.counts.joins += 1
        self.counts.guests += 1
        if self.room is not None:
            self.room.entered(self._presenter(guest))
        self._log.tell("joined", address=guest.address, user=clean_name(guest.user), key=guest.fingerprint)

    def left(self, visit: Visit, guest: Guest, reason: str, duration: float) -> None:
        """A guest who had been let in is gone."""
        self._visits.discard(visit)
        self.counts.guests -= 1
        self.counts.leavings[reason] += 1
        self.door.release(guest.address)
        if self.room is not None:
            self.room.left(self._presenter(guest))
        self._log.tell(
            "left",
            address=guest.address,
            user=clean_name(guest.user),
            key=guest.fingerprint,
            duration=round(duration, 3),
            reason=reason,
        )

    def crashed(self, guest: Guest, error: Exception) -> None:
        """A guest's app has failed."""
        self.counts.crashes += 1
        self._log.tell("crashed", address=guest.address, user=clean_name(guest.user), where=where_it_broke(error))

    def _presenter(self, guest: Guest) -> str:
        return self.presenters.name_of(guest.fingerprint) if self.presenters is not None else ""

    async def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, peer = await self._loop.sock_accept(listener)
            except OSError as error:  # no file descriptor left, or the client was gone already
                self._log.tell("accept failed", reason=error.strerror)
                await asyncio.sleep(0.5)
                continue
            if self._introductions is not None:
                self._introductions.begin(sock, str(peer[0]))
            else:
                await self.receive(sock, str(peer[0]))
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def receive(self, sock: socket.socket, address: str) -> None:
        """Begin SSH with whoever is at the other end of an accepted socket; `address` is what limits go by."""
        reason = self.door.refuse_connection(address)
        if reason:
            sock.close()
            self.refused(address, reason)
            return
        try:
            await self._loop.connect_accepted_socket(lambda: Connection(self, self._options, address), sock)
        except OSError:  # gone again
            sock.close()
