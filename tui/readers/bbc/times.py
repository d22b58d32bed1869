"""The times of a copied BBC page ("11:18 British Summer Time 26 April 2024"), and missing dates."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tui.model.instants import localized
from tui.model.zones import ABBREVIATIONS, SPELT_OUT, abbreviated_zone, iana_zone
from tui.readers.bbc.lines import lowered

# Zones that more text may follow, in lower case; None is London's.
_ZONES: dict[str, tzinfo | None] = {
    **SPELT_OUT,
    **{name: abbreviated_zone(name) for name in ("bst", "gmt", "utc")},
    **dict.fromkeys(("uk time", "uk", "local time in london"), None),
}
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*"
    r"(?P<half>[ap]\.?m\b\.?)?|\s*(?P<only>[ap]\.?m\b\.?))(?![\d:])"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_SEPARATORS = " ,;()-–|·."
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DATE = re.compile(
    rf"""(?:\bon\s+)?(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?
    (?P<date>(?:(?<![:.\d])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+)?\b{_MONTH}
    (?(day)|\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[:.]\d))(?:,?\s+(?P<year>{_YEAR}))?
    |\b{_YEAR}-\d\d-\d\d\b
    |\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d\d)?\d\d\b)""",
    re.X,
)


class Stamp(NamedTuple):
    """A time as a page writes it: `clock`, counted from midnight, and day and zone where written.

    `rest` is the text that was not understood.
    """

    clock: timedelta
    day: date | None = None
    has_year: bool = False
    zone: tzinfo | None = None
    rest: str = ""

    @property
    def dated(self) -> bool:
        """Whether its date is complete."""
        return self.day is not None and self.has_year

    def at(self, day: date) -> datetime:
        """The moment on that day, with a fixed offset; a stamp without a zone is in London's."""
        naive = datetime.combine(day, time()) + self.clock
        return localized(naive, self.zone or iana_zone("Europe/London") or UTC)


def stamp(text: str) -> Stamp | None:
    """The time that the text begins with, or None; a date may stand before it.

    The common order is time, zone, date; zone and date may be missing or stand elsewhere.
    """
    low = lowered(text)
    clock = _CLOCK.search(low) if len(text) <= 200 else None
    time = _clock(clock) if clock is not None else None
    if clock is None or time is None:
        return None
    found = _date_beside(clock, low)
    first = min(clock.start(), found.start()) if found else clock.start()
    if text[:first].strip():
        return None
    day = _date(" ".join(found["date"].split())) if found else None
    zone, rest = _zone(_without(text, clock, found))
    if found and day is None:
        rest = f"{text[slice(*found.span('date'))]} {rest}".strip()
    has_year = bool(found and (found["year"] or not re.search("[a-z]", found["date"])))
    return Stamp(time, day, has_year and day is not None, zone, rest)


def _date_beside(clock: re.Match[str], low: str) -> re.Match[str] | None:
    found = _DATE.search(low)
    if found and found.start() < clock.end() and found.end() > clock.start():
        return None  # the digits are the clock's: "7.30" is no part of a date
    return found


def _without(text: str, *parts: re.Match[str] | None) -> str:
    for start, end in sorted((part.span() for part in parts if part), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).strip(_SEPARATORS)


def zone_and_date(text: str) -> bool:
    """Whether the text is only a zone, a date or both: the second line of a broken time."""
    if len(text) > 80 or _CLOCK.search(lowered(text)):
        return False
    completed = stamp(f"00:00 {text}")
    return completed is not None and not completed.rest


