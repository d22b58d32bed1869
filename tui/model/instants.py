"""Instants: moments as whole microseconds since 1970, exact to compare, add and bisect.

Two datetimes of one zone compare, subtract and add by their wall clocks, which is wrong in the hour
that a clock change repeats. So all arithmetic on moments is done on instants.
"""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
"""One second in microseconds."""


def micros(moment: datetime) -> int:
    """The instant of an aware moment: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """The moment, in UTC, of an instant. Raises OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(microseconds=instant)
