"""Openings of posts among all lines with a clock: the widest family in one direction."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.names import come_again, name_in, speaker
from tui.readers.pieces.clocks.openings import Opening, Trait
from tui.readers.times.languages import says_updated

LEAST_POSTS = 3
LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_FORWARD = 0.75  # share of neighbours in one direction
LEAST_PROSE = 20  # characters of sentences in the median post
BEAM, MOST_BEAMED = 4, 2_000
"""Families kept while traits are added; for texts with up to so many clocks."""
COST = 4  # steps forward that outweigh a step back, or a night
DIFFERENT = 3  # different traits that exclude an opening
LEAST_PLAN = 3
LEAST_LIVELY = 8
SOON = 300  # seconds
FIRST_OFFSET = 60  # seconds
HOUR = 3600
DAY, DISORDER = 24 * HOUR, 3 * HOUR  # seconds; a step back by more is a night
_NO_TRAITS = frozenset((said, False) for said in ("day", "weekday", "zone"))
"""Posts may name these now and then: their absence makes no family."""
_LOG = r"[\[<(]?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE|NOTICE|CRITICAL)\b"


NO_DIRECTION = "but they run in no direction"


class NoFamilyError(ValueError):
    """Reason why clocks open no posts, as the end of a sentence; a day from the user may help."""

    def __init__(self, reason: str, *, day_helps: bool = False) -> None:
        super().__init__(reason)
        self.day_helps = day_helps


class ClockFamily:
    """Openings of posts in order; `newest_first` is the direction."""

    def __init__(self, run: list[Opening], *, newest_first: bool) -> None:
        self.run, self.newest_first = run, newest_first


def family(
    found: Sequence[Opening],
    lines: Sequence[Line],
    prose: Sequence[int],
    *,
    given: bool,
    is_live: bool,
) -> ClockFamily:
    """A `given` day accepts two posts, and timetables. Raises NoFamilyError."""
    best = _widest(_without_edits(found), prose)
    run = _without_index(_alike(_without_mentions(best.run, prose)), lines, prose)
    run = run[_own_times(run, prose) :]
    best = ClockFamily(_with_afternoon(run, best.newest_first), newest_first=best.newest_first)
    count = f"{len(run)} line{'s' if len(run) != 1 else ''} with a clock"
    if len(run) < (least := _least(run, given=given)):
        raise NoFamilyError(f"{count}; at least {least} are needed" if run else "no clock")
    if run[0].announced:
        return best
    reason = _disorder(best, prose) or ("" if given else _other_kind(best, is_live=is_live))
    if reason:
        raise NoFamilyError(f"{count}, {reason}", day_helps=not given and reason != NO_DIRECTION)
    return best


def _least(run: Sequence[Opening], *, given: bool) -> int:
    if run and all(x.announced for x in run):
        return 1
    dated = all(x.day and not x.rest.endswith(":") for x in run)  # "On 5 May at 22:40 Ann wrote:"
    return LEAST_GIVEN if given or dated else LEAST_POSTS


def _without_edits(found: Sequence[Opening]) -> list[Opening]:
    """Drop times of edits below texts: later than the time above them, and no more than others."""
    edits = {
        after.line for before, after in pairwise(found) if after.is_edit and not before.is_edit
        and after.second >= before.second
    }  # fmt: skip
    return [x for x in found if x.line not in edits] if 2 * len(edits) <= len(found) else [*found]


def _without_mentions(run: Sequence[Opening], prose: Sequence[int]) -> list[Opening]:
    """Drop clocks of a rare form that begin the text of the clock above."""
    counts = Counter(sign for x in run for sign in x.scan.form)
    usual = {sign for sign, count in counts.items() if 2 * count >= len(run)}
    mentions = {
        b.line
        for a, b in pairwise(run)
        if usual and not usual & {*b.scan.form} and _begins_text(a, b, prose)
    }
    return [x for x in run if x.line not in mentions]


def _begins_text(before: Opening, after: Opening, prose: Sequence[int]) -> bool:
    is_below = after.line == before.end and prose[after.line] == prose[before.line]
    return is_below and bool(after.rest)


def _with_afternoon(run: list[Opening], newest_first: bool) -> list[Opening]:
    """Clocks of twelve hours without am and pm: after 12:40 follows 1:05."""
    ordered = run[::-1] if newest_first else run
    wraps = (10 <= a.second // HOUR <= 12 and b.second // HOUR <= 5 for a, b in pairwise(ordered))
    noon = next((at for at, is_noon in enumerate(wraps, 1) if is_noon), len(run))
    if not all(x.scan.is_short and x.second < 10 * HOUR for x in ordered[noon:]):
        return run
    moved = [replace(x, second=x.second + 12 * HOUR) for x in ordered[noon:]]
    moved = [*ordered[:noon], *moved]
    return moved[::-1] if newest_first else moved


def _disorder(family: ClockFamily, prose: Sequence[int]) -> str:
    """Reason against clocks of tables and lists, as the end of a sentence; else ""."""
    run = family.run
    steps = [_step(a, b, family.newest_first) for a, b in pairwise(run)]
    if steps.count(1) < LEAST_FORWARD * (len(steps) - steps.count(0)):
        return NO_DIRECTION
    ends = [*(x.line for x in run[1:]), len(prose) - 1]
    texts = [prose[end] - prose[x.line] for x, end in zip(run, ends, strict=True)]
    return "but hardly a sentence between them" if median(texts) < LEAST_PROSE else ""


def _other_kind(family: ClockFamily, *, is_live: bool) -> str:
    """Reason against the clocks of timetables, transcripts and logs; else ""."""
    run = family.run
    if 2 * sum(bool(re.match(_LOG, x.rest)) for x in run) > len(run):
        return "each with the level of a log"
    if family.newest_first or len(run) < LEAST_PLAN:
        return ""
    if _are_offsets(run):
        return "counted from 0:00, as in a transcript"
    if is_live:
        return ""
    if even_clocks(run) == len(run):
        return "all at full five minutes and the first on top"
    if any(map(_is_exact, run)) or _is_lively(run):
        return ""
    return "the first on top, as in a programme"


def _are_offsets(run: Sequence[Opening]) -> bool:
    return run[0].second < FIRST_OFFSET and not any(x.day or x.under for x in run)


def _is_lively(run: Sequence[Opening]) -> bool:
    """Below a day, at minutes as life has them; transcripts begin at 0:00."""
    soon = sum(0 <= b.second - a.second < SOON for a, b in pairwise(run))
    is_odd = 5 * even_clocks(run) <= 2 * len(run)
    is_long = len(run) >= LEAST_LIVELY or 3 * soon >= len(run)
    return is_odd and is_long and run[0].second >= HOUR and all(x.under for x in run)


def _is_exact(opening: Opening) -> bool:
    """More than a timetable needs: day, zone, seconds, or an author's name."""
    has_more = opening.day or opening.scan.zone or opening.second % 60
    return bool(has_more or speaker(opening.rest)[0] or name_in(opening.title))


