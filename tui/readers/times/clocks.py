"""Scans a clock that opens or ends a line: marks, day, weekday, words, clock and zone."""

import re
from dataclasses import dataclass
from datetime import time, tzinfo

from tui.model.zones import ABBREVIATIONS, SPELT_OUT, find_zone
from tui.readers.times import languages as words
from tui.readers.times.days import Day, day_at
from tui.readers.times.languages import folded

LONGEST_OPENING = 90  # characters in which an opening has its clock
LONGEST_ZONED = 60  # of a line that says the zone of all times
LONGEST_SCANNED = 160  # characters in which a clock may be repeated
_HOURS = f"(?=[{''.join(sorted({x[0] for x in words.HOURS}))}])(?:{'|'.join(sorted(words.HOURS))})"
CLOCK = re.compile(  # most digits are left at once
    r"(?P<hour>\d(?!\d{4})(?:(?<=[01])\d|(?<=2)[0-4])?)(?:(?!\s?\d)(?:"
    rf"(?P<form>[:：.]|\s:\s|,(?=[0-5]\d\s?{_HOURS}\b)|(?:(?<=ore \d)|(?<=ore \d\d)),"
    r"|\s?h\s?|u(?=\d)"
    rf"|\s?{_HOURS}\s(?=\d\d\s?(?:[:,–—-]|$))|\s?[时時點点시]\s?|\s?giờ\s?)"
    r"(?P<minute>[0-5]\d|(?<=h)\d(?!\w)|\d(?=[分분]))(?:[分분]|\s?phút\b|min\b|m\b|['’](?!\w))?"
    r"(?:(?P=form)(?P<second>[0-5]\d)(?:\.\d{3,6}(?=Z))?)?"
    rf"|(?P<wide>[:.h]\s)(?P<late>[0-5]\d)"
    rf"(?:(?=\s?(?:(?:h|{_HOURS})\b|[ap]\.?m\b|[–—-]\s|$))|(?<=^\d\d:\s\d\d)(?=\s))"
    rf"|(?=\s?(?:[ap]\.?m\b|[时時點点시](?![間间간])|{_HOURS}\b"
    r"|h\s?(?:[,:.►–—-]|$|(?-i:(?<=\s)[^\W\d_a-zà-ÿ])))"
    rf"|(?=\s?(?:[:,–—-]\s|[:–—-]?$))(?:{words.SAID_HOUR})))"
    r"|(?<=\d\d)(?P<run>[0-5]\d)(?=:(?:\s|$)|\s[–—-]\s|\s?(?:GMT|BST|UTC|hrs|hours)\b"
    r"|\s(?-i:[A-Z]{3})|(?<=[\[【]\d{4})[\]】]))"
    r"(?![\d/%]|[.,:]\d|(?<=\.\d\d)-\d\d?(?!:?\d)|['’](?-i:[a-zçış]))(?:\s?(?P<half>[apπμ]\.?\s?[mμ](?![^\W\d])\.?))?"
    r"(?P<offset>Z\b|\s?[+-](?:0\d|1[0-4]):?\d\d(?!\d))?",
    re.IGNORECASE,
)
"""Clock; without minutes it needs a word, am or pm behind it."""
_RANGE = re.compile(
    r"\s?(?:uhr\s?)?(?:[-–—]{1,9}>?|bis|to|(?-i:a|à|às|alle)|until|till?|–)\s?\d{1,2}(?:[:.h]\d\d(?!\.\d)|\s?uhr|\s?[ap]m\b)"
    r"|\s\d\d?:\d\d\s[ap]m$|\smin(?:uten|utes|utos)?\.?$",
    re.IGNORECASE,
)
"""Behind a clock that opens a span ("10:00-12:00", "5:00 am 9:00 am"), or is one ("1:54 Min.")."""
_WORD = re.compile(rf"{words.LETTER}{{1,20}}(?!{words.LETTER})\.?")
_MARKS_BEFORE = re.compile(  # "【1日16:06】" names a day of no month
    r"(?:[^\w\s]|_|\s|T(?=\d\d:)|\d\d?[日일](?=\s?[\d午오])|[Nn][or]\.\s?(?=\d)"
    r"|\d{1,3}(?:\+\d\d?)?(?:[.,:)\]'’′]{0,2}|\s\||(?<=#\d)\s[–—-]|(?<=#\d\d)\s[–—-])"
    r"\s{1,2}(?=(?:[(\[](?:[^\W\d_]{1,5}\.? )?)?\d\d?[:.h时時]\d\d))+"
)
_MARKS_AFTER = re.compile(
    r"(?:»\s|#\d{1,4}\b|(?<=\()\d{1,3}/\d{1,3}(?=\))|(?!(?<!\+)\+\d)[^\w\"'«»„“”‚‘’(¡¿#@€$£&<\[{「『（《%°]|_)+"
)
_IN_A_WORD = {"Eastern": "ET", "Central": "CT", "Mountain": "MT", "Pacific": "PT"}
_ALSO_WORDS = frozenset({"ART", "CAT", "EAT", "MET", "UK", "WAT", "Z", *_IN_A_WORD})
_MORE_ZONES = {"мск": "МСК", "WITA": "+08:00", "WIT": "+09:00", "UK": "Europe/London", **_IN_A_WORD}
_ZONES = ABBREVIATIONS | frozenset(_MORE_ZONES)
_ZONE = re.compile(
    rf"(?P<spelt>(?i:{'|'.join(SPELT_OUT)}|uk time)\b)"
    r"|\(?(?P<utc>(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?)\)?"
    rf"|(?P<short>{'|'.join(sorted(_ZONES, key=len, reverse=True))})(?![^\W\d])(?: [Tt]ime\b)?"
    r"|\((?P<bare>[A-Z]{1,5}|[A-Z][a-z]+ time)\)"
)
_ZONE_IN_WORDS = re.compile(r"\(?([^()\d|:–—-]{8,40}?)(?:\)|(?=$|\s?[|:–—-]))")  # "hora de Lima"
_WORD_OR_OFFSET = re.compile(
    r"時間|时间|시간|(?:GMT|UTC)?[+-]\d[\d:]*|(?:(?!時間|时间|시간)[^\W\d_])+"
)
_BEHIND_DAY = re.compile(r"\b20\d\d,? \(([^()]{1,40})\)$")
_AGE = re.compile(r"\d\d?\s?([hmd]|(hr|hour|min|minute|day|week|month)s?)\.? ago\b(?!, [a-z]| the)")
_ELSEWHERE = re.compile(
    r"(?:\(|(?<=/)|(?<=[/,]\s))\d{1,2}(?:[:.]\d\d)?\s?(?i:[ap]\.?m\.?)?\s?[A-Z]{2,5}\b\)?"
)
"""The same time in another zone: "10:25 CT/11:25 ET", "10:25 CT (11:25 ET)"."""
_ENDS = re.compile(r"(?<!\s)\s*(?:$|[|•·:–—)\]\-])")
DOTTED = "20.41.30"  # among known words: such digits, and "01.10. Text", are clocks, no days
OF_24 = "24:00"  # among known words: "09:57 PM" is 09:57 and a prime minister
HALF_OF_DAY, MIDNIGHT = 12, 24


