"""Whether a host stands in the public internet: a page from there must not lead into a home."""

import ipaddress
import socket


def is_public(host: str) -> bool:
    """Whether all addresses of a host are public ones; a host without any counts as public.

    Asking for a host that is not there fails in its own words.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True
    return all(_is_public(str(entry[4][0])) for entry in found)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    inside = getattr(address, "ipv4_mapped", None) or address
    return bool(inside.is_global)
