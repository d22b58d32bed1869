"""A host's server in one process: accepts connections, and stops in good order."""

import asyncio
import socket
from typing import Any, override

import asyncssh

from tui.hosting.guests.registry import Host
from tui.hosting.monitoring.metrics import watch_lag
from tui.hosting.ssh.connection import Connection
from tui.hosting.ssh.proxy_protocol import Introductions, Network
from tui.hosting.ssh.session import Visitor

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


class Server:
    """Lets guests in to `host` on a listening socket; with `proxies` only such as these bring."""

    def __init__(self, host: Host, key: asyncssh.SSHKey, proxies: tuple[Network, ...] = ()) -> None:
        self._host = host
        self._key = key
        self._loop = asyncio.get_running_loop()
        self._introductions = (
            Introductions(proxies, self.receive, host.refused) if proxies else None
        )
        self._listener: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._lag: asyncio.Task[None] | None = None

    @property
    def accepts(self) -> bool:
        """Whether new guests can come."""
        return self._accepting is not None and not self._accepting.done()

    async def start(self, listener: socket.socket) -> None:
        """Accept guests on a listening socket from now on."""
        listener.setblocking(False)
        self._listener = listener
        self._options = await self._ssh_options()
        self._host.collector.start()
        self._accepting = self._loop.create_task(self._accept(listener))
        self._lag = self._loop.create_task(watch_lag(self._host.counts))

    async def drain(self, seconds: float, hurry: asyncio.Event) -> None:
        """Let nobody new in, and wait until everybody has gone: so many seconds at most, or until told to hurry."""
        self._close_listener()
        for seat in self._host.seats:
            seat.warn(LEAVING.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self._host.seats and not hurry.is_set():
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            pass  # whoever is still here is told goodbye

    async def stop(self, reason: str = "stopping") -> None:
        """Say goodbye to everybody and wait until they have heard it, a few seconds at most."""
        self._close_listener()
        if self._lag is not None:
            self._lag.cancel()
        for seat in list(self._host.seats):
            seat.end(reason)
        until = self._loop.time() + STOP_TIME
        while self._host.callers and self._loop.time() < until:
            for caller in [each for each in self._host.callers if each.session is None]:
                caller.hang_up()
            await asyncio.sleep(0.02)
        for caller in list(self._host.callers):
            caller.hang_up()
        await asyncio.sleep(0.02)
        self._host.pages.shutdown(wait=False, cancel_futures=True)
        self._host.collector.stop()

    async def receive(self, sock: socket.socket, address: str) -> None:
        """Begin SSH with whoever is at the other end of an accepted socket; `address` is what limits go by."""
        reason = self._host.door.refuse_connection(address)
        if reason:
            sock.close()
            self._host.refused(address, reason)
            return
        try:
            await self._loop.connect_accepted_socket(
                lambda: Connection(self._host, self._options, address), sock
            )
        except OSError:  # gone again
            sock.close()

    def _close_listener(self) -> None:
        if self._accepting is not None:
            self._accepting.cancel()
        if self._introductions is not None:
            self._introductions.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, peer = await self._loop.sock_accept(listener)
            except OSError as error:  # no file descriptor left, or the client was gone already
                self._host.log.tell("accept failed", reason=error.strerror)
                await asyncio.sleep(0.5)
                continue
            if self._introductions is not None:
                self._introductions.begin(sock, str(peer[0]))
            else:
                await self.receive(sock, str(peer[0]))
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def _ssh_options(self) -> asyncssh.SSHServerConnectionOptions:
        options: asyncssh.SSHServerConnectionOptions = await asyncssh.SSHServerConnectionOptions.construct(
            server_host_keys=[self._key],
            server_factory=lambda: Visitor(self._host),
            server_version="liveblog-tui",
            encoding=None,
            login_timeout=0,  # the time to ask for a session is counted from connecting, in Visitor
            keepalive_interval=self._host.limits.keepalive,
            keepalive_count_max=3,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            password_auth=False,
            # Without a question, for guests without a key, where presenters are known by theirs.
            kbdint_auth=self._host.presenters is not None and self._host.authorized is None,
            host_based_auth=False,
            gss_host=None,
            kex_algs=f"-{COSTLY_KEY_EXCHANGES}",
            compression_algs=["none"],
        )
        return options
