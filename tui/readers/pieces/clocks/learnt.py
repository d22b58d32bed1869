"""Words beside clocks that a text teaches."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from tui.readers.pieces.clocks.lines import Line
from tui.readers.times.clocks import CLOCK, DOTTED, HALF_OF_DAY, OF_24
from tui.readers.times.days import day_at
from tui.readers.times.languages import folded

GLUED_CLOCK = re.compile(  # not "下午10:26"
    r"(?<=[^\W\d_\u3000-\uffff]{2})(?=\d\d:\d\d$|\d\d?:\d\d [AP]M:?$)"
)
LONGEST_GLUED = 11  # characters of the clock and the letters before it
GLUED = "freed10:26"  # among known words: clocks touch titles
_UNTIL = frozenset({"bis", "until", "till", "hasta", "ate", "fino", "tot"})  # a span's end
_UNIT = re.compile(r"\s?([^\W\d_]{1,14})\s?(?:[^\w\s]|$)")
_FIRST_WORDS = re.compile(
    r"\W{0,4}((?:[^\W\d_]{2,20} ){2,4}|(?:[^\W\d_]{2,20}[^\w\n]{1,3})?)(?=\d)"
)


def learnt_words(lines: Sequence[Line]) -> frozenset[str]:
    """Unknown words beside most lines' clocks: "Akt. 14:30", "14:30 ч."; DOTTED; OF_24; GLUED."""
    clocks = _first_clocks(lines)
    beside = [words for x in clocks if (words := _beside_clock(*x)) is not None]
    counts = Counter(chain.from_iterable(beside))
    least = max(3, 0.6 * len(beside))
    learnt = {x for x, n in counts.items() if n >= (2 if x == DOTTED else least)} - _UNTIL
    if _count_to_24([x for _, x in clocks]):
        learnt.add(OF_24)
    if _are_glued(lines):
        learnt.add(GLUED)
    return frozenset(learnt)


def _are_glued(lines: Sequence[Line]) -> bool:
    """Titles touch a third of the clocks; those of a few lines are lengths of videos."""
    glued = sum(GLUED_CLOCK.search(x.text[-LONGEST_GLUED:]) is not None for x in lines)
    return glued > 0 and 3 * glued > sum(x.has_clock for x in lines)


def _first_clocks(lines: Sequence[Line]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Clocks that open lines, and the words before each."""
    first = (_FIRST_WORDS.match(x.plain) for x in lines)
    return [(x, y) for x in first if x and (y := CLOCK.match(x.string, x.end()))]


def _count_to_24(clocks: Sequence[re.Match[str]]) -> bool:
    """Hours go beyond 12 or have a zero before, and a quarter of the clocks have no am or pm."""
    bare = [x["hour"] for x in clocks if not x["half"]]
    is_said = any(int(x["hour"]) > HALF_OF_DAY for x in clocks) or any(x[0] == "0" for x in bare)
    return is_said and 4 * len(bare) > len(clocks)


def _beside_clock(first: re.Match[str], clock: re.Match[str]) -> set[str] | None:
    """Words before a clock that opens a line, and its unit; None behind a name."""
    words, text = re.findall(r"[^\W\d_]+", first[1]), clock.string
    if len(words) > 1 and not words[-1].islower():
        return None
    unit = _UNIT.match(text, clock.end())
    if unit and not unit[1].istitle():  # a name is no unit
        words.append(unit[1])
    is_dotted = clock["form"] == "." and (clock["second"] or text[clock.end() :][:1] == ".")
    if is_dotted and not day_at(text, clock.start()):
        return {*map(folded, words), DOTTED}
    return {*map(folded, words)}
