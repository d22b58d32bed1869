"""Times as pages write them: ISO 8601 by the standard library, other forms by dateutil."""

import re
import unicodedata
from calendar import month_abbr
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import NamedTuple

from tui.model.instants import fixed_zone, with_fixed_zone
from tui.model.zones import ABBREVIATIONS, abbreviated_zone

# Without a zone, because a default must not add one.
_TWO_DAYS = tuple(map(datetime.fromisoformat, ("2004-01-01T01:00", "2008-02-02T02:00")))
# Not compiled: most times are ISO 8601 and need none of these.
_TWO_OFFSETS = r"(.*\d)(Z|[+-]\d\d:?\d\d)\s*([+-]\d\d:?\d\d|Z)"
_POINTED_CLOCK = r"(T\d\d)\.(\d\d)(?=\D|$)"
_LOST_PLUS = r"(T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?) (\d\d:?\d\d)$"
# PHP writes the zone for an unescaped "T".
_ZONE_FOR_T = r"^(\d{4}-\d\d-\d\d)([A-Z]{3,4})(?=\d\d:\d\d)"
_HALF_AGAIN = r"(?i)\b((?:1[3-9]|2[0-3]):\d\d(?::\d\d)?)\s*pm\b"
_SPACED_OFFSET = r"(?<=\d)\s*([+-])\s+(?=\d\d:?\d\d$)"
_NAMED_OFFSET = r"\b(?:GMT|UTC)\s*(?=[+-]\d)"
_BRACKETS = r"(?<!\s)\s*[(\[]([^()\[\]]*)[)\]]\s*"
_ZONE_AGAIN = r"([+-]\d\d:?\d\d)\s+[A-Z]{2,5}"
_WORDS = (
    r"(?i)(?:(?:last )?(?:updated|published|posted|modified)(?: (?:on|at))?\s*[:|-]?\s*)"
    r"|(?:(?<!\s)\s++)?\b(?:hrs|hours|uhr)\b"
)
_FOREIGN_CLOCK = r"(?<![\d:.])(\d{1,2})\s?h(?:eures?)?\s?(\d\d)?\b"
_HALVES = ("am", "pm")
_HAS_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_EPOCH = r"(?:/Date\()?(\d{10}(?:\d{3}){0,2}(?:\.\d+)?)(?:[+-]\d{4})?(?:\)/)?"
LONGEST = 80  # characters of a time


