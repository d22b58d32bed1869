"""The numbers of guests, projectors and connections over all workers of a host."""

import mmap
from hashlib import blake2b
from ipaddress import IPv6Address, IPv6Network, ip_address
from secrets import token_bytes

# Two addresses that share a slot (0.3 % at 200 guests) share their limits.
ADDRESS_SLOTS = 1 << 16
MAX_COUNT = (1 << 16) - 1
MINUTE_SECONDS = 60.0

# The places of the counts in a worker's row: by address the guests, the connections of even and of
# odd minutes; then the number of all guests, the minute of the latest connection, the projectors.
_GUESTS, _EVEN_MINUTES, _ODD_MINUTES = 0, ADDRESS_SLOTS, 2 * ADDRESS_SLOTS
_TOTAL, _MINUTE, _PROJECTORS = (3 * ADDRESS_SLOTS + place for place in range(3))
_ROW_COUNTS = 3 * ADDRESS_SLOTS + 3
_COUNT_BYTES = 2


def address_group(address: str) -> str:
    """Return the group of addresses that count as one: an IPv4 address, or an IPv6 /64."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed)


class SharedCounts:
    """Counts in shared memory, with a row for each worker.

    A worker writes only its own row and reads the sum of all, so no lock is needed. Make it before
    forking; then each worker sets `worker`.
    """

    def __init__(self, workers: int = 1) -> None:
        size = workers * _ROW_COUNTS * _COUNT_BYTES
        self._memory = memoryview(mmap.mmap(-1, size)).cast("H")
        self._workers = workers
        self._key = token_bytes(16)  # keeps outsiders from aiming at a slot
        self.worker = 0

    def add_guest(self, address: str) -> None:
        """Count an admitted guest."""
        self._add(_TOTAL, 1)
        self._add(_GUESTS + self._slot_of(address), 1)

    def remove_guest(self, address: str) -> None:
        """Count a departed guest."""
        self._add(_TOTAL, -1)
        self._add(_GUESTS + self._slot_of(address), -1)

    def add_projector(self) -> None:
        """Count an admitted projector."""
        self._add(_PROJECTORS, 1)

    def remove_projector(self) -> None:
        """Count a projector that has gone."""
        self._add(_PROJECTORS, -1)

    def add_connection(self, address: str, now: float) -> None:
        """Count a connection; `now` is seconds of a clock that all workers share."""
        minute = self._turn_minute(now)
        half = _ODD_MINUTES if minute % 2 else _EVEN_MINUTES
        self._add(half + self._slot_of(address), 1)

    @property
    def guests(self) -> int:
        """The number of guests of the whole host."""
        return self._sum(_TOTAL)

    @property
    def projectors(self) -> int:
        """The number of projectors of the whole host."""
        return self._sum(_PROJECTORS)

    def guests_of(self, address: str) -> int:
        """Return the number of guests from one address."""
        return self._sum(_GUESTS + self._slot_of(address))

    def connections_in_last_minute(self, address: str, now: float) -> float:
        """Estimate an address's connections in the last 60 seconds.

        The estimate is the count of this clock minute, and of the one before the share that lies
        within the last 60 seconds.
        """
        slot = self._slot_of(address)
        minute = int(now / MINUTE_SECONDS)
        halves = (_EVEN_MINUTES, _ODD_MINUTES)
        this, before = reversed(halves) if minute % 2 else halves
        share_before = 1 - (now / MINUTE_SECONDS - minute)
        count = 0.0
        for row in self._row_starts():
            age = (minute - self._memory[row + _MINUTE]) & MAX_COUNT
            if age == 0:
                count += self._memory[row + this + slot]
            if age <= 1:
                count += share_before * self._memory[row + before + slot]
        return count

    def clear_worker(self, worker: int) -> None:
        """Forget the counts of a worker that has died."""
        self._zero(worker * _ROW_COUNTS, _ROW_COUNTS)

    def _row_starts(self) -> range:
        return range(0, self._workers * _ROW_COUNTS, _ROW_COUNTS)

    def _sum(self, place: int) -> int:
        return sum(self._memory[row + place] for row in self._row_starts())

    def _slot_of(self, address: str) -> int:
        return int.from_bytes(blake2b(address.encode(), key=self._key, digest_size=2).digest())

    def _add(self, place: int, amount: int) -> None:
        place += self.worker * _ROW_COUNTS
        self._memory[place] = min(max(self._memory[place] + amount, 0), MAX_COUNT)

    def _zero(self, start: int, counts: int) -> None:
        self._memory[start : start + counts] = memoryview(bytes(counts * _COUNT_BYTES)).cast("H")

    def _turn_minute(self, now: float) -> int:
        """Empty this worker's counts of past minutes. Returns the minute."""
        minute = int(now / MINUTE_SECONDS)
        row = self.worker * _ROW_COUNTS
        age = (minute - self._memory[row + _MINUTE]) & MAX_COUNT
        if age > 1 or (age and not minute % 2):
            self._zero(row + _EVEN_MINUTES, ADDRESS_SLOTS)
        if age > 1 or (age and minute % 2):
            self._zero(row + _ODD_MINUTES, ADDRESS_SLOTS)
        self._memory[row + _MINUTE] = minute & MAX_COUNT
        return minute
