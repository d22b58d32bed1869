"""The openings of posts among all lines with a clock: the widest family that runs one way."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from statistics import median

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import LONGEST_HEADLINE, SENTENCE, Opening

LEAST_POSTS = 3
LEAST_GIVEN = 2
"""Posts that are enough where the user gives the day, or each says its own."""
LEAST_FORWARD = 0.75
"""The share of neighbours that must run in one direction."""
LEAST_PROSE = 20
"""Characters of sentences that the middle post must have."""
COST = 4
"""Steps forward that one step in another direction, or a night, outweighs."""
DIFFERENT = 3
"""Traits in which an opening must differ from the others not to be one of them."""
LEAST_PLAN = 3
DAY, DISORDER = 24 * 3600, 3 * 3600
"""Seconds; a clock that stands against the order by more means that a night has passed."""
_NO_TRAITS = frozenset(f"{said} False" for said in ("day", "weekday", "zone"))
"""Posts may say these now and then, so that lacking them makes no family."""
_LOG = r"[\[<(]?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE|NOTICE|CRITICAL)\b"


class NoFamilyError(ValueError):
    """Says why the clocks of a text open no posts, as the end of a sentence."""


class ClockFamily:
    """The openings of posts in their order, and if the newest is first."""

    def __init__(self, run: list[Opening], *, newest_first: bool) -> None:
        self.run, self.newest_first = run, newest_first


def prose_of(lines: Sequence[Line]) -> list[int]:
    """The characters of sentences before each line, and in all of them."""
    return list(accumulate((prose(x.text) for x in lines), initial=0))


def prose(text: str) -> int:
    """The characters of a line that is a sentence, or long."""
    return len(text) if len(text) > LONGEST_HEADLINE or SENTENCE.search(text[-4:]) else 0


def family(found: Sequence[Opening], prose: Sequence[int], *, given: bool) -> ClockFamily:
    """The family of posts; with a `given` day two posts are enough, and a plan is believed.

    Raises NoFamilyError.
    """
    best = _widest(found, prose)
    run = _without_index(_alike(best.run), prose)
    is_bare = len(run) > LEAST_POSTS and not (run[0].rest or run[0].title)
    if is_bare and run[0].end >= run[1].line:
        run = run[1:]  # the page's own time, right above the first post
    dated = all(x.day for x in run)
    least = 1 if run and all(x.announced for x in run) else LEAST_GIVEN if given or dated else 3
    if len(run) < max(least, 1):
        count = f"{len(run)} line{'s' if len(run) != 1 else ''} with a clock"
        raise NoFamilyError(f"{count}; at least {least} are needed" if run else "no clock")
    if not run[0].announced:
        _refuse_others(run, best.newest_first, prose, given)
    return ClockFamily(run, newest_first=best.newest_first)


def _refuse_others(
    run: Sequence[Opening], newest_first: bool, prose: Sequence[int], given: bool
) -> None:
    """Refuses tables, programmes and logs. Raises NoFamilyError."""
    clocks = f"{len(run)} lines with a clock"
    steps = [_step(a, b, newest_first) for a, b in pairwise(run)]
    if steps.count(1) < LEAST_FORWARD * (len(steps) - steps.count(0)):
        raise NoFamilyError(f"{clocks}, but they run in no direction")
    ends = [*(x.line for x in run[1:]), len(prose) - 1]
    texts = [prose[end] - prose[x.line] for x, end in zip(run, ends, strict=True)]
    if median(texts) < LEAST_PROSE:
        raise NoFamilyError(f"{clocks}, but hardly a sentence between them")
    if given:
        return
    is_plan = not newest_first and len(run) >= LEAST_PLAN
    if is_plan and even_clocks(run) == len(run):
        raise NoFamilyError(f"{clocks}, all at full five minutes and the first on top")
    if 2 * sum(bool(re.match(_LOG, x.rest)) for x in run) > len(run):
        raise NoFamilyError(f"{clocks}, each with the level of a log")


def even_clocks(run: Sequence[Opening]) -> int:
    """How many clocks are at full five minutes, as those of a plan."""
    return sum(x.second % 300 == 0 for x in run)


def _widest(found: Sequence[Opening], prose: Sequence[int]) -> ClockFamily:
    """Asks for one more trait of all openings as long as the family scores higher."""
    best, best_score, newest_first = list(found), -COST * len(prose) - 1, True
    narrower: Iterable[list[Opening]] = [best]
    while narrower:
        scored = [(*_score(run, prose), run) for run in narrower]
        score, way, run = max(scored, key=lambda x: x[:2])
        if score <= best_score:
            break
        best, best_score, newest_first = run, score, way
        if score == len(run) - 1:
            break
        traits = Counter(trait for opening in best for trait in opening.traits)
        narrower = [
            [x for x in best if trait in x.traits]
            for trait, count in traits.items()
            if LEAST_GIVEN <= count < len(best) and trait not in _NO_TRAITS
        ]
    return ClockFamily(best, newest_first=newest_first)


def _score(run: Sequence[Opening], prose: Sequence[int]) -> tuple[int, bool]:
    """How much a set is a live blog: steps forward that hold sentences, less all others.

    Counted down the page and up; True for the newest first.
    """
    down = up = 0
    for before, after in pairwise(run):
        has_words = prose[after.line] - prose[before.line] >= LEAST_PROSE
        down += (-COST, -1, has_words)[_step(before, after, True) + 1]
        up += (-COST, -1, has_words)[_step(before, after, False) + 1]
    return (down, True) if down >= up else (up, False)


def _step(before: Opening, after: Opening, newest_first: bool) -> int:
    """1 where two neighbours run in the direction, 0 where a pause may lie between, else -1."""
    first, second = before.day or before.under, after.day or after.under
    if first and second and first != second:
        months, days = first.month - second.month, first.day - second.day
        return 1 if ((31 * months + days) % 372 < 186) == newest_first else -1
    back = (before.second - after.second if newest_first else after.second - before.second) % DAY
    return 1 if back <= DAY // 2 else 0 if back < DAY - DISORDER else -1


def against_order(family: ClockFamily) -> list[Opening]:
    """The openings whose clock stands against the order of the others."""
    return [b for a, b in pairwise(family.run) if _step(a, b, family.newest_first) < 0]


def nights(before: Opening, after: Opening, *, newest_first: bool) -> int:
    """The days that passed from one neighbour to the other, by weekdays or clocks."""
    early, late = (after, before) if newest_first else (before, after)
    if early.weekday is not None and late.weekday is not None:
        return (late.weekday - early.weekday) % 7
    return int(early.second - late.second > DISORDER)


def _alike(run: list[Opening]) -> list[Opening]:
    """The openings without those at both ends that differ in three ways: a page's date, teasers."""
    counts = Counter(trait for x in run for trait in x.traits)
    usual = {
        trait
        for trait, count in counts.items()
        if 2 * count > len(run) and not trait.startswith("form")
    }
    alike = [at for at, x in enumerate(run) if len(usual - x.traits) < DIFFERENT]
    return run[alike[0] : alike[-1] + 1] if alike else []


def _without_index(run: list[Opening], prose: Sequence[int]) -> list[Opening]:
    """The openings without a list of key moments: no text, and the clock opens another post."""
    ends = [*(x.line for x in run[1:]), len(prose) - 1][: len(run)]
    has_text = [prose[end] > prose[x.line] for x, end in zip(run, ends, strict=True)]
    full = {x.second for x, text in zip(run, has_text, strict=True) if text}
    return [
        x
        for x, text in zip(run, has_text, strict=True)
        if text or x.announced or x.second not in full
    ]


def lines_above(run: Sequence[Opening], line: int) -> int:
    """How many openings of a family stand above a line."""
    return bisect_left([x.line for x in run], line)
