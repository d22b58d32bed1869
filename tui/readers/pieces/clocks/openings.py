"""Lines of a text that open, or end, with a clock, and the form of each clock."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tui.model.errors import UnreadableError
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, SENTENCE, Line
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
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\W{0,4}(?:([^\W\d_]{2,14})[^\w\n]{1,3})?(?=\d)")
_DIGIT = re.compile(r"\d")
_ANNOUNCING = re.compile(r"(?:published|posted) at\s?", re.IGNORECASE)
_TWICE = re.compile(r"(?P<once>.{4,60}?)\s?(?P=once)")
_MARKS = "+*_= "
_BETWEEN = " —–-|,•·"
_AROUND = " +|([–—,•·*"
MOST_OPENINGS = 10_000
MOST_REPEATED = 60  # characters of a time that is given twice
_SOME_CLOCK = re.compile(
    r"\d\s?[:：.hu時时點点시]\s?\d|\d\s?(?:[ap]\.?\s?m|uhr|uur|h|giờ|[時时點点시])|\d{4}(?::|\s?[GBUh])",
    re.IGNORECASE,
)
"""Cheap test for a clock at the end of a line; takes a tenth of the time."""
LONGEST_END = 60  # characters of a final clock with day and zone
LONGEST_DAY = 30  # characters of a day
_LAST_CLOCKS = 3  # clocks tried at the end of a line


@dataclass(slots=True)
class Opening:
    """A clock that may open a post: its line, and the first line after it."""

    scan: Scan
    text: str
    line: int
    end: int
    title: str = ""  # words before a clock that ends its line
    announced: bool = False  # follows "published at" or the like
    glued: bool = False  # no space before the announcing words
    rest: str = ""  # words after a clock that opens its line
    day: Day | None = None
    zone: str = ""
    under: Day | None = None  # day of the last line above with only a day
    traits: frozenset[str] = field(default_factory=frozenset)
    second: int = 0  # of the day

    @property
    def weekday(self) -> int | None:
        return self.scan.weekday

    @property
    def is_edit(self) -> bool:
        """Says only "Updated at 10:26"."""
        before = self.text[self.scan.start : self.scan.clock_start]
        return self.scan.end >= len(self.text) and says_updated(before)

    @property
    def is_bare(self) -> bool:
        return self.scan.is_bare_number and not self.title


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
        elif not (found and _repeats(found[-1], opening)):
            opening.under = under
            found.append(opening)
        if len(found) > MOST_OPENINGS:
            raise UnreadableError(
                f"Line {line.number}: the text has more than {MOST_OPENINGS:,} posts; a live "
                "blog has some hundreds."
            )
    return _without_numbers(found)


def _without_numbers(found: list[Opening]) -> list[Opening]:
    """Drop bare numbers, such as versions, where they are more than a third."""
    bare = sum(x.is_bare for x in found)
    return found if 3 * bare <= len(found) else [x for x in found if not x.is_bare]


def _repeats(before: Opening, opening: Opening) -> bool:
    """A text that begins with the time above it: "At 18:47 the bomb is safe."."""
    is_next = opening.line == before.end and opening.second == before.second
    return is_next and bool(opening.rest) and not before.rest


def _opening(lines: Sequence[Line], at: int, known: frozenset[str]) -> Opening | None:
    text = lines[at].text
    found = None
    if _DIGIT.search(text, 0, LONGEST_OPENING) or _DIGIT.search(text[-LONGEST_OPENING:]):
        text = _unglued(_without_repeat(text))
        found = _at_the_start(text, at, known) or _at_the_end(text, at, known)
    found = found or _broken(lines, at, known)
    if found is None:
        return None
    own, rest = found.scan, found.text[found.scan.end :].strip()
    found.second, found.zone = own.second, own.zone
    found.day = american(own.day, own.half)
    found.traits = _traits(found, rest, heading=lines[at].heading)
    if not found.title and (title := _between_marks(own, rest)):
        found.title, rest = title, rest[len(title) :].strip(_MARKS)
    is_phone = rest[:1] == "+" and rest[1:2].isdecimal()  # a name in a chat
    found.rest = rest.rstrip(_MARKS) if is_phone else rest.strip(_MARKS)
    if not rest:
        _take_lines_below(lines, found)
    return found


def _unglued(text: str) -> str:
    """Insert spaces that a page has as margins: "Ann Lee5 May 2023 10:26"."""
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


def _without_repeat(text: str) -> str:
    """Reduce a time that is given twice: "posted at 15:05 15:05"."""
    announced = _ANNOUNCING.search(text) if " at" in text else None
    if announced is None or len(text) - announced.end() > 2 * MOST_REPEATED:
        return text
    twice = _TWICE.fullmatch(text, announced.end())
    return text[: announced.end()] + twice["once"] if twice else text


def _at_the_start(text: str, at: int, known: frozenset[str]) -> Opening | None:
    found = scan(text, 0, known)
    announced = found is not None and bool(_ANNOUNCED.search(text[: found.clock_start]))
    return Opening(found, text, at, at + 1, announced=announced) if found else None


def _broken(lines: Sequence[Line], at: int, known: frozenset[str]) -> Opening | None:
    """A time on the line below its announcing words."""
    text, end = lines[at].text, at + 1
    announced = _ANNOUNCED.search(text) if text.endswith(" at") and end < len(lines) else None
    found = scan(lines[end].text, 0, known) if announced else None
    if announced is None or found is None or found.end < len(lines[end].text):
        return None
    before = text[: announced.start()]
    glued = before == before.rstrip()
    return Opening(found, lines[end].text, at, end + 1, before.strip(), True, glued)


def _take_lines_below(lines: Sequence[Line], opening: Opening) -> None:
    """Include next lines that only repeat the clock or give zone and day."""
    while opening.end < len(lines):
        text = lines[opening.end].text
        again = scan(text) if len(text) < LONGEST_OPENING else None
        if again and again.end == len(text) and again.mark in ("", "("):
            if again.second != opening.second:
                return
            zone, day = again.zone, again.day
        elif again is None and opening.announced and (said := _zone_and_day(text)):
            zone, day = said
        else:
            return
        opening.zone, opening.day = opening.zone or zone, opening.day or day
        opening.end += 1


def _zone_and_day(text: str) -> tuple[str, Day | None] | None:
    """Zone and day alone on a line: the second half of a broken time."""
    whole = scan(f"00:00 {text}") if len(text) < LONGEST_OPENING else None
    return (whole.zone, whole.day) if whole and whole.end == len(text) + 6 else None


def _traits(opening: Opening, rest: str, *, heading: bool) -> frozenset[str]:
    found, announced = opening.scan, opening.announced
    return frozenset({
        f"place {'end' if opening.title else 'start'}",
        f"rest {bool(rest)}",
        f"small {rest[:1].islower()}",
        f"unit {bool(found.unit.removeprefix('h') or found.half)}",
        f"separator {found.separator[:1]}",
        f"mark {found.mark[:1]}",
        f"lead {found.lead and not announced}",
        f"day {found.day is not None}",
        f"weekday {found.weekday is not None}",
        f"zone {bool(found.zone)}",
        f"heading {heading}",
        f"announced {announced}",
        f"glued {opening.glued}",
        *(f"form {sign}" for sign in found.form),
    })  # fmt: skip


def _at_the_end(text: str, at: int, known: frozenset[str]) -> Opening | None:
    """Clock that ends a line, with its title: "Title ++ 20:25 Uhr", "Titlepublished at 9:26"."""
    tail = max(0, len(text) - LONGEST_END)
    if len(text) > 2 * LONGEST_HEADLINE or not _SOME_CLOCK.search(text, tail):
        return None
    starts = [x.start() for x in CLOCK.finditer(text, tail) if not text[x.start() - 1].isdigit()]
    titled = (_titled(text, start, known) for start in starts[-_LAST_CLOCKS:])
    found = next(filter(None, titled), None)
    if found:
        found.line, found.end = at, at + 1
    return found


def _titled(text: str, start: int, known: frozenset[str]) -> Opening | None:
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
    announced = _ANNOUNCED.search(before[-30:]) is not None
    glued = announced and title == title.rstrip()
    return Opening(found, text, 0, 1, title.strip(_AROUND), announced, glued)


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
