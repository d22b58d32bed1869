"""Remarks on a source, of which one trouble in 428 posts is one warning, and its refusal."""

from itertools import groupby

from tui.model.blog import ReadWarning

RUNS_NAMED = 8  # the rest is counted
NO_ZONE = "The times name no zone; they are taken for UTC."
AS_BLOGS = "The time has no offset; it is read in the blog's zone"
DAY_FROM = "No post says its date; it is taken from"
GIVEN_DAY = "The day is the one given by --date."
LOST = (" and was left out.", " and were left out.", "the rest is left out.")
"""Ends of remarks on posts and data that are not read."""


class Remarks:
    """Numbered places by sentence; `unit` is the noun for a place."""

    def __init__(self, unit: str = "post") -> None:
        self._unit = unit
        self._numbers: dict[str, list[int]] = {}

    def add(self, message: str, *numbers: int) -> None:
        """Add places, from 1; without a number, the whole blog. No message is no remark."""
        if message:
            self._numbers.setdefault(message, []).extend(numbers)

    def folded(self) -> tuple[ReadWarning, ...]:
        """One warning per sentence: those about the whole blog, then by the first place."""
        every = [(sorted(set(numbers)), message) for message, numbers in self._numbers.items()]
        every.sort(key=lambda x: x[0][:1])
        return tuple(ReadWarning(self._place(numbers), message) for numbers, message in every)

    def _place(self, numbers: list[int]) -> str:
        """ "line 4" or "lines 4, 9-11", with eight runs at most."""
        if not numbers:
            return "the blog"
        rows = groupby(enumerate(numbers), lambda x: x[1] - x[0])  # of numbers one apart
        runs = [[number for _, number in row] for _, row in rows]
        named = ", ".join("-".join(map(str, x[:1] + x[1:][-1:])) for x in runs[:RUNS_NAMED])
        more = f" and {len(runs) - RUNS_NAMED} more" if len(runs) > RUNS_NAMED else ""
        return f"{self._unit}{'s' if len(numbers) > 1 else ''} {named}{more}"


def refusal(looked_for: str, found: str, advice: str) -> str:
    """Error text for "no live blog": three lines that name no publisher."""
    return f"No live blog was found. Looked for: {looked_for}.\nFound: {found}.\nTry: {advice}."
