"""A typed time taken apart: "10.26", "1026", "4:30 pm Beijing", "Fri 26 April 10:26+01:00"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_NAMED = re.compile(
    r"\b(noon|midday|midnight|yesterday|today|tomorrow|mon|tue|wed|thu|fri|sat|sun"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a typed text; `start` and `end` are its offsets there."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A typed time by its parts; a part that was not typed is None or empty."""

    clock: time | None = None
    to_the_second: bool = False
    """True if seconds were typed; without them the whole minute is meant."""
    end_of_day: bool = False
    """True if it was 24:00, the midnight after the day."""
    date: str = ""
    """The words of the date, for dateutil: "26 April", "Fri", "2024-04-26"."""
    weekday: Token | None = None
    shift: int | None = None
    """Days after the one shown now: "yesterday" is -1."""
    zone: Token | None = None


def read_time(text: str, example: str) -> TypedTime | None:
    """A typed time taken apart; None for a text that does not look like one.

    Raises MomentError with the place of the part that is wrong.
    """
    if not re.search(r"[0-9]", text) and not _NAMED.search(text):
        return None
    tokens = list(_tokens(text, example))
    clocks, dates, zones = _sorted(tokens, text, example)
    if not clocks and not dates:
        return None
    _refuse_two(clocks, example)
    _refuse_two(zones, example)
    _refuse_month_alone(dates)
    clock, end_of_day = _clock(clocks[0], tokens, example) if clocks else (None, False)
    weekdays = [token for token in dates if token.kind == "weekday"]
    shifts = [_SHIFTS[token.text.casefold()] for token in dates if token.kind == "shift"]
    return TypedTime(
        clock=clock,
        to_the_second=clock is not None and _to_the_second(clock, clocks[0]),
        end_of_day=end_of_day,
        date=" ".join(token.text.rstrip(".") for token in dates if token.kind != "shift"),
        weekday=next(iter(weekdays), None),
        shift=next(iter(shifts), None),
        zone=next(iter(zones), None),
    )


def _refuse_two(tokens: Sequence[Token], example: str) -> None:
    if len(tokens) > 1:
        extra = tokens[1]
        raise MomentError(f"One time is enough, such as {example}.", *extra.span)


def _refuse_month_alone(dates: Sequence[Token]) -> None:
    month = next((token for token in dates if token.kind == "month"), None)
    if month is not None and not any(_may_be_day(token) for token in dates):
        raise MomentError(f"A date needs its day, such as 26 {month.text}.", *month.span)


def _may_be_day(token: Token) -> bool:
    return token.kind == "day" or (token.kind == "number" and not _is_year(token))


def _to_the_second(clock: time, token: Token) -> bool:
    typed = len(re.findall(r"[0-9]+", token.text)) > 2
    packed = token.kind == "number" and len(token.text) == 6
    return typed or packed or clock.second > 0 or clock.microsecond > 0


