"""Clocks of twelve hours without am or pm: "9:04" may be of the evening."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, starmap

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import Opening

HOUR = 3600  # seconds
NOON, DAY = 12 * HOUR, 24 * HOUR
LINES_OF_FRONT = 40  # lines above the first clock that may say the half, as may the first post
IN_EVENING = "No clock says am or pm; they are taken for the afternoon's, as the text above is."
IN_MORNING = "No clock says am or pm; they are taken for the morning's."
_SAYS_HALF = r"(?i)\d\s?([ap])\.?\s?m\b|\b(?:to(n)ight|this eve(n)ing)\b"
_OF_24 = r"(?<![\d:.])(?:1[3-9]|2[0-3])(?:[:.h][0-5]\d|\s?(?:uhr|h)\b)"


def in_order(run: Sequence[Opening], newest_first: bool) -> Sequence[Opening]:
    return run[::-1] if newest_first else run


def passed(walk: Sequence[Opening]) -> int:
    """Seconds from the first to the last, over midnight."""
    return sum((late.second - early.second) % DAY for early, late in pairwise(walk))


def with_halves(
    run: Sequence[Opening], *, newest_first: bool, is_evening: bool = False
) -> list[Opening]:
    """Each clock in the half that is nearer to the one before: after 12:40 follows 1:05.

    Some clocks of the text say their half, or a short clock follows noon, or it `is_evening`.
    """
    first, *others = in_order(run, newest_first)
    passes_noon = any(starmap(_passes_noon, pairwise([first, *others])))
    is_known = is_evening or passes_noon or any(x.scan.half for x in run)
    if not (is_known and _are_of_twelve(run)):
        return [*run]
    firsts = [first] if first.scan.half else [first, _later(first)]
    ways = (
        [*accumulate([x, *others], _in_nearer_half)] for x in firsts[:: -1 if is_evening else 1]
    )
    return [*in_order(min(ways, key=passed), newest_first)]


def in_said_half(
    run: Sequence[Opening], lines: Sequence[Line], *, newest_first: bool
) -> tuple[list[Opening], str]:
    """Clocks that all lack their half, in that of the text above, with a doubt."""
    is_sure = not _are_of_twelve(run) or any(map(_says_more, run))
    texts = [x.text for x in lines]
    if is_sure or not any(x.scan.is_short for x in run) or _have(_OF_24, texts):
        return [*run], ""
    front = texts[max(0, run[0].line - LINES_OF_FRONT) : run[0].line + 1]
    said = {x[1] for text in front for x in re.finditer(_SAYS_HALF, text)}
    if not said or not said.isdisjoint("aA"):
        return [*run], IN_MORNING
    return with_halves(run, newest_first=newest_first, is_evening=True), IN_EVENING


def _says_more(opening: Opening) -> bool:
    """Its half, an hour after noon, or a word of languages that count to 24: "9h05"."""
    found = opening.scan
    return bool(found.half) or opening.second > NOON + HOUR or found.form[:1] not in ":."


def _have(pattern: str, texts: Iterable[str]) -> bool:
    return any(re.search(pattern, x, re.IGNORECASE) for x in texts)


def _are_of_twelve(run: Sequence[Opening]) -> bool:
    return all(x.scan.half or x.scan.is_of_twelve for x in run)


def _passes_noon(early: Opening, late: Opening) -> bool:
    return 10 <= early.second // HOUR <= 12 and late.scan.is_short and late.second <= 6 * HOUR


def _later(opening: Opening) -> Opening:
    return replace(opening, second=(opening.second + NOON) % DAY)


def _in_nearer_half(before: Opening, opening: Opening) -> Opening:
    if opening.scan.half:
        return opening
    return min(opening, _later(opening), key=lambda x: (x.second - before.second) % DAY)
