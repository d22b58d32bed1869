"""A typed length of time: "10m", "90s", "1h30m", "1h30", "1:30", "2 days", "10"."""

import re
from datetime import timedelta

from tui.model.errors import MomentError

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


def read_span(text: str) -> timedelta:
    """A number without a unit is minutes. Raises MomentError."""
    found = _WITH_UNITS.fullmatch(text) or _LIKE_A_CLOCK.fullmatch(text)
    if not found or not text.strip():
        raise MomentError("A span is a number with h, m or s, such as +10m, -90s or +1h30m.")
    return timedelta(**{unit: float(number) for unit, number in found.groupdict("0").items()})
