"""Texts with clocks that are no live blogs: logs, timetables, transcripts; and chats, which are."""

import re
from collections.abc import Sequence

from tui.readers.habits import come_again
from tui.readers.names import names_in, signature, speaker
from tui.readers.pieces.clocks.halves import HOUR
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import BEGINS_SENTENCE, Opening

LEAST_PLAN = 3
LEAST_LIVELY = 5
FIRST_OFFSET = 60  # seconds
MOST_EVEN = 0.75  # of the clocks, where minutes are as life has them
_LOG = (
    r"[\[<(]?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE|NOTICE|CRITICAL)\b"
    r"|\[(?:debug|info|warn|error|crit|alert|notice)\]"
)
_PROGRAMME = 'the earliest first, as in a programme, and no word such as "live" above'


def other_kind(run: Sequence[Opening], *, newest_first: bool, is_live: bool) -> str:
    """Reason against the clocks of timetables, transcripts, reports and logs; else ""."""
    if 2 * sum(map(_is_logged, run)) > len(run):
        return "each with the level of a log"
    if len(run) < LEAST_PLAN or (newest_first and run[0].second != run[-1].second):
        return ""
    if _is_counted(run):
        return "counted from 0:00, as in a transcript"
    speak_again = come_again((_speaker(x) for x in run if x.its_day), len(run))
    return "" if is_live or speak_again else _plan_or_report(run)


def _plan_or_report(run: Sequence[Opening]) -> str:
    if 2 * sum(BEGINS_SENTENCE in x.traits for x in run) > len(run):
        return "each in a sentence, as in a report"
    if _even(run) == 1:
        return "all at full five minutes and the earliest first, as in a timetable"
    return "" if _is_lively(run) else _PROGRAMME


def _is_counted(run: Sequence[Opening]) -> bool:
    """A day above all is the page's."""
    is_dated = any(x.scan.day for x in run) or len({x.under for x in run}) > 1
    return run[0].second < FIRST_OFFSET and not is_dated


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
    is_other = any(map(_is_logged, found)) or _is_counted(found)
    return _even(found) <= MOST_EVEN and come_again(names, len(found)) and not is_other


def _speaker(opening: Opening) -> str:
    names = (*names_in(opening.title), *(x.name for x in signature(opening.rest)))
    return speaker(opening.rest)[0] or next(iter(names), "")


def _even(run: Sequence[Opening]) -> float:
    """Share of clocks at full five minutes, as in timetables."""
    return sum(x.second % 300 == 0 for x in run) / len(run)
