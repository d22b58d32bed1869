"""Possible moments of a typed time: each fitting day, and both times in a repeated hour."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.parser import isoparse, parse

from tui.model.errors import MomentError
from tui.model.safe_text import quoted
from tui.playback.parse.time import TypedTime

_NEAR = range(-8, 9)  # days around a moment in which a weekday is searched
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")


def possible_moments(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> list[datetime]:
    """Moments in that zone near `position` or `others`; a date alone is its midnight. Raises
    MomentError for a date that does not exist or is not on the weekday typed."""
    days = _days(typed, zone, position, others)
    if typed.weekday:
        days = _of_weekday(typed, days)
    at = typed.clock or time(0)
    found: list[datetime] = []
    for day in sorted(days):
        try:
            naive = datetime.combine(day, at) + timedelta(days=1 if typed.end_of_day else 0)
            found += _readings(naive, zone)
        except (ValueError, OverflowError):
            continue
    return found


def _days(
    typed: TypedTime, zone: tzinfo, position: datetime, others: Sequence[datetime]
) -> set[date]:
    now = position.astimezone(zone).date()
    if typed.shift is not None:
        return {now + timedelta(days=typed.shift)}
    around = [now, *(moment.astimezone(zone).date() for moment in others)]
    if not typed.date:
        if len(set(around)) == 1:
            return {now}  # a time of day means the blog's own day when it has only one
        return set(_shifted(around, range(-1, 2)))
    days = set(_parse_dates(typed.date, _shifted(around, _NEAR)))
    if not days:
        raise MomentError(f"{quoted(typed.date)} is no date; one is {now.day} {now:%B}.")
    return days


def _shifted(days: Sequence[date], shifts: range) -> Iterator[date]:
    for day in dict.fromkeys(days):
        for shift in shifts:
            try:
                yield day + timedelta(days=shift)
            except OverflowError:
                continue


def _parse_dates(words: str, defaults: Iterator[date]) -> Iterator[date]:
    """Missing parts of the date come from each default."""
    if _ISO.fullmatch(words):
        try:
            yield isoparse(words).date()
        except ValueError:
            return
        return
    for default in defaults:
        try:
            yield parse(
                words, dayfirst=True, default=datetime.combine(default, time(0)), ignoretz=True
            ).date()
        except (ValueError, ArithmeticError):
            continue


def _of_weekday(typed: TypedTime, days: set[date]) -> set[date]:
    """The days on the weekday typed; dateutil does not compare it."""
    assert typed.weekday
    wanted = typed.weekday.text[:3].casefold()
    fitting = {day for day in days if f"{day:%a}".casefold() == wanted}
    if not fitting:
        day = min(days)
        message = f"{day.day} {day:%B %Y} is a {day:%A}; leave the weekday out."
        raise MomentError(message, *typed.weekday.span)
    return fitting


def _readings(naive: datetime, zone: tzinfo) -> list[datetime]:
    """Moments at which the zone's clock shows that time: two in a repeated hour. A skipped hour has
    the offset before the change. Raises OverflowError outside years 1-9999."""
    first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return [first, second] if first < second else [first]
