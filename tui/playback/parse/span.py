"""A span typed after + or -: "10m", "90s", "1h30m", "1h30", "1:30", "2 days", "10"."""

import re
from typing import Any

from dateutil.relativedelta import relativedelta

from tui.model.errors import MomentError

_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "seconds"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "minutes"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("w", "week", "weeks"), "weeks"),
}
_SMALLER = {"": "minutes", "hours": "minutes", "minutes": "seconds", "days": "hours"}
"""The unit of a number without one, by the unit before it."""
_PART = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([^\W\d_]*)\.?\s*(?:,|and\b)?\s*", re.IGNORECASE)
_CLOCKED = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?")
_EXAMPLE = "+10m, -90s or +1h30m"
_MOST_DIGITS = 12  # a longer number of any unit is beyond the year 9999


def read_span(text: str, offset: int = 0) -> relativedelta:
    """A number without a unit is minutes. Raises MomentError, its place counted from `offset`."""
    clocked = _CLOCKED.fullmatch(text.strip())
    if clocked:
        hours, minutes, seconds = (int(part or 0) for part in clocked.groups())
        return relativedelta(hours=hours, minutes=minutes, seconds=seconds)
    span = relativedelta()
    at, unit = 0, ""
    while at < len(text):
        part = _PART.match(text, at)
        if not part:
            raise MomentError(
                f"A span is a number with h, m or s, such as {_EXAMPLE}.",
                offset + at,
                offset + len(text),
            )
        unit = _UNITS.get(part[2].casefold(), "") if part[2] else _SMALLER.get(unit, "")
        if not unit:
            start, end = part.span(2 if part[2] else 1)
            raise MomentError(
                f"Write h, m or s after a number, such as {_EXAMPLE}.", offset + start, offset + end
            )
        if len(part[1]) > _MOST_DIGITS:
            raise MomentError(f"That is too far; try {_EXAMPLE}.", offset, offset + len(text))
        # The stubs take floats for fewer units than the library does.
        amount: dict[str, Any] = {unit: float(part[1])}
        span += relativedelta(**amount)
        at = part.end()
    return span


def looks_like_span(text: str) -> bool:
    """True for a span with units that only lacks its sign."""
    try:
        read_span(text)
    except MomentError:
        return False
    return bool(re.search(r"[0-9]\s*[^\W\d_]", text))
