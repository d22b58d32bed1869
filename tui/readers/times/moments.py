"""Times in data and attributes: ISO 8601, other forms, seconds since 1970, a clock alone."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from itertools import islice
from typing import Any

from tui.model.instants import with_fixed_zone
from tui.model.zones import find_zone
from tui.readers.times.clocks import Scan, only_clock, scan, zone_of
from tui.readers.times.days import Day, days_in, only_day, western
from tui.readers.times.languages import MONTHS

type Moment = datetime | date
"""A time of the source: naive means in the blog's zone, a date means midnight."""

EARLIEST, LATEST = 1989, 2099  # years of numbers that are times; others are ids, counts
SHORTEST, LONGEST = 8, 80  # characters of a time
LONGEST_CLOCK = 15  # characters of a clock alone; a day with a clock has more
MOST_LEARNT = 5000  # times that show whether the month is first
_DIGITS = re.compile(r"\d\d")
_MONTH_FIRST = r"\b(0?[1-9]|1[0-2])/(\d\d?)/(?:20)?(\d\d)\b"
_IN_NUMBERS = r"/|\b\d{1,2}-\d{1,2}-(?:\d\d){1,2}\b"  # a day whose month may be first
_ZONE = r"\b(?!GMT|UTC|[AP]M\b)[A-Z]{2,5}\b"  # abbreviated, of which there are several
_EPOCH = r"(?:/Date\()?(\d{10}(?:\d{3}){0,2}(?:\.\d+)?)(?:[+-]\d{4})?(?:\)/)?"
# Not compiled: most times are ISO 8601 and need none of these.
_MAIL = r"\w{3}, (\d\d?) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|([+-](?:0\d|1[0-4])\d\d))"
_REPAIRS = (
    (r"(?:Z|[+-]00:?00)\s*([+-]\d\d:?\d\d)$", r"\1"),  # of two offsets the non-zero one
    (r"(T\d\d)\.(\d\d)(?=\D|$)", r"\1:\2"),  # a point for the colon
    (r"(T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?) (\d\d:?\d\d)$", r"\1+\2"),  # a plus lost in an address
    (r"(?<=\d)\s*([+-])\s+(?=\d\d:?\d\d$)", r"\1"),
    (r"\s*[(\[](?![A-Z]{1,5}[)\]])[^()\[\]]*[)\]]\s*", " "),  # comments, but no zone
    (r"^(.*?[A-Z][a-z]{2} \d\d?),? (\d\d:\d\d:\d\d)( \S+)? (\d{4})$", r"\1 \4 \2\3"),  # ctime
)


def read_time(value: object, *, zones: Sequence[tzinfo] = ()) -> Moment | None:
    """Moment of a value: aware with an offset, a `date` without a clock; None for no time, such as
    a database's "none" (year 1, 1 January 1970). `zones` decide first on abbreviations."""
    found: Moment | None = None
    if type(value) is str:
        found = _from_iso(value) or _from_mail(value) or _by_hand(value, zones)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_epoch(value)
    if found is None or not 1000 <= found.year <= 9000:
        return None
    day = found.year, found.month, found.day, getattr(found, "minute", 0)
    return None if day == (1970, 1, 1, 0) else found


def read_instant(value: object, zones: Sequence[tzinfo] = ()) -> datetime | None:
    """The time of a value that has an offset, or a known zone."""
    found = read_time(value, zones=zones)
    return found if isinstance(found, datetime) and found.tzinfo is not None else None


def _from_iso(value: str) -> Moment | None:
    if len(value) > 10 and value.isdecimal():  # "20250314214300", or milliseconds, in which the
        is_whole = len(value) in (14, 17)  # library reads a year 1742
        value = f"{value[:8]}T{value[8:14]},{value[14:]:0<3}" if is_whole else ""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    is_pointed = value[-3:-2] == "." and value[-6:-5] in ("+", "-")
    if is_pointed or (found.microsecond and value[13:14] == "."):
        return None  # "T19.02" is minutes; the standard library reads a fraction of the hour
    return found.date() if len(value) <= 10 else with_fixed_zone(found)


def _from_mail(value: str) -> Moment | None:
    """The form of RSS and mails, for which the grammar takes ten times as long."""
    if (parts := re.fullmatch(_MAIL, value)) is None:
        return None
    day, month, year, clock, offset = parts.groups("Z")
    return _from_iso(f"{year}-{MONTHS.get(month.lower(), -1) + 1:02}-{day:0>2}T{clock}{offset}")


