"""Records without the wrappers of databases around their values, and with days beside clocks."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import accumulate, pairwise
from typing import Any

from tui.readers.json_text import Object
from tui.readers.times.days import days_in
from tui.readers.times.moments import moment_of

DEEPEST = 8  # wrappers and objects of one record
LONGEST_CLOCK = 20  # characters
LONGEST_TITLE = 300  # characters of a value around the records that may say their day
HALF_A_DAY = 12  # hours
_TYPED = re.compile(r"[a-z]{1,20}Value|\$\w{1,20}")
_BESIDE = frozenset(("id", "type", "name"))


def plain(record: Object, _around: Sequence[Object]) -> Object:
    """One day of the fields year, month and day, as tables for timelines have them."""
    inner = _unwrapped(record, 0)
    record = inner if isinstance(inner, dict) else record
    parts = {key.lower(): x for key, x in record.items()}
    try:
        day = date(*(int(parts[x]) for x in ("year", "month", "day")))
    except (KeyError, OverflowError, TypeError, ValueError):
        return record
    return record | {"date": day.isoformat()}


def _unwrapped(value: Any, depth: int) -> Any:
    """{"stringValue": "x"} is "x", {"id": 1, "type": "date", "date": {...}} the inner object."""
    if not isinstance(value, dict) or depth == DEEPEST:
        return value
    kind = value.get("type")
    if isinstance(kind, str) and kind in value and value.keys() <= {kind, *_BESIDE}:
        return _unwrapped(value[kind], depth + 1)
    if len(value) == 1 and _TYPED.fullmatch(next(iter(value))):
        return _unwrapped(next(iter(value.values())), depth + 1)
    inner = {key: _unwrapped(x, depth + 1) for key, x in value.items() if isinstance(x, dict)}
    return value | inner


def with_days(
    records: Sequence[Object], around: Sequence[Object], given: date | None
) -> tuple[Sequence[Object], bool]:
    """Records that have only a clock, on the day that objects around them say, over midnight; else
    on the `given` day, also those of a plan. True for the given day."""
    said = _day_around(around)
    day = said or given
    clocks = _lone_clocks(records) if day is not None else []
    if day is None or not clocks:
        return records, False
    are_newest_first = sum(a > b for a, b in pairwise(clocks)) * 2 > len(clocks) - 1
    if given is None and not are_newest_first and _is_plan(clocks):
        return records, False
    way = -1 if are_newest_first else 1  # the oldest is on the day
    days = _over_midnight(day, clocks[::way])[::way]
    return [{"date": x} | y for x, y in zip(days, records, strict=True)], said is None


def _over_midnight(day: date, clocks: Sequence[time]) -> list[str]:
    steps = (b.hour + HALF_A_DAY < a.hour for a, b in pairwise(clocks))
    return [(day + timedelta(x)).isoformat() for x in accumulate(steps, initial=0)]


def _is_plan(clocks: Sequence[time]) -> bool:
    return 2 * sum(x.minute % 5 == 0 for x in clocks) > len(clocks)


def _lone_clocks(records: Sequence[Object]) -> list[time]:
    """The clocks of records without days; [] if one has none, or a day."""
    clocks: list[time] = []
    for clock in map(_lone_clock, records):
        if clock is None:
            return []
        clocks.append(clock)
    return clocks


def _lone_clock(record: Object) -> time | None:
    """The clock of a record without a day."""
    texts = (x for x in record.values() if isinstance(x, str) and len(x) <= LONGEST_CLOCK)
    found = [x for x in map(moment_of, texts) if x is not None]
    is_lone = not any(isinstance(x, date) for x in found)
    return next((x for x in found if isinstance(x, time) and is_lone), None)


def _day_around(around: Sequence[Object]) -> date | None:
    """The day of a title or of a field such as "date"."""
    texts = (x for each in around for x in each.values() if isinstance(x, str))
    texts = (x for x in texts if len(x) <= LONGEST_TITLE)
    days = (day.on(None) for x in texts for day in days_in(x))
    return next(filter(None, days), None)
