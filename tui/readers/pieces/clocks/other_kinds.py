"""Clocks that open no posts: of lists around a live blog, of logs, timetables and transcripts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from tui.readers.habits import LEVELS, MOST_EVEN, come_again
from tui.readers.names import names_in, signature, speaker
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import DAY, NOON, Opening

LEAST_POSTS = 3
LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_PROSE = 20  # characters of sentences in the median post
MOST_CONTENTS = 50  # rows
_LOG = rf"(?:\[[\w.]{{1,40}}\] )?[\[<(]?(?:{LEVELS.upper()})\b|\[(?:{LEVELS})\]"
_PROGRAMME = 'the earliest first, as in a programme or report, and no word such as "live" above'


def other_kind(run: Sequence[Opening], *, newest_first: bool, is_live: bool) -> str:
    """Reason against the clocks of timetables, transcripts, reports and logs; else ""."""
    kind, count = Counter(map(_kind_of, run)).most_common(1)[0]
    if kind and 2 * count > len(run):
        return kind
    is_newest_first = newest_first and len({(x.its_day, x.second) for x in run}) > 1
    may_be_plan = len(run) >= LEAST_POSTS and not is_newest_first
    return _plan_or_report(run, is_live=is_live) if may_be_plan else ""


def _plan_or_report(run: Sequence[Opening], *, is_live: bool) -> str:
    if _is_counted(run, is_live=is_live):
        return "counted from 0:00, as in a transcript"
    are_said = 2 * sum(bool(x.scan.day or x.scan.zone or _speaker(x)) for x in run) > len(run)
    return "" if is_live or are_said else _PROGRAMME


def _is_counted(run: Sequence[Opening], *, is_live: bool) -> bool:
    """No clock is of a day, as "0:03am" is, or below one, which may be the page's if not live."""
    scans = [x.scan for x in run]
    is_said = any(any((x.day, x.half, x.unit, x.zone, x.form in ".h")) for x in scans)
    first = scans[0].clock
    is_zero = first is not None and first[0].startswith(("00:00", "0:00" if is_live else "0:"))
    return is_zero and not (is_said or (is_live and any(x.under for x in run)))


def _kind_of(opening: Opening) -> str:
    """Reason against one line. A chat's line may be of a day and a name alone."""
    rest = opening.rest
    if re.match(_LOG, rest):
        return "each with the level of a log"
    is_mail = opening.scan.day and rest.endswith(":") and not names_in(rest[:-1])
    return 'each above an answer to a mail: "On 5 May at 22:40 Ann wrote:"' if is_mail else ""


def is_chat(found: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Each message has its day and speaker, who speak again, at minutes as life has them."""
    pairs = zip(found, _names_above(found, lines), strict=True)
    names = [_speaker(x) or " ".join(name) or x.title for x, name in pairs if x.its_day]
    is_other = any(map(_kind_of, found)) or _is_counted(found, is_live=False)
    even = sum(x.second % 300 == 0 for x in found)  # at full five minutes, as in timetables
    is_even = even > MOST_EVEN * len(found)
    return come_again(names, len(found)) and not (is_even or is_other)


def _names_above(found: Sequence[Opening], lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """The first line of names between each opening and the one before."""
    for at, x in zip([0, *(x.end for x in found)], found, strict=False):
        named = (names_in(line.text) for line in lines[at : x.line])
        yield next(filter(None, named), ())


def _speaker(opening: Opening) -> str:
    names = (*names_in(opening.title), *(x.name for x in signature(opening.rest)))
    return speaker(opening.rest)[0] or next(iter(names), "")


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
