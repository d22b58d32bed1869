"""Groups remarks: one trouble in 428 updates is one warning."""

from tui.model.blog import ReadWarning

PLACES_NAMED = 5  # the rest is counted


class Remarks:
    """Numbered places by sentence; `unit` is the noun for a place."""

    def __init__(self, unit: str = "update") -> None:
        self._unit = unit
        self._numbers: dict[str, list[int]] = {}

    def add(self, message: str, number: int = 0) -> None:
        """Add a place: from 1 in file order, 0 for the whole blog. No message is no remark."""
        if message:
            self._numbers.setdefault(message, []).append(number)

    def folded(self) -> tuple[ReadWarning, ...]:
        """One warning per sentence, with those about the whole blog first."""
        every = [
            ReadWarning(self._place(numbers), message) for message, numbers in self._numbers.items()
        ]
        return tuple(sorted(every, key=lambda warning: warning.place != "the blog"))

    def _place(self, numbers: list[int]) -> str:
        if not any(numbers):
            return "the blog"
        if len(numbers) == 1:
            return f"{self._unit} {numbers[0]}"
        named = ", ".join(map(str, numbers[:PLACES_NAMED]))
        more = len(numbers) - PLACES_NAMED
        return f"{self._unit}s {named}" + (f" and {more} more" if more > 0 else "")