def _by_hand(value: str, zones: Sequence[tzinfo]) -> Moment | None:
    if len(value) > LONGEST:
        return None
    text = html.unescape(value).replace("\N{MINUS SIGN}", "-").strip()
    text = western(text).replace("\xa0", " ")
    if epoch := re.fullmatch(_EPOCH, text):
        return _from_epoch(float(epoch[1]))
    for form, repaired in _REPAIRS:
        text = re.sub(form, repaired, text).strip()
    return _from_iso(text) or _by_grammar(" ".join(text.split()), zones)


def _from_epoch(seconds: float) -> datetime | None:
    if seconds != seconds or not 1e8 < abs(seconds) < 1e17:
        return None
    while abs(seconds) > 1e11:  # milliseconds, microseconds
        seconds /= 1000
    # The calendar begins at -6.2e10.
    return datetime.fromtimestamp(seconds, UTC) if seconds > -6e10 else None


def _by_grammar(text: str, zones: Sequence[tzinfo]) -> Moment | None:
    found = scan(text)
    if found is None:
        only = only_day(text)
        return only.on(None) if only else None
    day = found.day.on(None) if found.day else None
    if day is None or re.sub(r"[A-Z]{2,5}", "", text[found.end :], count=1).strip():
        return None  # an unknown zone may follow
    moment = datetime.combine(day, time()) + timedelta(seconds=found.second, days=found.is_midnight)
    name = found.zone.strip("() ")
    zone = find_zone(name, zones, year=day.year) or zone_of(name) if name else None
    return with_fixed_zone(moment.replace(tzinfo=zone))


# Values of fields


class Moments:
    """Reads times of one source; `zones` finds its home's, for "3 May 2021 10:26 IST"."""

    def __init__(self, zones: Callable[[], Sequence[tzinfo]] = tuple) -> None:
        self._zones = cache(zones)
        self._is_month_first = False
        self.doubt = ""  # about days such as 7/8/2024

    def learn(self, values: Iterable[Any]) -> None:
        """Note if the source writes the month first."""
        texts = [x[:LONGEST] for x in islice(values, MOST_LEARNT) if isinstance(x, str)]
        days = [day for x in texts if re.search(_IN_NUMBERS, x) for day in days_in(x)]
        has_halves = bool(days) and any(re.search(r"(?i)\d\s?[ap]\.?m\b", x) for x in texts)
        self._is_month_first, self.doubt = Day.order_of(days, has_halves=has_halves, in_us=False)

    def of(self, values: Sequence[Any]) -> Moment | None:
        """The first time; a day and a clock in two values are joined."""
        found: dict[type, Any] = {}
        for value in values:
            if self._is_month_first and isinstance(value, str):
                value = re.sub(_MONTH_FIRST, r"20\3-\1-\2", value, count=1)
            names_zone = isinstance(value, str) and re.search(_ZONE, value)
            moment = moment_of(value, self._zones() if names_zone else ())
            if isinstance(moment, datetime):
                return moment
            found.setdefault(type(moment), moment)
            if found.keys() >= {date, time}:
                return datetime.combine(found[date], found[time])
        return found.get(date)


def _clock_alone(text: str) -> Scan | None:
    """The clock of a text, with minutes, if it says nothing else."""
    clock = only_clock(text) if len(text) <= LONGEST_CLOCK else None
    return clock if clock and not clock.day and len(clock.form) == 1 else None


def moment_of(value: Any, zones: Sequence[tzinfo] = ()) -> Moment | time | None:
    """Time of a value; a lone clock, if its day may be in another field."""
    is_number = isinstance(value, int | float)
    if isinstance(value, str):
        shown = re.search(r"datetime=.([^\"']+)", value) if value[:1] == "<" else None
        value = (shown[1] if shown else value).strip()
        if clock := _clock_alone(value):
            return clock.time
        is_number = value.isdecimal()
        if not SHORTEST <= len(value) <= LONGEST or not _DIGITS.search(value):
            return None
    found = read_time(value, zones=zones)
    is_count = is_number and found is not None and not EARLIEST <= found.year <= LATEST
    return None if is_count else found
