"""Days that lines outside of the posts say, and how sure each is."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from operator import attrgetter
from typing import NamedTuple

from tui.readers.pieces.clocks.lines import Line
from tui.readers.times.clocks import CLOCK, scan, zone_of
from tui.readers.times.days import Day, day_at, day_of_address, places_of_days
from tui.readers.times.languages import PUBLISHED, UPDATED, WEEKDAYS, folded

NEAR = 99  # characters beside a day that tell whether it is alone
_QUOTED = r"\(@\w{1,15}\) "  # the author of a quoted message, before its day

type OnDay = Callable[[Day], date | None]  # the date of a day, if its year is known


class Said(NamedTuple):
    """A day that the page says outside its posts; surer beside a clock, "published", "updated"."""

    strength: int
    line: Line
    day: date
    second: int | None  # of a clock beside the day
    zone: tzinfo | None
    is_update: bool
    is_alone: bool  # but for two words
    is_named: bool  # its weekday is before it


def said_on(line: Line, on_day: OnDay) -> Iterator[Said]:
    text, end = line.plain, 0
    for day, start, after in places_of_days(text):
        before, end = text[end:start], after
        on = on_day(day)
        if on is None:
            continue
        edit, publication = UPDATED.search(before), PUBLISHED.search(before)
        word = edit or publication
        clocks = CLOCK.finditer(before, word.start() if word else 0)
        scans = (*(scan(before, x.start()) for x in clocks), scan(text, start))
        clock = max(filter(None, scans), key=attrgetter("second"), default=None)
        is_update, strength = edit is not None, 2 * bool(clock) + bool(word)
        beside = f"{text[max(0, start - NEAR) : start]} {text[after : after + NEAR]}"
        is_alone = len(re.findall(r"\w+", beside)) <= 2
        second, zone = (clock.second, zone_of(clock.zone)) if clock else (None, None)
        named = [WEEKDAYS.get(folded(x)) for x in re.findall(r"[^\W\d_]+", before)[-1:]]
        is_named = named == [on.weekday()]
        yield Said(strength, line, on, second, zone, is_update, is_alone, is_named)


def days_of_others(lines: Sequence[Line], on_day: OnDay) -> Iterator[date]:
    """In addresses, and of most messages that are quoted: "— Ann Lee (@annlee) May 5, 2024"."""
    addresses = (x for line in lines for x in re.findall(r"https?://\S+", line.text))
    yield from filter(None, map(day_of_address, addresses))
    ends = ((x.plain, y.end()) for x in lines for y in re.finditer(_QUOTED, x.plain))
    days = (on_day(said[0]) for said in (day_at(*x) for x in ends) if said)
    yield from (day for day, _ in Counter(filter(None, days)).most_common())
