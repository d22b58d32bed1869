"""Instants: moments as whole microseconds since 1970, exact to compare, add and bisect. Datetimes
of one zone compare and subtract by wall clock: wrong in the hour that a change repeats."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000  # in microseconds
fixed_zone = cache(timezone)
"""Always the same object for an offset and a name."""


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """In UTC, of microseconds since 1970. Raises OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(microseconds=instant)


def with_fixed_zone(moment: datetime) -> datetime:
    """The same moment in a shared zone of fixed offset: small, and cheap to compare. A fixed zone
    keeps its name, such as "CEST"."""
    offset, zone = moment.utcoffset(), moment.tzinfo
    if offset is None:
        return moment
    is_named = isinstance(zone, timezone) and zone is not UTC and str(zone).isalpha()
    zone = fixed_zone(offset, str(zone)) if is_named else fixed_zone(offset)
    return moment.replace(tzinfo=zone, fold=0)


def localized(moment: datetime, zone: tzinfo) -> datetime:
    """A naive moment on the clock of `zone`, with a fixed offset."""
    return with_fixed_zone(moment.replace(tzinfo=zone))
