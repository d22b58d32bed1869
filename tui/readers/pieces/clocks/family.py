"""Openings of posts among all lines with a clock: the widest family in one direction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from tui.readers.pieces.clocks.halves import DAY, HOUR, NOON, in_order, passed, with_halves
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import Opening, Trait
from tui.readers.pieces.clocks.other_kinds import even_clocks, is_chat, other_kind

LEAST_POSTS = 3
LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_PROSE = 20  # characters of sentences in the median post
COST = 4  # steps forward that outweigh a step back
DIFFERENT = 3  # different traits of an opening that is not like the others
DISORDER = 3 * HOUR  # a step back by more is a night
_NO_TRAITS = frozenset((said, False) for said in ("day", "weekday", "zone"))
"""Posts may name these now and then: their absence makes no family."""
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
    is_pinned: bool = False  # the post on top, whatever its time

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
        return is_rising and 2 * even_clocks(self.run) > len(self.run)


def family(
    found: Sequence[Opening],
    lines: Sequence[Line],
    prose: Sequence[int],
    *,
    given: bool,
    is_live: bool,
) -> ClockFamily:
    """`prose` sums the sentences before each line. A `given` day accepts two posts, timetables and
    texts without sentences, as does a chat. Raises NoFamilyError."""
    try:
        return _family(found, prose, given=given, is_live=is_live)
    except NoFamilyError:
        if not (given or is_chat(found, lines)):
            raise
    words = [*accumulate((len(x.text) for x in lines), initial=0)]
    return _family(found, words, given=True, is_live=is_live)


def _family(
    found: Sequence[Opening], prose: Sequence[int], *, given: bool, is_live: bool
) -> ClockFamily:
    best = _widest(_without_sentences(found), prose)
    run = best.run
    count = f"{len(run)} line{'s' if len(run) != 1 else ''} with a clock"
    if len(run) < (least := _least(run, given=given)):
        reason = f"{count}; at least {least} are needed"
        raise NoFamilyError(reason, day_helps=not given and len(run) >= LEAST_GIVEN)
    reason = _reason_against(best, prose, given=given, is_live=is_live)
    if reason:
        raise NoFamilyError(f"{count}, {reason}", day_helps=not given and reason != NO_DIRECTION)
    return best


def _without_sentences(found: Sequence[Opening]) -> list[Opening]:
    """Drop "It was published at 10:30" where headlines are glued to such words."""
    if not any(x.glued for x in found):
        return [*found]
    return [x for x in found if x.glued or not (x.announced and x.is_sentence)]


# The score of a family: its best stretch


@dataclass(frozen=True, slots=True)
class _ScoredRun:
    """Neighbouring openings with the best sum of steps."""

    forward: int
    score: int  # as `forward`, but a step back costs more
    newest_first: bool
    run: list[Opening]
    passed: int  # seconds

    @property
    def rank(self) -> tuple[int, int, bool]:
        return self.score, len(self.run), self.newest_first


def _widest(found: list[Opening], prose: Sequence[int]) -> ClockFamily:
    """Add the trait that raises the score most, while one does."""
    best = _best_stretch(found, prose)
    all_alike = found
    while best.score < len(all_alike) - 1:
        narrower = [(_best_stretch(x, prose), x) for x in _narrower(all_alike)]
        stretch, run = max(narrower, key=lambda x: x[0].rank, default=(best, found))
        if stretch.score <= best.score:
            break
        best, all_alike = stretch, run
    if len(best.run) * 2 < len(all_alike):
        raise NoFamilyError(f"{len(all_alike)} lines with a clock, {NO_DIRECTION}")
    pinned = _pinned(all_alike, best.run, prose)
    run = _with_midnights(best.run, best.newest_first)
    return ClockFamily([*pinned, *run], best.newest_first, bool(pinned))


def _pinned(
    all_alike: Sequence[Opening], run: Sequence[Opening], prose: Sequence[int]
) -> Sequence[Opening]:
    """The only opening above the run, if it is of the form of all and has a text."""
    above = [x for x in all_alike if x.line < run[0].line]
    has_text = prose[run[0].line] - prose[above[-1].line] >= LEAST_PROSE if above else False
    is_post = len(above) == 1 and len(run) >= LEAST_POSTS and has_text
    return above if is_post and _usual(run) <= above[0].traits else ()


def _narrower(run: Sequence[Opening]) -> Iterator[list[Opening]]:
    counts = Counter(x for opening in run for x in opening.traits)
    for trait, count in sorted(counts.items(), key=repr):  # sets differ in order at each start
        if LEAST_GIVEN <= count < len(run) and trait not in _NO_TRAITS:
            yield [x for x in run if trait in x.traits]


def _best_stretch(run: list[Opening], prose: Sequence[int]) -> _ScoredRun:
    """Cut off what stands above and below the posts: contents, key moments, the page's times."""
    usual = _usual(run)
    run = [x for x in run if not _is_odd(x, usual)] or run[:1]
    ways = (_stretch(run, prose, usual, newest_first=way) for way in (True, False))
    return max(ways, key=lambda x: (x.forward, len(x.run), -x.passed, x.newest_first))


