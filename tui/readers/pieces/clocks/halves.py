"""Clocks of twelve hours without am or pm: "9:04" may be of the evening."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, pairwise

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import DAY, HOUR, NOON, Opening

DISORDER = 3 * HOUR  # seconds; a step back by more is a night
LINES_OF_FRONT = 40  # lines above the first clock that may say the half, or "live blog"
IN_EVENING = "No clock says am or pm; they are taken for the afternoon's, as the text says."
IN_MORNING = "No clock says am or pm; they are taken for the morning's."
_SAYS_HALF = r"(?i)(\d\d?)(?:[:.]\d\d)?\s?([ap])\.?\s?m\b|\b(?:tonight|this evening)\b"
_END = r"(?i)\b(?:until|till|by|closes? at) \d\d?(?:[:.]\d\d)?\s?[ap]\.?\s?m\b"
_OF_24 = r"(?i)(?<![\d:.])(?:1[3-9]|2[0-3])(?:[:.h][0-5]\d|\s?(?:uhr|h)\b)"


def passed(run: Sequence[Opening], newest_first: bool) -> int:
    """Seconds from the earliest to the latest, over midnight."""
    way = -1 if newest_first else 1
    return sum(way * (b.second - a.second) % DAY for a, b in pairwise(run))


def with_halves(
    run: Sequence[Opening], newest_first: bool, *, is_evening: bool = False
) -> Sequence[Opening]:
    """Each clock in the half that is nearer to the one before: after 12:40 follows 1:05."""
    first, *others = by_time = run[::-1] if newest_first else run
    if not (_are_of_twelve(run) and (is_evening or _count_on(by_time))):
        return run
    firsts = [first] if first.scan.half else [first, _in_other_half(first)]
    steps = (partial(_in_nearer_half, slip=x) for x in (0, HOUR))
    ways = [[*accumulate([x, *others], step)] for step in steps for x in firsts]
    best = min(ways[::-1] if is_evening else ways, key=lambda way: passed(way, newest_first=False))
    return best[::-1] if newest_first else best


def _count_on(by_time: Sequence[Opening]) -> bool:
    """The first or last says its half, or a third do, or a short clock follows noon. A single half
    between the others may be of a post inside a text."""
    halves = [bool(x.scan.half) for x in by_time]
    is_said = halves[0] or halves[-1] or 3 * sum(halves) >= len(halves)
    return is_said or any(
        10 <= early.second // HOUR <= 12 and late.scan.is_short and late.second <= 6 * HOUR
        for early, late in pairwise(by_time)
    )


def in_said_half(
    run: Sequence[Opening], lines: Sequence[Line], newest_first: bool
) -> tuple[Sequence[Opening], str]:
    """Clocks that all lack their half, in that of the text above, with a doubt."""
    texts = [x.text for x in lines]
    if _are_sure(run) or re.search(_OF_24, "\n".join(texts)):
        return run, ""
    front = "\n".join(texts[: run[0].line + 1][-LINES_OF_FRONT:])
    foot = re.sub(_END, "", "\n".join(texts[run[-1].end :][: LINES_OF_FRONT * newest_first]))
    said = {x[2] for x in re.finditer(_SAYS_HALF, front)}
    said |= {x[2] for x in re.finditer(_SAYS_HALF, foot) if x[1] == str(run[-1].second // HOUR)}
    if not said or not said.isdisjoint("aA"):
        return run, IN_MORNING
    return with_halves(run, newest_first, is_evening=True), IN_EVENING


def _are_sure(run: Sequence[Opening]) -> bool:
    """A clock says its half, an hour after noon, or "h", as languages do that count to 24."""
    if not _are_of_twelve(run) or not any(x.scan.is_short for x in run):
        return True
    return any(x.scan.half or x.second > NOON + HOUR or x.scan.form[:1] not in ":." for x in run)


def _are_of_twelve(run: Sequence[Opening]) -> bool:
    return all(x.scan.half or x.scan.is_of_twelve for x in run)


def _in_other_half(opening: Opening) -> Opening:
    return opening._replace(second=(opening.second + NOON) % DAY)


def _in_nearer_half(before: Opening, opening: Opening, slip: int) -> Opening:
    """A half that is said holds, but of "11:50 am, 12:05 am" within a `slip` the last is noon."""
    other = _in_other_half(opening)
    is_alike = (before.scan.half, before.its_day) == (opening.scan.half, opening.its_day)
    most = slip * is_alike if opening.scan.half else NOON
    return other if (other.second - before.second) % DAY < most else opening


def without_slips(run: Sequence[Opening]) -> list[Opening]:
    """Clocks far from both neighbours, which are in order ("9.06" for "19.06"), as that before."""
    found = list(run)
    for at, (before, own, after) in enumerate(zip(run, run[1:], run[2:], strict=False), 1):
        far = min(abs(own.second - before.second), abs(own.second - after.second))
        step = after.second - before.second
        if 0 <= step < DISORDER < far and own.scan.weekday is None:
            found[at] = before
    return found
