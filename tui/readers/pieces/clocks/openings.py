"""Lines of a text that open, or end, with a clock, and the form of each clock."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tui.model.errors import UnreadableError
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, MOST_OPENINGS, SENTENCE, Line
from tui.readers.pieces.clocks.names import name_in
from tui.readers.times.clocks import CLOCK, LONGEST_OPENING, Scan, american, scan
from tui.readers.times.days import Day, day_at, days_in, says_only_a_day
from tui.readers.times.languages import BEFORE, WEEKDAYS, folded, says_updated

_ANNOUNCED = re.compile(r"(?:last )?(?:published|posted|updated) at\s?$", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:[+|(\[,•·]|(?<!\d)[–—-]|\b(?:um|at|à|alle|kl\.?|às|om))\s?$")
_BRACKETED_WORD = re.compile(r"[(\[|,–-]\s?([^\W\d_]{1,14})\.?\s?$")
_HALF = re.compile(r"[ap]\.?\s?m\.$", re.IGNORECASE)
_UNIT = re.compile(r"\s?([^\W\d_]{1,14})\s?(?:[^\w\s]|$)")
_GLUED_TIME = re.compile(r"(?<=[^\W\d_])(?:(?=\d{1,2}[ ./-]?[\w ])|(?=[A-Z][^\W\d_]{2}))")
_RUN_ON = re.compile(r"(?<=\d\d)(?=\d\d:\d\d)")  # "10:2610:26", "202015:05"
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\W{0,4}(?:([^\W\d_]{2,14})[^\w\n]{1,3})?(?=\d)")
_DIGIT = re.compile(r"\d")
_SPEAKER = re.compile(r"\[([^\[\]]{1,40})\] (?=\[)")  # "[Ann Lee] [10:26] text"
_PHONE = re.compile(r"\+\d")  # a name in a chat
_MARKS = "+*_= "
_BETWEEN = " —–-|,•·"
_AROUND = " +|([–—,•·*"
_SOME_CLOCK = re.compile(
    r"\d\s?[:：.hu時时點点시]\s?\d|\d\s?(?:[ap]\.?\s?m|uhr|uur|ora|h|giờ|[時时點点시])|\d{4}(?::|\s?[GBUh])",
    re.IGNORECASE,
)
"""Cheap test for a clock; takes a tenth of the time."""
LONGEST_END = 60  # characters of a final clock with day and zone
LONGEST_DAY = 30  # characters of a day
_LAST_CLOCKS = 3  # clocks tried at the end of a line

type Trait = tuple[str, object]


@dataclass(slots=True)
class Opening:
    """A clock that may open a post: its line, and the first line after it."""

    scan: Scan
    line: int
    end: int
    title: str  # words before a clock that ends its line, or between marks
    rest: str  # words after a clock that opens its line
    announced: bool  # follows "published at" or the like
    glued: bool  # no space before the announcing words
    is_edit: bool  # says only "Updated at 10:26"
    traits: frozenset[Trait]
    day: Day | None
    second: int  # of the day
    under: Day | None = None  # day of the last line above with only a day


def openings_in(lines: Sequence[Line]) -> list[Opening]:
    """Lines with a clock at either end. Raises UnreadableError for more than a live blog has."""
    known = _learnt(lines)
    found: list[Opening] = []
    under: Day | None = None
    for at, line in enumerate(lines):
        if found and at < found[-1].end:
            continue
        opening = _opening(lines, at, known)
        if opening is None:
            under = next(days_in(line.text)) if says_only_a_day(line.text) else under
        elif not (found and _begins_text(found[-1], opening)):
            opening.under = under
            found.append(opening)
        if len(found) > MOST_OPENINGS:
            raise UnreadableError(
                f"Line {line.number}: the text has more than {MOST_OPENINGS:,} posts; a live "
                "blog has some hundreds."
            )
    return found


def _begins_text(before: Opening, opening: Opening) -> bool:
    """A text that begins with the time above it, or with one that is written another way."""
    if opening.line != before.end or not opening.rest or before.title or " " in before.rest:
        return False
    is_same = opening.second == before.second and not before.rest
    is_bare = not (opening.scan.separator or opening.scan.unit or opening.scan.mark)
    return is_same or (is_bare and not {*opening.scan.form} & {*before.scan.form})


def _opening(lines: Sequence[Line], at: int, known: frozenset[str]) -> Opening | None:
    text, end = _with_broken_time(lines, at)
    text = _unglued(text)
    ended = _at_the_start(text, known) or _at_the_end(text, known)
    if ended is None:
        return None
    found, before, announced = ended
    title, rest = before.strip(_AROUND), text[found.end :].strip()
    if found.start and rest:
        rest = f"{text[1 : found.start - 2]}: {rest}"
    if not rest:
        found, end = _with_lines_below(lines, text, end, found, known, announced)
    glued = bool(announced and title and before == before.rstrip())
    traits = _traits(found, rest, bool(title), announced, glued, lines[at].heading)
    is_edit = not rest and says_updated(text[found.start : found.clock_start])
    if not title and (title := _between_marks(found, rest)):
        rest = rest[len(title) :].strip(_MARKS)
    rest = rest.rstrip(_MARKS) if _PHONE.match(rest) else rest.strip(_MARKS)
    day, second = american(found.day, found.half), found.second
    return Opening(found, at, end, title, rest, announced, glued, is_edit, traits, day, second)


def _with_broken_time(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The line, with the time below if it ends in announcing words, and the next line."""
    text, below = lines[at].text, lines[at + 1].text if at + 1 < len(lines) else ""
    if text.endswith(" at") and _ANNOUNCED.search(text):
        found = scan(below)
        if found and found.end == len(below):
            return f"{text} {below}", at + 2
    return text, at + 1


