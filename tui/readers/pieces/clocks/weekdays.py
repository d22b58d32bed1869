"""Lines of a weekday alone, under which the posts of that day stand: "FRIDAY"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.languages import WEEKDAYS, folded

_LENGTHS = range(5, 14)  # characters: "Lundi", "Donderdag:"; shorter ones are other words, too


def _weekday_of(line: str) -> int | None:
    return WEEKDAYS.get(folded(line).strip(".:")) if len(line) in _LENGTHS else None


def on_weekdays(found: Sequence[Opening], lines: Sequence[Line]) -> list[Opening]:
    """Clocks with the weekday above, if the text has lines of different weekdays."""
    days = {at: day for at, x in enumerate(lines) if (day := _weekday_of(x.text)) is not None}
    if len(set(days.values())) < 2:
        return list(found)
    places = list(days)
    above = (bisect_left(places, x.line) - 1 for x in found)
    return [_on(x, days[places[at]]) if at >= 0 else x for x, at in zip(found, above, strict=True)]


def _on(opening: Opening, day: int) -> Opening:
    scan = opening.scan
    return (
        opening if scan.weekday is not None else replace(opening, scan=replace(scan, weekday=day))
    )
