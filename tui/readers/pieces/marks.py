"""Times on a page: in attributes, and as clocks alone in an element."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, starmap

from selectolax.lexbor import LexborNode

from tui.readers.dates import read_time
from tui.readers.html.seen import Visibility, names_of, texts_of
from tui.readers.page import Page

FEWEST = 3  # times in attributes; with as many, clocks in words are ignored
MOST_STAMPS = 20  # different attributes with times
MOST_MARKS = 20_000
MOST_WRITTEN = 2000  # times in words, at 200 us each
LONGEST_CLOCK = 60  # characters of a line that can be a time
MOST_TEXTS = 20  # texts of an element searched for a clock
_TIMES = (
    ("[datetime]", "datetime"),
    ("[itemprop~=datePublished][content]", "content"),
    ("abbr[title], time[title], span[title], a[title], small[title], div[title]", "title"),
)
"""Elements with a time, and the attribute that says it."""
_STAMP = re.compile(r"time|date|stamp|publi|creat|posted|epoch")
_EDITED = re.compile(
    r"modif|updat|\bedit|chang|expir|aktualis|ge[aä]e?ndert|bijgewerkt|a[ck]tuali[zs]|aggiornat"
    r"|gewijzigd|mis à jour|m[aà]j\b|\bstand\b|zuletzt|تحديث",
    re.IGNORECASE,
)
_ZONE_SPACED = re.compile(r"(?<!\s)\s+(?=[+-]\d\d:?\d\d$)")
_MINUTES = re.compile(r"\d[:.h]\d\d")
_YEAR = re.compile(r"\d{4}")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
CLOCK = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?!\d|[.:,]\d)(?:[:.]\d\d)?"
    r"(?:\s?([ap])\.?m\b)?",
    re.IGNORECASE,
)
"""Time of day: hour, minute, "a" or "p"."""
_ONLY_CLOCK = re.compile(
    # Each run of letters is one of these words: two ways through a run would double the time.
    r"\A(?=.*\d)(?:\W|\d|(?<![^\W\d])(?:[ap]\.?m\.?(?:[a-z]{2,4}t\b)?|h|uhr|utc|gmt"
    r"|[a-z]{2,4}t\b|min(?:ute)?[ns]?|mins?|hours?|hrs?"
    r"|stunden?|std|tag(?:en)?|days?|ago|vor|y|heures?|jours?|hace|horas?|minutos?|d[ií]as?"
    r"|há|atr[aá]s|fa|ore|giorni|il|um|at|am|le|el|à|a|las|on|posted|published|updated"
    r"|aktualisiert|publi\w+|منذ|دقيقة|دقائق|ساعة|ساعات"
    r"|jan\w*|feb\w*|f[eé]v\w*|m[aä]r\w*|apr\w*|avr\w*|abr\w*|ma[iyo]\w*|jun\w*|juin|jul\w*"
    r"|juil\w*|aug\w*|ao[uû]t|ago\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|d[eé]c\w*|dic\w*|de"
    r"|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)(?![^\W\d]))++",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A time on the page: an element with a moment, or with a clock and perhaps a day."""

    node: LexborNode
    moment: datetime | None = None
    day: date | None = None
    clock: time | None = None

    @property
    def is_undated(self) -> bool:
        return self.moment is None and self.day is None


def is_clock(text: str) -> bool:
    """Only a time: "10:31", "vor 3 Stunden", "il y a 2 h"."""
    return len(text) <= LONGEST_CLOCK and bool(_ONLY_CLOCK.fullmatch(text))


def marks_of(page: Page) -> list[Mark]:
    """Times in attributes, else, with fewer than three, the clocks that the page shows."""
    seen = Visibility()
    held = list(_attributes(page))
    plain = [x for x in held if x[1][:4].isdecimal()][:MOST_MARKS]
    written = [x for x in held if _is_written(x[1])][:MOST_WRITTEN]
    found = starmap(_mark, plain + written)
    marks = [x for x in found if x is not None and seen(x.node)]
    return marks if len(marks) >= FEWEST else marks + _shown_clocks(page, seen)


