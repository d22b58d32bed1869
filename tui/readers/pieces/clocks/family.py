"""The openings of posts among all lines with a clock: the widest family that runs one way."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from tui.readers.pieces.clocks.names import name_in, speaker
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.languages import says_updated

LEAST_POSTS = 3
LEAST_GIVEN = 2
"""Posts that are enough where the user gives the day, or each says its own."""
LEAST_FORWARD = 0.75
"""The share of neighbours that must run in one direction."""
LEAST_PROSE = 20
"""Characters of sentences that the middle post must have."""
BEAM, MOST_BEAMED = 4, 2_000
"""Families that are asked for one more trait, of texts with up to so many clocks."""
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


def family(
    found: Sequence[Opening], prose: Sequence[int], *, given: bool, is_live: bool
) -> ClockFamily:
    """The family of posts; with a `given` day two posts are enough, and a plan is believed.

    `is_live` says that the text calls itself a live blog.

    Raises NoFamilyError.
    """
    best = _widest(found, prose)
    run = _without_index(_alike(best.run), prose)
    run = run[_own_times(run, prose) :]
    dated = all(x.day and not x.rest.endswith(":") for x in run)  # "On 5 May at 22:40 Ann wrote:"
    least = LEAST_GIVEN if given or dated else LEAST_POSTS
    least = 1 if run and all(x.announced for x in run) else least
    if len(run) < max(least, 1):
        count = f"{len(run)} line{'s' if len(run) != 1 else ''} with a clock"
        raise NoFamilyError(f"{count}; at least {least} are needed" if run else "no clock")
    if not run[0].announced:
        _refuse_others(run, best.newest_first, prose, given=given, is_live=is_live)
    return ClockFamily(run, newest_first=best.newest_first)


def _refuse_others(
    run: Sequence[Opening],
    newest_first: bool,
    prose: Sequence[int],
    *,
    given: bool,
    is_live: bool,
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
    if is_plan and even_clocks(run) == len(run) and not is_live:
        raise NoFamilyError(f"{clocks}, all at full five minutes and the first on top")
    if is_plan and not (is_live or any(map(_is_exact, run))):
        raise NoFamilyError(
            f"{clocks}, the first on top, as in a programme; --date 2020-10-15 reads it"
        )
    if 2 * sum(bool(re.match(_LOG, x.rest)) for x in run) > len(run):
        raise NoFamilyError(f"{clocks}, each with the level of a log")


def _is_exact(opening: Opening) -> bool:
    """True for a clock with more than a plan needs: day, zone, seconds, or a name that signs."""
    has_more = opening.day or opening.zone or opening.second % 60
    return bool(has_more or speaker(opening.rest)[0] or name_in(opening.title))


def even_clocks(run: Sequence[Opening]) -> int:
    """The number of clocks at full five minutes, as those of a plan."""
    return sum(x.second % 300 == 0 for x in run)


def _widest(found: Sequence[Opening], prose: Sequence[int]) -> ClockFamily:
    """Asks for one more trait of all openings as long as a family scores higher.

    The best few are asked further: the best with one trait need not be so with two.
    """
    run = list(found)
    best = (*_score(run, prose), run)
    beam, width = [run], BEAM if len(run) <= MOST_BEAMED else 1
    while beam and best[0] < len(run) - 1:
        narrower = {tuple(o.line for o in x): x for run in beam for x in _narrower(run)}
        scored = sorted(
            ((*_score(x, prose), x) for x in narrower.values()), key=lambda x: x[:2], reverse=True
        )
        if not scored or scored[0][0] <= best[0]:
            break
        best = scored[0]
        beam = [x for *_, x in scored[:width]]
    return ClockFamily(best[2], newest_first=best[1])


def _narrower(run: Sequence[Opening]) -> Iterator[list[Opening]]:
    """The openings with each trait that some of them have and others lack."""
    for trait, count in Counter(x for opening in run for x in opening.traits).items():
        if LEAST_GIVEN <= count < len(run) and trait not in _NO_TRAITS:
            yield [x for x in run if trait in x.traits]


def _own_times(run: Sequence[Opening], prose: Sequence[int]) -> int:
    """The number of openings at the top that are the page's own times: textless, unlike most."""
    usual = _usual(run)
    own = 0
    while len(run) - own > LEAST_POSTS:
        first, second = run[own : own + 2]
        if says_updated(first.title):
            own += 1
            continue
        if prose[second.line] > prose[first.line] or first.announced:
            break
        if first.rest or (first.end < second.line and usual <= first.traits):
            break
        own += 1
    return own


def _usual(run: Sequence[Opening]) -> set[str]:
    """The traits of most openings."""
    counts = Counter(trait for x in run for trait in x.traits)
    return {
        trait
        for trait, count in counts.items()
        if 2 * count > len(run) and not trait.startswith("form")
    }


def _score(run: Sequence[Opening], prose: Sequence[int]) -> tuple[int, bool]:
    """The score of a set as a live blog: steps forward that hold sentences, less all others.

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
    """The openings without those at both ends that differ in three ways: a page's date, teasers.

    A clock at the other end of its line counts as two.
    """
    usual = _usual(run)
    others = [usual - x.traits for x in run]
    alike = [
        at
        for at, other in enumerate(others)
        if len(other) + any(x.startswith("place") for x in other) < DIFFERENT
    ]
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
