"""Parts of a typed time: "10.26", "1026", "4:30 pm Beijing", "Fri 26 April 10:26+01:00"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from itertools import groupby
from operator import attrgetter

from tui.model.errors import MomentError
from tui.model.safe_text import quoted

_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"[0-9]{1,2}(?:st\b|nd\b|rd\b|th\b|\.)?"
_YEAR = r"(?:19[0-9]{2}|20[0-9]{2}|2100)(?![0-9:.h])"
_HALF = r"[ap](?:\.?m)?\b\.?"
_PIECE = re.compile(
    rf"""
    (?P<date>
        [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} (?![0-9])
        | [0-9]{{1,2}}/[0-9]{{1,2}} (?: /[0-9]{{4}} | /[0-9]{{2}} )? (?![0-9/])
        | [0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}
        | [0-9]{{1,2}}\.[0-9]{{1,2}}\. (?: [0-9]{{4}} (?![0-9]) | (?=\ +\S) )
        | [0-9]{{8}} (?![0-9])
        | {_DAY} [ ,]+ (?:of\ +)? {_MONTH} (?: [ ,]+ {_YEAR} )?
        | (?: {_YEAR} [ ,]+ )? {_MONTH} [ ,]+ (?:the\ +)? {_DAY}
          (?! [0-9:h/] | \.[0-9] | \ *{_HALF} ) (?: [ ,]+ {_YEAR} )?
        | [0-9]{{1,2}} (?:st|nd|rd|th)\b
    )
    | (?P<month> {_MONTH} )
    | (?P<weekday> {_WEEKDAY} )
    | (?P<shift> \b(?:yesterday|today|tomorrow)\b\.? )
    | (?P<named> \b(?:noon|midday|midnight)\b\.? )
    | (?P<clock>
        [0-9]+ (?: [:.][0-9]* )+
        | [0-9]{{1,2}} h [0-9]{{0,2}} (?![a-z0-9])
        | [0-9]{{1,2}} \ + [0-9]{{2}} (?! [0-9:.h/-] | st|nd|rd|th | [ ,]+ (?:of\ +)? {_MONTH} )
        | [0-9]+ (?= \ * {_HALF} )
      )
    | (?P<offset> (?: (?:utc|gmt)\ ? )? [+-]\ ?[0-9]{{1,2}} (?: :?[0-9]{{2}} )? (?![0-9:]) | z\b )
    | (?P<number> [0-9]+ )
    | (?P<half> {_HALF} )
    | (?P<filler> [ ,()]+ | (?<=[0-9])T(?=[0-9])
        | \b(?: at|on|the|of|in|and|time|o'?clock )\b\.? (?![\w'/-]) )
    | (?P<place> [^\W\d_] [\w'./-]* )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKE_A_TIME = re.compile(
    rf"[0-9]|{_MONTH}|{_WEEKDAY}|\b(?:noon|mid(?:day|night)|yesterday|today|tomorrow)",
    re.IGNORECASE,
)
_CLOCKS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_HOURS = "Not a time: hours run from 0 to 23, as in {}."
_LARGEST_HOUR = 24  # a larger number behind a weekday is a day


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def name(self) -> str:
        return self.text.casefold().rstrip(".")


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
    if not _LIKE_A_TIME.search(text):
        return None
    return _TimeReader(text, example).read()


class _TimeReader:
    def __init__(self, text: str, example: str) -> None:
        self.text = text
        self.example = example
        self.tokens = list(self._with_whole_places(self._classified()))

    def read(self) -> TypedTime | None:
        clocks, dates = self._of("clock", "named"), self._of("date", "weekday")
        first = {token.kind: token for token in reversed(self.tokens)}
        shift, month = first.get("shift"), first.get("month")
        if not (clocks or dates or shift or month):
            return None
        zones = self._of("offset", "place")
        for extra in (*clocks[1:], *zones[1:]):
            raise self._wrong("One time is enough, such as {}.", extra)
        if month is not None:
            raise MomentError(f"A date needs its day, such as 26 {month.text}.", *month.span)
        clock, end_of_day = self._clock(clocks[0]) if clocks else (None, False)
        return TypedTime(
            clock=clock,
            to_the_second=clock is not None and _to_the_second(clock, clocks[0]),
            end_of_day=end_of_day,
            date=" ".join(token.text.rstrip(".") for token in dates),
            weekday=first.get("weekday"),
            shift=None if shift is None else _SHIFTS[shift.name],
            zone=next(iter(zones), None),
        )

    def _of(self, *kinds: str) -> list[Token]:
        return [token for token in self.tokens if token.kind in kinds]

    def _wrong(self, message: str, token: Token) -> MomentError:
        return MomentError(message.format(self.example), *token.span)

    def _tokenised(self) -> Iterator[Token]:
        at = 0
        while at < len(self.text):
            match = _PIECE.match(self.text, at)
            if not match:
                sign = quoted(self.text[at])
                message = f"{sign} has no place in a time; one is {self.example}."
                raise MomentError(message, at, at + 1)
            kind, at = match.lastgroup or "", match.end()
            if kind != "filler":
                yield Token(kind, match[kind], *match.span(kind))

    def _classified(self) -> Iterator[Token]:
        """Each bare number as a day or a clock."""
        tokens = list(self._tokenised())
        kinds = {token.kind for token in tokens}
        lacks_day = "date" not in kinds and not kinds.isdisjoint(("clock", "named"))
        last = ""
        for token in tokens:
            kind = token.kind
            if kind == "number":
                is_day = lacks_day or (last == "weekday" and int(token.text) > _LARGEST_HOUR)
                kind = "date" if is_day and len(token.text) <= 2 else "clock"
            elif kind == "half" and last != "clock":
                raise self._wrong("Type the hour before it, such as {}.", token)
            last = kind
            yield replace(token, kind=kind)

    def _with_whole_places(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """The words of a place as one token: "New York"."""
        for kind, run in groupby(tokens, key=attrgetter("kind")):
            words = list(run)
            if kind == "place":
                start, end = words[0].start, words[-1].end
                words = [Token(kind, self.text[start:end], start, end)]
            yield from words

    def _clock(self, token: Token) -> tuple[time, bool]:
        """The time of day; True if it was typed as 24:00."""
        if token.kind == "named":
            return _CLOCKS[token.name], False
        parts = list(self._packed(token) if token.text.isdigit() else self._parts(token))
        hour, minute, second, fraction = [*(int(part.text) for part in parts), 0, 0, 0, 0][:4]
        for half in self._of("half"):
            hour = self._with_half(hour, half.text[0] in "pP", parts[0])
        if (hour, minute, second, fraction) > (_LARGEST_HOUR, 0, 0, 0):
            raise self._wrong(_HOURS, parts[0])
        for part, name in zip(parts[1:3], ("Minutes", "Seconds"), strict=False):
            if int(part.text) > 59:
                raise self._wrong(name + " go from 00 to 59, such as {}.", part)
        return time(hour % 24, minute, second, fraction), hour == _LARGEST_HOUR

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


def _to_the_second(clock: time, token: Token) -> bool:
    typed = len(re.findall(r"[0-9]+", token.text)) > 2
    packed = token.text.isdigit() and len(token.text) == 6
    return typed or packed or clock.second > 0 or clock.microsecond > 0
