"""A rate that a guest, an address or a connection may not exceed for long."""

from collections.abc import Callable


class TokenBucket:
    """Allows `rate` units a second on average and `burst` at once; `now` in seconds."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._now = now
        self._tokens = burst
        self._filled = now()

    def take(self, amount: float) -> float:
        """Take what has been used already; returns the seconds to wait before using more."""
        now = self._now()
        self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._rate) - amount
        self._filled = now
        return max(0.0, -self._tokens / self._rate)

    def allows(self) -> bool:
        """Take one unit if there is one."""
        self.take(0)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