def _stretch(
    run: list[Opening], prose: Sequence[int], usual: set[Trait], *, newest_first: bool
) -> _ScoredRun:
    """Stretch with the greatest sum of gains, the longest of several."""
    run = with_halves(run, newest_first=newest_first)
    gains = [_gain(a, b, usual, prose, newest_first=newest_first) for a, b in pairwise(run)]
    best, first, total = (0, 0, 0), 0, 0  # total, length, first
    for last, gain in enumerate(gains, 1):
        total += max(gain, -1)
        if total < 0:
            first, total = last, 0
        best = max(best, (total, last - first, first))
    forward, length, first = best
    score = sum(gains[first : first + length]) if length else -COST * len(run)
    run = run[first : first + length + 1]
    return _ScoredRun(forward, score, newest_first, run, passed(in_order(run, newest_first)))


def _gain(
    above: Opening,
    below: Opening,
    usual: set[Trait],
    prose: Sequence[int],
    *,
    newest_first: bool,
) -> int:
    """1 for a step forward with sentences between, -1 for a pause or an odd opening, less for a
    step back."""
    step = _forward(below, above) if newest_first else _forward(above, below)
    if step < 1:
        return -COST if step < 0 else -1
    has_words = prose[below.line] - prose[above.line] >= LEAST_PROSE
    is_post = has_words or above.announced or above.rest or usual <= above.traits
    return int(has_words) if is_post else -1


def _is_odd(opening: Opening, usual: set[Trait]) -> bool:
    other = usual - opening.traits
    return len(other) + any(x[0] == "place" for x in other) >= DIFFERENT


def _usual(run: Sequence[Opening]) -> set[Trait]:
    counts = Counter(trait for x in run for trait in x.traits)
    return {x for x, count in counts.items() if 2 * count > len(run) and x[0] != "form"}


def _forward(early: Opening, late: Opening) -> int:
    """1 for a step in the direction, 0 for a possible pause, else -1."""
    first, second = early.its_day, late.its_day
    if first and second and first != second:
        days = 31 * (second.month - first.month) + second.day - first.day
        return 1 if days % 372 <= 186 else -1
    if first and first == second and late.second > early.second:
        return 1
    passed = (late.second - early.second) % DAY
    return 1 if passed <= DAY // 2 else 0 if passed < DAY - DISORDER else -1


def nights(early: Opening, late: Opening) -> int:
    """Days between neighbours, by their clocks."""
    return int(early.second - late.second > DISORDER)


def _with_midnights(run: list[Opening], newest_first: bool) -> list[Opening]:
    """A clock of 0:00 behind an evening of the same day ends it, as 24:00."""
    later = run if newest_first else run[::-1]
    ends = {
        late.line
        for late, early in pairwise(later)
        if late.second == 0 and early.second > NOON and late.its_day == early.its_day
    }
    return [replace(x, second=DAY) if x.line in ends else x for x in run]


def _least(run: Sequence[Opening], *, given: bool) -> int:
    if run and all(x.announced for x in run):
        return 1
    dated = all(x.day and not x.rest.endswith(":") for x in run)  # "On 5 May at 22:40 Ann wrote:"
    return LEAST_GIVEN if given or dated else LEAST_POSTS


def _reason_against(
    family: ClockFamily, prose: Sequence[int], *, given: bool, is_live: bool
) -> str:
    """Reason against clocks of tables, lists and plans, as the end of a sentence; else ""."""
    run = family.run
    if run[0].announced:
        return ""
    ends = [*(x.line for x in run[1:]), len(prose) - 1]
    texts = [prose[end] - prose[x.line] for x, end in zip(run, ends, strict=True)]
    if sorted(texts)[len(texts) // 2] < LEAST_PROSE:
        return "but hardly a sentence between them"
    return "" if given else other_kind(run, newest_first=family.newest_first, is_live=is_live)
