"""Web addresses, parsed by the library that connects, so that both mean the same host."""

import ipaddress
import re
from typing import TYPE_CHECKING

from tui.model.errors import SourceError
from tui.model.safe_text import printable, quoted

if TYPE_CHECKING:
    from urllib3.util import Url

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 addresses in a network without IPv4


def web_address(text: str) -> str:
    """The address as it is requested: dots and the fragment resolved. Raises
    SourceError unless it has http(s), a host, and no user name or password."""
    parsed = _parsed(text)
    if parsed is None or parsed.scheme not in ("http", "https") or not parsed.host:
        raise SourceError(f"Not a web address: {quoted(text)} (it needs https:// and a host).")
    if parsed.auth is not None:
        raise SourceError(
            f"The address of {printable(parsed.netloc or '')} holds a user name or password, which "
            "is never sent; leave it out, or save the page in a browser."
        )
    return parsed._replace(fragment=None).url


def host_of(url: str) -> str:
    """The host with its port; "" without a host."""
    parsed = _parsed(url)
    return printable(parsed.netloc or "") if parsed is not None else ""


def is_public(ip: str) -> bool:
    """True for an IP address of one host of the public internet."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64 or address.ipv4_mapped:
            address = ipaddress.IPv4Address(address.packed[-4:])
        elif address not in _GLOBAL_UNICAST or address in _6TO4:
            return False
    return address.is_global and not address.is_multicast


def _parsed(text: str) -> "Url | None":
    from urllib3.util import parse_url

    try:
        parsed = parse_url(re.sub("%2e", ".", text, flags=re.I))  # servers resolve such dots too
    except ValueError:
        return None
    return None if parsed.port == 0 else parsed
