"""Parts of a typed time: "10.26", "1026", "4:30 pm Beijing", "Fri 26 April 10:26+01:00"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from dateutil.parser import parserinfo

from tui.model.errors import MomentError
from tui.model.safe_text import quoted

_TOKENS = re.compile(
    r"""
    (?P<iso> [0-9]{4}-[0-9]{2}-[0-9]{2} (?![0-9]) ) T?
    | (?P<date> [0-9]{1,2}/[0-9]{1,2} (?: /[0-9]{4} | /[0-9]{2} )? (?![0-9/])
              | [0-9]{1,2}-[0-9]{1,2}-[0-9]{4}
              | [0-9]{1,2}\.[0-9]{1,2}\. (?: [0-9]{4} (?![0-9]) | (?=\ +\S) ) )
    | (?P<day> [0-9]{1,2} (?: (?:st|nd|rd|th)\b | \.(?=\ +[a-z]) ) )
    | (?P<clock> [0-9]+ (?: [:.][0-9]* )+ | [0-9]{1,2} h [0-9]{0,2} (?![a-z0-9]) )
    | (?P<offset> (?: (?:utc|gmt)\ ? )? [+-]\ ?[0-9]{1,2} (?: :?[0-9]{2} )? (?![0-9:]) | z\b )
    | (?P<number> [0-9]+ ) (?: T(?=[0-9]) )?
    | (?P<half> [ap]\.?m\b\.? | [ap]\b )
    | (?P<word> [^\W\d_] [\w'./-]* )
    | (?P<filler> [ ,()]+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILLERS = {"at", "on", "the", "of", "in", "and", "time", "o'clock", "oclock"}
_CLOCKS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_CALENDAR = parserinfo()
_CLOCK_KINDS = ("clock", "named clock")
_DATE_KINDS = ("iso", "date", "day", "month", "weekday", "shift")
_HOURS = "Not a time: hours run from 0 to 23, as in {}."
_NAMED = re.compile(
    r"\b(noon|midday|midnight|yesterday|today|tomorrow|mon|tue|wed|thu|fri|sat|sun"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A part that was not typed is None or empty."""

    clock: time | None = None
    to_the_second: bool = False  # seconds were typed; else the whole minute is meant
    end_of_day: bool = False  # 24:00, the midnight after the day
    date: str = ""  # for dateutil: "26 April", "Fri", "2024-04-26"
    weekday: Token | None = None
    shift: int | None = None  # days from the one shown: "yesterday" is -1
    zone: Token | None = None


def read_time(text: str, example: str) -> TypedTime | None:
    """None for a text unlike a time. Raises MomentError with the place of a wrong part."""
    if not re.search(r"[0-9]", text) and not _NAMED.search(text):
        return None
    return _TimeReader(text, example).read()


class _TimeReader:
    def __init__(self, text: str, example: str) -> None:
        self.text = text
        self.example = example
        self.tokens = list(self._tokenised())

    def read(self) -> TypedTime | None:
        clocks, dates = self._clocks_and_dates()
        if not clocks and not dates:
            return None
        offsets = (token for token in self.tokens if token.kind == "offset")
        zones = sorted((*offsets, *self._places()), key=lambda token: token.start)
        for extra in (*clocks[1:], *zones[1:]):
            raise self._wrong("One time is enough, such as {}.", extra)
        named = {token.kind: token for token in reversed(dates)}  # the first of each
        if "month" in named and not any(map(_may_be_day, dates)):
            month = named["month"]
            raise MomentError(f"A date needs its day, such as 26 {month.text}.", *month.span)
        clock, end_of_day = self._clock(clocks[0]) if clocks else (None, False)
        shift = named.get("shift")
        return TypedTime(
            clock=clock,
            to_the_second=clock is not None and _to_the_second(clock, clocks[0]),
            end_of_day=end_of_day,
            date=" ".join(token.text.rstrip(".") for token in dates if token.kind != "shift"),
            weekday=named.get("weekday"),
            shift=None if shift is None else _SHIFTS[shift.text.casefold()],
            zone=next(iter(zones), None),
        )

    def _wrong(self, message: str, token: Token) -> MomentError:
        return MomentError(message.format(self.example), *token.span)

    def _tokenised(self) -> Iterator[Token]:
        at = 0
        while at < len(self.text):
            match = _TOKENS.match(self.text, at)
            if not match:
                sign = quoted(self.text[at])
                message = f"{sign} has no place in a time; one is {self.example}."
                raise MomentError(message, at, at + 1)
            kind = match.lastgroup or ""
            at = match.end()
            if kind != "filler":
                token = Token(kind, match[kind], *match.span(kind))
                yield replace(token, kind=_kind_of(token.text)) if kind == "word" else token

    def _clocks_and_dates(self) -> tuple[list[Token], list[Token]]:
        clocks: list[Token] = []
        dates: list[Token] = []
        for index, token in enumerate(self.tokens):
            is_number = token.kind == "number"
            if token.kind in _CLOCK_KINDS or (is_number and not self._is_date(index)):
                clocks.append(token)
            elif is_number or token.kind in _DATE_KINDS:
                dates.append(token)
            elif token.kind == "half" and self._kind(index - 1) not in ("clock", "number"):
                raise self._wrong("Type the hour before it, such as {}.", token)
        if [token.kind for token in clocks] == ["number", "number"]:
            hour, minute = clocks  # "10 26" is one time, written with a space
            apart = self.text[hour.end : minute.start].strip()
            if len(hour.text) <= 2 == len(minute.text) and not apart:
                text = f"{hour.text}:{minute.text}"
                clocks = [Token("clock", text, hour.start, minute.end)]
        return clocks, dates

    def _kind(self, index: int) -> str:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def _is_date(self, index: int) -> bool:
        """True if a bare number is a day, a year or a whole date, not a time."""
        text, before, after = self.tokens[index].text, self._kind(index - 1), self._kind(index + 1)
        names_a_day = any(each.kind in ("month", "day") for each in self.tokens)
        if after == "half" or len(text) not in (1, 2, 4, 8):
            return False
        if len(text) == 4:
            return names_a_day and self._is_year(index)
        if len(text) == 8 or after == "month" or (before == "weekday" and int(text) > 24):
            return True
        if before == "month":
            return index < 2 or not _may_be_day(self.tokens[index - 2])
        return not names_a_day and any(each.kind in _CLOCK_KINDS for each in self.tokens)

    def _is_year(self, index: int) -> bool:
        """True for the four digits after a month, else for the first four digits."""
        years = [
            number
            for number, each in enumerate(self.tokens)
            if _has_four_digits(each) and "1900" <= each.text <= "2100"
        ]
        after = [number for number in years if self._kind(number - 1) == "month"]
        return index in (after or years)[:1]

    def _places(self) -> Iterator[Token]:
        """Runs of words that name a zone: "Beijing" of "in Beijing time"."""
        run: list[Token] = []
        for token in (*self.tokens, None):
            if token and (token.kind == "place" or (run and token.kind == "filler")):
                run.append(token)
            elif run:
                end = max(each.end for each in run if each.kind == "place")
                yield Token("place", self.text[run[0].start : end], run[0].start, end)
                run = []

    def _clock(self, token: Token) -> tuple[time, bool]:
        """The time of day; True if it was typed as 24:00."""
        if token.kind == "named clock":
            return _CLOCKS[token.text.casefold().rstrip(".")], False
        parts = list(self._packed(token) if token.kind == "number" else self._parts(token))
        hour, minute, second, fraction = [*(int(part.text) for part in parts), 0, 0, 0, 0][:4]
        half = next((each for each in self.tokens if each.kind == "half"), None)
        if half:
            hour = self._with_half(hour, half.text[0] in "pP", parts[0])
        if hour > 24 or (hour == 24 and (minute or second or fraction)):
            raise self._wrong(_HOURS, parts[0])
        for part, name in zip(parts[1:3], ("Minutes", "Seconds"), strict=False):
            if int(part.text) > 59:
                raise self._wrong(name + " go from 00 to 59, such as {}.", part)
        return time(hour % 24, minute, second, fraction), hour == 24

    def _with_half(self, hour: int, afternoon: bool, part: Token) -> int:
        if 1 <= hour <= 12:
            return hour % 12 + (12 if afternoon else 0)
        if hour == 0 or (afternoon and hour < 24):
            return hour
        raise self._wrong("With am or pm the hours go from 1 to 12; the time could be {}.", part)

    def _parts(self, token: Token) -> Iterator[Token]:
        pieces = list(re.finditer(r"[0-9]+", token.text))
        empty = re.search(r"[:.](?=[:.]|$)", token.text)
        if empty and empty.start() > 0:
            gap = replace(token, start=token.start + empty.start())
            raise self._wrong("Two more digits belong here, such as {}.", gap)
        fractional = len(pieces) == 4 and token.text[pieces[3].start() - 1] == "."
        if len(pieces) > (4 if fractional else 3):
            raise self._wrong("A time has hours, minutes and seconds, such as {}:30.", token)
        for index, piece in enumerate(pieces):
            digits = piece[0] if index < 3 else piece[0][:6].ljust(6, "0")
            part = Token("part", digits, token.start + piece.start(), token.start + piece.end())
            if index in (1, 2) and len(digits) != 2:
                raise self._wrong("Two digits belong here, such as {}.", part)
            if index == 0 and len(digits) > 2:
                raise self._wrong(_HOURS, part)
            yield part

    def _packed(self, token: Token) -> Iterator[Token]:
        """Parts of digits without a separator: "10", "926", "1026", "102630"."""
        text = token.text
        if len(text) > 6 or len(text) == 5:
            raise self._wrong("A time has at most six digits, such as {}.", token)
        first = len(text) % 2 or 2
        for start in (0, *range(first, len(text), 2)):
            end = start + 2 if start else first
            yield Token("part", text[start:end], token.start + start, token.start + end)


def _kind_of(word: str) -> str:
    word = word.casefold().rstrip(".")
    if word in _FILLERS:
        return "filler"
    if word in _CLOCKS:
        return "named clock"
    if word in _SHIFTS:
        return "shift"
    if _CALENDAR.month(word) is not None:
        return "month"
    return "place" if _CALENDAR.weekday(word) is None else "weekday"


def _has_four_digits(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 4


def _may_be_day(token: Token) -> bool:
    return token.kind == "day" or (token.kind == "number" and not _has_four_digits(token))


def _to_the_second(clock: time, token: Token) -> bool:
    typed = len(re.findall(r"[0-9]+", token.text)) > 2
    packed = token.kind == "number" and len(token.text) == 6
    return typed or packed or clock.second > 0 or clock.microsecond > 0
