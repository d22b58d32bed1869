"""The lines of a text that open, or end, with a clock, and how each clock stands there."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tui.readers.bbc.lines import Line
from tui.readers.times.clocks import CLOCK, LONGEST_OPENING, Scan, scan
from tui.readers.times.days import Day, day_at, says_only_a_day
from tui.readers.times.languages import folded

LONGEST_HEADLINE = 120
PUBLISHED = "published at"
"""Glued to a headline on some pages, so that it introduces a time wherever it stands."""
_ANNOUNCED = re.compile(r"(?:last )?(?:published|posted|updated) at\s?$", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:[+|(\[,•·]|(?<!\d)[–—-]|\b(?:um|at|à|alle|kl\.?|às|om))\s?$")
_CAPITAL = r"[^\W\d_a-z][\w'’-]*\.?"
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|van|von|de|der|la|di|da|du|el|al|bin)){{0,3}}"
_FULL_NAME = re.compile(rf"(?=\S+ ){NAME}")
SENTENCE = re.compile(r"[.!?…。！？।؟][\"'»”“’)\]]*$")
_HALF = re.compile(r"[ap]\.?\s?m\.$", re.IGNORECASE)
_UNIT = re.compile(r"\s?([^\W\d_]{1,14})\s?(?:[^\w\s]|$)")
_FIRST_WORD = re.compile(r"\W{0,4}(?:([^\W\d_]{2,14})[^\w\n]{1,3})?(?=\d)")
_NO_CLOCK = re.compile(
    r"\W{0,4}(?:\d{1,3}[:.]\d(?!\d)|\d[:.]\d{3}(?!\d)|(?:2[5-9]|[3-9]\d|\d{3})[:.]\d\d"
    r"|\d\d?[:.][6-9]\d)(?![\d:])"
)
"""What looks like a clock and is none: 1:5, 25.10, 3.75."""
_LAST_CLOCKS = 3
"""Clocks at the end of a line that are tried."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A clock that may open a post: its line, and the first line behind all that is the clock's."""

    line: int
    end: int
    second: int
    """Of the day."""
    day: Day | None
    weekday: int | None
    zone: str
    title: str
    """The words before a clock that ends its line."""
    rest: str
    """The words after a clock that opens its line."""
    announced: bool
    """True behind words such as "published at", which go before no other time."""
    traits: frozenset[str]


def openings(lines: Sequence[Line]) -> list[Opening]:
    """All lines with a clock at their beginning or end, in order."""
    known = _learnt(lines)
    found: list[Opening] = []
    for at, line in enumerate(lines):
        if found and at < found[-1].end:
            continue
        opening = _opening(lines, at, line, known)
        if opening is not None:
            found.append(opening)
    return found


def looks_like_numbers(lines: Sequence[Line], clocks: int) -> bool:
    """True if a fifth of what looks like clocks are none: marks, verses, lengths of videos."""
    return 5 * sum(bool(_NO_CLOCK.match(x.text)) for x in lines) > clocks


def _opening(lines: Sequence[Line], at: int, line: Line, known: frozenset[str]) -> Opening | None:
    text, title, announced, end = line.text, "", False, at + 1
    found = scan(text, 0, known)
    if found is None:
        found, title, announced = _at_the_end(text, known)
    if found is None and text.endswith(" at") and _ANNOUNCED.search(text) and end < len(lines):
        found = scan(lines[end].text, 0, known)
        title, announced = _ANNOUNCED.sub("", text), True
        if found is None or found.end < len(lines[end].text):
            return None
        text, end = lines[end].text, end + 1
    if found is None or found.is_bare_number:
        return None
    announced = announced or bool(_ANNOUNCED.search(text[: found.clock.start()]))  # type: ignore[union-attr]
    rest = text[found.end :].strip()
    opening = Opening(
        at, end, found.second, found.day, found.weekday, found.zone, title.strip(),
        rest.strip("+*_ "), announced, _traits(found, title, rest, line.heading, announced),
    )  # fmt: skip
    return opening if rest else _with_lines_below(lines, opening)


def _with_lines_below(lines: Sequence[Line], opening: Opening) -> Opening:
    """The opening with the next lines that only repeat its clock or give zone and day."""
    end = opening.end
    while end < len(lines) and len(lines[end].text) < LONGEST_OPENING:
        text = lines[end].text
        again = scan(text)
        if again and again.end == len(text) and again.second == opening.second and not again.mark:
            opening = replace(
                opening, day=opening.day or again.day, zone=opening.zone or again.zone
            )
        elif again is None and opening.announced and (said := _zone_and_day(text)):
            opening = replace(opening, zone=opening.zone or said[0], day=opening.day or said[1])
        else:
            break
        end += 1
    return replace(opening, end=end)


