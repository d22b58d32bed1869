"""The SSH server of one worker: it accepts connections, and stops in order."""

import asyncio
import socket

import asyncssh

from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.monitoring.metrics import watch_lag
from tui.hosting.ssh.connection import GuestConnection
from tui.hosting.ssh.proxy_protocol import Network, ProxiedConnections
from tui.hosting.ssh.session import ConnectionHandler

STOP_SECONDS = 4.0  # for the farewells to reach the guests
DRAIN_POLL_SECONDS = 0.1
STOP_POLL_SECONDS = 0.02
ACCEPT_RETRY_SECONDS = 0.5
# One such exchange costs up to 30 ms of the host's time (a curve's costs 1 ms) for a few hundred
# bytes, and a client may ask for another at any time. OpenSSH has had curves since 2011.
COSTLY_KEY_EXCHANGES = "diffie-hellman-*,rsa2048-sha256"
DRAIN_MESSAGE = "This machine stops in {} s; connect again then, and you land on another."


class GuestServer:
    """Accepts SSH connections on a listening socket.

    With `proxies`, it accepts only connections from these networks that begin with a PROXY header.
    """

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
        """Whether new connections are accepted."""
        return self._accepting is not None and not self._accepting.done()

    async def start(self, listener: socket.socket) -> None:
        """Accept connections on a listening socket from now on."""
        listener.setblocking(False)
        self._listener = listener
        self._options = await self._ssh_options()
        self._registry.garbage_collector.start()
        self._accepting = self._loop.create_task(self._accept(listener))
        self._lag = self._loop.create_task(watch_lag(self._registry.metrics))

    async def drain(self, seconds: float, stop_now: asyncio.Event) -> None:
        """Accept no more connections, and wait until all guests have left.

        Returns after so many seconds at most, or when `stop_now` is set.
        """
        self._close_listener()
        for guest in self._registry.admitted:
            guest.warn(DRAIN_MESSAGE.format(round(seconds)))
        try:
            async with asyncio.timeout(seconds):
                while self._registry.admitted and not stop_now.is_set():
                    await asyncio.sleep(DRAIN_POLL_SECONDS)
        except TimeoutError:
            pass  # `stop` ends the sessions of the guests who are still here

    async def stop(self, reason: str = "stopping") -> None:
        """End all sessions with a farewell, and wait a few seconds at most for them to close."""
        self._close_listener()
        if self._lag is not None:
            self._lag.cancel()
        for guest in list(self._registry.admitted):
            guest.end(reason)
        connections = self._registry.connections
        until = self._loop.time() + STOP_SECONDS
        while connections and self._loop.time() < until:
            for connection in [each for each in connections if each.session is None]:
                connection.abort()
            await asyncio.sleep(STOP_POLL_SECONDS)
        for connection in list(connections):
            connection.abort()
        await asyncio.sleep(STOP_POLL_SECONDS)
        self._registry.page_executor.shutdown(wait=False, cancel_futures=True)
        self._registry.garbage_collector.stop()

    async def receive(self, sock: socket.socket, address: str) -> None:
        """Start SSH on an accepted socket; `address` is the client's, for the limits."""
        reason = self._registry.admission.connection_refusal(address)
        if reason:
            sock.close()
            self._registry.note_refusal(address, reason)
            return
        try:
            await self._loop.connect_accepted_socket(
                lambda: GuestConnection(self._registry, self._options, address), sock
            )
        except OSError:  # the client is gone again
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
            except OSError as error:  # no file descriptor is left, or the client is gone already
                self._registry.log.record("accept failed", reason=error.strerror)
                await asyncio.sleep(ACCEPT_RETRY_SECONDS)
                continue
            if self._proxied is not None:
                self._proxied.accept(sock, str(peer[0]))
            else:
                await self.receive(sock, str(peer[0]))
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def _ssh_options(self) -> asyncssh.SSHServerConnectionOptions:
        registry = self._registry
        construct = asyncssh.SSHServerConnectionOptions.construct
        options: asyncssh.SSHServerConnectionOptions = await construct(
            server_host_keys=[self._key],
            server_factory=lambda: ConnectionHandler(registry),
            server_version="liveblog-tui",
            encoding=None,
            login_timeout=0,  # ConnectionHandler limits the time until the session instead
            keepalive_interval=registry.limits.keepalive,
            keepalive_count_max=3,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            password_auth=False,
            # It asks nothing: it admits guests without a key where keys only make presenters.
            kbdint_auth=registry.presenters is not None and registry.authorized is None,
            host_based_auth=False,
            gss_host=None,
            kex_algs=f"-{COSTLY_KEY_EXCHANGES}",
            compression_algs=["none"],
        )
        return options
