"""Head of each post: clock, headline, kicker and authors, as most posts of the text have them."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from tui.readers.pieces.clocks.body import BULLET
from tui.readers.pieces.clocks.family import ClockFamily
from tui.readers.pieces.clocks.layout import Head, HeadReader, signers
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, SUMMARY, Line, prose, prose_of
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.days import says_only_a_day

LEAST_OTHERS = 3  # other posts, to call the last far longer
_BUTTON = r"(?i)^.{0,12}(?:\d|comment|share).{0,12}$"  # below the last clock of texts above clocks
LEAST_FOOT = 2  # lines without a sentence that begin a page's foot
UNTITLED = frozenset({"post", "beitrag"})  # as in "Postpublished at 9:26"
# Not compiled: not every text has headlines beside its clocks.
_GLUED_KICKER = r"(Breaking News|Breaking|Analysis|Get involved|Watch live)(?=[A-Z“‘\"'])"
_LINES_OF_A_HEAD = 4
_LONGEST_WRAPPED = 200


def heads(lines: Sequence[Line], family: ClockFamily) -> list[Head]:
    run, sums = family.run, prose_of(lines)
    found = HeadReader(lines, run, _spans(lines, run, sums), sums).heads()
    _end_above_foot(lines, found)
    for head, following in zip_longest(found, found[1:]):
        _end_at_summary(lines, head, new_page=following is not None and following.number == 1)
    return found


def _end_at_summary(lines: Sequence[Line], head: Head, *, new_page: bool) -> None:
    """Pages pasted one after another repeat the summary between their posts."""
    for at in range(head.body, head.end):
        line = lines[at]
        indent = max(lines[head.first].indent, lines[head.body].indent if at > head.body else 0)
        is_apart = line.indent < indent or (new_page and indent == 0)
        if is_apart and line.text.casefold() == SUMMARY:
            head.end = at
            return


def _end_above_foot(lines: Sequence[Line], found: Sequence[Head]) -> None:
    """Cut a page's foot off the last text, if that is far longer than the others."""
    *others, last = ([len(x.text) for x in lines[y.body : y.end]] for y in found)
    longest = max(map(sum, others), default=0)
    if len(others) < LEAST_OTHERS or sum(last) <= 1.5 * longest + LONGEST_HEADLINE:
        return
    head, text = found[-1], lines[found[-1].body : found[-1].end]
    is_sentence = [bool(prose(x.text)) for x in text]
    begun = bool(head.rest)
    for place, line in enumerate(text):
        ends = line.heading or not any(is_sentence[place : place + LEAST_FOOT])
        if begun and ends and not BULLET.match(line.text):
            head.end = head.body + place
            return
        begun = begun or is_sentence[place]


def _spans(
    lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]
) -> list[tuple[int, int]]:
    """Lines of each text: below its clock up to the next, or above a clock that ends it."""
    if _end_texts(lines, run, sums):
        sizes = sorted(b.line - a.end for a, b in pairwise(run)) or [1]
        first = max(0, run[0].line - sizes[(len(sizes) - 1) // 2])
        starts = [first, *(x.end for x in run[:-1])]
        return [(_behind_foot(lines, a, x.line), x.line) for a, x in zip(starts, run, strict=True)]
    ends = [*(x.line for x in run[1:]), len(lines)]
    return [(x.end, end) for x, end in zip(run, ends, strict=True)]


def _end_texts(lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]) -> bool:
    """Clocks alone on their lines, with text above the first and none below the last."""
    if any(x.rest or (x.title and not signers(x.title)) for x in run):
        return False
    first, last = run[0].line, run[-1]
    above = lines[first - 1].text if first else ""
    foot = all(re.search(_BUTTON, x.text) for x in lines[last.end :])
    return bool(prose(above) or signers(above)) and foot and sums[-1] == sums[last.line]


def _behind_foot(lines: Sequence[Line], start: int, end: int) -> int:
    """First line of text below the clock that ends the post before."""
    if start and not lines[start].apart:
        start = next((at for at in range(start, end) if lines[at].apart), start)
    return next((at for at in range(start, end) if not says_only_a_day(lines[at].text)), start)
