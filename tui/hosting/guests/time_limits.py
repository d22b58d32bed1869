"""How long a guest may stay: a guest who does nothing for long, or is there for very long, makes room."""

from collections.abc import Callable
from dataclasses import dataclass

WARNING = 60.0  # seconds before the end
WARNINGS = {
    "idle": "Still there? Any key keeps your seat; else it is given up in a minute.",
    "session": "This session ends in a minute. Any key keeps your seat.",
}


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now, and in how many seconds to ask again. `reason` is empty, "idle" or "session"."""

    reason: str = ""
    end: bool = False
    """End the session now; else only warn, if there is a reason."""
    again: float = 0.0


class Stay:
    """One guest's time; `idle` and `session` in seconds, 0 for no limit. Any key after a warning answers it."""

    def __init__(self, idle: float, session: float, now: Callable[[], float]) -> None:
        self._now = now
        self._limits = {"idle": idle, "session": session}
        self._since = dict.fromkeys(self._limits, now())
        self._warned: set[str] = set()

    def key(self) -> None:
        """The guest pressed a key."""
        now = self._now()
        self._since["idle"] = now
        for reason in self._warned:
            self._since[reason] = now
        self._warned.clear()

    def check(self) -> Due:
        """What is due."""
        now = self._now()
        again = [WARNING]
        for reason, limit in self._limits.items():
            if not limit:
                continue
            left = self._since[reason] + limit - now
            if left <= 0:
                return Due(reason, end=True)
            warn_in = left - min(WARNING, limit / 2)
            if warn_in <= 0 and reason not in self._warned:
                self._warned.add(reason)
                return Due(reason, again=min(left, WARNING))
            again.append(warn_in if warn_in > 0 else left)
        return Due(again=max(0.01, min(again)))
