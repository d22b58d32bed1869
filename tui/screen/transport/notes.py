"""The notes in the bar: each is told for a few seconds."""

from collections.abc import Callable, Iterable

NOTE_SECONDS = 4.0


class Notes:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._told = ""
        self._until = 0.0
        self._waiting: list[str] = []

    def tell(self, note: str) -> None:
        """Tells a note at once, instead of the one that is told."""
        self._told, self._until = note, self._now() + NOTE_SECONDS

    def tell_each(self, notes: Iterable[str]) -> None:
        """Tells notes one after the other, behind the one that is told."""
        self._waiting.extend(notes)

    def dismiss(self) -> bool:
        """Takes the note away; says whether there was one."""
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
        """The seconds until another note is told or none; None if none is told or waits."""
        if not self._told and not self._waiting:
            return None
        return max(self._until - self._now(), 0.0)
