"""A host's server in one process: accepts connections, and stops in good order."""

import asyncio
import socket
from typing import Any, override

import asyncssh

from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.monitoring.metrics import watch_lag
from tui.hosting.ssh.connection import GuestConnection
from tui.hosting.ssh.proxy_protocol import Network, ProxiedConnections
from tui.hosting.ssh.session import ConnectionHandler

STOP_SECONDS = 4.0  # seconds for guests' farewells to arrive
POLL_SECONDS = 0.1  # seconds between two looks whether everybody has gone
# One costs up to 30 ms of the host's time (a curve's 1 ms) for a few hundred bytes, and a client may ask for another at
# any time. OpenSSH has had curves since 2011.
COSTLY_KEY_EXCHANGES = "diffie-hellman-*,rsa2048-sha256"
DRAIN_MESSAGE = "This machine stops in {} s; connect again then, and you land on another."


class ServerEventLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps ordinary tasks.

    Every Textual app sets an eager task factory on the loop it runs in; asyncssh's authentication then hangs for
    each guest after the first.
    """

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Nothing."""


class GuestServer:
    """Lets guests in to `host` on a listening socket; with `proxies` only such as these bring."""

    def __init__(
        self, registry: GuestRegistry, key: asyncssh.SSHKey, proxies: tuple[Network, ...] = ()
    ) -> None:
        self._registry = registry
        self._key = key
        self._loop = asyncio.get_running_loop()
        self._proxied = (
            ProxiedConnections(proxies, self.receive, registry.note_refusal) if proxies else None
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
        self._registry.garbage_collector.start()
        self._accepting = self._loop.create_task(self._accept(listener))
        self._lag = self._loop.create_task(watch_lag(self._registry.metrics))

    async def drain(self, seconds: float, stop_now: asyncio.Event) -> None:
        """Let nobody new in, and wait until everybody has gone: so many seconds at most, or until told to hurry."""
        self._close_listener()
        for guest in self._registry.admitted:
            guest.warn(DRAIN_MESSAGE.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self._registry.admitted and not stop_now.is_set():
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            pass  # whoever is still here is told goodbye

    async def stop(self, reason: str = "stopping") -> None:
        """Say goodbye to everybody and wait until they have heard it, a few seconds at most."""
        self._close_listener()
        if self._lag is not None:
            self._lag.cancel()
        for guest in list(self._registry.admitted):
            guest.end(reason)
        until = self._loop.time() + STOP_SECONDS
        while self._registry.connections and self._loop.time() < until:
            for connection in [each for each in self._registry.connections if each.session is None]:
                connection.abort()
            await asyncio.sleep(0.02)
        for connection in list(self._registry.connections):
            connection.abort()
        await asyncio.sleep(0.02)
        self._registry.page_executor.shutdown(wait=False, cancel_futures=True)
        self._registry.garbage_collector.stop()

    async def receive(self, sock: socket.socket, address: str) -> None:
        """Begin SSH with whoever is at the other end of an accepted socket; `address` is what limits go by."""
        reason = self._registry.admission.connection_refusal(address)
        if reason:
            sock.close()
            self._registry.note_refusal(address, reason)
            return
        try:
            await self._loop.connect_accepted_socket(
                lambda: GuestConnection(self._registry, self._options, address), sock
            )
        except OSError:  # gone again
            sock.close()

    def _close_listener(self) -> None:
        if self._accepting is not None:
            self._accepting.cancel()
        if self._proxied is not None:
            self._proxied.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, peer = await self._loop.sock_accept(listener)
            except OSError as error:  # no file descriptor left, or the client was gone already
                self._registry.log.record("accept failed", reason=error.strerror)
                await asyncio.sleep(0.5)
                continue
            if self._proxied is not None:
                self._proxied.accept(sock, str(peer[0]))
            else:
                await self.receive(sock, str(peer[0]))
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def _ssh_options(self) -> asyncssh.SSHServerConnectionOptions:
        options: asyncssh.SSHServerConnectionOptions = await asyncssh.SSHServerConnectionOptions.construct(
            server_host_keys=[self._key],
            server_factory=lambda: ConnectionHandler(self._registry),
            server_version="liveblog-tui",
            encoding=None,
            login_timeout=0,  # the time to ask for a session is counted from connecting, in Visitor
            keepalive_interval=self._registry.limits.keepalive,
            keepalive_count_max=3,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            password_auth=False,
            # Without a question, for guests without a key, where presenters are known by theirs.
            kbdint_auth=self._registry.presenters is not None and self._registry.authorized is None,
            host_based_auth=False,
            gss_host=None,
            kex_algs=f"-{COSTLY_KEY_EXCHANGES}",
            compression_algs=["none"],
        )
        return options