def _clock(found: re.Match[str]) -> timedelta | None:
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    half = (found["half"] or found["only"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


_MONTH_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_MONTHS = {name: month for month, name in enumerate(_MONTH_NAMES.split("|"), 1)}
# A leap year, for a date without its year: 29 February must be readable.
_LEAP_YEAR = datetime.combine(date(2000, 1, 1), time())


@lru_cache(maxsize=4096)
def _date(text: str) -> date | None:
    read = _usual_date(text) or _any_date(text)
    return read if read and 1900 < read.year < 2200 else None


def _usual_date(text: str) -> date | None:
    """A date in the pages' usual form, "26 april 2024", read without importing dateutil (20 ms)."""
    day, _, rest = text.partition(" ")
    month, _, year = rest.partition(" ")
    if not (
        text.isascii()
        and day.isdecimal()
        and month in _MONTHS
        and len(year) == 4
        and year.isdecimal()
    ):
        return None
    try:
        return date(int(year), _MONTHS[month], int(day))
    except ValueError:
        return None


def _any_date(text: str) -> date | None:
    from dateutil import parser

    figures = not re.search("[a-z-]", text)  # "26/04/2024": as in Britain, the day is first
    try:
        return parser.parse(text.replace(" of ", " "), dayfirst=figures, default=_LEAP_YEAR).date()
    except (ValueError, ArithmeticError):
        return None


def _zone(rest: str) -> tuple[tzinfo | None, str]:
    """The zone that a text begins with (None for London's or none), and the text after it."""
    name = rest.casefold()
    for known, zone in _ZONES.items():
        if name.startswith(known) and not name[len(known) :][:1].isalpha():
            return zone, rest[len(known) :].strip(_SEPARATORS)
    # Others stand alone and in capitals: "10:30 Art on show" is a headline.
    return (abbreviated_zone(rest), "") if rest in ABBREVIATIONS else (None, rest)


def newest_first(stamps: Sequence[Stamp]) -> bool:
    """Whether the times run backwards down the page, as on most pages.

    A fall or rise of over half a day is a midnight.
    """
    votes = 0
    for above, below in pairwise(stamps):
        step = below.clock - above.clock
        if above.dated and below.dated and above.day and below.day:
            step += below.day - above.day
        elif abs(step) > timedelta(hours=12):
            step = -step
        votes += (step > timedelta(0)) - (step < timedelta(0))
    return votes <= 0


_OUT_OF_ORDER = timedelta(minutes=30)
"""A post up to this much against the page's order is out of order; beyond it is another day."""


def days(stamps: Sequence[Stamp], backwards: bool) -> list[tuple[date, bool]] | None:
    """The day of each time, and whether the neighbours above and below disagree on it.

    None if no time is dated. A missing day comes from the nearest dated time, with the midnights
    between them; a missing year likewise.
    """
    dated = _with_years(stamps)
    down = _carried(stamps, dated, backwards)
    up = _carried(stamps[::-1], dated[::-1], not backwards)[::-1]
    found = []
    for above, below in zip(down, up, strict=True):
        nearest = min(
            (near for near in (above, below) if near), key=lambda near: near[1], default=None
        )
        if nearest is None:
            return None
        found.append((nearest[0], bool(above and below and above[0] != below[0])))
    return found


def _carried(
    stamps: Sequence[Stamp], dated: Sequence[date | None], backwards: bool
) -> list[tuple[date, int] | None]:
    """Each time's day, counted from the last dated time before it, and how many times before."""
    carried: list[tuple[date, int] | None] = []
    for i, each in enumerate(stamps):
        day, before = dated[i], carried[-1] if carried else None
        if day:
            carried.append((day, 0))
        elif before:
            shift = _midnights(each.clock - stamps[i - 1].clock, backwards)
            carried.append((before[0] + timedelta(days=shift), before[1] + 1))
        else:
            carried.append(None)
    return carried


def _midnights(step: timedelta, backwards: bool) -> int:
    """How many midnights lie between two times that are neighbours on the page: -1, 0 or 1."""
    against = step if backwards else -step
    if against > _OUT_OF_ORDER:
        return -1 if backwards else 1
    if against < _OUT_OF_ORDER - timedelta(days=1):
        return 1 if backwards else -1
    return 0


def _with_years(stamps: Sequence[Stamp]) -> list[date | None]:
    """The days written; one without a year gets the year nearest to a dated neighbour."""
    years: list[date | None] = [each.day if each.has_year else None for each in stamps]
    above, below = _last(years), _last(years[::-1])[::-1]
    for i, each in enumerate(stamps):
        anchor = above[i] or below[i]
        if each.day and not each.has_year and anchor:
            possible = [_in_year(each.day, anchor.year + shift) for shift in (-1, 0, 1)]
            years[i] = min(
                (day for day in possible if day), key=lambda day: abs(day - anchor), default=None
            )
    return years


def _last(days: Sequence[date | None]) -> list[date | None]:
    last: date | None = None
    return [last := day or last for day in days]


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
