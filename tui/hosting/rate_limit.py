"""Limits on the rate of anything that an address does."""

from collections import Counter
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address


class MinuteCounts:
    """Counts by address group, anew each minute; `now` is in seconds."""

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        self._most, self._now, self._until = most, now, 0.0
        self._counts = Counter[str]()

    def are_over(self, address: str) -> bool:
        """Count an address. Returns True if its group came too often in this minute."""
        if self._now() >= self._until:
            self._until = self._now() + 60
            self._counts.clear()
        group = address_group(address)
        self._counts[group] += 1
        return self._counts[group] > self._most


def address_group(address: str) -> str:
    """The address itself for IPv4, its /64 for IPv6."""
    try:
        parsed = plain_address(address)
    except ValueError:
        return address
    return str(IPv6Network((parsed, 64), strict=False) if parsed.version == 6 else parsed)


def plain_address(address: str) -> IPv4Address | IPv6Address:
    """The address without its zone; IPv4 also where it is mapped into IPv6. Raises ValueError."""
    parsed = ip_address(address.partition("%")[0])
    return getattr(parsed, "ipv4_mapped", None) or parsed
