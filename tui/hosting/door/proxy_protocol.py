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
LOCAL_COMMAND = 0x20
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
    it. Raises ValueError for any other beginning, and OSError. Only balancers come so far."""
    beginning = await _receive(sock, len(SIGNATURE))
    if beginning == SIGNATURE:
        command, family, *length = await _receive(sock, 4)
        body = await _receive(sock, int.from_bytes(length))
        if command == LOCAL_COMMAND:
            return HEALTH_CHECK
        size = ADDRESS_BYTES.get(family)
        return str(ip_address(body[:size])) if size else ""
    if not beginning.startswith(b"PROXY "):
        raise ValueError("no PROXY header")
    line = beginning
    while not line.endswith(b"\r\n"):
        line += await _receive(sock, 1)
    _, transport, *addresses = line.decode("ascii").split()
    return "" if transport == "UNKNOWN" else str(ip_address(addresses[0] if addresses else ""))


async def _receive(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = await asyncio.get_running_loop().sock_recv(sock, size - len(data))
        if not more:
            raise ValueError("the connection ended")
        data += more
    return data
