"""How many guests and connects there are, in all and of each address, counted over all workers of a host."""

import mmap
from hashlib import blake2b
from ipaddress import IPv6Address, IPv6Network, ip_address
from secrets import token_bytes

ADDRESS_SLOTS = (
    1 << 16
)  # of the table of addresses; two that share a slot (0.3 % at 200 guests) share their limits
MAX_COUNT = (1 << 16) - 1
MINUTE_SECONDS = 60.0

_GUESTS, _EVEN_MINUTES, _ODD_MINUTES, _TOTAL, _MINUTE = (
    0,
    ADDRESS_SLOTS,
    2 * ADDRESS_SLOTS,
    3 * ADDRESS_SLOTS,
    3 * ADDRESS_SLOTS + 1,
)
_ROW_COUNTS = 3 * ADDRESS_SLOTS + 2


def address_group(address: str) -> str:
    """The addresses that count as one: an IPv4 address, or the /64 an IPv6 subscriber is given."""
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
    """Shared memory with a row a worker: each writes only its own and reads the sum, so there is no lock.

    Make it before forking; then each worker sets `worker`.
    """

    def __init__(self, workers: int = 1) -> None:
        self._memory = memoryview(mmap.mmap(-1, workers * _ROW_COUNTS * 2)).cast("H")
        self._workers = workers
        self._key = token_bytes(16)  # so that nobody outside can aim at a slot
        self.worker = 0

    def add_guest(self, address: str) -> None:
        """A guest was admitted."""
        self._add(_TOTAL, 1)
        self._add(_GUESTS + self._slot_of(address), 1)

    def remove_guest(self, address: str) -> None:
        """A guest who had been admitted is gone."""
        self._add(_TOTAL, -1)
        self._add(_GUESTS + self._slot_of(address), -1)

    def add_connection(self, address: str, now: float) -> None:
        """A connection was opened; `now` in seconds of a clock that all workers share."""
        minute = self._turn_minute(now)
        self._add((_ODD_MINUTES if minute % 2 else _EVEN_MINUTES) + self._slot_of(address), 1)

    @property
    def guests(self) -> int:
        """Of the whole host."""
        return sum(self._memory[row + _TOTAL] for row in self._row_starts())

    def guests_of(self, address: str) -> int:
        """Of one address."""
        slot = self._slot_of(address)
        return sum(self._memory[row + _GUESTS + slot] for row in self._row_starts())

    def connections_in_last_minute(self, address: str, now: float) -> float:
        """Connections of the last minute: this clock minute's, and the share of the one before that still counts."""
        slot = self._slot_of(address)
        minute = int(now / MINUTE_SECONDS)
        this, before = (
            (_ODD_MINUTES, _EVEN_MINUTES) if minute % 2 else (_EVEN_MINUTES, _ODD_MINUTES)
        )
        still = 1 - (now / MINUTE_SECONDS - minute)
        count = 0.0
        for row in self._row_starts():
            age = (minute - self._memory[row + _MINUTE]) & MAX_COUNT
            if age == 0:
                count += self._memory[row + this + slot] + still * self._memory[row + before + slot]
            elif age == 1:
                count += still * self._memory[row + before + slot]
        return count

    def clear_worker(self, worker: int) -> None:
        """Forget a worker that has died."""
        row = worker * _ROW_COUNTS
        self._memory[row : row + _ROW_COUNTS] = memoryview(bytes(2 * _ROW_COUNTS)).cast("H")

    def _row_starts(self) -> range:
        return range(0, self._workers * _ROW_COUNTS, _ROW_COUNTS)

    def _slot_of(self, address: str) -> int:
        return int.from_bytes(blake2b(address.encode(), key=self._key, digest_size=2).digest())

    def _add(self, place: int, amount: int) -> None:
        place += self.worker * _ROW_COUNTS
        self._memory[place] = min(max(self._memory[place] + amount, 0), MAX_COUNT)

    def _turn_minute(self, now: float) -> int:
        """Empty this worker's counts that are too old to matter, and say which minute it is."""
        minute = int(now / MINUTE_SECONDS)
        stamp = self.worker * _ROW_COUNTS + _MINUTE
        age = (minute - self._memory[stamp]) & MAX_COUNT
        halves = (
            (_EVEN_MINUTES, _ODD_MINUTES)
            if age > 1
            else ((_ODD_MINUTES if minute % 2 else _EVEN_MINUTES),)
            if age
            else ()
        )
        for half in halves:
            start = self.worker * _ROW_COUNTS + half
            self._memory[start : start + ADDRESS_SLOTS] = memoryview(bytes(2 * ADDRESS_SLOTS)).cast(
                "H"
            )
        self._memory[stamp] = minute & MAX_COUNT
        return minute
