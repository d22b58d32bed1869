"""Clocks that open no posts: of lists around a live blog, of logs, timetables and transcripts."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from tui.readers.habits import LEVELS, come_again
from tui.readers.names import names_in, signature, speaker
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import BEGINS_SENTENCE, DAY, HOUR, NOON, Opening

LEAST_POSTS = 3
LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_PROSE = 20  # characters of sentences in the median post
LEAST_LIVELY = 5
MOST_CONTENTS = 50  # rows
MOST_EVEN = 0.75  # of the clocks, where minutes are as life has them
_LOG = rf"(?:\[[\w.]{{1,40}}\] )?[\[<(]?(?:{LEVELS.upper()})\b|\[(?:{LEVELS})\]"
_PROGRAMME = 'the earliest first, as in a programme or report, and no word such as "live" above'


def other_kind(run: Sequence[Opening], *, newest_first: bool, is_live: bool) -> str:
    """Reason against the clocks of timetables, transcripts, reports and logs; else ""."""
    if 2 * sum(map(_is_logged, run)) > len(run):
        return "each with the level of a log"
    if len(run) < LEAST_POSTS or (newest_first and len({(x.its_day, x.second) for x in run}) > 1):
        return ""
    if _is_counted(run, is_live=is_live):
        return "counted from 0:00, as in a transcript"
    return "" if is_live else _plan_or_report(run)


def _plan_or_report(run: Sequence[Opening]) -> str:
    are_sentences = 2 * sum(BEGINS_SENTENCE in x.traits and not x.scan.day for x in run) > len(run)
    return "" if _is_lively(run) and not are_sentences else _PROGRAMME


def _is_counted(run: Sequence[Opening], *, is_live: bool) -> bool:
    """No clock is of a day, as "0:03am" is; the only day above may be the page's, if not live."""
    days, scans = {x.under for x in run}, [x.scan for x in run]
    is_said = any(any((x.day, x.half, x.unit, x.zone, x.form in ".h")) for x in scans)
    first = scans[0].clock
    is_zero = first is not None and first[0].startswith(("00:00", "0:00" if is_live else "0:"))
    return is_zero and not (is_said or len(days) > 1 or (is_live and days != {None}))


def _is_logged(opening: Opening) -> bool:
    return re.match(_LOG, opening.rest) is not None


def _is_lively(run: Sequence[Opening]) -> bool:
    """A zone or author, which no timetable needs; or minutes as life has them, below a day or
    several. "3:16" may be a verse, or the time of a game."""
    if 2 * sum(any((x.scan.day, x.scan.zone, _speaker(x))) for x in run) > len(run):
        return True
    is_game = run[0].second < HOUR or any(x.scan.is_short for x in run)
    is_sure = all(x.under for x in run) or (len(run) >= LEAST_LIVELY and not is_game)
    return is_sure and _even(run) <= MOST_EVEN


def is_chat(found: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Each message has its day and speaker, who speak again, at minutes as life has them."""
    above = (names_in(lines[max(0, x.line - 1)].text) for x in found)
    pairs = zip(found, above, strict=True)
    names = [_speaker(x) or " ".join(name) or x.title for x, name in pairs if x.its_day]
    is_other = any(map(_is_logged, found)) or _is_counted(found, is_live=False)
    return _even(found) <= MOST_EVEN and come_again(names, len(found)) and not is_other


def _speaker(opening: Opening) -> str:
    names = (*names_in(opening.title), *(x.name for x in signature(opening.rest)))
    return speaker(opening.rest)[0] or next(iter(names), "")


def _even(run: Sequence[Opening]) -> float:
    """Share of clocks at full five minutes, as in timetables."""
    return sum(x.second % 300 == 0 for x in run) / len(run)


def without_list(found: Sequence[Opening]) -> Sequence[Opening]:
    """Openings without the contents above the posts, and the headlines of a site below them: last
    rows that have no sentences and no post's form ("yesterday" may be before a post's clock)."""
    silent = [a.left - b.left < LEAST_PROSE for a, b in pairwise(found)]
    first = _end_of_contents(found, silent)
    found, silent = found[first:], silent[first:]
    posts = len(silent) - len([*takewhile(bool, reversed(silent))])
    if posts < LEAST_POSTS:
        return found
    forms = {x.traits for x, is_row in zip(found, silent, strict=False) if not is_row}
    last = takewhile(lambda x: not (x.traits in forms or x.scan.lead), reversed(found[posts:]))
    rows = len([*last])
    is_list = rows >= LEAST_GIVEN and not _is_short_post(found, len(found) - rows)
    return found[: len(found) - rows * is_list]


def _end_of_contents(found: Sequence[Opening], silent: Sequence[bool]) -> int:
    """First rows with words and without sentences, whose clocks are those of posts below."""
    times = [(x.its_day, x.second) for x in found]
    titled = takewhile(lambda x: x.title or x.rest, found[:MOST_CONTENTS])
    most = min(len([*titled]), 1 + len([*takewhile(bool, silent)]))
    rows = (x for x in range(most, LEAST_GIVEN - 1, -1) if len({*times[:x]}) == x)
    end = next((x for x in rows if {*times[:x]} <= {*times[x:]}), 0)
    return end if 2 * sum(silent[end:]) < len(silent[end:]) else 0


def _is_short_post(found: Sequence[Opening], at: int) -> bool:
    """Right below a sentence, in order and without a day."""
    falls = [0 < (a.second - b.second) % DAY <= NOON for a, b in pairwise(found)]
    return found[at].follows and falls[at - 1] == falls[0] and not found[at].scan.day