def _attributes(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Elements, and values that may be times."""
    stamps = sorted(filter(_is_stamp, page.data_attributes))[:MOST_STAMPS]
    for query, name in (*_TIMES, *((f"[{x}]", x) for x in stamps)):
        for node in page.tree.css(query):
            yield node, (node.attributes.get(name) or "").strip()


def _is_written(value: str) -> bool:
    """A day and a clock as people write them: "Saturday, 9 March 2024 16:00"."""
    if len(value) > LONGEST_CLOCK or value[:4].isdecimal():
        return False
    return bool(_YEAR.search(value)) and bool(_MINUTES.search(value))


def _is_stamp(name: str) -> bool:
    return bool(_STAMP.search(name)) and not _EDITED.search(name)


def _shown_clocks(page: Page, seen: Visibility) -> list[Mark]:
    clocks: dict[int, LexborNode] = {}
    for text, node in texts_of(page.tree.body) if page.tree.body is not None else ():
        if len(text) <= 3 * LONGEST_CLOCK and CLOCK.search(text):
            clocks[node.mem_id] = node
    found = (_shown(x) for x in islice(clocks.values(), MOST_MARKS) if seen(x))
    return [x for x in found if x is not None]


def _mark(node: LexborNode, value: str) -> Mark | None:
    """Mark of a moment or of seconds since 1970; the clock of a bare day is in the words."""
    if _EPOCH.fullmatch(value):
        return Mark(node, datetime.fromtimestamp(int(value[:10]), UTC))
    if not 10 <= len(value) <= LONGEST_CLOCK:
        return None
    found = read_time(_ZONE_SPACED.sub("", value))
    if isinstance(found, datetime):
        return Mark(node, found.replace(microsecond=0))
    shown = _shown(node) if found is not None else None
    return Mark(node, None, found, shown.clock) if shown is not None else None


def _shown(node: LexborNode) -> Mark | None:
    """Clock of an element that is only a time, with a day in it or in the element around it."""
    text = _text_in(node)
    found = CLOCK.search(text) if is_clock(text) else None
    if found is None:
        return None
    around = _text_in(node.parent) if node.parent is not None else ""
    whole = text if _YEAR.search(text) or not is_clock(around) else around
    day = read_time(re.sub(r"[•|·–—,]", " ", whole)) if _YEAR.search(whole) else None
    if isinstance(day, datetime) and day.tzinfo is not None:
        return Mark(node, day)
    half = found[3]
    hour = int(found[1]) % 12 + 12 * (half.lower() == "p") if half else int(found[1])
    day = day.date() if isinstance(day, datetime) else day
    return Mark(node, None, day, time(hour, int(found[2])))


def _text_in(node: LexborNode) -> str:
    return " ".join(" ".join(x for x, _ in islice(texts_of(node), MOST_TEXTS)).split())


def is_edit(mark: Mark, within: LexborNode) -> bool:
    """Time of an edit inside a post: "updated 3 h ago"."""
    if mark.node.mem_id == within.mem_id:
        return False
    names = names_of(mark.node)
    if _EDITED.search(names) and "publi" not in names.lower():
        return True
    near = [x for x in (mark.node, mark.node.parent) if x is not None]
    return any(x.mem_id != within.mem_id and _EDITED.match(_text_in(x)[:30]) for x in near)


def with_days(marks: Sequence[Mark | None], day: date | None) -> list[datetime | None]:
    """Moments of the marks, in page order.

    A clock without a day is on the day of the mark before it, else on `day`, the page's day of
    publication; clocks that turn back pass midnight.
    """
    falls = _falls([x.clock for x in marks if x is not None and x.moment is None and x.clock])
    found: list[datetime | None] = []
    before: datetime | None = None
    for mark in reversed(marks) if falls else marks:
        moment = _moment(mark, before, day) if mark is not None else None
        found.append(moment)
        before = moment or before
    return found[::-1] if falls else found


def _falls(clocks: Sequence[time]) -> bool:
    minutes = [x.hour * 60 + x.minute for x in clocks]
    return sum((b - a) % 1440 > 720 for a, b in pairwise(minutes)) * 2 > len(minutes) - 1


def _moment(mark: Mark, before: datetime | None, day: date | None) -> datetime | None:
    own = mark.day or (before.date() if before is not None else day)
    if mark.moment is not None or mark.clock is None or own is None:
        return mark.moment
    moment = datetime.combine(own, mark.clock)
    if mark.day is None and before is not None:
        turned = before.replace(tzinfo=None) - moment > timedelta(hours=6)
        moment += timedelta(days=turned)
    return moment
