"""Days as people write them: "26 April 2024", "16.09.", "5/12", "2024-04-26", "9月17日"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from tui.readers.times.languages import BEFORE, BEFORE_DATE, LETTER, MONTHS, NEAR, WEEKDAYS, folded

MONTHS_OF_YEAR = 12
LONGEST = 60  # characters of a line with only a day
_NEAR_DAYS = range(3, 14)  # characters: "Hoy", "Aujourd'hui"
_WEEKDAYS = range(5, 14)  # "Lundi", "Donderdag:"; shorter ones are other words, too
LEAP_YEAR, LONGEST_SPAN = 2000, timedelta(31)  # of days without a year; of a source
IN_ORDER = "{}/{} is taken for {}; nothing says which comes first."
BUDDHIST, BUDDHIST_ERA = 2500, 543  # first such year, as in Thailand, and its distance
_YEAR = r"(?P<year>(?:19|20|25)\d\d)(?!\d)"
_NAME = rf"(?P<name>[ก-ฮ][\u0e31-\u0e4e]?\.[ก-ฮ]|เม\.ย|{LETTER}{{2,12}})(?!{LETTER})\.?"
_SHAPES = [re.compile(shape) for shape in (
    rf"{_YEAR}(?P<sign>[-/.]\s?)(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)\.?",
    r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)(?:\.(?:\s?(?:(?P<year>(?:19|20|25)\d\d)(?!\d)"
    r"|(?P<short>\d\d)(?![\d:.h])))?(?!\d)"
    r"|(?=,?\s{1,3}(?:[|–—-]\s)?\d\d?:\d\d)|(?<=:\d\d \d\d\.\d\d)$)",
    r"(?P<day>\d\d?)(?P<sign>[/-])(?P<month>\d\d?)(?P=sign)"
    r"(?:(?P<year>(?:19|20|25)\d\d)|(?P<short>\d\d))(?!\d)",
    r"(?P<day>\d\d?)/(?P<month>\d\d?)(?![\d/])",
    rf"(?P<day>\d\d?)(?:\.|st|nd|rd|th|er|º)?[\s.-](?:de |of |d['’]|ta['’] )?{_NAME}"
    rf"(?:(?:(?:,| ،)?[ -](?:de |del )?|(?<=\.)){_YEAR}"
    r"|(?<=-[^\W\d]{3})-(?P<short>\d\d)(?![\d:.h]))?",
    rf"{_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?"
    rf"(?:(?:,? |,)(?:\d\d(?::\d\d){{1,2}} )?{_YEAR})?(?!\w|[:.h]\d)",
    rf"{_YEAR}\.?(?: m\.)? {_NAME} (?P<day>\d\d?)(?!\d|[:.h]\d)\.?",
    rf"{_YEAR}\. gada (?P<day>\d\d?)\. {_NAME}",
    r"(?P<day>\d\d?) tháng (?P<month>\d\d?)(?:,? (?:năm )?(?P<year>(?:19|20|25)\d\d)(?!\d))?",
    r"(?:(?P<year>(?:19|20|25)\d\d)[年년]\s?)?(?P<month>\d\d?)[月월]\s?(?P<day>\d\d?)[日일]",
)]  # fmt: skip
_IN_EITHER_ORDER = _SHAPES[2:4]  # "5/12/2024", "5/12"
_BY_NAME = [shape for shape in _SHAPES if shape.pattern.startswith(_NAME)]
_BY_NUMBER = [shape for shape in _SHAPES if shape not in _BY_NAME]
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|[º年년月월]|[^\w:])")  # that begins a day
_IN_ADDRESS = (
    r"(?<!\d)(?P<year>20[0-4]\d)(?P<sign>[-/_]?)(?P<month>[01]\d)(?P=sign)(?P<day>[0-3]\d)"
)
_WORD = re.compile(rf"{LETTER}+")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_START = re.compile(r"\b\w")


class Order(Enum):
    SURE = "26 April"
    UNSURE = "5/6"  # the day is taken to be first
    MONTH_FIRST = "5/31"
    DAY_FIRST = "31/5"


class Day(NamedTuple):
    """A day as written; `bare`: in numbers without zeros before them."""

    month: int
    day: int
    year: int | None = None
    order: Order = Order.SURE
    bare: bool = False

    def turned(self) -> "Day":
        """Month and day exchanged, as in America."""
        return self._replace(month=self.day, day=self.month, order=Order.MONTH_FIRST)

    @staticmethod
    def order_of(days: Sequence["Day"], *, has_halves: bool, in_us: bool) -> tuple[bool, str]:
        """Whether the month stands first: one says it, the source is shorter so, is in America, or
        has am and pm and no zeros. And a remark if nothing says it, or the signs disagree."""
        signs = {(has_halves, x.bare) for x in days if x.order is Order.UNSURE}
        is_american = in_us or signs == {(True, True)}
        is_shorter = _is_shorter_turned(days)
        said = {x.order for x in days} & {Order.MONTH_FIRST, Order.DAY_FIRST}
        is_first = Order.MONTH_FIRST in said or (not said and (bool(is_shorter) or is_american))
        grounds = {is_shorter, has_halves or None} - {None}
        return is_first, "" if grounds == {is_first} else _doubt_about(days, is_first=is_first)

    def on(self, year: int | None) -> date | None:
        """None without a year, or for 30 February."""
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None

    def near(self, other: date) -> date | None:
        """In the year nearest to another date, if the day has none."""
        found = filter(None, map(self.on, range(other.year - 1, other.year + 2)))
        return min(found, key=lambda x: abs(x - other), default=None)


def _span(days: Iterable[Day]) -> timedelta:
    dates = list(filter(None, (x.on(LEAP_YEAR) for x in days)))
    return max(dates) - min(dates) if dates else timedelta()


def _is_shorter_turned(days: Sequence[Day]) -> bool | None:
    """With the month first the source is shorter; None if it is as long."""
    turned = _span(x.turned() if x.order is Order.UNSURE else x for x in days)
    return None if turned == _span(days) else turned < min(_span(days), LONGEST_SPAN)


def _doubt_about(days: Sequence[Day], *, is_first: bool) -> str:
    """Remark on the order that days are read in; "" if one is sure, or all are the same in both."""
    if any(x.order is not Order.UNSURE for x in days) or all(x.day == x.month for x in days):
        return ""
    order = "month and day" if is_first else "day and month"
    return IN_ORDER.format(days[0].day, days[0].month, order)


def western(text: str) -> str:
    """Text of the same length with the digits 0 to 9: "१८:४१" is "18:41"."""
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def day_at(text: str, at: int = 0) -> tuple[Day, int] | None:
    """The day at a place of a text, and the place behind it."""
    first = text[at : at + 1]
    shapes = _BY_NAME if first.isalpha() else _BY_NUMBER if _NUMBER.match(text, at) else ()
    for shape in shapes:
        match = shape.match(text, at)
        if match and (day := _day_in(match)):
            return day, match.end()
    return None


def _day_in(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = MONTHS.get(folded(name), -1) + 1 if name else int(parts["month"])
    is_bare = "/" in match[0] and "0" not in (parts["day"][0], parts["month"][0])
    day = Day(month, int(parts["day"]), _year_in(parts), bare=is_bare)
    if match.re in _IN_EITHER_ORDER:
        is_sure = day.day > MONTHS_OF_YEAR
        day = day._replace(order=Order.DAY_FIRST if is_sure else Order.UNSURE)
    if day.order is Order.UNSURE and month > MONTHS_OF_YEAR:
        day = day.turned()
    return day if 1 <= day.month <= 12 and 1 <= day.day <= 31 else None


def _year_in(parts: Mapping[str, str | None]) -> int | None:
    if short := parts.get("short"):
        return 2000 + int(short)
    year = int(parts.get("year") or 0)
    return (year - BUDDHIST_ERA if year >= BUDDHIST else year) or None


def days_in(text: str) -> Iterator[Day]:
    return (day for day, _, _ in places_of_days(text))


def places_of_days(text: str) -> Iterator[tuple[Day, int, int]]:
    """Days with the places where they start and end."""
    at = 0
    for match in _START.finditer(text):
        if match.start() >= at and (said := day_at(text, match.start())):
            day, at = said
            yield day, match.start(), at


def day_of_address(address: str) -> date | None:
    """The day in ".../2024/05/12/...", for example."""
    match = re.search(_IN_ADDRESS, address)
    month, day, year = map(int, match.group("month", "day", "year")) if match else (0, 0, 0)
    return Day(month, day, year).on(None)


def only_day(text: str) -> Day | None:
    """The day of a text that says nothing else, but perhaps its weekday and "(all times BST)"."""
    text = _ZONE_BEHIND.sub("", text)
    words = (x[0] for x in _WORD.finditer(text, 0, LONGEST))
    if len(text) >= LONGEST or any(len(x) > 3 and folded(x) not in _IN_DAYS for x in words):
        return None  # most lines; finding days takes longer
    days, rest, at = [], "", 0
    for day, start, end in places_of_days(text):
        days.append(day)
        rest, at = rest + text[at:start], end
    rest += text[at:]
    is_other = any(map(str.isdigit, rest)) or {*map(folded, _WORD.findall(rest))} - _WITH_DAYS
    return days[0] if days and not is_other else None


def named_day(line: str) -> str:
    """The weekday, or "today" in any language, of a line that says nothing else; else ""."""
    word = folded(line).strip(".:") if len(line) in _NEAR_DAYS else ""
    is_weekday = len(line) in _WEEKDAYS and word in WEEKDAYS
    words = {*re.findall(r"\w+", word)}
    return word if is_weekday or (words and words <= NEAR.keys()) else ""


_ZONE_BEHIND = re.compile(r" \((?:[Aa]ll times )?[A-Z]{2,5}\)$")
_ENDINGS = "st nd rd th er r g thang nam 年 月 日 년 월 일"
_WITH_DAYS = {*BEFORE, *BEFORE_DATE, *WEEKDAYS, *_ENDINGS.split()}
_IN_DAYS = {*_WITH_DAYS, *MONTHS}
