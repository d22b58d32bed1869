"""Times on a page: in attributes, and as a day with a clock alone in an element."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import Visibility, names_of, texts_of
from tui.readers.page import Page
from tui.readers.times.clocks import CLOCK, SOME_CLOCK, only_clock
from tui.readers.times.days import only_day
from tui.readers.times.languages import UPDATED, says_ago
from tui.readers.times.moments import Moment, Moments, read_time

FEWEST = 3  # times in attributes; with as many, times in words are ignored
MOST_STAMPS = 20  # different attributes with times
MOST_ATTRIBUTES = 20_000  # elements with an attribute that may hold a time
MOST_SHOWN = 5000  # clocks in words
LONGEST_CLOCK = 60  # characters of a line that can be a time
MOST_TEXTS = 20  # texts of an element searched for a clock
_TIMES = (
    ("[datetime]", "datetime"),
    ("[itemprop~=datePublished][content]", "content"),
    (":is(abbr, time, span, a, small, div)[title]:not([datetime*=':'])", "title"),
)
"""Elements with a time, and the attribute that says it."""
_STAMP = re.compile(r"time|date|stamp|publi|creat|posted|epoch|\bts\b")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
BETWEEN = r"\s[·•|]\s"  # parts of a line: "Ann Lee · 14 March 2030, 7.48pm · Link"


@dataclass(frozen=True, slots=True)
class Mark:
    """An element with a time; a naive one is in the blog's zone."""

    node: LexborNode
    moment: datetime


def is_clock(text: str) -> bool:
    """Only a time: "10:31", "vor 3 Stunden", "il y a 2 h"."""
    if len(text) > LONGEST_CLOCK or not _DIGIT.search(text):
        return False
    return bool(only_clock(text) or says_ago(text) or only_day(text))


def marks_of(page: Page) -> list[Mark]:
    """Times in attributes; with fewer than three times, also those that the page shows.

    Attributes of one time, as a theme's software writes, say less than the words.
    """
    if not page.is_markup:
        return []
    moments = Moments()
    held = islice(_attributes(page), MOST_ATTRIBUTES)
    marks = _marks(((node, moments.of([value])) for node, value in held), page.seen)
    times = {x.moment for x in marks}
    if len(times) >= FEWEST:
        return marks
    shown = _marks(((node, _shown(node)) for node in _clocks_shown(page)), page.seen)
    is_constant = len(times) == 1 and len({x.moment for x in shown}) >= FEWEST
    return shown if is_constant else marks + shown


def _marks(found: Iterable[tuple[LexborNode, Moment | None]], seen: Visibility) -> list[Mark]:
    return [
        Mark(node, moment.replace(microsecond=0))
        for node, moment in found
        if isinstance(moment, datetime) and seen(node)
    ]


def _attributes(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Elements, and values that may be times."""
    stamps = sorted(filter(_is_stamp, page.data_attributes))[:MOST_STAMPS]
    for query, name in (*_TIMES, *((f"[{x}]", x) for x in stamps)):
        for node in page.tree.css(query):
            yield node, (node.attributes.get(name) or "").strip()


def _is_stamp(name: str) -> bool:
    return bool(_STAMP.search(name)) and not UPDATED.search(name)


def body_with_clocks(page: Page) -> LexborNode | None:
    """The body; None without a clock, as walks through 300,000 elements take seconds."""
    body = page.tree.body
    if body is None or SOME_CLOCK.search(page.text) or SOME_CLOCK.search(body.text()):
        return body
    return None


def _clocks_shown(page: Page) -> list[LexborNode]:
    clocks: dict[int, LexborNode] = {}
    body = body_with_clocks(page)
    for text, node in texts_of(body) if body is not None else ():
        if len(text) <= 3 * LONGEST_CLOCK and CLOCK.search(text):
            clocks[node.mem_id] = node
        if len(clocks) == MOST_SHOWN:
            break
    return list(clocks.values())


def _shown(node: LexborNode) -> datetime | None:
    """Clock of an element that is only a time, with a day in it or in the element around it."""
    line = _text_in(node)
    parts = [line, *re.split(BETWEEN, line)] if len(line) <= LONGEST_CLOCK else ()
    text = next(filter(only_clock, parts), "")
    if not (clock := only_clock(text)):
        return None
    around = _text_in(node.parent) if node.parent is not None else ""
    whole = text if _YEAR.search(text) or not is_clock(around) else around
    found = read_time(re.sub(r"[•|·–—,]", " ", whole)) if _YEAR.search(whole) else None
    if found is None or (isinstance(found, datetime) and found.tzinfo is not None):
        return found
    return datetime.combine(found, clock.time)


def _text_in(node: LexborNode) -> str:
    return " ".join(" ".join(x for x, _ in islice(texts_of(node), MOST_TEXTS)).split())


def is_edit(mark: Mark, within: LexborNode) -> bool:
    """Time of an edit inside a post: "updated 3 h ago"."""
    if mark.node.mem_id == within.mem_id:
        return False
    names = names_of(mark.node)
    if UPDATED.search(names):
        return True
    near = [x for x in (mark.node, mark.node.parent) if x is not None]
    return any(x.mem_id != within.mem_id and UPDATED.match(_text_in(x)[:30]) for x in near)
