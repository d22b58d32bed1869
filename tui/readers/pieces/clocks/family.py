"""Openings of posts among all lines with a clock: the widest family in one direction."""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from tui.model.counted import counted
from tui.readers.pieces.clocks.halves import DISORDER, passed, with_halves, without_slips
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import BEGINS, DAY, NOON, Opening, Trait
from tui.readers.pieces.clocks.other_kinds import (
    LEAST_GIVEN,
    LEAST_POSTS,
    LEAST_PROSE,
    is_chat,
    other_kind,
    without_list,
)

COST = 4  # steps forward that outweigh a step back
DIFFERENT = 3  # usual traits that an opening lacks which is not like the others
_SAID_ONCE = {("unit", False), ("zone", False), ("separator", "")}  # "2:55 p.m. EDT: It", "2:50 It"

type SaysLive = Callable[..., bool]  # above the first opening, in a line of more characters


class NoFamilyError(ValueError):
    """Reason why clocks open no posts, as the end of a sentence; a day from the user may help."""

    def __init__(self, reason: str, *, day_helps: bool = False) -> None:
        super().__init__(reason)
        self.day_helps = day_helps


class ClockFamily(NamedTuple):
    """Neighbouring openings in the text's order."""

    run: Sequence[Opening]
    newest_first: bool
    forward: int = 0  # steps with sentences between, less all others
    score: int = 0  # as `forward`, but a step back costs more
    is_pinned: bool = False  # the post on top, whatever its time
    among: Sequence[Opening] = ()  # all with the traits of the run
    lines: Sequence[Line] = ()  # of the text

    @property
    def rank(self) -> tuple[int, int, bool]:
        return self.score, len(self.run), self.newest_first

    @property
    def against_order(self) -> list[Opening]:
        return [b for a, b in pairwise(self.run) if _step(a, b, newest_first=self.newest_first) < 0]

    @property
    def nights(self) -> list[int]:
        """Days from the earliest to each, by clocks and weekdays; a pinned post's is the next's."""
        run = [self.run[int(self.is_pinned)], *self.run[1:]]
        by_time = without_slips(run[::-1] if self.newest_first else run)
        nights = [*accumulate((_days_between(a, b) for a, b in pairwise(by_time)), initial=0)]
        return nights[::-1] if self.newest_first else nights


def family(
    found: Sequence[Opening], lines: Sequence[Line], *, given: bool, is_live: SaysLive
) -> ClockFamily:
    """A `given` day accepts two posts, timetables and texts without sentences, as does a chat.
    Raises NoFamilyError."""
    found = without_list(found)
    try:
        best = _family(found, given=given, is_live=is_live)
    except NoFamilyError:
        if not (given or is_chat(found, lines)):
            raise
        left = [*accumulate((len(x.text) for x in reversed(lines)), initial=0)][::-1]
        found = [x._replace(left=left[x.line], follows=True) for x in found]
        best = _family(found, given=True, is_live=is_live)
    return _with_slips(best._replace(lines=lines), found)


def _family(found: Sequence[Opening], *, given: bool, is_live: SaysLive) -> ClockFamily:
    best = _widest(found)
    if reason := _reason_against(best, given=given, is_live=is_live):
        count, day_helps = len(best.run), not given and len(best.run) >= LEAST_GIVEN
        raise NoFamilyError(f"{counted(count, 'line')} with a clock{reason}", day_helps=day_helps)
    return best


