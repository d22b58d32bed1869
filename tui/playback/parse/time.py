"""Typed times and the moments that fit them: "10.26", "4:30 pm Beijing", "Fri 26 10:26". Typed
lengths of time: "10m", "90s", "1h30m", "1h30", "1:30", "2 days", "10"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tui.model.errors import MomentError
from tui.model.safe_text import quoted

_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9:.h])"
_PIECE = re.compile(
    rf"""
    (?P<date>
        [0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}} (?![0-9]) | [0-9]{{8}} (?![0-9])
        | [0-9]{{1,2}}/[0-9]{{1,2}} (?: /[0-9]{{2,4}} )? (?![0-9/])
        | [0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}} (?![0-9])
        | [0-9]{{1,2}}\.[0-9]{{1,2}}\. (?: [0-9]{{4}} (?![0-9]) | (?=\ ) )
        | {_DAY}\.? [ ,]+ (?:of\ )? {_MONTH} (?: [ ,]+ {_YEAR} )?
        | {_MONTH} [ ,]+ {_DAY}\b (?![:.h]) (?: [ ,]+ {_YEAR} )?
        | [0-9]{{1,2}} (?: (?:st|nd|rd|th)\b | (?= [ ,]+ [0-9]{{1,2}} [:.h] [0-9] ) )
    )
    | (?P<month> {_MONTH} )
    | (?P<weekday> {_WEEKDAY} )
    | (?P<shift> \b(?:yesterday|today|tomorrow)\b )
    | (?P<named> \b(?:noon|midday|midnight)\b )
    | (?P<clock> [0-9]+ (?: [:.h] [0-9]* )* (?: \ * [ap](?:\.?m)?\b\.? )? )
    | (?P<filler> [ ,()]+ | (?<=[0-9])T(?=[0-9]) | \b(?:at|on|in|the|of|time|o'clock|uhr)\b )
    | (?P<zone> (?: utc|gmt )?\ ?[+-][0-9:]+ | [^\W\d_] [\w'./-]* )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CLOCK = re.compile(
    r"""([0-9]{1,2}) (?: [:.h]? ([0-9]{2}) (?: [:.]? ([0-9]{2}) (?: \.([0-9]{1,6})[0-9]* )? )? )?
    h? \ * ([ap]?) [.m]*""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCKS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_NUMBER = r"[0-9]{1,5} (?:\.[0-9]+)?"
_WITH_UNITS = re.compile(
    rf"""\ * (?: (?P<days>{_NUMBER}) \ *d(?:ays?)? )?
    \ * (?: (?P<hours>{_NUMBER}) \ *h(?:ours?|rs?)? )?
    \ * (?: (?P<minutes>{_NUMBER}) \ *(?:m|mins?|minutes?|$) )?
    \ * (?: (?P<seconds>{_NUMBER}) \ *(?:s|secs?|seconds?) )? \ *""",
    re.VERBOSE | re.IGNORECASE,
)
_LIKE_A_CLOCK = re.compile(
    r"\s*(?P<hours>[0-9]{1,4}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?\s*"
)
_NEAR = range(-8, 9)  # days around a moment in which a weekday is searched
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A part that was not typed is None or empty."""

    clock: time | None
    to_the_second: bool  # seconds were typed; else the whole minute is meant
    date: str  # for dateutil: "26 April", "2024-04-26"
    weekday: str  # "Fri"
    shift: int | None  # days from the one shown: "yesterday" is -1
    zone: str


def read_time(text: str, example: str) -> TypedTime | None:
    """None for a text unlike a time. Raises MomentError for a wrong part."""
    found: dict[str, list[str]] = defaultdict(list)
    for piece in _PIECE.finditer(text):
        found[piece.lastgroup or ""].append(piece[0])
    if found.keys().isdisjoint(("clock", "named", "date", "month", "weekday", "shift")):
        return None
    if found["sign"]:
        raise MomentError(f"Not part of a time: {quoted(found['sign'][0])}. Try {example}.")
    if found["month"]:
        raise MomentError(f"A date needs its day, such as 26 {found['month'][0]}.")
    if len(found["clock"]) + len(found["named"]) > 1:
        raise MomentError(f"One time is enough, such as {example}.")
    clock, to_the_second = None, False
    if found["named"]:
        clock = _CLOCKS[found["named"][0].casefold()]
    if found["clock"]:
        clock, to_the_second = _clock(found["clock"][0], example)
    return TypedTime(
        clock=clock,
        to_the_second=to_the_second,
        date=" ".join(found["date"]).rstrip("."),
        weekday="".join(found["weekday"]),
        shift=_SHIFTS[found["shift"][0].casefold()] if found["shift"] else None,
        zone=" ".join(found["zone"]).strip(),
    )


def _clock(typed: str, example: str) -> tuple[time, bool]:
    """A time of day; True if it has seconds."""
    if parts := _CLOCK.fullmatch(typed):
        hour, minute, second = (int(x or 0) for x in parts.group(1, 2, 3))
        if half := parts[5].lower():
            hour = hour % 12 + 12 * (half == "p") if hour <= 12 else 24  # which no clock has
        with suppress(ValueError):
            read = time(hour, minute, second, int((parts[4] or "").ljust(6, "0")))
            return read, parts[3] is not None
    raise MomentError(f"Not a time: {typed}. Try {example}.")


def possible_moments(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> list[datetime]:
    """Moments at which the zone's clock shows that time, near `position` or `others`: each fitting
    day, and both times in a repeated hour; a skipped hour has the offset before the change. A date
    alone is its midnight. Raises MomentError for a date that does not exist or is not on the
    weekday typed, OverflowError outside years 1-9999."""
    found = []
    for day in sorted(_days(typed, zone, position, others)):
        local = datetime.combine(day, typed.clock or time(0), zone)
        first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        found += [first, second] if first < second else [first]
    return found


def _days(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> set[date]:
    today, *ends = (moment.astimezone(zone).date() for moment in (position, *others))
    near = {day + timedelta(days=shift) for day in (today, *ends) for shift in _NEAR}
    if typed.shift is not None:
        days = {today + timedelta(days=typed.shift)}
    elif typed.date:
        days = _of_date(typed.date, near)
        if not days:
            raise MomentError(f"Not a date: {quoted(typed.date)}. Try {today.day} {today:%B}.")
    else:  # a time of day means the blog's own day when it has only one
        days = {today} if {today} == {*ends} and not typed.weekday else near
    return _of_weekday(typed.weekday, days)


def _of_weekday(typed: str, days: set[date]) -> set[date]:
    """Those on the weekday, if one was typed; dateutil does not compare it."""
    fitting = {day for day in days if f"{day:%a}".startswith(typed[:3].title())}
    if not fitting:
        day = min(days)
        raise MomentError(f"{day.day} {day:%B %Y} is a {day:%A}; leave the weekday out.")
    return fitting


def _of_date(words: str, defaults: set[date]) -> set[date]:
    """Missing parts of the date come from each default."""
    from dateutil.parser import ParserError, parse  # a tenth of a start, for few moments

    day_first, days = not re.match("[0-9]{4}", words), set[date]()
    for default in defaults:
        with suppress(ParserError):
            midnight = datetime.combine(default, time(0))
            days.add(parse(words, dayfirst=day_first, default=midnight).date())
    return days


def read_span(text: str) -> timedelta:
    """A number without a unit is minutes. Raises MomentError."""
    found = _WITH_UNITS.fullmatch(text) or _LIKE_A_CLOCK.fullmatch(text)
    if not found or not text.strip():
        raise MomentError("A span is a number with h, m or s, such as +10m, -90s or +1h30m.")
    return timedelta(**{unit: float(number) for unit, number in found.groupdict("0").items()})
