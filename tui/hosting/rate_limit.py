"""A limit on the rate of anything that a guest, an address or a connection uses."""

from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

MOST_ADDRESSES = 5000


class TokenBucket:
    """Allows `rate` units a second on average and `burst` at once; `now` is in seconds."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._now = now
        self._tokens = burst
        self._refilled_at = now()

    def take(self, amount: float) -> float:
        """Take units already used. Returns the seconds to wait before using more."""
        now = self._now()
        refill = (now - self._refilled_at) * self._rate
        self._tokens = min(self._burst, self._tokens + refill) - amount
        self._refilled_at = now
        return max(0.0, -self._tokens / self._rate)

    @property
    def missing(self) -> float:
        """Units below a full burst."""
        self.take(0)
        return self._burst - self._tokens

    def allows(self) -> bool:
        """Take one unit. Returns False if there is none."""
        self.take(0)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class AddressBuckets:
    """A bucket for each address group; idle ones are forgotten once there are MOST_ADDRESSES."""

    def __init__(self, a_minute: float, now: Callable[[], float]) -> None:
        self._a_minute, self._now = a_minute, now
        self._buckets: dict[str, TokenBucket] = {}

    def of(self, group: str) -> TokenBucket:
        if group not in self._buckets:
            if len(self._buckets) >= MOST_ADDRESSES:
                busy = {each: bucket for each, bucket in self._buckets.items() if bucket.missing}
                self._buckets = busy if len(busy) < MOST_ADDRESSES else {}
            self._buckets[group] = TokenBucket(self._a_minute / 60, self._a_minute, self._now)
        return self._buckets[group]


def address_group(address: str) -> str:
    """The address itself for IPv4, its /64 for IPv6."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed)
