"""Notes in the bar, each for a few seconds."""

from collections.abc import Callable, Iterable

NOTE_SECONDS = 4.0


class Notes:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._told = ""
        self._until = 0.0
        self._waiting: list[str] = []

    def tell(self, note: str) -> None:
        self._told, self._until = note, self._now() + NOTE_SECONDS

    def tell_each(self, notes: Iterable[str]) -> None:
        """Queue notes after the current note."""
        self._waiting.extend(notes)

    def dismiss(self) -> bool:
        """Remove the note; False if there was none."""
        was_told, self._told = self._told != "", ""
        return was_told

    def told(self) -> str:
        if self.seconds_left == 0.0:
            self._told = ""
            if self._waiting:
                self.tell(self._waiting.pop(0))
        return self._told

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the note changes; None without notes."""
        if not self._told and not self._waiting:
            return None
        return max(self._until - self._now(), 0.0)
