"""Moments as whole microseconds since 1970, exact to compare, add and bisect.

Two datetimes of one zone compare and subtract by their wall clocks, which is wrong in the hour that a clock change
repeats; and adding to one keeps to its wall clock. So all reckoning is done in these.
"""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
"""One second in microseconds."""


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """The moment, in UTC, of a number of microseconds since 1970; OverflowError beyond the years 1 to 9999."""
    return EPOCH + timedelta(microseconds=instant)