def _reason_against(best: ClockFamily, *, given: bool, is_live: SaysLive) -> str:
    """Reason against clocks of tables, lists and plans, as the end of a sentence; else ""."""
    run = best.run
    if len(run) < (least := _least(best, given=given, is_live=is_live)):
        return f"; at least {least} are needed"
    if run[0].announced:
        return ""
    texts = sorted(a - b for a, b in pairwise([*(x.left for x in run), 0]))
    if texts[len(texts) // 2] < LEAST_PROSE:
        return ", but hardly a sentence between them"
    live = is_live(run[0])
    kind = "" if given else other_kind(run, newest_first=best.newest_first, is_live=live)
    return f", {kind}" if kind else ""


def _least(best: ClockFamily, *, given: bool, is_live: SaysLive) -> int:
    if best.run and all(x.announced for x in best.run):
        return 1
    is_sure = given or all(x.scan.day for x in best.run)
    is_sure = is_sure or (best.newest_first and is_live(best.run[0], LEAST_PROSE))
    return LEAST_GIVEN if is_sure else LEAST_POSTS


def _widest(found: Sequence[Opening]) -> ClockFamily:
    """Add the trait that raises the score most, while one does."""
    best = _best_stretch(found)
    while best.score < len(best.among) - 1:
        narrower = map(_best_stretch, _narrower(best.among))
        longer = max(narrower, key=attrgetter("rank"), default=best)
        if longer.score <= best.score:
            break
        best = longer
    if len(best.run) * 2 < len(best.among):
        raise NoFamilyError(f"{len(best.among)} lines with a clock, but they run in no direction")
    return _with_pinned(_with_midnights(_with_last(best)))


def _narrower(run: Sequence[Opening]) -> Iterator[list[Opening]]:
    counts = Counter(x for opening in run for x in opening.traits)
    for trait, count in sorted(counts.items(), key=repr):  # sets differ in order at each start
        if count < len(run):
            yield [x for x in run if trait in x.traits]


def _with_slips(best: ClockFamily, found: Sequence[Opening]) -> ClockFamily:
    """Add a few openings out of order, each alone between two of the run, alike but for a trait."""
    run, usual, starts = best.run, _usual(best.run), [x.line for x in best.run]
    groups = {at: [*x] for at, x in groupby(found, lambda x: bisect(starts, x.line))}
    pairs = [(a, groups[at][1]) for at, a in enumerate(run[:-1], 1) if len(groups[at]) == 2]
    slips = [b for a, b in pairs if _is_slip(a, b, best.lines) and len(usual - b.traits) <= 1]
    is_rare = LEAST_POSTS * len(slips) <= len(run)
    return best._replace(run=sorted([*run, *slips * is_rare], key=attrgetter("line")))


def _is_slip(above: Opening, below: Opening, lines: Sequence[Line]) -> bool:
    """Near in time, right below a sentence, and as far from it as the one above."""
    is_apart = lines[below.line].apart >= lines[above.line].apart
    return below.follows and is_apart and abs(above.second - below.second) <= DISORDER


def _with_last(best: ClockFamily) -> ClockFamily:
    """Add openings alike right below the last sentence."""
    run, usual = best.run, _usual(best.run)
    below = [x for x in best.among if x.line > run[-1].line and usual <= x.traits]
    return best._replace(run=[*run, *below]) if below and below[0].follows else best


def _with_pinned(best: ClockFamily) -> ClockFamily:
    """Add the only opening above the run, if it is of the form of all and has a text."""
    run = best.run
    above = [x for x in best.among if x.line < run[0].line]
    if len(above) != 1 or not _usual(run) <= above[0].traits:
        return best
    has_text = above[0].left - run[0].left >= LEAST_PROSE
    is_page = best.newest_first and _known_step(above[0], run[-1]) > 0  # older than all
    return best._replace(run=[*above, *run], is_pinned=True) if has_text and not is_page else best


def _with_midnights(best: ClockFamily) -> ClockFamily:
    """A clock of 0:00 behind an evening of the same day ends it, as 24:00."""
    later = best.run if best.newest_first else best.run[::-1]
    ends = {
        late.line
        for late, early in pairwise(later)
        if late.second == 0 and early.second > NOON and late.its_day == early.its_day
    }
    run = [x._replace(second=DAY) if x.line in ends else x for x in best.run]
    return best._replace(run=run)


def _best_stretch(among: Sequence[Opening]) -> ClockFamily:
    """Leave out lines unlike the posts: contents and page's times at the ends, sentences inside."""
    usual = _usual(among)
    alike = [at for at, x in enumerate(among) if len(_lacks(x, usual)) < DIFFERENT] or [0]
    inside = among[alike[0] : alike[-1] + 1]
    run = [x for x in inside if x.scan.day or len(_lacks(x, usual)) <= DIFFERENT]
    ways = [_stretch(run, usual, newest_first=way) for way in (True, False)]
    best = max(ways, key=lambda x: (x.forward, len(x.run), -passed(x.run, x.newest_first)))
    return best._replace(among=among)


def _usual(run: Sequence[Opening]) -> set[Trait]:
    counts = Counter(trait for x in run for trait in x.traits)
    for each in (("form", ":.h"), BEGINS):  # an hour alone fits any form
        del counts[each]
    return {x for x, count in counts.items() if 2 * count > len(run)}


def _lacks(opening: Opening, usual: set[Trait]) -> set[Trait]:
    """Usual traits that it has not; none if it only says what holds for all."""
    lacks = usual - opening.traits
    return set() if lacks <= _SAID_ONCE else lacks


def _stretch(run: Sequence[Opening], usual: set[Trait], *, newest_first: bool) -> ClockFamily:
    """Stretch with the greatest sum of gains, the longest of several."""
    run = with_halves(run, newest_first)
    gains = [_gain(a, b, usual, newest_first=newest_first) for a, b in pairwise(run)]
    best, first, total = (0, 0, 0), 0, 0  # total, length, first
    for last, gain in enumerate(gains, 1):
        total += max(gain, -1)
        if total < 0:
            first, total = last, 0
        best = max(best, (total, last - first, first))
    forward, length, first = best
    score = sum(gains[first : first + length]) if length else -COST * len(run)
    return ClockFamily(run[first : first + length + 1], newest_first, forward, score)


def _gain(above: Opening, below: Opening, usual: set[Trait], *, newest_first: bool) -> int:
    """1 for a step forward with sentences, -1 for a pause or odd opening, less for a step back."""
    step = _step(above, below, newest_first=newest_first)
    has_words = above.left - below.left >= LEAST_PROSE
    lacks = _lacks(above, usual)
    is_post = has_words or above.announced or len(lacks) < 1 + bool(above.rest)
    return -COST if step < 0 else int(has_words) if step and is_post else -1


def _step(above: Opening, below: Opening, *, newest_first: bool) -> int:
    """1 for a step in the direction, 0 for a possible pause, else -1."""
    early, late = (below, above) if newest_first else (above, below)
    if known := _known_step(early, late):
        return known
    passed = (late.second - early.second) % DAY
    return 1 if passed <= NOON else 0 if passed < DAY - DISORDER else -1


def _known_step(early: Opening, late: Opening) -> int:
    """1 or -1 from day to day, of which one may be of the next year; 0 if only clocks can tell."""
    first, second = early.its_day, late.its_day
    if not (first and second):
        return 0
    if days := 31 * (second.month - first.month) + second.day - first.day:
        return 1 if days % 372 <= 186 else -1
    return int(late.second > early.second)


def _days_between(early: Opening, late: Opening) -> int:
    first, second = early.scan.weekday, late.scan.weekday
    if first is None or second is None:
        is_over_night = early.second - late.second > DISORDER
        return int(is_over_night or early.day_word != late.day_word)
    return (second - first + 1) % 7 - 1
