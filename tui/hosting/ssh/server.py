"""The SSH server of one worker: it accepts connections."""

import asyncio
import socket

import asyncssh

from tui.hosting.guests.refusals import REFUSALS
from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.ssh.connection import SIGNATURES, GuestConnection
from tui.hosting.ssh.proxy_protocol import Network, ProxiedConnections
from tui.hosting.ssh.refusal import Refusals
from tui.hosting.ssh.session import ConnectionHandler

ACCEPT_RETRY_SECONDS = 0.5
# One such exchange costs up to 30 ms of the host's time (a curve's costs 1 ms) for a few hundred
# bytes, and a client may ask for another at any time. OpenSSH has had curves since 2011.
COSTLY_KEY_EXCHANGES = "diffie-hellman-*,rsa2048-sha256"
# The curves whose constants nobody explains.
WEAK_KEY_EXCHANGES = "ecdh-sha2-*,*nistp*"
# asyncssh puts it together in Python: a frame costs ten times the CPU time that AES takes.
COSTLY_CIPHERS = "chacha20-*"
MACS = tuple(f"hmac-sha2-{bits}{kind}" for kind in ("-etm@openssh.com", "") for bits in (256, 512))


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
        self._proxied = ProxiedConnections(proxies, self.receive, self.refuse) if proxies else None
        self._refusals = Refusals()
        self._listener: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None

    @property
    def accepts(self) -> bool:
        """Whether new connections are accepted."""
        return self._accepting is not None and not self._accepting.done()

    async def start(self, listener: socket.socket) -> None:
        """Accept connections on a listening socket from now on."""
        listener.setblocking(False)
        self._listener = listener
        self._options = await self._ssh_options()
        self._accepting = self._loop.create_task(self._accept(listener))

    def stop_accepting(self) -> None:
        """Accept no more connections; the guests stay."""
        if self._accepting is not None:
            self._accepting.cancel()
        if self._proxied is not None:
            self._proxied.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def stop(self) -> None:
        """Accept no more connections; the registry closes those that are there."""
        self.stop_accepting()
        self._refusals.close()

    async def receive(self, sock: socket.socket, address: str) -> None:
        """Start SSH on an accepted socket; `address` is the client's, for the limits."""
        reason = self._registry.admission.connection_refusal(address)
        if reason:
            self.refuse(sock, address, reason)
            return
        try:
            await self._loop.connect_accepted_socket(
                lambda: GuestConnection(self._registry, self._options, address), sock
            )
        except OSError:  # the client is gone again
            sock.close()

    def refuse(self, sock: socket.socket, address: str, reason: str) -> None:
        """Tell the client at an accepted socket why it is refused, and note the reason."""
        self._refusals.tell(sock, REFUSALS[reason].sentence)
        self._registry.note_refusal(address, reason)

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
            kbdint_auth=True,
            host_based_auth=False,
            gss_host=None,
            kex_algs=f"-{COSTLY_KEY_EXCHANGES},{WEAK_KEY_EXCHANGES}",
            encryption_algs=f"-{COSTLY_CIPHERS}",
            signature_algs=SIGNATURES,
            mac_algs=MACS,
            compression_algs=["none"],
        )
        for algorithm in list(options.server_host_keys):  # an RSA key would sign with SHA-1 too
            if algorithm.decode("ascii") not in SIGNATURES:
                del options.server_host_keys[algorithm]
        return options