def _zone_and_day(text: str) -> tuple[str, Day | None] | None:
    """The zone and day of a line that has nothing else: the second half of a broken time."""
    whole = scan(f"00:00 {text}")
    return (whole.zone, whole.day) if whole and whole.end == len(text) + 6 else None


def _traits(found: Scan, title: str, rest: str, heading: bool, announced: bool) -> frozenset[str]:
    return frozenset({
        f"place {'end' if title else 'start'}",
        f"rest {bool(rest)}",
        f"small {rest[:1].islower()}",
        f"unit {bool(found.unit.removeprefix('h') or found.half)}",
        f"separator {found.separator[:1]}",
        f"mark {found.mark[:1]}",
        f"lead {found.lead and not announced}",
        f"day {found.day is not None}",
        f"weekday {found.weekday is not None}",
        f"heading {heading}",
        f"announced {announced}",
        f"glued {announced and not title[-1:].isspace()}",
        *(f"form {sign}" for sign in found.form),
    })  # fmt: skip


def _at_the_end(text: str, known: frozenset[str]) -> tuple[Scan | None, str, bool]:
    """The clock that ends a line, its title, and if words announce it: "Title ++ 20:25 Uhr"."""
    if len(text) > 2 * LONGEST_HEADLINE:
        return None, "", False
    tail = max(0, len(text) - LONGEST_OPENING)
    ends_sentence = SENTENCE.search(text[-4:]) and not _HALF.search(text[-6:])
    starts = [x.start() for x in CLOCK.finditer(text, tail) if not text[x.start() - 1].isdigit()]
    for start in starts[-_LAST_CLOCKS:]:
        before = text[:start]
        announced = _ANNOUNCED.search(before[-30:])
        introduced = announced or (None if ends_sentence else _INTRODUCED.search(before[-12:]))
        if not introduced and not _is_signature(before, ends_sentence=bool(ends_sentence)):
            continue
        found = scan(text, start, known)
        if found and found.end == len(text):
            title = before[: -len(introduced[0])] if introduced else before
            return _with_day_before(found, title.strip(" +|([–—,•·*"), bool(announced))
    return None, "", False


def _with_day_before(found: Scan, title: str, announced: bool) -> tuple[Scan | None, str, bool]:
    """The clock and its title without the day between them: "Ann Lee — 14/03/2025 9:58 PM"."""
    for space in [x.start() for x in re.finditer(r"\s", title)][-3:]:
        said = day_at(title, space + 1)
        if said and said[1] == len(title) and found.day is None:
            found.day = said[0]
            return found, title[:space].strip(" +|([–—,•·*-"), announced
    return (None, "", False) if says_only_a_day(title) else (found, title, announced)


def _is_signature(before: str, *, ends_sentence: bool) -> bool:
    """True for a name alone before the clock: "Ann Lee  2:32 PM"."""
    words = before.strip()
    return not ends_sentence and len(words) < 40 and bool(_FULL_NAME.fullmatch(words))


def _learnt(lines: Sequence[Line]) -> frozenset[str]:
    """Words beside the clocks of many lines that no table has: "Akt. 14:30", "14:30 ч."."""
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


def run_in(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, parted before clocks that open further posts on them: "2153: One. 2150: Two."."""
    parts = [_INSIDE.split(line.text) if len(line.text) > 20 else [line.text] for line in lines]
    inside = sum(map(len, parts)) - len(parts)
    opened = sum(bool(_INSIDE_FIRST.match(x.text)) for x in lines)
    if inside < 2 or 4 * inside < inside + opened:
        yield from lines
        return
    for line, texts in zip(lines, parts, strict=True):
        for number, text in enumerate(texts):
            yield line if len(texts) == 1 else replace_line(line, text, first=not number)


def replace_line(line: Line, text: str, *, first: bool) -> Line:
    """A part of a line as a line of its own."""
    return line._replace(text=text.strip(), apart=line.apart or not first)


_RUN = (
    r"(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?:\s?(?:uhr|uur|hrs|h))?|[0-5]\d|\s?uhr)"
    r"(?:\s?(?:GMT|BST|UTC|am|pm))?:\s"
)
_INSIDE = re.compile(rf"(?<=[.!?…\"'”’)])\s(?={_RUN}\s?\S)", re.IGNORECASE)
_INSIDE_FIRST = re.compile(rf"\W{{0,3}}{_RUN}", re.IGNORECASE)