def _tokens(text: str, example: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = _TOKENS.match(text, at)
        if not match:
            raise MomentError(
                f"{quoted(text[at])} has no place in a time; one is {example}.", at, at + 1
            )
        kind = match.lastgroup or ""
        token = Token(kind, match[kind], match.start(kind), match.end(kind))
        at = match.end()
        if kind == "word":
            yield _named(token)
        elif kind != "filler":
            yield token


def _named(token: Token) -> Token:
    word = token.text.casefold().rstrip(".")
    if word in _FILLERS:
        kind = "filler"
    elif word in _CLOCKS:
        kind = "named clock"
    elif word in _SHIFTS:
        kind = "shift"
    elif _CALENDAR.month(word) is not None:
        kind = "month"
    elif _CALENDAR.weekday(word) is not None:
        kind = "weekday"
    else:
        kind = "place"
    return Token(kind, token.text, *token.span)


def _sorted(
    tokens: Sequence[Token], text: str, example: str
) -> tuple[list[Token], list[Token], list[Token]]:
    has_clock = any(token.kind in ("clock", "named clock") for token in tokens)
    clocks: list[Token] = []
    dates: list[Token] = []
    zones: list[Token] = []
    for index, token in enumerate(tokens):
        match token.kind:
            case "clock" | "named clock":
                clocks.append(token)
            case "number":
                is_date = _is_date(tokens, index, has_clock)
                (dates if is_date else clocks).append(token)
            case "iso" | "date" | "day" | "month" | "weekday" | "shift":
                dates.append(token)
            case "offset":
                zones.append(token)
            case "half" if index == 0 or tokens[index - 1].kind not in ("clock", "number"):
                raise MomentError(f"Type the hour before it, such as {example}.", *token.span)
            case _:
                pass
    zones += _places(tokens, text)
    return _joined(clocks, text), dates, sorted(zones, key=lambda token: token.start)


def _is_date(tokens: Sequence[Token], index: int, has_clock: bool) -> bool:
    """True if a bare number is a day, a year or a whole date, not a time."""
    token = tokens[index]
    before = tokens[index - 1].kind if index else ""
    after = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    digits = len(token.text)
    if after == "half" or digits not in (1, 2, 4, 8):
        return False
    if digits == 4:
        return _is_years_place(tokens, index)
    if digits == 8 or after == "month" or (before == "weekday" and int(token.text) > 24):
        return True
    if before == "month":
        return index < 2 or not _may_be_day(tokens[index - 2])
    return has_clock and not _names_a_day(tokens)


def _is_years_place(tokens: Sequence[Token], index: int) -> bool:
    """True if four digits are the year of a date: those after the month, else the first."""
    years = [n for n, each in enumerate(tokens) if _is_year(each) and "1900" <= each.text <= "2100"]
    after = [n for n in years if n and tokens[n - 1].kind == "month"]
    return _names_a_day(tokens) and index in (after or years)[:1]


def _names_a_day(tokens: Sequence[Token]) -> bool:
    return any(each.kind in ("month", "day") for each in tokens)


def _is_year(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 4


def _joined(clocks: list[Token], text: str) -> list[Token]:
    if [token.kind for token in clocks] == ["number", "number"]:
        hour, minute = clocks
        if len(hour.text) <= 2 == len(minute.text) and not text[hour.end : minute.start].strip():
            return [Token("clock", f"{hour.text}:{minute.text}", hour.start, minute.end)]
    return clocks


def _places(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """The runs of words that name a zone, without small words at their ends ("in Beijing time")."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token and (token.kind == "place" or (run and token.kind == "filler")):
            run.append(token)
        elif run:
            last = max(index for index, each in enumerate(run) if each.kind == "place")
            start, end = run[0].start, run[last].end
            yield Token("place", text[start:end], start, end)
            run = []


def _clock(token: Token, tokens: Sequence[Token], example: str) -> tuple[time, bool]:
    if token.kind == "named clock":
        return _CLOCKS[token.text.casefold().rstrip(".")], False
    parts = list(_parts(token, example))
    hour, minute, second, fraction = [*(int(part.text) for part in parts), 0, 0, 0, 0][:4]
    half = next((each for each in tokens if each.kind == "half"), None)
    if half:
        hour = _with_half(hour, half, parts[0], example)
    if hour > 24 or (hour == 24 and (minute or second or fraction)):
        raise MomentError(f"Not a time: hours run from 0 to 23, as in {example}.", *parts[0].span)
    for part, name in zip(parts[1:3], ("Minutes", "Seconds"), strict=False):
        if int(part.text) > 59:
            raise MomentError(f"{name} go from 00 to 59, such as {example}.", *part.span)
    return time(hour % 24, minute, second, fraction), hour == 24


def _with_half(hour: int, half: Token, part: Token, example: str) -> int:
    afternoon = half.text[0] in "pP"
    if 1 <= hour <= 12:
        return hour % 12 + (12 if afternoon else 0)
    if hour == 0 or (afternoon and hour < 24):
        return hour
    raise MomentError(
        f"With am or pm the hours go from 1 to 12; the time could be {example}.",
        part.start,
        part.end,
    )


def _parts(token: Token, example: str) -> Iterator[Token]:
    """Hour, minute, second and microsecond as typed, each with its place."""
    if token.kind == "number":
        yield from _packed(token, example)
        return
    pieces = list(re.finditer(r"[0-9]+", token.text))
    empty = re.search(r"[:.](?=[:.]|$)", token.text)
    if empty and empty.start() > 0:
        at = token.start + empty.start()
        raise MomentError(f"Two more digits belong here, such as {example}.", at, token.end)
    fractional = len(pieces) == 4 and token.text[pieces[3].start() - 1] == "."
    if len(pieces) > (4 if fractional else 3):
        raise MomentError(
            f"A time has hours, minutes and seconds, such as {example}:30.", *token.span
        )
    for index, piece in enumerate(pieces):
        start, end = token.start + piece.start(), token.start + piece.end()
        width = len(piece[0])
        if index in (1, 2) and width != 2:
            raise MomentError(f"Two digits belong here, such as {example}.", start, end)
        if index == 0 and width > 2:
            raise MomentError(f"Not a time: hours run from 0 to 23, as in {example}.", start, end)
        yield Token("part", piece[0] if index < 3 else piece[0][:6].ljust(6, "0"), start, end)


def _packed(token: Token, example: str) -> Iterator[Token]:
    """The parts of digits without a separator: "10", "926", "1026", "102630"."""
    if len(token.text) > 6 or len(token.text) == 5:
        raise MomentError(f"A time has at most six digits, such as {example}.", *token.span)
    first = len(token.text) % 2 or 2
    for start in (0, *range(first, len(token.text), 2)):
        end = first if start == 0 else start + 2
        yield Token("part", token.text[start:end], token.start + start, token.start + end)
