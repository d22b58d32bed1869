"""Names by which browsers may know this host, pages that may open a websocket, and guests'
addresses behind a proxy. A foreign page can point its own name at this machine (DNS rebinding), but
the name stays in the Host header."""

from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from tui.hosting.options import ANY_ADDRESS


class HostNames:
    """Names of a host that listens on `address`, and the `known` names."""

    def __init__(self, address: str, known: Iterable[str]) -> None:
        self._known = {name.lower() for name in known if name}
        self._address = ip_address(address.partition("%")[0])
        self._any_address = address in ANY_ADDRESS

    def admit(self, host: str) -> bool:
        """True if a Host header names this host, with any port: a proxy may use its own."""
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
    """True for the host's own page; no browser leaves the Origin header out."""
    if not origin:
        return True
    scheme, _, name = origin.partition("://")
    return scheme in ("http", "https") and name.lower() == host.lower()


def guest_address(peer: str, forwarded: Sequence[str]) -> str:
    """The address of a guest who connects from `peer`. Only a proxy on this machine is believed,
    and its last X-Forwarded-For, because the client may have written those before."""
    client = ",".join(forwarded).rpartition(",")[2].strip()
    try:
        return str(ip_address(client)) if ip_address(peer).is_loopback else peer
    except ValueError:
        return peer


def _name_of(host: str) -> str:
    """The name in a Host header, without a port; "" if invalid."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
