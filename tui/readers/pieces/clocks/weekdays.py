"""Lines that name a day without its date, under which its posts stand: "FRIDAY", "Yesterday"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tui.readers.pieces.clocks.lines import Line, remark_on
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.days import only_day
from tui.readers.times.languages import NEAR, WEEKDAYS, folded
from tui.readers.warnings import Remarks

_NEAR_DAYS = range(3, 14)  # characters: "Hoy", "Aujourd'hui"
_WEEKDAYS = range(5, 14)  # "Lundi", "Donderdag:"; shorter ones are other words, too
NEAR_DAY = 'Lines such as "Yesterday" say no date; each is taken for the day after that above.'


def named_day(line: str) -> str:
    """The weekday, or "today" in any language, of a line that says nothing else; else ""."""
    word = folded(line).strip(".:") if len(line) in _NEAR_DAYS else ""
    is_weekday = len(line) in _WEEKDAYS and word in WEEKDAYS
    words = {*re.findall(r"\w+", word)}
    return word if is_weekday or (words and words <= NEAR.keys()) else ""


def under_named_days(
    found: Sequence[Opening], lines: Sequence[Line], remarks: Remarks
) -> list[Opening]:
    """Clocks with the weekday or word above, if the text has lines of different days."""
    days, near = _days_of(found, lines)
    if not found or len({*days.values()}) < 2:
        return list(found)
    remark_on(remarks, NEAR_DAY, [lines[at] for at in near if at > found[0].line])
    places = sorted(days)
    above = (bisect_left(places, x.line) - 1 for x in found)
    return [_on(x, days[places[at]]) if at >= 0 else x for x, at in zip(found, above, strict=True)]


def _days_of(found: Sequence[Opening], lines: Sequence[Line]) -> tuple[dict[int, str], list[int]]:
    """Lines of days with their words, with those of dates if any says "today"; and these. A line
    right below a clock is its post's own."""
    own = {x.line + 1 for x in found} - {x.line - 1 for x in found}
    texts = {at: named_day(x.text) for at, x in enumerate(lines) if at not in own}
    days = {at: word for at, word in texts.items() if word}
    near = [at for at, word in days.items() if word not in WEEKDAYS]
    return (days | _dates_of(lines) if near else days), near


def _dates_of(lines: Sequence[Line]) -> dict[int, str]:
    return {at: str(day) for at, x in enumerate(lines) if (day := only_day(x.plain))}


def _on(opening: Opening, word: str) -> Opening:
    own = opening.scan.weekday
    scan = replace(opening.scan, weekday=WEEKDAYS.get(word) if own is None else own)
    return opening._replace(scan=scan, day_word=word)
