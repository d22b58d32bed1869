"""Lines of a text that open, or end, with a clock, and the form of each clock."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from tui.model.blog import ListItem, Quote
from tui.model.errors import UnreadableError
from tui.readers.habits import come_again
from tui.readers.names import NAME, names_in, signers
from tui.readers.pieces.clocks.learnt import GLUED, GLUED_CLOCK, learnt_words
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, MOST_OPENINGS, Line, edit_in, prose
from tui.readers.times.clocks import CLOCK, Scan, scan, zone_of
from tui.readers.times.days import Day, Order, day_at, only_day, western
from tui.readers.times.languages import UPDATED, says_ago

_ANNOUNCED = re.compile(r"(?:published|posted) at\s", re.IGNORECASE)
_START = re.compile(r"(?<![^\W_])(?<!\w_)[\w(\[]|(?:published|posted) at\s")
_FROM = re.compile(r"\d\s?(?:[ap]\.?m\.?\s?)?[–—-]$")  # a span of time: "10.00 – 17.00"
_HALF = re.compile(r"[ap]\.?\s?m\.$", re.IGNORECASE)
_LABEL = re.compile(r"(?:[^\W\d_a-z][^\W\d_a-z]+[!?.’']? (?:& )?){1,4}(?=\d|$)")
_NAMED = re.compile(rf"<?(?:{NAME}|[a-z]+[._][a-z]+)[,:>]{{0,2}} (?=[(\[\d])")
_PHONE = re.compile(r"\+\d")  # a name in a chat
_SPEAKER = re.compile(r"^\[([^\[\]\d]{1,40})\] (\[[^\[\]]{1,40}\d\])")
_GLUED_DAY = re.compile(r"(?<=[^\W\d_])(?:(?=\d{1,2}[ ./-]?[\w ])|(?=[A-Z][^\W\d_]{2}))")
_GLUED_HALF = re.compile(r"(?:(?<=\d [AP]M)|(?<=\d[AP]M))(?=[A-Z][a-z '’])")  # "4:57 PMText"
_RUN_ON = re.compile(r"(?<=\d\d)(?=\d\d:\d\d)")  # "10:2610:26", "202015:05"
_MARKS = "+*_= "
HOUR = 3600  # seconds
NOON, DAY = 12 * HOUR, 24 * HOUR
FIRST_YEAR, LAST_YEAR = 10 * HOUR, 21 * HOUR  # of clocks such as 1000, those that may be years
_LAST_CLOCKS = 3  # clocks tried at the end of a line
LONGEST_END = 60  # characters of a final clock with day and zone

type Trait = tuple[str, object]
BEGINS: Trait = ("begins", True)


class Opening(NamedTuple):
    """A clock that may open a post: its line, and the first line after it."""

    scan: Scan
    line: int
    end: int
    title: str  # words before a clock that ends its line, or between marks
    label: str  # in capitals, or a name, before a clock
    rest: str  # words after a clock that opens its line
    announced: bool  # follows "published at" or the like
    glued: bool  # no space before the announcing words
    traits: frozenset[Trait]
    second: int  # of the day
    under: Day | None = None  # on a line of its own above
    left: int = 0  # characters of sentences from its line to the text's end
    follows: bool = False  # right below a sentence
    day_word: str | Day = ""  # such as "yesterday", on a line above

    @property
    def its_day(self) -> Day | None:
        return self.scan.day or self.under


def openings_in(lines: Sequence[Line]) -> list[Opening]:
    """Lines with a clock at either end. Raises UnreadableError for more than a live blog has."""
    known = learnt_words(lines)
    found: list[Opening] = []
    at, start, under = 0, 0, None
    while at < len(lines):
        opening = _opening(lines, at, known)
        if opening is None:
            at += 1
            continue
        under = _day_between(lines[start:at], under) or under
        found.append(opening._replace(under=under))
        at = start = opening.end
        if len(found) > MOST_OPENINGS:
            raise UnreadableError(
                f"The text has more than {MOST_OPENINGS:,} posts; a live blog has some hundreds."
            )
    if any(x.glued for x in found):
        found = [x for x in found if x.glued or not _is_in_sentence(x)]
    found = _turned(_without_sentences(_without_years(_without_teams(found)), lines))
    return _among_texts(_without_edits(found, lines), lines)


def _among_texts(found: Sequence[Opening], lines: Sequence[Line]) -> list[Opening]:
    sizes = (prose(x.text) for x in reversed(lines if found else ()))
    left = [*accumulate(sizes, initial=0)][::-1]
    return [x._replace(left=left[x.line], follows=left[x.line - 1] > left[x.line]) for x in found]


def _without_edits(found: list[Opening], lines: Sequence[Line]) -> list[Opening]:
    """Openings without the times of edits, which may be the clocks of all posts."""
    edits = {x.line for x in found if edit_in(lines[x.line])}
    return found if 2 * len(edits) > len(found) else [x for x in found if x.line not in edits]


def _turned(found: list[Opening]) -> list[Opening]:
    """ "5/31" says that "5/6" is in May, too."""
    days = [x.scan.day for x in found]
    if not any(day and day.order is Order.MONTH_FIRST for day in days):
        return found
    turned = [day.turned() if day and day.order is Order.UNSURE else day for day in days]
    return [x._replace(scan=replace(x.scan, day=day)) for x, day in zip(found, turned, strict=True)]


def _without_sentences(found: list[Opening], lines: Sequence[Line]) -> list[Opening]:
    """Drop clocks that begin a sentence, not as most, which are alone: "4.10pm was the time"."""
    alone = [x for x in found if not (x.title or x.rest)]
    if 2 * len(alone) < len(found):
        return found
    forms = {(x.scan.form, y) for x in alone for y in (True, lines[x.line].apart)}
    return [x for x in found if not _runs_on(x) or (x.scan.form, lines[x.line].apart) in forms]


def _runs_on(opening: Opening) -> bool:
    """No sign but a comma is between the clock and its sentence, or it is behind one."""
    has_sign = opening.scan.separator.strip(",") or opening.announced
    return prose(opening.title) > 0 or (prose(opening.rest) > 0 and not has_sign)


def _is_in_sentence(opening: Opening) -> bool:
    """ "It was published at 10:30 by the mill"."""
    return opening.announced and (bool(opening.title) or opening.rest[:1].islower())


def _day_between(lines: Iterable[Line], before: Day | None) -> Day | None:
    """Of a line at the border of a post; a day between sentences is of another article, but for
    the next one to that `before`."""
    first, last, has_text = None, None, False
    for line in lines:
        if last_said := only_day(line.plain):
            first, last = first if has_text else last_said, last_said
        elif prose(line.text):
            is_next = last and before and last[:1] == before[:1] and abs(last.day - before.day) == 1
            last, has_text = last if is_next else None, True
    return last or first


def _without_years(found: list[Opening]) -> list[Opening]:
    """Drop "1945 – Peace", "1945 USA", but not "1945 GMT", nor any if "0945 – Text" is a clock."""
    scans = ((x, x.scan) for x in found)
    bare = [x for x, y in scans if not any((y.form, y.separator.strip("–—-"), y.unit, y.zone))]
    is_clock = any(not FIRST_YEAR <= x.second < LAST_YEAR for x in bare)
    return found if is_clock else [x for x in found if x not in bare]


def _without_teams(found: list[Opening]) -> list[Opening]:
    """Names before clocks are writers if they come again, else the teams of fixtures."""
    names = [x.label for x in found if x.label and not x.label.isupper()]
    are_writers = come_again(names, len(names))
    return found if are_writers else [x for x in found if x.label not in names]


def _opening(lines: Sequence[Line], at: int, known: frozenset[str]) -> Opening | None:
    text, end = lines[at].text, at + 1
    if text[-12:].lower().endswith(("published at", "posted at")):
        text, end = " ".join(x.text for x in lines[at : at + 2]), at + 2  # broken behind "at"
    if not _has_clock(text[: 2 * LONGEST_HEADLINE]):
        return None  # most lines; a scan takes longer
    text = _respaced(text, known)
    label, found = _labelled_clock(western(text), known)
    if found is None:
        return None
    before, rest = text[len(label) : found.start], text[found.end :].strip()
    if not (rest or UPDATED.search(text[: found.clock_start])):
        found, end = _with_lines_below(lines, text, end, found, known)
    title = before.strip(" +|([–—,•·*-") * (not says_ago(before))
    announced = bool(_ANNOUNCED.search(text[: found.clock_start]))
    traits = _traits(found, rest, is_titled=bool(title), announced=announced)
    if announced or _begins(found, rest, lines[at]):
        traits |= {BEGINS}
    glued = bool(title) and before == before.rstrip()
    title, rest = _without_marks(found, title, rest)
    label, second = label.strip(" <>,:"), found.second
    return Opening(found, at, end, title, label, rest, announced, glued, traits, second)


def _respaced(text: str, known: frozenset[str]) -> str:
    """Line with spaces for a page's margins, and a speaker behind the clock, as of "10:2610:26",
    "Ann Lee5 May 2023 10:26", "[Ann Lee] [10:26] text"."""
    text = _GLUED_HALF.sub(" ", text[:LONGEST_HEADLINE], count=1) + text[LONGEST_HEADLINE:]
    if len(text) > 2 * LONGEST_HEADLINE:
        return text
    text = GLUED_CLOCK.sub(" | ", text) if GLUED in known else text
    text = _RUN_ON.sub(" ", _SPEAKER.sub(r"\2 \1:", text))
    return _GLUED_DAY.sub(lambda x: " " if day_at(text, x.start()) else "", text)


def _begins(found: Scan, rest: str, line: Line) -> bool:
    """A paragraph, or a clock with its day, or alone behind words: "Today at 10:26"."""
    is_sure = bool(found.day) or (found.lead and not rest)
    return is_sure or (line.apart and not isinstance(line.block, ListItem | Quote))


def _has_clock(text: str) -> bool:
    """ "17h" is a clock, "há 2 horas" is none."""
    return bool(CLOCK.search(western(text))) and not (text[0].isalpha() and says_ago(text))


def _labelled_clock(text: str, known: frozenset[str]) -> tuple[str, Scan | None]:
    """The clock that opens or ends a line, and the label before it."""
    found = scan(text, 0, known) or _at_the_end(text, known)
    label = "" if found else _label_in(text)
    return label, scan(text, len(label)) if label else found


def _traits(found: Scan, rest: str, *, is_titled: bool, announced: bool) -> frozenset[Trait]:
    goes_on = found.separator in ("", ",") and rest[:1].islower()
    return frozenset({
        ("place", is_titled),
        ("rest", bool(rest)),
        ("unit", bool(found.unit.removeprefix("h") or found.half)),
        ("separator", found.separator[:1]),
        ("mark", found.mark[:1]),
        ("lead", found.lead and not announced),
        ("sentence", found.lead and not announced and goes_on),
        ("day", found.day is not None),
        ("zone", zone_of(found.zone) is not None),  # none is "(AP)"
        ("announced", announced),
        ("form", found.form),
        ("seconds", bool(found.clock and found.clock["second"])),
    })  # fmt: skip


def _without_marks(found: Scan, title: str, rest: str) -> tuple[str, str]:
    """Headline and text of "+++ 10:26 Headline +++ Text", for example."""
    is_marked = len(found.mark) > 1 and not title
    before, closed, after = rest.partition(found.mark) if is_marked else ("", "", "")
    if closed and len(before) <= LONGEST_HEADLINE:
        title, rest = before.strip(), after
    marks = _MARKS.replace("*", "") if "*" in rest.strip(_MARKS) else _MARKS  # "in **bold**"
    return title, rest.rstrip(marks) if _PHONE.match(rest) else rest.strip(marks)


def _with_lines_below(
    lines: Sequence[Line], text: str, end: int, found: Scan, known: frozenset[str]
) -> tuple[Scan, int]:
    """Include next lines that only repeat the clock, give zone and day, or time an edit."""
    for line in lines[end : end + 2]:
        if edit_in(line) and not found.day:
            return found, end + 1
        longer = f"{text} {line.text.strip('()')}"
        again = scan(western(longer), found.start, known)
        # A day apart from a clock that touches the text above it is of the next posts.
        is_heading = line.apart > lines[end - 1].apart and only_day(line.plain)
        if again is None or again.end < len(longer) or is_heading:
            break
        if (again.day, again.zone) == (found.day, found.zone) and not scan(line.plain):
            break
        text, found, end = longer, again, end + 1
    return found, end


def _label_in(text: str) -> str:
    """Words in capitals or a name before a clock: "BUDGET 15:04: Text", "Ann Lee (15:04): Text"."""
    label = _LABEL.match(text) or _NAMED.match(text)
    if label is None:
        return ""
    found = scan(text, label.end())
    if found is None:
        return ""
    is_sure = found.day or found.mark[:1] in ("(", "[") or label[0][:1] == "<"
    is_name = label[0].islower() or names_in(label[0].strip(" <>,:"))
    return label[0] if found.separator[:1] == ":" or (is_sure and is_name) else ""


def _at_the_end(text: str, known: frozenset[str]) -> Scan | None:
    """Clock that ends a line behind a title, with all that belongs to it: "Title | 10:26"."""
    tail = max(0, len(text) - LONGEST_END)
    clocks = [x.start() for x in CLOCK.finditer(text, tail)][-_LAST_CLOCKS:]
    if len(text) > 2 * LONGEST_HEADLINE or not any(_scans_to_end(text, clocks, known)):
        return None
    starts = (x.start() for x in _START.finditer(text, tail))
    ends = [*_scans_to_end(text, starts, known)]  # with its day, or without
    titled = (x for x in ends if x.day == ends[0].day and _ends_title(text, x, ends[0].start))
    return next(titled, None)


def _scans_to_end(text: str, starts: Iterable[int], known: frozenset[str]) -> Iterator[Scan]:
    scans = (scan(text, at, known) for at in starts)
    return (x for x in scans if x and x.end == len(text))


def _ends_title(text: str, found: Scan, first: int) -> bool:
    """A day, sign, age or name is before the clock, but not a field's: "Sent: Fri, 5 May 22:40"."""
    title = text[: found.start].rstrip()
    if text[:first].rstrip().endswith(":") or _FROM.search(title):
        return False
    if found.day or says_ago(title, "ago", "now") or _ANNOUNCED.search(text, found.start):
        return True
    is_sentence = prose(text) and not _HALF.search(text[-6:])
    is_marked = {found.mark[:1], title[-1:]} & {*"+|([,•·–—-"}
    return not is_sentence and bool(is_marked or signers(title))