def _traits(
    found: Scan, rest: str, titled: bool, announced: bool, glued: bool, heading: bool
) -> frozenset[Trait]:
    return frozenset({
        ("place", titled),
        ("rest", bool(rest)),
        ("small", rest[:1].islower()),
        ("unit", bool(found.unit.removeprefix("h") or found.half)),
        ("separator", found.separator[:1]),
        ("mark", found.mark[:1]),
        ("lead", found.lead and not announced),
        ("day", found.day is not None),
        ("weekday", found.weekday is not None),
        ("zone", bool(found.zone)),
        ("heading", heading),
        ("announced", announced),
        ("glued", glued),
        *(("form", sign) for sign in found.form),
    })  # fmt: skip


def _unglued(text: str) -> str:
    """Insert spaces that a page has as margins: "Ann Lee5 May 2023 10:26"."""
    if len(text) <= 2 * LONGEST_HEADLINE:
        text = _RUN_ON.sub(" ", text)
    if len(text) > LONGEST_OPENING or not _GLUED_TIME.search(text):
        return text
    places = [x.start() for x in _GLUED_TIME.finditer(text)]
    dates = [x for x in places if day_at(text, x) or _weekday_at(text, x)]
    ends = [*dates, len(text)]
    return " ".join([text[: ends[0]], *(text[a:b] for a, b in pairwise(ends))])


