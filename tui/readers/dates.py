"""Times as pages write them: ISO 8601 first, by the standard library, and whatever else by dateutil."""

import html
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_ZONES: dict[timedelta, timezone] = {timedelta(0): UTC}

# Abbreviations as news pages use them; those that mean several zones are read as the one with the most readers.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "WAT": 1, "CEST": 2, "EET": 2, "SAST": 2,
    "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "AST": 3, "GST": 4, "PKT": 5, "IST": 5.5, "NPT": 5.75, "WIB": 7,
    "ICT": 7, "HKT": 8, "SGT": 8, "AWST": 8, "PHT": 8, "KST": 9, "JST": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "BRT": -3, "ART": -3,
}  # fmt: skip
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}

_TWO_OFFSETS = re.compile(r"(.*\d)(Z|[+-]\d\d:?\d\d)\s*([+-]\d\d:?\d\d|Z)")
_TWO_DAYS = (datetime(2004, 1, 1, 1), datetime(2008, 2, 2, 2))  # noqa: DTZ001  # a default must not add a zone
_POINTED_CLOCK = re.compile(r"(T\d\d)\.(\d\d)(?=\D|$)")
_LOST_PLUS = re.compile(r"(T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?) (\d\d:?\d\d)$")
_ZONE_FOR_T = re.compile(
    r"^(\d{4}-\d\d-\d\d)([A-Z]{3,4})(?=\d\d:\d\d)"
)  # what PHP makes of an unescaped "T"
_HALF_AGAIN = re.compile(r"\b((?:1[3-9]|2[0-3]):\d\d(?::\d\d)?)\s*pm\b", re.IGNORECASE)
_SPACED_OFFSET = re.compile(r"(?<=\d)\s*([+-])\s+(?=\d\d:?\d\d$)")
_NAMED_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*(?=[+-]\d)")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_ZONE_AGAIN = re.compile(r"([+-]\d\d:?\d\d)\s+[A-Z]{2,5}")
_WORDS = re.compile(
    r"(?:(?:last )?(?:updated|published|posted|modified)(?: (?:on|at))?\s*[:|-]?\s*)|\s*\b(?:hrs|hours|uhr)\b",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(?:/Date\()?(\d{10}(?:\d{3}){0,2}(?:\.\d+)?)(?:[+-]\d{4})?(?:\)/)?")
LONGEST = 80
"""Characters; what is longer is no time."""


def read_time(
    value: object, *, day_first: bool = True, by_hand: bool = True
) -> datetime | date | None:
    """The moment a value names: aware if it says its offset, naive if not, a `date` if it has no clock time.

    None when it cannot be understood, or is what databases write for "none" (year 1, 1 January 1970). Forms other than
    ISO 8601 take some 200 us each, and are not tried without `by_hand`.
    """
    if type(value) is str:
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return _plausible(_by_hand(value, day_first)) if by_hand else None
        if (
            found.microsecond and value[13:14] == "."
        ):  # "T19.02": minutes, which the library takes for a fraction
            return _plausible(_by_hand(value, day_first))
        if len(value) > 10:
            zone = found.tzinfo
            if zone is None or zone is UTC:
                return found if 1970 < found.year <= 9000 else _plausible(found)
            if value[-3:-2] == "." and value[-6:-5] in ("+", "-"):  # "+05.30": minutes again
                return read_time(f"{value[:-3]}:{value[-2:]}", day_first=day_first)
            return _plausible(with_fixed_zone(found))
        return found.date() if ":" not in value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plausible(_from_epoch(value))
    return None


def with_fixed_zone(moment: datetime) -> datetime:
    """The same moment with a shared standard-library zone of fixed offset: small, and cheap to compare."""
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=fixed_zone(offset), fold=0)


def fixed_zone(offset: timedelta) -> timezone:
    """The zone of that offset, always the same object."""
    known = _ZONES.get(offset)
    return known or _ZONES.setdefault(offset, timezone(offset))


