"""Who may come in, and how fast."""

from collections.abc import Callable

from tui.hosting.guests.shared_counts import SharedCounts, address_group
from tui.hosting.options import Limits


class Admission[Connection]:
    """Decides about connections and guests; a refusal is a short reason, as logged and counted.

    `now` is seconds of a clock that all workers share.
    """

    def __init__(
        self, limits: Limits, shared_counts: SharedCounts, now: Callable[[], float]
    ) -> None:
        self._limits = limits
        self._shared_counts = shared_counts
        self._now = now
        self._unauthenticated: dict[Connection, str] = {}

    def connection_refusal(self, address: str) -> str:
        """Why this address may not even start a handshake now; empty if it may."""
        group = address_group(address)
        self._shared_counts.add_connection(group, self._now())
        if (
            self._shared_counts.connections_in_last_minute(group, self._now())
            > self._limits.connects_per_minute
        ):
            return "rate"
        if list(self._unauthenticated.values()).count(group) >= self._limits.per_address:
            return "unauthenticated"
        return ""

    def add_unauthenticated(self, connection: Connection, address: str) -> Connection | None:
        """Count a connection as unauthenticated; returns the one that must go because there are too many."""
        self._unauthenticated[connection] = address_group(address)
        if len(self._unauthenticated) > self._limits.unauthenticated:
            return next(iter(self._unauthenticated))
        return None

    def remove_unauthenticated(self, connection: Connection) -> None:
        """The connection has been admitted, or is gone."""
        self._unauthenticated.pop(connection, None)

    @property
    def unauthenticated(self) -> int:
        """How many connections are between connecting and being admitted."""
        return len(self._unauthenticated)

    def admit(self, address: str) -> str:
        """Count a guest in, or say why not; who is admitted must be given to `release` once."""
        group = address_group(address)
        if self._shared_counts.guests >= self._limits.guests:
            return "full"
        if self._shared_counts.guests_of(group) >= self._limits.per_address:
            return "address"
        self._shared_counts.add_guest(group)
        return ""

    def release(self, address: str) -> None:
        """A guest who had been admitted is gone."""
        self._shared_counts.remove_guest(address_group(address))
