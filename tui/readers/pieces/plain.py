"""Records without the wrappers of databases around their values, with a day beside lone clocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from typing import Any

from tui.readers.json_text import Object
from tui.readers.pieces.entries import Entry
from tui.readers.pieces.moments import moment_of
from tui.readers.times.days import days_in

DEEPEST = 8  # wrappers and objects of one record
LONGEST_TITLE = 300  # characters of a value around the records that may say their day
HALF_A_DAY = timedelta(hours=12)
_TYPED = re.compile(r"[a-z]{1,20}Value|\$\w{1,20}")
_BESIDE = frozenset(("id", "type", "name"))


def plain(record: Object, around: Sequence[Object]) -> Object:
    """`around` are objects around the record, the nearest first, which may say a clock's day."""
    record = _each_unwrapped(record, 0)
    if day := _day_in(record) or (_has_lone_clock(record) and _day_around(around)):
        return {"date": day.isoformat()} | record
    return record


def _unwrapped(value: Any, depth: int = 0) -> Any:
    """{"stringValue": "x"} is "x", {"id": 1, "type": "date", "date": {...}} the inner object."""
    if not isinstance(value, dict) or depth == DEEPEST:
        return value
    kind = value.get("type")
    if isinstance(kind, str) and kind in value and value.keys() <= {kind, *_BESIDE}:
        return _unwrapped(value[kind], depth + 1)
    if len(value) == 1 and _TYPED.fullmatch(next(iter(value))):
        return _unwrapped(next(iter(value.values())), depth + 1)
    return _each_unwrapped(value, depth + 1)


def _each_unwrapped(value: Object, depth: int) -> Object:
    inner = {key: _unwrapped(x, depth) for key, x in value.items() if isinstance(x, dict)}
    return value | inner if inner else value


def _day_in(record: Object) -> date | None:
    """A day of the fields year, month and day, as tables for timelines have them."""
    parts = {key.lower(): x for key, x in record.items()}
    try:
        return date(*(int(parts[x]) for x in ("year", "month", "day")))
    except (KeyError, OverflowError, TypeError, ValueError):
        return None


def _has_lone_clock(record: Object) -> bool:
    found = [moment_of(x) for x in record.values() if isinstance(x, str) and len(x) < 20]
    return any(isinstance(x, time) for x in found) and not any(isinstance(x, date) for x in found)


def _day_around(around: Sequence[Object]) -> date | None:
    """The day of a title or of a field such as "date"."""
    texts = (x for each in around for x in each.values() if isinstance(x, str))
    days = (day.on(None) for x in texts if len(x) <= LONGEST_TITLE for day in days_in(x))
    return next(filter(None, days), None)


def over_midnight(entries: Sequence[Entry]) -> list[Entry]:
    """Entries of one day by clocks alone, from midnight on a day later."""
    times = [x.time for x in entries if isinstance(x.time, datetime)]
    if len(times) < len(entries) or len({x.date() for x in times}) != 1:
        return [*entries]
    is_newest_first = sum(a > b for a, b in pairwise(times)) * 2 > len(times) - 1
    nights = list(_nights(times[::-1] if is_newest_first else times))
    later = nights[::-1] if is_newest_first else nights
    return [
        replace(x, time=moment + timedelta(days=days))
        for x, moment, days in zip(entries, times, later, strict=True)
    ]


def _nights(times: Sequence[datetime]) -> Iterator[int]:
    return accumulate((b + HALF_A_DAY < a for a, b in pairwise(times)), initial=0)
