"""The PROXY protocol, versions 1 and 2: a load balancer's header with the address of its client.

https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt
"""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from tui.hosting.rate_limit import plain_address
from tui.model.errors import OptionError

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"  # of version 2
MAX_LINE_BYTES = 107  # of version 1, by the specification
MAX_BODY_BYTES = 4096  # of version 2, with TLS certificates and the like, which the host ignores
LOCAL_COMMAND, PROXY_COMMAND = 0x20, 0x21
ADDRESS_BYTES = {0x11: 4, 0x21: 16}  # by the family: TCP over IPv4 and over IPv6
HEALTH_CHECK = "health check"  # in place of an address: a balancer's, which waits for the banner

type Network = IPv4Network | IPv6Network


def networks(given: Sequence[str]) -> tuple[Network, ...]:
    """Raises OptionError for a text that is not a network."""
    try:
        return tuple(ip_network(text) for text in given)
    except ValueError as error:
        raise OptionError(
            f"--proxy-protocol takes an address or a network such as 10.0.0.0/8: {error}."
        ) from error


def is_in_networks(address: str, given: Sequence[Network]) -> bool:
    plain = plain_address(address)
    return any(plain in network for network in given)


async def read_client(sock: socket.socket) -> str:
    """Read the client's address, and not a byte beyond the header; "" if the balancer does not know
    it. Raises ValueError for any other beginning, and OSError."""
    beginning = await _receive(sock, len(SIGNATURE))
    if beginning == SIGNATURE:
        command, family, *length = await _receive(sock, 4)
        body_bytes = int.from_bytes(length)
        if command not in (LOCAL_COMMAND, PROXY_COMMAND) or body_bytes > MAX_BODY_BYTES:
            raise ValueError("not a header of version 2")
        body = await _receive(sock, body_bytes)
        return HEALTH_CHECK if command == LOCAL_COMMAND else _client_in(family, body)
    if not beginning.startswith(b"PROXY "):
        raise ValueError("no PROXY header")
    line = beginning
    while not line.endswith(b"\r\n"):
        if len(line) >= MAX_LINE_BYTES:
            raise ValueError("a line without an end")
        line += await _receive(sock, 1)
    return _client_of(line[:-2].decode("ascii", "replace").split(" "))


def _client_in(family: int, body: bytes) -> str:
    size = ADDRESS_BYTES.get(family)
    if size is None:
        return ""
    if len(body) < 2 * size + 4:
        raise ValueError("no room for the addresses")
    return str(ip_address(body[:size]))


def _client_of(words: list[str]) -> str:
    match words:
        case [_, "UNKNOWN", *_]:
            return ""
        case [_, "TCP4" | "TCP6" as family, client, _, _, _]:
            address = ip_address(client)
            if address.version == int(family[-1]):
                return str(address)
    raise ValueError("not the words of version 1")


async def _receive(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = await asyncio.get_running_loop().sock_recv(sock, size - len(data))
        if not more:
            raise ValueError("the connection ended")
        data += more
    return data
