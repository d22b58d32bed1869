"""Openings of posts among all lines with a clock: the widest family in one direction."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from tui.readers.pieces.clocks.lines import Line, prose_of
from tui.readers.pieces.clocks.names import come_again, name_in, speaker
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.pieces.clocks.strays import (
    LEAST_POSTS,
    of_posts,
    without_edits,
    without_sentences,
)

LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_FORWARD = 0.75  # share of neighbours in one direction
LEAST_PROSE = 20  # characters of sentences in the median post
COST = 4  # steps forward that outweigh a step back, or a night
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


@dataclass(frozen=True, slots=True)
class ClockFamily:
    """Openings of posts in the text's order."""

    run: Sequence[Opening]
    newest_first: bool

    @property
    def steps(self) -> list[tuple[Opening, Opening]]:
        """Neighbours in the text's order, each pair with the earlier first."""
        return [(b, a) if self.newest_first else (a, b) for a, b in pairwise(self.run)]

    @property
    def against_order(self) -> list[Opening]:
        pairs = zip(self.run[1:], self.steps, strict=True)
        return [after for after, step in pairs if _forward(*step) < 0]

    @property
    def is_like_a_plan(self) -> bool:
        is_rising = not (self.newest_first or self.run[0].announced)
        return is_rising and 2 * _even_clocks(self.run) > len(self.run)


def family(
    found: Sequence[Opening], lines: Sequence[Line], *, given: bool, is_live: bool
) -> ClockFamily:
    """A `given` day accepts two posts, timetables and texts without sentences, as does a chat.
    Raises NoFamilyError."""
    try:
        return _family(found, lines, prose_of(lines), given=given, is_live=is_live)
    except NoFamilyError:
        if not (given or _is_chat(found)):
            raise
    words = [*accumulate((len(x.text) for x in lines), initial=0)]
    return _family(found, lines, words, given=True, is_live=is_live)


def _family(
    found: Sequence[Opening],
    lines: Sequence[Line],
    prose: Sequence[int],
    *,
    given: bool,
    is_live: bool,
) -> ClockFamily:
    widest, newest_first = _widest(without_sentences(without_edits(found)), prose)
    run = of_posts(widest, lines, prose)
    count = f"{len(run)} line{'s' if len(run) != 1 else ''} with a clock"
    if len(run) < (least := _least(run, given=given)):
        reason = f"{count}; at least {least} are needed" if run else "no clock"
        raise NoFamilyError(reason, day_helps=not given and len(run) >= LEAST_GIVEN)
    best = ClockFamily(_with_afternoon(run, newest_first), newest_first)
    reason = "" if run[0].announced else _disorder(best, prose)
    if not (reason or given or run[0].announced):
        reason = _other_kind(best, is_live=is_live)
    if reason:
        raise NoFamilyError(f"{count}, {reason}", day_helps=not given and reason != NO_DIRECTION)
    return best


def _widest(run: list[Opening], prose: Sequence[int]) -> tuple[list[Opening], bool]:
    """Add the trait that raises the score most, while one does; True for newest first."""
    score, newest_first = _score(run, prose)
    while score < len(run) - 1:
        scored = ((*_score(x, prose), x) for x in _narrower(run))
        widest = (score, newest_first, run)
        best = max(scored, key=lambda x: (*x[:2], len(x[2])), default=widest)
        if best[0] <= score:
            break
        score, newest_first, run = best
    return run, newest_first


def _narrower(run: Sequence[Opening]) -> Iterator[list[Opening]]:
    counts = Counter(x for opening in run for x in opening.traits)
    for trait, count in sorted(counts.items(), key=repr):  # sets differ in order at each start
        if LEAST_GIVEN <= count < len(run) and trait not in _NO_TRAITS:
            yield [x for x in run if trait in x.traits]


def _score(run: Sequence[Opening], prose: Sequence[int]) -> tuple[int, bool]:
    """Steps forward with sentences, less all other steps; True for newest first."""
    has_words = [prose[b.line] - prose[a.line] >= LEAST_PROSE for a, b in pairwise(run)]

    def score(newest_first: bool) -> int:
        steps = [_forward(*x) for x in ClockFamily(run, newest_first).steps]
        return sum((-COST, -1, words)[x + 1] for x, words in zip(steps, has_words, strict=True))

    return max((score(newest_first), newest_first) for newest_first in (True, False))


