"""Instants: moments as whole microseconds since 1970, exact to compare, add and bisect.

Two datetimes of one zone compare, subtract and add by their wall clocks, which is wrong in the hour
that a clock change repeats. So all arithmetic on moments is done on instants.
"""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
"""One second in microseconds."""
_ZONES: dict[timedelta, timezone] = {timedelta(0): UTC}


def micros(moment: datetime) -> int:
    """The instant of an aware moment: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """The moment, in UTC, of an instant. Raises OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(microseconds=instant)


def with_fixed_zone(moment: datetime) -> datetime:
    """The same moment with a shared zone of fixed offset: small, and cheap to compare."""
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=fixed_zone(offset), fold=0)


def fixed_zone(offset: timedelta) -> timezone:
    """The zone of that offset, always the same object."""
    known = _ZONES.get(offset)
    return known or _ZONES.setdefault(offset, timezone(offset))


def localized(moment: datetime, zone: tzinfo) -> datetime:
    """A naive moment as the clock of `zone` shows it, with a fixed offset."""
    return with_fixed_zone(moment.replace(tzinfo=zone))
