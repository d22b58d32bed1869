"""How long a guest may stay: a guest who does nothing for long, or is there for very long, makes room."""

from collections.abc import Callable
from dataclasses import dataclass

WARNING_SECONDS = 60.0  # seconds before the end
WARNING_MESSAGES = {
    "idle": "Still there? Any key keeps your seat; else it is given up in a minute.",
    "session": "This session ends in a minute. Any key keeps your seat.",
}


@dataclass(frozen=True, slots=True)
class TimeCheck:
    """What is to be done now, and in how many seconds to ask again. `reason` is empty, "idle" or "session"."""

    reason: str = ""
    expired: bool = False
    """End the session now; else only warn, if there is a reason."""
    next_check: float = 0.0


class TimeLimits:
    """One guest's time; `idle` and `session` in seconds, 0 for no limit. Any key after a warning answers it."""

    def __init__(self, idle: float, session: float, now: Callable[[], float]) -> None:
        self._now = now
        self._limits = {"idle": idle, "session": session}
        self._since = dict.fromkeys(self._limits, now())
        self._warned: set[str] = set()

    def key_pressed(self) -> None:
        """The guest pressed a key."""
        now = self._now()
        self._since["idle"] = now
        for reason in self._warned:
            self._since[reason] = now
        self._warned.clear()

    def check(self) -> TimeCheck:
        """What is due."""
        now = self._now()
        next_check = [WARNING_SECONDS]
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
            next_check.append(warn_in if warn_in > 0 else left)
        return TimeCheck(next_check=max(0.01, min(next_check)))
