"""Which names a browser may know this host by, which pages may open a websocket, and what address
a guest has behind a proxy.

A page of somebody else can give its own name this machine's address, and then speaks to it as to
its own host; but its name stays in the Host header.
"""

from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from tui.hosting.options import ANY_ADDRESS


class HostNames:
    """The names of a host that listens on `address`: those of `known` too, but for empty ones."""

    def __init__(self, address: str, known: Iterable[str]) -> None:
        self._known = {name.lower() for name in known if name}
        self._address = ip_address(address.partition("%")[0])
        self._any_address = address in ANY_ADDRESS

    def admit(self, host: str) -> bool:
        """True if a Host header names this host; its port may be any, as of a proxy."""
        name = _name_of(host)
        if name in self._known:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return name == "localhost" and (self._any_address or self._address.is_loopback)
        if self._any_address:
            return True  # no foreign page has a bare address of this machine for its name
        return address == self._address or (address.is_loopback and self._address.is_loopback)


def is_own_page(origin: str, host: str) -> bool:
    """True for the Origin header of the host's own page; no browser leaves it out."""
    if not origin:
        return True
    scheme, _, name = origin.partition("://")
    return scheme in ("http", "https") and name.lower() == host.lower()


def guest_address(peer: str, forwarded: Sequence[str]) -> str:
    """Return the address of a guest whose connection comes from `peer`.

    A proxy on this machine adds its client to the X-Forwarded-For headers, as the last one; those
    before it are the client's own words. Nobody else is believed.
    """
    client = ",".join(forwarded).rpartition(",")[2].strip()
    try:
        return str(ip_address(client)) if ip_address(peer).is_loopback else peer
    except ValueError:
        return peer


def _name_of(host: str) -> str:
    """Return the name in a Host header without its port; empty if it has none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