def _weekday_at(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and folded(word[0]) in WEEKDAYS


def _between_marks(found: Scan, rest: str) -> str:
    """Headline in "+++ 10:26 Headline +++ Text"."""
    mark = found.mark if len(found.mark) > 1 and len({*found.mark}) == 1 else ""
    before, closed, _ = rest.partition(mark) if mark else ("", "", "")
    return before.strip() if closed and len(before) <= LONGEST_HEADLINE else ""


def _with_lines_below(
    lines: Sequence[Line], text: str, end: int, found: Scan, known: frozenset[str], announced: bool
) -> tuple[Scan, int]:
    """Include next lines that only repeat the clock or give zone and day."""
    while end < len(lines) and len(lines[end].text) < LONGEST_OPENING:
        below = lines[end].text
        again = scan(below)
        if not (again.mark in ("", "(") if again else announced):
            break
        longer = scan(f"{text} {below}", found.start, known)
        if longer is None or longer.end < len(text) + 1 + len(below):
            break
        longer.day = longer.day or found.day
        text, found, end = f"{text} {below}", longer, end + 1
    return found, end


def _at_the_start(text: str, known: frozenset[str]) -> tuple[Scan, str, bool] | None:
    """Clock that opens a line, no words before, and True behind "published at"."""
    if not _SOME_CLOCK.search(text, 0, LONGEST_OPENING):
        return None
    named = _SPEAKER.match(text)
    found = scan(text, named.end() if named else 0, known)
    return (found, "", bool(_ANNOUNCED.search(text[: found.clock_start]))) if found else None


def _at_the_end(text: str, known: frozenset[str]) -> tuple[Scan, str, bool] | None:
    """Clock that ends a line, the words before, and True behind "published at"."""
    tail = max(0, len(text) - LONGEST_END)
    if len(text) > 2 * LONGEST_HEADLINE or not _SOME_CLOCK.search(text, tail):
        return None
    starts = [x.start() for x in CLOCK.finditer(text, tail) if not text[x.start() - 1].isdigit()]
    titled = (_titled(text, start, known) for start in starts[-_LAST_CLOCKS:])
    return next(filter(None, titled), None)


def _titled(text: str, start: int, known: frozenset[str]) -> tuple[Scan, str, bool] | None:
    """A title, perhaps a day and a word such as "at", and the clock at `start`."""
    before, day = _without_day(text[:start])
    lead = _lead(before, ends_sentence=_ends_sentence(text))
    if lead is None and day is None:
        return None
    title = before.removesuffix(lead or "")
    found = scan(text, start, known)
    if found is None or found.end < len(text) or says_only_a_day(title):
        return None
    title, earlier = _without_day(title)
    found.day = found.day or day or earlier
    return found, title, _ANNOUNCED.search(before[-30:]) is not None


def _ends_sentence(text: str) -> bool:
    return bool(SENTENCE.search(text[-4:])) and not _HALF.search(text[-6:])


def _lead(before: str, *, ends_sentence: bool) -> str | None:
    """Sign or word before a clock, "" behind a name: "Title | 10:26", "Title (ore 10:26)"."""
    found = _ANNOUNCED.search(before[-30:])
    if found is None and not ends_sentence:
        word = _BRACKETED_WORD.search(before[-20:])
        found = word if word and folded(word[1]) in BEFORE else _INTRODUCED.search(before[-12:])
    if found:
        return found[0]
    return "" if not ends_sentence and name_in(before) else None


def _without_day(before: str) -> tuple[str, Day | None]:
    """Text before a clock, without a day between: "Ann Lee — 14/03/2025 9:58 PM"."""
    text = before.rstrip(" ,")
    if not _DIGIT.search(text[-LONGEST_DAY:]):
        return before, None
    for space in [x.start() for x in re.finditer(r"\s", text)][-3:]:
        bracket = text[space + 1 : space + 2] in ("[", "(")
        said = day_at(text, space + 1 + bracket)
        if said and said[1] == len(text):
            before = text[:space].rstrip(_BETWEEN)
            words, _, last = before.rpartition(" ")
            return words.rstrip(_BETWEEN) if folded(last) in WEEKDAYS else before, said[0]
    return before, None


def _learnt(lines: Sequence[Line]) -> frozenset[str]:
    """Unknown words beside the clocks of many lines: "Akt. 14:30", "14:30 ч."."""
    words: Counter[str] = Counter()
    clocks = 0
    for line in lines:
        first = _FIRST_WORD.match(line.text)
        clock = first and CLOCK.match(line.text, first.end())
        if first and clock:
            clocks += 1
            after = _UNIT.match(line.text, clock.end())
            unit = after[1] if after and not after[1].istitle() else ""  # a name is no unit
            words.update({folded(word) for word in (first[1], unit) if word})
    return frozenset(word for word, count in words.items() if count >= max(4, 0.6 * clocks))