def read_time(
    value: object,
    *,
    day_first: bool = True,
    by_hand: bool = True,
    zones: Sequence[tzinfo] = (),
) -> datetime | date | None:
    """Moment of a value: aware if it has an offset; a `date` if it has no clock time.

    None if it cannot be read, or is a database's "none" (year 1, 1 January 1970). The publisher's
    `zones` decide first on abbreviations. `by_hand` allows forms other than ISO 8601, at 200 us
    each.
    """
    if type(value) is str:
        return _from_text(value, _Form(day_first, by_hand, tuple(zones)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plausible(_from_epoch(value))
    return None


class _Form(NamedTuple):
    day_first: bool
    by_hand: bool
    zones: tuple[tzinfo, ...]


def _from_text(value: str, form: _Form) -> datetime | date | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return _plausible(_by_hand(value, form)) if form.by_hand else None
    if found.microsecond and value[13:14] == ".":
        # "T19.02" is minutes; the standard library reads a fraction of the hour.
        return _plausible(_by_hand(value, form))
    if len(value) <= 10:
        return found.date() if ":" not in value else None
    zone = found.tzinfo
    if zone is None or zone is UTC:
        return found if 1970 < found.year <= 9000 else _plausible(found)
    if value[-3:-2] == "." and value[-6:-5] in ("+", "-"):  # "+05.30": minutes again
        return _from_text(f"{value[:-3]}:{value[-2:]}", form)
    return _plausible(with_fixed_zone(found))


def _plausible(found: datetime | date | None) -> datetime | date | None:
    if found is None or not 1000 <= found.year <= 9000:
        return None
    if (found.year, found.month, found.day) == (1970, 1, 1) and not (
        isinstance(found, datetime) and found.minute
    ):
        return None
    return found


def _by_hand(value: str, form: _Form) -> datetime | date | None:
    if len(value) > LONGEST:
        return None
    import html  # takes 1 ms, and few times have entities

    text = html.unescape(value).strip()
    if not text.isascii():
        digits = (str(unicodedata.digit(c, "")) or c for c in text)
        text = "".join(digits).replace("\xa0", " ").replace("\u2212", "-").strip()
    text = re.sub(_POINTED_CLOCK, r"\1:\2", text)
    twice = re.fullmatch(_TWO_OFFSETS, text)
    if twice:  # "…Z+05:30": of two offsets the non-zero offset is meant
        text = twice[1] + (twice[2] if twice[2] not in ("Z", "+00:00", "+0000") else twice[3])
    if epoch := re.fullmatch(_EPOCH, text):
        return _from_epoch(float(epoch[1]))
    text = _in_english(_without_comments(text))
    if text != value:
        return _from_text(text, form._replace(by_hand=True))
    return _by_dateutil(text, form)


def _without_comments(text: str) -> str:
    """Removes "Updated: ", and the brackets in "GMT+0300 (Arab Standard Time)"."""
    text = re.sub(_LOST_PLUS, r"\1+\2", text)  # a plus sign that became a space in an address
    text = re.sub(_ZONE_FOR_T, r"\1T", text)
    text = re.sub(_HALF_AGAIN, r"\1", text)
    text = re.sub(_SPACED_OFFSET, r"\1", text)
    text = re.sub(_WORDS, "", text)
    text = re.sub(_NAMED_OFFSET, "", text).replace("|", " ")
    named = re.search(_BRACKETS, text)
    if named:
        has_offset = re.search(r"[+-]\d\d:?\d\d|Z$", text[: named.start()])
        zone = named[1] if named[1] in ABBREVIATIONS and not has_offset else ""
        text = f"{text[: named.start()]} {zone} {text[named.end() :]}"
    return " ".join(re.sub(_ZONE_AGAIN, r"\1", text).split())


def _in_english(text: str) -> str:
    """Translate "26 avril 2024 à 11h18" to "26 Apr 2024 11:18"."""
    from tui.readers.times.languages import BEFORE, BEFORE_DATE, LETTER, MONTHS, WEEKDAYS, folded

    if not re.search(_HAS_YEAR, text):
        return text

    def english(match: re.Match[str]) -> str:
        word = folded(match[0]).strip(".")
        if word in MONTHS:
            return month_abbr[MONTHS[word] + 1]
        is_said = word in WEEKDAYS or word in BEFORE or word in BEFORE_DATE
        return "" if is_said and word not in _HALVES else match[0]

    clock = re.sub(_FOREIGN_CLOCK, lambda found: f"{found[1]}:{found[2] or '00'}", text)
    words = re.sub(rf"(?<![^\W_]){LETTER}{{1,14}}(?!{LETTER})\.?", english, clock)
    return " ".join(words.replace("1er ", "1 ").split())


def _from_epoch(seconds: float) -> datetime | None:
    if seconds != seconds or not 1e8 < abs(seconds) < 1e17:
        return None
    while abs(seconds) > 1e11:  # milliseconds, microseconds
        seconds /= 1000
    # The calendar begins at -6.2e10.
    return datetime.fromtimestamp(seconds, UTC) if seconds > -6e10 else None


def _by_dateutil(text: str, form: _Form) -> datetime | date | None:
    from dateutil import parser  # 40 ms to import, and only odd times need it

    try:
        if "T" in text:
            return with_fixed_zone(parser.isoparse(text))
    except (ValueError, ArithmeticError):
        pass
    day_first = form.day_first and not text[:4].isdigit()
    try:
        # dateutil fills in missing parts from a default: only what agrees for two was in the text.
        first = parser.parse(text, default=_TWO_DAYS[0], dayfirst=day_first, ignoretz=True)
        second = parser.parse(
            text,
            default=_TWO_DAYS[1],
            dayfirst=day_first,
            tzinfos=partial(_zone_written, zones=form.zones, year=first.year),
        )
    except (ValueError, ArithmeticError, TypeError, IndexError, AttributeError):
        return None
    if first.date() != second.date():
        return None
    if first.hour != second.hour:
        return first.date()
    return with_fixed_zone(second)


def _zone_written(
    name: str | None, offset: int | None, *, zones: Sequence[tzinfo], year: int
) -> tzinfo | None:
    """dateutil's `tzinfos` callback; `offset` is in seconds."""
    if offset is not None:
        return fixed_zone(timedelta(seconds=offset)) if abs(offset) < 86400 else None
    return abbreviated_zone(name, zones, year=year) if name else None
