"""A guest's time limits: without keys, and in all."""

from collections.abc import Callable
from dataclasses import dataclass

WARNING_SECONDS = 60.0  # from the warning to the end
MIN_CHECK_SECONDS = 0.01
WARNING_MESSAGES = {
    "idle": "Still there? Any key keeps your seat; else it is given up in a minute.",
    "session": "This session ends in a minute. Any key keeps your seat.",
}


@dataclass(frozen=True, slots=True)
class TimeCheck:
    """The result of a check. `reason` is "idle", "session", or empty if nothing is due."""

    reason: str = ""
    expired: bool = False
    """Whether the time is over; otherwise a reason only asks for a warning."""
    next_check: float = 0.0
    """In seconds from now."""


class TimeLimits:
    """One guest's time. `idle` and `session` are in seconds, 0 for no limit.

    Any key after a warning starts the time of that limit again.
    """

    def __init__(self, idle: float, session: float, now: Callable[[], float]) -> None:
        self._now = now
        self._limits = {"idle": idle, "session": session}
        self._since = dict.fromkeys(self._limits, now())
        self._warned: set[str] = set()

    def set_idle(self, seconds: float) -> None:
        """Limit the idle time otherwise; 0 for no limit."""
        self._limits["idle"] = seconds

    def key_pressed(self) -> None:
        """Start the idle time again, and answer the warnings."""
        now = self._now()
        self._since["idle"] = now
        for reason in self._warned:
            self._since[reason] = now
        self._warned.clear()

    def check(self) -> TimeCheck:
        """Return what is due now. A warning is due once, until a key answers it."""
        now = self._now()
        next_checks = [WARNING_SECONDS]
        for reason, limit in self._limits.items():
            if not limit:
                continue
            left = self._since[reason] + limit - now
            if left <= 0:
                return TimeCheck(reason, expired=True)
            warn_in = left - min(WARNING_SECONDS, limit / 2)
            if warn_in <= 0 and reason not in self._warned:
                self._warned.add(reason)
                return TimeCheck(reason, next_check=min(left, WARNING_SECONDS))
            next_checks.append(warn_in if warn_in > 0 else left)
        return TimeCheck(next_check=max(MIN_CHECK_SECONDS, min(next_checks)))
