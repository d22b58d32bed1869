"""Lines of a text that open, or end, with a clock, and the form of each clock."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

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


class Opening(NamedTuple):
    """A clock that may open a post: its line, and the first line after it."""

    line: int
    end: int
    second: int  # of the day
    day: Day | None
    weekday: int | None
    zone: str
    title: str  # words before a clock that ends its line
    rest: str  # words after a clock that opens its line
    announced: bool  # follows "published at" or the like
    traits: frozenset[str]
    under: Day | None = None  # day of the last line above with only a day
    is_edit: bool = False  # says only "Updated at 10:26"
    is_short: bool = False  # "1:05", without am or pm
    is_bare: bool = False  # perhaps a version or a chapter


def openings_in(lines: Sequence[Line]) -> list[Opening]:
    """Lines with a clock at either end. Raises UnreadableError for more than a live blog has."""
    known = _learnt(lines)
    found: list[Opening] = []
    under: Day | None = None
    for at, line in enumerate(lines):
        if found and at < found[-1].end:
            continue
        opening = _opening(lines, at, known)
        if opening is None and says_only_a_day(line.text):
            under = next(days_in(line.text))
        if opening is not None and not (found and _repeats(found[-1], opening)):
            found.append(opening._replace(under=under) if under else opening)
            if len(found) > MOST_OPENINGS:
                raise UnreadableError(
                    f"Line {line.number}: the text has more than {MOST_OPENINGS:,} posts; a live "
                    "blog has some hundreds."
                )
    bare = sum(x.is_bare for x in found)
    return found if 3 * bare <= len(found) else [x for x in found if not x.is_bare]


def _repeats(before: Opening, opening: Opening) -> bool:
    """A text that begins with the time above it: "At 18:47 the bomb is safe."."""
    is_next = opening.line == before.end and opening.second == before.second
    return is_next and bool(opening.rest) and not before.rest


@dataclass(slots=True)
class _Place:
    scan: Scan
    text: str
    end: int
    title: str = ""
    announced: bool = False
    glued: bool = False  # no space before the announcing words


def _opening(lines: Sequence[Line], at: int, known: frozenset[str]) -> Opening | None:
    text = lines[at].text
    if not (_DIGIT.search(text, 0, LONGEST_OPENING) or _DIGIT.search(text[-LONGEST_OPENING:])):
        return None if not text.endswith(" at") else _opened(lines, at, _broken(lines, at, known))
    text = _unglued(_without_repeat(text))
    place = (
        _at_the_start(text, at, known) or _at_the_end(text, at, known) or _broken(lines, at, known)
    )
    return _opened(lines, at, place)


def _opened(lines: Sequence[Line], at: int, place: _Place | None) -> Opening | None:
    if place is None:
        return None
    found = place.scan
    rest = place.text[found.end :].strip()
    traits = _traits(place, rest, heading=lines[at].heading)
    title, rest = place.title or _between_marks(found, rest), rest.strip("+*_ ")
    if title and not place.title:
        rest = rest[len(title) :].strip("+*_= ")
    opening = Opening(
        at, place.end, found.second, american(found.day, found.half), found.weekday, found.zone,
        title, rest, place.announced, traits, is_edit=_is_edit(found, place.text),
        is_short=found.is_short, is_bare=found.is_bare_number and not title,
    )  # fmt: skip
    return opening if rest else _with_lines_below(lines, opening)


def _unglued(text: str) -> str:
    """Insert spaces that a page has as margins: "Ann Lee5 May 2023 10:26"."""
    if len(text) > LONGEST_OPENING or not _GLUED_TIME.search(text):
        return text
    places = [x.start() for x in _GLUED_TIME.finditer(text)]
    dates = [x for x in places if day_at(text, x) or folded(_word_at(text, x)) in WEEKDAYS]
    ends = [*dates, len(text)]
    return " ".join([text[: ends[0]], *(text[a:b] for a, b in pairwise(ends))])


def _word_at(text: str, at: int) -> str:
    word = _WORD.match(text, at)
    return word[0] if word else ""


def _between_marks(found: Scan, rest: str) -> str:
    """Headline in "+++ 10:26 Headline +++ Text"."""
    mark = found.mark if len(found.mark) > 1 and len({*found.mark}) == 1 else ""
    before, closed, _ = rest.partition(mark) if mark else ("", "", "")
    return before.strip() if closed and len(before) <= LONGEST_HEADLINE else ""


def _is_edit(found: Scan, text: str) -> bool:
    return found.end >= len(text) and says_updated(text[found.start : found.clock_start])


def _without_repeat(text: str) -> str:
    """Reduce a time that is given twice: "posted at 15:05 15:05"."""
    announced = _ANNOUNCING.search(text) if " at" in text else None
    if announced is None or len(text) - announced.end() > 2 * MOST_REPEATED:
        return text
    twice = _TWICE.fullmatch(text, announced.end())
    return text[: announced.end()] + twice["once"] if twice else text


def _at_the_start(text: str, at: int, known: frozenset[str]) -> _Place | None:
    found = scan(text, 0, known)
    announced = found is not None and bool(_ANNOUNCED.search(text[: found.clock_start]))
    return _Place(found, text, at + 1, announced=announced) if found else None


def _broken(lines: Sequence[Line], at: int, known: frozenset[str]) -> _Place | None:
    """A time on the line below its announcing words."""
    text, end = lines[at].text, at + 1
    announced = _ANNOUNCED.search(text) if text.endswith(" at") and end < len(lines) else None
    found = scan(lines[end].text, 0, known) if announced else None
    if announced is None or found is None or found.end < len(lines[end].text):
        return None
    before = text[: announced.start()]
    return _Place(found, lines[end].text, end + 1, before.strip(), True, before == before.rstrip())


def _with_lines_below(lines: Sequence[Line], opening: Opening) -> Opening:
    """Include next lines that only repeat the clock or give zone and day."""
    end = opening.end
    while end < len(lines) and len(lines[end].text) < LONGEST_OPENING:
        text = lines[end].text
        again = scan(text)
        if (
            again
            and again.end == len(text)
            and again.second == opening.second
            and again.mark in ("", "(")
        ):
            opening = opening._replace(
                day=opening.day or again.day, zone=opening.zone or again.zone
            )
        elif again is None and opening.announced and (said := _zone_and_day(text)):
            opening = opening._replace(zone=opening.zone or said[0], day=opening.day or said[1])
        else:
            break
        end += 1
    return opening._replace(end=end)


def _zone_and_day(text: str) -> tuple[str, Day | None] | None:
    """Zone and day alone on a line: the second half of a broken time."""
    whole = scan(f"00:00 {text}")
    return (whole.zone, whole.day) if whole and whole.end == len(text) + 6 else None


def _traits(place: _Place, rest: str, *, heading: bool) -> frozenset[str]:
    found, announced = place.scan, place.announced
    return frozenset({
        f"place {'end' if place.title else 'start'}",
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
        f"glued {place.glued}",
        *(f"form {sign}" for sign in found.form),
    })  # fmt: skip


def _at_the_end(text: str, at: int, known: frozenset[str]) -> _Place | None:
    """Clock that ends a line, with its title: "Title ++ 20:25 Uhr", "Titlepublished at 9:26"."""
    if len(text) > 2 * LONGEST_HEADLINE:
        return None
    tail = max(0, len(text) - LONGEST_END)
    if not _SOME_CLOCK.search(text, tail):
        return None
    ends_sentence = bool(SENTENCE.search(text[-4:])) and not _HALF.search(text[-6:])
    starts = [x.start() for x in CLOCK.finditer(text, tail) if not text[x.start() - 1].isdigit()]
    for start in starts[-_LAST_CLOCKS:]:
        before, day = _without_day(text[:start])
        announced = _ANNOUNCED.search(before[-30:])
        introduced = announced or (None if ends_sentence else _introduced(before))
        is_apart = introduced or day is not None
        if not is_apart and (ends_sentence or not name_in(before)):
            continue
        found = scan(text, start, known)
        title = before[: -len(introduced[0])] if introduced else before
        if found is None or found.end < len(text) or says_only_a_day(title):
            continue
        title, earlier = _without_day(title)
        found.day = found.day or day or earlier
        glued = announced is not None and title == title.rstrip()
        return _Place(found, text, at + 1, title.strip(_AROUND), announced is not None, glued)
    return None


def _introduced(before: str) -> re.Match[str] | None:
    """Sign or word that leads to a clock: "Title | 10:26", "Title (ore 10:26)"."""
    word = _BRACKETED_WORD.search(before[-20:])
    return word if word and folded(word[1]) in BEFORE else _INTRODUCED.search(before[-12:])


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


def run_in(lines: Sequence[Line]) -> list[Line]:
    """Split lines at clocks that open further posts ("2153: One. 2150: Two.").

    Also behind clocks in brackets that close posts ("It is open. (18:20)"). Raises UnreadableError
    for more posts than a live blog has.
    """
    lines = _split_at(lines, [_marked(x.text) for x in lines])
    cuts = [list(_cuts(x.text)) if _MAY_RUN.search(x.text) else [] for x in lines]
    inside = sum(len(x) for x in cuts)
    opened = sum(bool(_with_colon(x.text, 0)) for x in lines) if inside >= LEAST_INSIDE else 0
    if inside < LEAST_INSIDE or 4 * inside < inside + opened:
        return list(lines)
    return _split_at(lines, cuts)


def _marked(text: str) -> list[int]:
    """Places of clocks between marks, inside a line: "Live: +++ 10:26 Headline +++"."""
    return [x.end() for x in _BEFORE_MARK.finditer(text)] if "++" in text else []


def _split_at(lines: Sequence[Line], cuts: Sequence[Sequence[int]]) -> list[Line]:
    found = []
    for line, places in zip(lines, cuts, strict=True):
        for start, end in pairwise([0, *places, len(line.text)]):
            found.append(
                replace(line, text=line.text[start:end].strip(), apart=line.apart or start > 0)
            )
    return found


def _cuts(text: str) -> Iterator[int]:
    count = 0
    for space in _BEFORE_CLOCK.finditer(text, SHORTEST_POST):
        at = space.end()
        is_last = text[at] in "(["
        found = scan(text, at) if is_last else _with_colon(text, at)
        if found and (not is_last or found.end == len(text)):
            yield at
            count += 1
        if count > MOST_OPENINGS:
            raise UnreadableError(
                f"A line has more than {MOST_OPENINGS:,} clocks, as no live blog has."
            )


def _with_colon(text: str, at: int) -> Scan | None:
    """Clock that opens a post on a line: "2153: One.", "21.53 Uhr: One.", "5.5., 21 Uhr One."."""
    found = scan(text[at : at + LONGEST_OPENING])
    if found and found.day and found.unit:
        return found
    return found if found and found.separator[:1] == ":" else None


SHORTEST_POST = 20
"""Characters before a clock inside a line: "kl. 07.03: " opens only one post."""
LEAST_INSIDE = 2  # clocks inside of lines that open posts
_BEFORE_CLOCK = re.compile(r"(?<=[.!?…\"'”’)])\s(?=\d|[(\[]\d)")
_BEFORE_MARK = re.compile(r"(?<=\S)\s(?=\+{2,4}\s{0,2}\d{1,2}[:.h]\d\d)")
_MAY_RUN = re.compile(r": |[)\]]$|\d\.,? \d")
