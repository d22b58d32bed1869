"""Admission: which connections and guests the host lets in."""

from collections.abc import Callable

from tui.hosting.guests.shared_counts import SharedCounts, address_group
from tui.hosting.options import Limits


class Admission[Connection]:
    """Decides about connections and guests by the limits; `now` is seconds of a clock that all
    workers share.

    A refusal is a reason of `refusals.REFUSALS`; an empty string means admitted.
    """

    def __init__(
        self, limits: Limits, shared_counts: SharedCounts, now: Callable[[], float]
    ) -> None:
        self._limits = limits
        self._shared_counts = shared_counts
        self._now = now
        self._unauthenticated: dict[Connection, str] = {}

    def connection_refusal(self, address: str) -> str:
        """Count a connection. Returns why it must not start a handshake, else an empty string."""
        group, now = address_group(address), self._now()
        self._shared_counts.add_connection(group, now)
        recent = self._shared_counts.connections_in_last_minute(group, now)
        if recent > self._limits.connects_per_minute:
            return "rate"
        if list(self._unauthenticated.values()).count(group) >= self._limits.per_address:
            return "unauthenticated"
        return ""

    def add_unauthenticated(self, connection: Connection, address: str) -> Connection | None:
        """Count a connection as unauthenticated. Returns the oldest one if they are too many."""
        self._unauthenticated[connection] = address_group(address)
        if len(self._unauthenticated) > self._limits.unauthenticated:
            return next(iter(self._unauthenticated))
        return None

    def remove_unauthenticated(self, connection: Connection) -> None:
        """Forget a connection that was admitted or closed."""
        self._unauthenticated.pop(connection, None)

    @property
    def unauthenticated(self) -> int:
        """The number of connections that have not asked for a session."""
        return len(self._unauthenticated)

    def admit(self, address: str, *, presents: bool = False, projector: bool = False) -> str:
        """Count a guest in. Returns why not, else an empty string; then call `release` once.

        A projector takes no guest's place, but one of its own. Who presents comes in whatever the
        limits are: a full hall waits for them.
        """
        if projector:
            if not presents and self._shared_counts.projectors >= self._limits.projectors:
                return "projectors"
            self._shared_counts.add_projector()
            return ""
        group = address_group(address)
        if not presents:
            if self._shared_counts.guests >= self._limits.guests:
                return "full"
            if self._shared_counts.guests_of(group) >= self._limits.per_address:
                return "address"
        self._shared_counts.add_guest(group)
        return ""

    def release(self, address: str, *, projector: bool = False) -> None:
        """Count a guest or a projector out."""
        if projector:
            self._shared_counts.remove_projector()
        else:
            self._shared_counts.remove_guest(address_group(address))