def localized(moment: datetime, zone: tzinfo) -> datetime:
    """A naive moment as the clock of `zone` shows it, with a fixed offset."""
    return with_fixed_zone(moment.replace(tzinfo=zone))


def _plausible(found: datetime | date | None) -> datetime | date | None:
    if found is None or not 1000 <= found.year <= 9000:
        return None
    if (found.year, found.month, found.day) == (1970, 1, 1) and not (
        isinstance(found, datetime) and found.minute
    ):
        return None
    return found


def _by_hand(value: str, day_first: bool) -> datetime | date | None:
    if len(value) > LONGEST:
        return None
    text = html.unescape(value).strip()
    if not text.isascii():
        digits = (str(unicodedata.digit(c, "")) or c for c in text)
        text = "".join(digits).replace("\xa0", " ").replace("\u2212", "-").strip()
    text = _POINTED_CLOCK.sub(r"\1:\2", text)
    twice = _TWO_OFFSETS.fullmatch(text)
    if twice:  # "…Z+05:30": the offset that says something is believed
        text = twice[1] + (twice[2] if twice[2] not in ("Z", "+00:00", "+0000") else twice[3])
    if epoch := _EPOCH.fullmatch(text):
        return _from_epoch(float(epoch[1]))
    text = _without_comments(text)
    if text != value:
        return read_time(text, day_first=day_first)
    return _by_dateutil(text, day_first)


def _without_comments(text: str) -> str:
    """The time without what machines and people write around it: "GMT+0300 (Arab Standard Time)", "Updated: "."""
    text = _LOST_PLUS.sub(r"\1+\2", text)  # a plus sign that became a space in an address
    text = _SPACED_OFFSET.sub(r"\1", _HALF_AGAIN.sub(r"\1", _ZONE_FOR_T.sub(r"\1T", text)))
    text = _NAMED_OFFSET.sub("", _WORDS.sub("", text)).replace("|", " ")
    named = _BRACKETS.search(text)
    if named:
        known = not re.search(r"[+-]\d\d:?\d\d|Z$", text[: named.start()]) and _zone_in(named[1])
        text = f"{text[: named.start()]} {named[1] if known else ''} {text[named.end() :]}"
    return " ".join(_ZONE_AGAIN.sub(r"\1", text).split())


def _zone_in(name: str) -> bool:
    return name in _HOURS or name in _PLACES


def _from_epoch(seconds: float) -> datetime | None:
    if seconds != seconds or not 1e8 < abs(seconds) < 1e17:
        return None
    while abs(seconds) > 1e11:  # milliseconds, microseconds
        seconds /= 1000
    return (
        datetime.fromtimestamp(seconds, UTC) if seconds > -6e10 else None
    )  # the calendar begins at -6.2e10


def _by_dateutil(text: str, day_first: bool) -> datetime | date | None:
    from dateutil import parser  # 40 ms to import, and only odd times need it

    try:
        if "T" in text:
            return with_fixed_zone(parser.isoparse(text))
    except (ValueError, ArithmeticError):
        pass
    return _loosely(text, day_first)


def _loosely(text: str, day_first: bool) -> datetime | date | None:
    """dateutil fills in what a text leaves out: read twice over two different days, only what agrees was there."""
    from dateutil import parser

    results = []
    for default in _TWO_DAYS:
        try:
            read = parser.parse(
                text,
                default=default,
                dayfirst=day_first and not text[:4].isdigit(),
                tzinfos=_zone_named,
            )
        except (ValueError, ArithmeticError, TypeError, IndexError, AttributeError):
            return None
        results.append(read)
    first, second = results
    if first.date() != second.date():
        return None
    if first.hour != second.hour:
        return first.date()
    return with_fixed_zone(first)


def _zone_named(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return fixed_zone(timedelta(seconds=offset)) if abs(offset) < 86400 else None
    if name in _PLACES:
        from dateutil import tz

        return tz.gettz(_PLACES[name])
    hours = _HOURS.get(name or "")
    return None if hours is None else fixed_zone(timedelta(hours=hours))
