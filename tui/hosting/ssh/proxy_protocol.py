"""The PROXY protocol, versions 1 and 2: a load balancer's header with the address of its client.

https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt
"""

import asyncio
import socket
import struct
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from tui.model.errors import OptionError

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"  # of version 2
SIGNATURE_BYTES = len(SIGNATURE)  # every header of version 1 is longer
MAX_LINE_BYTES = 107  # of version 1, by the specification
MAX_BODY_BYTES = 4096  # of version 2, with TLS certificates and the like, which the host ignores
LOCAL_COMMAND, PROXY_COMMAND = 0x20, 0x21
ADDRESS_BYTES = {0x11: 4, 0x21: 16}  # by the family: TCP over IPv4 and over IPv6

HEADER_SECONDS = 5.0  # for a balancer to send its header
MAX_PENDING = 200  # headers that are awaited at once
BANNER = b"SSH-2.0-liveblog-tui\r\n"

type Network = IPv4Network | IPv6Network
type Receive = Callable[[int], Awaitable[bytes]]


class NoSourceAddress(Enum):
    """A header without a client's address."""

    LOCAL = "the balancer's own health check"
    UNKNOWN = "a client whose address the balancer does not know"


class ProxyHeaderError(Exception):
    """A connection begins without a valid PROXY header."""


def networks(given: Sequence[str]) -> tuple[Network, ...]:
    """Parse the balancers' networks. Raises OptionError for a text that is not a network."""
    try:
        return tuple(ip_network(text) for text in given)
    except ValueError as error:
        raise OptionError(
            f"--proxy-protocol takes an address or a network such as 10.0.0.0/8: {error}."
        ) from error


def within(address: str, given: Sequence[Network]) -> bool:
    """Whether an address is in one of the networks."""
    parsed = ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return any(mapped in network for network in given)


async def read_header(loop: AbstractEventLoop, sock: socket.socket) -> str | NoSourceAddress:
    """Read the client's address from an accepted socket, and not a byte beyond the header.

    Raises ProxyHeaderError.
    """

    async def receive(size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = await loop.sock_recv(sock, size - len(data))
            if not more:
                raise ProxyHeaderError("the connection ended")
            data += more
        return data

    return await parse_header(receive)


async def parse_header(receive: Receive) -> str | NoSourceAddress:
    """Parse a header; `receive` returns the next so many bytes. Raises ProxyHeaderError."""
    beginning = await receive(SIGNATURE_BYTES)
    if beginning == SIGNATURE:
        return await _parse_version_2(receive)
    if beginning.startswith(b"PROXY "):
        return await _parse_version_1(beginning, receive)
    raise ProxyHeaderError("no PROXY header")


async def _parse_version_1(line: bytes, receive: Receive) -> str | NoSourceAddress:
    while not line.endswith(b"\r\n"):
        if len(line) >= MAX_LINE_BYTES:
            raise ProxyHeaderError("a line without an end")
        line += await receive(1)
    words = line[:-2].decode("ascii", "replace").split(" ")
    if words[1] == "UNKNOWN":
        return NoSourceAddress.UNKNOWN
    if len(words) != 6 or words[1] not in ("TCP4", "TCP6"):
        raise ProxyHeaderError("not the words of version 1")
    try:
        address = ip_address(words[2])
    except ValueError as error:
        raise ProxyHeaderError("no address") from error
    if address.version != int(words[1][-1]):
        raise ProxyHeaderError("an address of another family")
    return str(address)


async def _parse_version_2(receive: Receive) -> str | NoSourceAddress:
    command, family, length = struct.unpack("!BBH", await receive(4))
    if command not in (LOCAL_COMMAND, PROXY_COMMAND) or length > MAX_BODY_BYTES:
        raise ProxyHeaderError("not a header of version 2")
    body = await receive(length)
    if command == LOCAL_COMMAND:
        return NoSourceAddress.LOCAL
    size = ADDRESS_BYTES.get(family)
    if size is None:
        return NoSourceAddress.UNKNOWN
    if length < 2 * size + 4:
        raise ProxyHeaderError("no room for the addresses")
    return str(ip_address(body[:size]))


class ProxiedConnections:
    """Reads the headers of new connections, all at the same time.

    Calls `receive` with the socket and the client's address, and `refuse` with the socket, the
    address and the reason for a peer that is not a balancer, sends no valid header, or comes while
    too many headers are awaited.
    """

    def __init__(
        self,
        balancers: tuple[Network, ...],
        receive: Callable[[socket.socket, str], Awaitable[None]],
        refuse: Callable[[socket.socket, str, str], None],
    ) -> None:
        self._balancers = balancers
        self._receive = receive
        self._refuse = refuse
        self._pending: set[asyncio.Task[None]] = set()

    def accept(self, sock: socket.socket, balancer: str) -> None:
        """Start to read the header of a new connection."""
        if not within(balancer, self._balancers):
            self._refuse(sock, balancer, "proxy")
            return
        if len(self._pending) >= MAX_PENDING:
            self._refuse(sock, balancer, "headers")
            return
        task = asyncio.get_running_loop().create_task(self._accept(sock, balancer))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    def close(self) -> None:
        """Close the connections whose header is still awaited."""
        for task in self._pending:
            task.cancel()

    async def _accept(self, sock: socket.socket, balancer: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(HEADER_SECONDS):
                source = await read_header(loop, sock)
                if source is NoSourceAddress.LOCAL:
                    # The health check waits for it; it is no guest, so neither counted nor logged.
                    await loop.sock_sendall(sock, BANNER)
        except (ProxyHeaderError, OSError, TimeoutError):
            self._refuse(sock, balancer, "proxy")
            return
        except asyncio.CancelledError:
            sock.close()
            raise
        if source is NoSourceAddress.LOCAL:
            sock.close()
        else:
            await self._receive(sock, source if isinstance(source, str) else balancer)