def _forward(early: Opening, late: Opening) -> int:
    """1 for a step in the direction, 0 for a possible pause, else -1."""
    first, second = early.day or early.under, late.day or late.under
    if first and second and first != second:
        days = 31 * (second.month - first.month) + second.day - first.day
        return 1 if days % 372 <= 186 else -1
    passed = (late.second - early.second) % DAY
    return 1 if passed <= DAY // 2 else 0 if passed < DAY - DISORDER else -1


def nights(early: Opening, late: Opening) -> int:
    """Days between neighbours, by weekdays or clocks."""
    if early.scan.weekday is not None and late.scan.weekday is not None:
        return (late.scan.weekday - early.scan.weekday) % 7
    return int(early.second - late.second > DISORDER)


def _with_afternoon(run: list[Opening], newest_first: bool) -> list[Opening]:
    """Clocks of twelve hours without am and pm: after 12:40 follows 1:05."""
    ordered = run[::-1] if newest_first else run
    wraps = (10 <= a.second // HOUR <= 12 and b.second // HOUR <= 5 for a, b in pairwise(ordered))
    noon = next((at for at, is_noon in enumerate(wraps, 1) if is_noon), len(run))
    if not all(x.scan.is_short and x.second < 10 * HOUR for x in ordered[noon:]):
        return run
    later = (replace(x, second=x.second + 12 * HOUR) for x in ordered[noon:])
    moved = [*ordered[:noon], *later]
    return moved[::-1] if newest_first else moved


# Texts that are no live blogs


def _least(run: Sequence[Opening], *, given: bool) -> int:
    if run and all(x.announced for x in run):
        return 1
    dated = all(x.day and not x.rest.endswith(":") for x in run)  # "On 5 May at 22:40 Ann wrote:"
    return LEAST_GIVEN if given or dated else LEAST_POSTS


def _disorder(family: ClockFamily, prose: Sequence[int]) -> str:
    """Reason against clocks of tables and lists, as the end of a sentence; else ""."""
    run = family.run
    steps = [_forward(*x) for x in family.steps]
    if steps.count(1) < LEAST_FORWARD * (len(steps) - steps.count(0)):
        return NO_DIRECTION
    ends = [*(x.line for x in run[1:]), len(prose) - 1]
    texts = [prose[end] - prose[x.line] for x, end in zip(run, ends, strict=True)]
    return "but hardly a sentence between them" if median(texts) < LEAST_PROSE else ""


def _other_kind(family: ClockFamily, *, is_live: bool) -> str:
    """Reason against the clocks of timetables, transcripts and logs; else ""."""
    run = family.run
    if 2 * sum(_is_logged(x) for x in run) > len(run):
        return "each with the level of a log"
    if family.newest_first or len(run) < LEAST_PLAN:
        return ""
    if _are_offsets(run):
        return "counted from 0:00, as in a transcript"
    if not is_live and _even_clocks(run) == len(run):
        return "all at full five minutes and the first on top"
    return "" if is_live or _is_lively(run) else "the first on top, as in a programme"


def _are_offsets(run: Sequence[Opening]) -> bool:
    return run[0].second < FIRST_OFFSET and not any(x.day or x.under for x in run)


def _is_logged(opening: Opening) -> bool:
    return re.match(_LOG, opening.rest) is not None


def _is_lively(run: Sequence[Opening]) -> bool:
    """A day, zone or author, which no timetable needs; or, below days, minutes as life has them."""
    if any(x.day or x.scan.zone or _speaker(x) for x in run):
        return True
    soon = sum(0 <= b.second - a.second < SOON for a, b in pairwise(run))
    is_odd = 5 * _even_clocks(run) <= 2 * len(run)
    is_long = len(run) >= LEAST_LIVELY or 3 * soon >= len(run)
    return is_odd and is_long and run[0].second >= HOUR and all(x.under for x in run)


def _is_chat(found: Sequence[Opening]) -> bool:
    """Each message has its day and speaker, who speak again, at minutes as life has them."""
    names = [_speaker(x) for x in found if x.day or x.under]
    is_odd = 4 * _even_clocks(found) <= 3 * len(found)
    return is_odd and come_again(names, len(found)) and not any(map(_is_logged, found))


def _speaker(opening: Opening) -> str:
    return speaker(opening.rest)[0] or name_in(opening.title)


def _even_clocks(run: Iterable[Opening]) -> int:
    """Number of clocks at full five minutes, as in timetables."""
    return sum(x.second % 300 == 0 for x in run)