@dataclass(slots=True)
class Scan:
    """One clock with all that belongs to it; `form` is the sign between hour and minute."""

    start: int
    end: int
    clock: re.Match[str] | None = None
    clock_start: int = 0
    half: str = ""
    day: Day | None = None
    weekday: int | None = None
    zone: str = ""
    unit: str = ""
    lead: bool = False
    mark: str = ""
    separator: str = ""
    form: str = ""
    second: int = 0  # after midnight
    is_midnight: bool = False  # 24:00, of the day before
    is_of_twelve: bool = False  # perhaps of a clock of twelve hours: "11:05"
    is_short: bool = False  # and of one digit: "1:05"

    @property
    def time(self) -> time:
        return time(*divmod(self.second // 60, 60), self.second % 60)


def scan(text: str, at: int = 0, known: frozenset[str] = frozenset()) -> Scan | None:
    """Marks, words that go with times, a day and one clock, in any order, perhaps repeated. `known`
    are further words beside clocks in this text. None without a clock, and for a span of time
    ("10:00-12:00")."""
    found, last = Scan(at, at), min(len(text), at + LONGEST_SCANNED)
    while at < min(last, found.end + LONGEST_OPENING):
        if marks := (_MARKS_AFTER if found.clock else _MARKS_BEFORE).match(text, at):
            at = marks.end()
            if found.clock:
                found.separator, found.end = found.separator + marks[0].strip(), at
            else:
                found.mark += marks[0].strip()
        if (after := _take(found, text, at, known)) is None:
            break
        at = after
        if found.clock:
            found.end = at
    if not (clock := found.clock) or _RANGE.match(text, clock.end()):
        return None
    _note_form(found, clock)
    return found


def only_clock(text: str) -> Scan | None:
    """The clock of a text that says nothing else, but perhaps its day: "17.14 Uhr"."""
    found = scan(text) if CLOCK.search(text) else None
    return found if found and found.end == len(text) else None


def _note_form(found: Scan, clock: re.Match[str]) -> None:
    hour = clock["hour"]
    found.second, found.is_midnight = _second(clock, found.half), int(hour) == MIDNIGHT
    sign = (clock["form"] or clock["wide"] or "").strip()
    found.form = sign or ("" if clock["run"] else ":.h")  # an hour alone fits any
    is_said = found.half or found.unit or hour.startswith("0")
    found.is_of_twelve = int(hour) <= HALF_OF_DAY and not is_said
    found.is_short = found.is_of_twelve and len(hour) == 1


def _second(clock: re.Match[str], half: str) -> int:
    hour = int(clock["hour"])
    if half and hour <= HALF_OF_DAY:
        hour = hour % HALF_OF_DAY + HALF_OF_DAY * (half == "pm")
    minute = int(clock["minute"] or clock["late"] or clock["run"] or 0)
    return hour % MIDNIGHT * 3600 + minute * 60 + int(clock["second"] or 0)


def _take(found: Scan, text: str, at: int, known: frozenset[str]) -> int | None:
    """The place behind the next part; None for a word of the text."""
    if end := _take_day(found, text, at, known):
        return end
    if found.zone and (elsewhere := _ELSEWHERE.match(text, at)):
        return elsewhere.end()
    if text[at : at + 1].isdigit():
        return _take_clock(found, text, at, known)
    if named := _zone_at(text, at):
        found.zone = found.zone or named[0]
        return named[1]
    word = _WORD.match(text, at)
    return word.end() if word and _takes(found, text, word, known) else None


def _take_day(found: Scan, text: str, at: int, known: frozenset[str]) -> int | None:
    said = day_at(text, at)
    if said is None or found.day not in (None, said[0]):
        return None
    clock = CLOCK.match(text, at) if DOTTED in known and not found.clock else None
    if clock and (clock["second"] or said[1] < len(text)):
        return None
    found.day, end = said
    return end


def _take_clock(found: Scan, text: str, at: int, known: frozenset[str]) -> int | None:
    """The place behind an age or a clock; None for another clock than that before."""
    if age := _AGE.match(text, at):
        found.lead = found.lead or not found.clock
        return age.end()
    match = CLOCK.match(text, at)
    if match is None:
        return None
    half = _half_in(match, known)
    if found.clock is None:
        found.clock, found.clock_start = match, at
        found.half, found.zone = half or found.half, (match["offset"] or "").strip()
    elif _second(match, half) != _second(found.clock, found.half):
        return None
    return match.start("half") if match["half"] and not half else match.end()


def _half_in(clock: re.Match[str], known: frozenset[str]) -> str:
    """Half of the day; "" in "10:32 Am Bahnhof", and for the words of OF_24."""
    written = clock["half"] or ""
    behind = clock.string[clock.end("minute") :] if OF_24 in known else ""
    if not written or written == "Am" or re.match(r"\s[AP]M:?\s\w", behind):
        return ""
    return "pm" if written[0] in "pPμ" else "am"


def _takes(found: Scan, text: str, word: re.Match[str], known: frozenset[str]) -> bool:
    """Note a word before or behind the clock that is no word of the text."""
    if found.clock:
        return _takes_behind(found, text, word, known)
    plain = _plain(word)
    is_lead = plain in words.BEFORE or plain in words.BEFORE_DATE or plain in known
    found.lead = found.lead or is_lead
    return _notes(found, plain) or is_lead


def _takes_behind(found: Scan, text: str, word: re.Match[str], known: frozenset[str]) -> bool:
    plain = _plain(word)
    goes_on = ":" in found.separator or _goes_on(text, word.end())
    if goes_on and plain != "uhr" and (word[0].istitle() or plain in words.WEEKDAYS):
        return False  # "10:32 Hours of waiting", "10:32 Val Gardena"
    if (plain in words.BEFORE_DATE and _date_follows(text, word.end())) or _notes(found, plain):
        return True  # "la" is Saturday, but in "4:26 de la tarde"
    is_unit = (plain in words.AFTER or plain in known) and not found.separator.strip(")]")
    found.unit = plain if is_unit else found.unit
    return is_unit


def _notes(found: Scan, plain: str) -> bool:
    """Note a half of the day, or a weekday."""
    if plain in words.HALVES and not found.half:
        found.half = words.HALVES[plain]
    elif plain in words.WEEKDAYS:
        found.weekday = words.WEEKDAYS[plain]
    else:
        return False
    return True


def _plain(word: re.Match[str]) -> str:
    return folded(word[0]).strip(".")


def _goes_on(text: str, at: int) -> bool:
    """Words of a text follow, neither a sign nor a date."""
    return not (_ENDS.match(text, at) or _date_follows(text, at))


def _date_follows(text: str, at: int, most_words: int = 2) -> bool:
    """A day, a weekday or a half of the day, perhaps behind words: "de la tarde"."""
    while text[at : at + 1] in (" ", ","):
        at += 1
    word = _WORD.match(text, at)
    if word is None or day_at(text, at):
        return day_at(text, at) is not None or (at == len(text) and most_words < 2)
    if most_words and (_plain(word) in words.BEFORE_DATE or _plain(word) in words.WEEKDAYS):
        return _date_follows(text, word.end(), most_words - 1)
    return _plain(word) in words.HALVES


def _zone_at(text: str, at: int) -> tuple[str, int] | None:
    match = _ZONE.match(text, at)
    if match is None or match.lastgroup is None:
        words = _ZONE_IN_WORDS.match(text, at)
        key = getattr(zone_of_all(words[1]), "key", "") if words else ""
        return (key, words.end()) if words and key else None
    name, end = match[match.lastgroup], match.end()
    is_apart = text[:at].rstrip()[-1:] in ("-", "–", "—", ":")  # "16h40 – PT aciona o tribunal"
    is_word = name in _ALSO_WORDS and match.lastgroup != "bare"
    if sum((is_word, is_apart, _goes_on(text, end))) > 1:
        return None
    return name, end


def zone_of(name: str) -> tzinfo | None:
    plain = name.strip("() ")
    return find_zone(_MORE_ZONES.get(plain, plain)) if plain else None


def zone_of_all(text: str) -> tzinfo | None:
    """Zone of a line that says only that: "All times Eastern", "7 May 2025 (BST)"."""
    kinds, names = set[int | None](), [""]
    if behind := _BEHIND_DAY.search(text):
        text = behind[1]
        if text in _ZONES:
            return zone_of(text)
    for word in _WORD_OR_OFFSET.findall(text if len(text) <= LONGEST_ZONED else ""):
        kind = words.ZONED.get(folded(word))
        kinds.add(kind)
        if kind is None:
            names[-1] = f"{names[-1]} {word}".strip()
        elif kind != 1:
            names.append("")
    if not (0 in kinds or kinds >= {1, 2}):
        return None
    zones = {_zone_called(x) for x in names if x}
    return zones.pop() if len(zones) == 1 else None


def _zone_called(name: str) -> tzinfo | None:
    """Abbreviations in capitals alone, because "est" and "et" are words."""
    is_short = name.upper() in _ZONES and name not in _ZONES
    return None if is_short else zone_of(name) or zone_of(folded(name))
