"""Times in data: texts of any form, and seconds since 1970."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from typing import Any

from tui.readers.dates import read_time

type Moment = datetime | date
"""A time of the source: naive means in the blog's zone, a date means midnight."""

EARLIEST, LATEST = 1989, 2099  # years of numbers that are times; others are ids, counts
LONGEST = 60  # characters of a time
MOST_ODD = 5000  # times not in ISO 8601, at 200 us each
_CLOCK = re.compile(
    r"([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.]([0-5]\d))?(?:\s?([ap])\.?m\.?)?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d\d")


class Moments:
    """Reads times of one source; `zones` are its home's."""

    def __init__(self, zones: Sequence[tzinfo] = ()) -> None:
        self._zones = zones
        self.odd = 0  # texts not in ISO 8601, such as "3 May 2021 10:26 IST"

    def of(self, values: Sequence[Any]) -> Moment | None:
        """The first time; a day and a clock in two values are joined."""
        found: dict[type, Any] = {}
        for value in values:
            self.odd += isinstance(value, str) and value[10:11] != "T"
            moment = moment_of(value, self._zones, by_hand=self.odd <= MOST_ODD)
            if isinstance(moment, datetime):
                return moment
            found.setdefault(type(moment), moment)
        day, clock = found.get(date), found.get(time)
        return datetime.combine(day, clock) if day and clock else day


def moment_of(
    value: Any, zones: Sequence[tzinfo] = (), *, by_hand: bool = True
) -> Moment | time | None:
    """Time of a value; a lone clock, if its day may be in another field."""
    is_number = isinstance(value, int | float)
    if isinstance(value, str):
        value = value.strip()
        if clock := _CLOCK.fullmatch(value):
            return _time_of(clock)
        is_number = value.isdecimal()
        if not 8 <= len(value) <= LONGEST or not _DIGITS.search(value):
            return None
    found = read_time(value, zones=zones, by_hand=by_hand)
    is_count = is_number and found is not None and not EARLIEST <= found.year <= LATEST
    return None if is_count else found


def _time_of(clock: re.Match[str]) -> time:
    hour, half = int(clock[1]), (clock[4] or "").lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return time(hour, int(clock[2]), int(clock[3] or 0))
