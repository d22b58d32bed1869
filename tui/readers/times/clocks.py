"""Scans a clock that opens or ends a line: marks, day, weekday, words, clock and zone."""

import re
from dataclasses import dataclass
from datetime import tzinfo

from tui.model.zones import ABBREVIATIONS, SPELT_OUT, find_zone
from tui.readers.times.days import Day, day_at
from tui.readers.times.languages import (
    AFTER,
    BEFORE,
    BEFORE_DATE,
    HALVES,
    HOURS,
    LETTER,
    WEEKDAYS,
    folded,
)

LONGEST_OPENING = 90  # characters in which an opening has its clock
_HOURS = "|".join(sorted(HOURS))
CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:"
    r"(?P<form>[:：.]|(?:(?<=ore \d)|(?<=ore \d\d)),|\s?h\s?|u(?=\d)|\s?[时時點点시]\s?|\s?giờ\s?)"
    r"(?P<minute>[0-5]\d|(?<=h)\d(?!\w)|\d(?=[分분]))(?:[分분]|\s?phút\b|min\b|m\b|['’](?!\w))?"
    r"(?::(?P<second>[0-5]\d))?"
    r"|(?P<wide>[:.h]\s)(?P<late>[0-5]\d)(?=\s?(?:uhr|h\b|[ap]\.?m\b))"
    r"|(?P<run>[0-5]\d)(?=:\s|\s?(?:GMT|BST|UTC|hrs|hours)\b)"
    rf"|(?=\s?(?:[ap]\.?m\b|[时時點点시]|h\s?[,:.–—-]|(?:{_HOURS})\b)))"
    r"(?![\d/%]|[.,:]\d)(?:\s?(?P<half>[apπμ]\.?\s?[mμ]\b\.?))?(?P<offset>Z\b|\s?[+-]\d\d:?\d\d(?!\d))?",
    re.IGNORECASE,
)
"""Clock; without minutes it needs a word, am or pm behind it."""
_RANGE = re.compile(
    r"\s?(?:uhr\s?)?(?:[-–—]{1,9}>?|bis|to|à|until|till?|–)\s?\d{1,2}(?:[:.h]\d\d|\s?uhr|\s?[ap]m\b)",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{LETTER}{{1,14}}(?!{LETTER})\.?")
_MARKS_BEFORE = re.compile(r"(?:[^\w\s]|_|\s|T(?=\d\d:))+")
_MARKS_AFTER = re.compile(r"(?:(?!(?<!\+)\+\d)[^\w\"'«»„“”‚‘’(¡¿#@€$£&<\[{「『（《%°]|_)+")
_SPELT = re.compile(rf"(?:{'|'.join(SPELT_OUT)}|uk time)\b", re.IGNORECASE)
_ZONE = re.compile(
    r"\(?(?P<utc>(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?)\)?|(?P<short>[A-Z]{1,5})\b"
    r"|\((?P<bare>[A-Z]{1,5}|[A-Z][a-z]+ time)\)"
)
_ALSO_WORDS = frozenset({"ART", "CAT", "EAT", "MET", "WAT", "Z"})
_LOCAL = frozenset({"MEZ", "MESZ", "CEST", "CET", "WIB", "WITA", "WIT", "MSK"})
"""Zones that pages write for their own clock; zones known to `zones` have a value."""
_MORE_ZONES = {
    "MEZ": "CET", "MESZ": "CEST", "WITA": "+08:00", "WIT": "+09:00", "UK": "Europe/London",
}  # fmt: skip
_ENDS = re.compile(r"(?<!\s)\s*(?:$|[|•·:,–—)\]\-])")
HALF_OF_DAY = 12
MONTHS_OF_YEAR = 12
MIDNIGHT = 24


@dataclass(slots=True)
class Scan:
    """One clock with all that belongs to it."""

    start: int
    end: int
    clock: re.Match[str] | None = None
    half: str = ""
    day: Day | None = None
    weekday: int | None = None
    zone: str = ""
    unit: str = ""
    lead: bool = False
    mark: str = ""
    separator: str = ""

    @property
    def second(self) -> int:
        """Seconds after midnight."""
        assert self.clock is not None
        parts = self.clock
        hour = int(parts["hour"])
        if self.half and hour <= HALF_OF_DAY:
            hour = hour % HALF_OF_DAY + HALF_OF_DAY * (self.half == "pm")
        minute = int(parts["minute"] or parts["late"] or parts["run"] or 0)
        return hour % MIDNIGHT * 3600 + minute * 60 + int(parts["second"] or 0)

    @property
    def is_midnight(self) -> bool:
        """24:00, of the day before."""
        assert self.clock is not None
        return int(self.clock["hour"]) == MIDNIGHT

    @property
    def clock_start(self) -> int:
        assert self.clock is not None
        return self.clock.start()

    @property
    def form(self) -> str:
        """The sign between hour and minute; an hour alone fits any."""
        assert self.clock is not None
        sign = (self.clock["form"] or self.clock["wide"] or "").strip()
        return sign or ("" if self.clock["run"] else ":.h")

    @property
    def is_short(self) -> bool:
        """Perhaps of a clock of twelve hours: "1:05"."""
        assert self.clock is not None
        return len(self.clock["hour"]) == 1 and not (self.half or self.unit)

    @property
    def is_bare_number(self) -> bool:
        """Perhaps a version or a chapter's number: 2.10, 1.13."""
        assert self.clock is not None
        beside = self.unit or self.half or self.day or self.mark or self.separator.strip(".")
        more = beside or self.lead or self.weekday is not None
        return self.clock["form"] == "." and len(self.clock["hour"]) == 1 and not more


def scan(text: str, at: int = 0, known: frozenset[str] = frozenset()) -> Scan | None:
    """Marks, words that go with times, a day and one clock, in any order.

    `known` are further words beside clocks in this text. None without a clock, and for a span of
    time ("10:00-12:00").
    """
    found = Scan(at, at)
    while at < min(len(text), found.end + LONGEST_OPENING):
        at = _skip_marks(found, text, at)
        after = _take(found, text, at, known)
        if after is None:
            break
        at = after
        if found.clock:
            found.end = at
    if found.clock is None or _RANGE.match(text, found.clock.end()):
        return None
    return found


def american(day: Day | None, half: str) -> Day | None:
    """Month first in "9/6/2017 3:32 PM"; "09/06/2017" may be British."""
    if day and half and day.bare and day.day <= MONTHS_OF_YEAR:
        return day.turned()._replace(numbers=False)
    return day


def _skip_marks(found: Scan, text: str, at: int) -> int:
    marks = (_MARKS_AFTER if found.clock else _MARKS_BEFORE).match(text, at)
    if not marks:
        return at
    if found.clock:
        found.separator += marks[0].strip()
        found.end = marks.end()
    else:
        found.mark += marks[0].strip()
    return marks.end()


def _take(found: Scan, text: str, at: int, known: frozenset[str]) -> int | None:
    """The place behind the next part; None for a word of the text."""
    if found.day is None and (said := day_at(text, at)):
        found.day, end = said
        return end
    if found.clock is None and (match := CLOCK.match(text, at)):
        return _take_clock(found, match)
    if found.clock and not found.zone and (named := _zone_at(text, at)):
        found.zone, end = named
        return end
    return _take_word(found, text, at, known)


def _take_word(found: Scan, text: str, at: int, known: frozenset[str]) -> int | None:
    word = _WORD.match(text, at)
    if word is None:
        return None
    plain = folded(word[0]).strip(".")
    if plain in HALVES and not found.half and (found.clock is None or not found.separator):
        found.half = HALVES[plain]
        return word.end()
    is_taken = (
        _takes_behind(found, text, word, known)
        if found.clock
        else _takes_before(found, plain, known)
    )
    return word.end() if is_taken else None


def _take_clock(found: Scan, match: re.Match[str]) -> int:
    found.clock, found.zone = match, (match["offset"] or "").strip()
    written = match["half"] or ""
    if written[:1].isupper() and written.rstrip(".").endswith("m"):
        return match.start("half")  # "10:32 Am Bahnhof": a word, not a half
    if written:
        found.half = "pm" if written[0] in "pPμ" else "am"
    return match.end()


def _takes_before(found: Scan, plain: str, known: frozenset[str]) -> bool:
    """A word before the clock."""
    if plain in WEEKDAYS:
        found.weekday = WEEKDAYS[plain]
        return True
    found.lead = found.lead or plain in BEFORE or plain in BEFORE_DATE or plain in known
    return plain in BEFORE or plain in BEFORE_DATE or plain in known


def _takes_behind(found: Scan, text: str, word: re.Match[str], known: frozenset[str]) -> bool:
    """A word behind the clock: a unit, a weekday, or a word before a date."""
    plain = folded(word[0]).strip(".")
    ends, day_follows = _ENDS.match(text, word.end()), _day_follows(text, word.end())
    if plain in WEEKDAYS and (ends or day_follows):
        found.weekday = WEEKDAYS[plain]
        return True
    if plain in BEFORE_DATE and day_follows:
        return True
    is_unit = (plain in AFTER or plain in known) and not found.separator.strip(")]")
    if not is_unit or (word[0].istitle() and plain not in HOURS and not ends):
        return False  # "10:32 Hours of waiting"
    found.unit = plain
    return True


def _day_follows(text: str, at: int) -> bool:
    while at < len(text) and text[at] in " ,":
        at += 1
    if day_at(text, at):
        return True
    word = _WORD.match(text, at)
    return bool(word) and folded(word[0] if word else "").strip(".") in WEEKDAYS


def _zone_at(text: str, at: int) -> tuple[str, int] | None:
    if spelt := _SPELT.match(text, at):
        return spelt[0], spelt.end()
    match = _ZONE.match(text, at)
    if match is None or (match["short"] and not _is_zone(match["short"], text, match.end())):
        return None
    return match["utc"] or match["short"] or match["bare"], match.end()


def _is_zone(name: str, text: str, end: int) -> bool:
    if name in _ALSO_WORDS and not (_ENDS.match(text, end) or _day_follows(text, end)):
        return False
    return name in ABBREVIATIONS or name in _LOCAL or name in _MORE_ZONES


def zone_of(name: str) -> tzinfo | None:
    plain = name.strip("() ")
    return find_zone(_MORE_ZONES.get(plain, plain)) if plain else None