def is_chat(found: Sequence[Opening]) -> bool:
    """Each message has its day and speaker, who speak again, at minutes as life has them."""
    names = [speaker(x.rest)[0] or name_in(x.title) for x in found if x.day or x.under]
    is_log = any(re.match(_LOG, x.rest) for x in found)
    return not is_log and come_again(names, len(found)) and 4 * even_clocks(found) <= 3 * len(found)


def even_clocks(run: Sequence[Opening]) -> int:
    """Number of clocks at full five minutes, as in timetables."""
    return sum(x.second % 300 == 0 for x in run)


def is_like_a_plan(family: ClockFamily) -> bool:
    is_rising = not (family.newest_first or family.run[0].announced)
    return is_rising and 2 * even_clocks(family.run) > len(family.run)


def _widest(found: Sequence[Opening], prose: Sequence[int]) -> ClockFamily:
    """Add traits while the score rises. Beam search, because the best first trait may mislead."""
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
    for trait, count in Counter(x for opening in run for x in opening.traits).items():
        if LEAST_GIVEN <= count < len(run) and trait not in _NO_TRAITS:
            yield [x for x in run if trait in x.traits]


def _own_times(run: Sequence[Opening], prose: Sequence[int]) -> int:
    """Openings on top that are the page's own times: without text, unlike most."""
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


def _usual(run: Sequence[Opening]) -> set[Trait]:
    counts = Counter(trait for x in run for trait in x.traits)
    return {
        trait
        for trait, count in counts.items()
        if 2 * count > len(run) and trait[0] != "form"
    }


def _score(run: Sequence[Opening], prose: Sequence[int]) -> tuple[int, bool]:
    """Steps forward with sentences, less all other steps; True for newest first."""
    down = up = 0
    for before, after in pairwise(run):
        has_words = prose[after.line] - prose[before.line] >= LEAST_PROSE
        down += (-COST, -1, has_words)[_step(before, after, True) + 1]
        up += (-COST, -1, has_words)[_step(before, after, False) + 1]
    return (down, True) if down >= up else (up, False)


def _step(before: Opening, after: Opening, newest_first: bool) -> int:
    """1 for a step in the direction, 0 for a possible pause, else -1."""
    first, second = before.day or before.under, after.day or after.under
    if first and second and first != second:
        months, days = first.month - second.month, first.day - second.day
        return 1 if ((31 * months + days) % 372 < 186) == newest_first else -1
    back = (before.second - after.second if newest_first else after.second - before.second) % DAY
    return 1 if back <= DAY // 2 else 0 if back < DAY - DISORDER else -1


def against_order(family: ClockFamily) -> list[Opening]:
    return [b for a, b in pairwise(family.run) if _step(a, b, family.newest_first) < 0]


def nights(before: Opening, after: Opening, *, newest_first: bool) -> int:
    """Days between neighbours, by weekdays or clocks."""
    early, late = (after, before) if newest_first else (before, after)
    if early.scan.weekday is not None and late.scan.weekday is not None:
        return (late.scan.weekday - early.scan.weekday) % 7
    return int(early.second - late.second > DISORDER)


def _alike(run: list[Opening]) -> list[Opening]:
    """Drop openings at both ends that differ in three ways: a page's date, teasers."""
    usual = _usual(run)
    others = [usual - x.traits for x in run]
    alike = [
        at
        for at, other in enumerate(others)
        if len(other) + any(x[0] == "place" for x in other) < DIFFERENT
    ]
    return run[alike[0] : alike[-1] + 1] if alike else []


def _without_index(
    run: list[Opening], lines: Sequence[Line], prose: Sequence[int]
) -> list[Opening]:
    """Drop a list of key moments: without text, and clock and words open another post."""
    ends = [*(x.line for x in run[1:]), len(prose) - 1][: len(run)]
    words = [(x.second, _first_words(lines, x, end)) for x, end in zip(run, ends, strict=True)]
    counts = Counter(words)
    has_text = [prose[end] > prose[x.line] for x, end in zip(run, ends, strict=True)]
    return [
        x
        for x, own, text in zip(run, words, has_text, strict=True)
        if text or x.announced or counts[own] == 1
    ]


def _first_words(lines: Sequence[Line], opening: Opening, end: int) -> str:
    below = lines[opening.end].text if opening.end < end else ""
    return opening.title or opening.rest or below
