"""Possible moments of a typed time: each fitting day, and both times in a repeated hour."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.parser import ParserError, parse

from tui.model.errors import MomentError
from tui.model.safe_text import quoted
from tui.playback.parse.time import TypedTime

_NEAR = range(-8, 9)  # days around a moment in which a weekday is searched


def possible_moments(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> list[datetime]:
    """Moments in that zone near `position` or `others`; a date alone is its midnight. Raises
    MomentError for a date that does not exist or is not on the weekday typed, OverflowError outside
    years 1-9999."""
    days = _days(typed, zone, position, others)
    if typed.weekday:
        days = _of_weekday(typed.weekday, days)
    clock = typed.clock or time(0)
    return [at for day in sorted(days) for at in _readings(datetime.combine(day, clock), zone)]


def _days(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> set[date]:
    now = position.astimezone(zone).date()
    if typed.shift is not None:
        return {now + timedelta(days=typed.shift)}
    around = {now, *(moment.astimezone(zone).date() for moment in others)}
    if len(around) == 1 and not (typed.date or typed.weekday):
        return {now}  # a time of day means the blog's own day when it has only one
    near = {day + timedelta(days=shift) for day in around for shift in _NEAR}
    if not typed.date:
        return near
    days = set(_parse_dates(typed.date, near))
    if not days:
        raise MomentError(f"Not a date: {quoted(typed.date)}. Try {now.day} {now:%B}.")
    return days


def _parse_dates(words: str, defaults: set[date]) -> Iterator[date]:
    """Missing parts of the date come from each default."""
    day_first = not re.match("[0-9]{4}", words)
    for default in defaults:
        try:
            yield parse(
                words, dayfirst=day_first, default=datetime.combine(default, time(0))
            ).date()
        except ParserError:
            continue


def _of_weekday(weekday: str, days: set[date]) -> set[date]:
    """The days on the weekday typed; dateutil does not compare it."""
    fitting = {day for day in days if f"{day:%a}".casefold() == weekday[:3].casefold()}
    if not fitting:
        day = min(days)
        raise MomentError(f"{day.day} {day:%B %Y} is a {day:%A}; leave the weekday out.")
    return fitting


def _readings(naive: datetime, zone: tzinfo) -> list[datetime]:
    """Moments at which the zone's clock shows that time: two in a repeated hour. A skipped hour has
    the offset before the change."""
    first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return [first, second] if first < second else [first]
