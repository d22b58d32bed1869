"""The lines of a copied BBC page that give the times of posts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.model.errors import UnreadableError
from tui.readers.bbc.body import NUMBER
from tui.readers.bbc.lines import Line, lowered
from tui.readers.bbc.times import Stamp, stamp, zone_and_date

MOST_POSTS = 50_000
"""Posts of one text; a live page has some hundreds, and more would only take time."""
MOST_DAYS = 3_660
"""Different dates in one text; a live page has one or two."""
_PUBLISHED = re.compile(r"(?P<before>.*)published at(?![a-z])[:,]?\s*(?P<tail>.*)", re.S)
_POSTED = re.compile(r"(?P<before>(?:\d{1,4}\.\s+)?)posted at(?![a-z])[:,]?\s*(?P<tail>.*)")
_TWICE = re.compile(r"(?P<once>.{4,60}?)\s*+(?P=once)")


class TimeMark(NamedTuple):
    """A post's time, on the lines from index `at` up to `end`; `before` precedes it on its line."""

    at: int
    end: int
    before: str
    stamp: Stamp
    leading: bool
    """Whether the headline comes after the time."""


def time_marks(lines: Sequence[Line], untimed: list[Line]) -> list[TimeMark]:
    """The times of all posts, in the order of the page.

    Lines with "published at" but no time go to `untimed`. Raises UnreadableError for more posts or
    days than MOST_POSTS and MOST_DAYS.
    """
    return _limited(_phrases(lines, untimed), lines) or _bare_times(lines)


def _limited(marks: Iterable[TimeMark], lines: Sequence[Line]) -> list[TimeMark]:
    kept, days = [], set()
    for mark in marks:
        kept.append(mark)
        days.add(mark.stamp.day)
        if len(kept) > MOST_POSTS or len(days) > MOST_DAYS:
            raise UnreadableError(
                f"Line {lines[mark.at].number}: the text has more than {MOST_POSTS:,} posts, "
                f"or posts of more than {MOST_DAYS:,} days; expected one live page, copied."
            )
    return kept


def is_bare_time(line: Line) -> Stamp | None:
    """The time of a line that has nothing else, or None."""
    if len(line.text) > 60 or not line.text[0].isdigit():
        return None
    time = stamp(line.text)
    return None if time is None or time.rest else time


def _phrases(lines: Sequence[Line], untimed: list[Line]) -> Iterator[TimeMark]:
    """The times after "published at" or "posted at"; heads without a time go to `untimed`."""
    for at, line in enumerate(lines):
        text = lowered(line.text)
        if "ed at" not in text:
            continue
        posted = _POSTED.fullmatch(text)
        phrase = posted or _PUBLISHED.fullmatch(text)
        if phrase is None:
            continue
        time, end = _time_after(lines, at, line.text[phrase.start("tail") :])
        before = line.text[: phrase.end("before")]
        if time is not None:
            # The visible time comes after the one for screen readers.
            end = _end_of_repeated(lines, end, time)
            yield TimeMark(at, end, before, time, leading=bool(posted))
        elif posted or _may_end_headline(before):
            untimed.append(line)


def _end_of_repeated(lines: Sequence[Line], end: int, time: Stamp) -> int:
    """The index after the lines that repeat the time."""
    while end < len(lines):
        again = is_bare_time(lines[end])
        if again is None or again.clock != time.clock:
            break
        end += 1
    return end


def _may_end_headline(before: str) -> bool:
    """Whether "published at" follows a headline: glued to it, or behind the post's number."""
    return not before or not before[-1].isspace() or bool(NUMBER.match(before))


def _time_after(lines: Sequence[Line], at: int, tail: str) -> tuple[Stamp | None, int]:
    """The time after "published at" and the index of the line after it.

    The time may be broken over the next one or two lines.
    """
    if len(tail) <= 100 and (twice := _TWICE.fullmatch(tail)):
        tail = twice["once"]
    end = at + 1
    if not tail and end < len(lines):
        tail, end = lines[end].text, end + 1
        time = stamp(tail)
        if time is None or time.rest:
            return None, at + 1
    time = stamp(tail)
    lacks_date = time is not None and time.day is None and not time.rest
    if lacks_date and end < len(lines) and zone_and_date(lines[end].text):
        return stamp(f"{tail} {lines[end].text}"), end + 1
    return time, end


def _bare_times(lines: Sequence[Line]) -> list[TimeMark]:
    """On pages without "published at": the lines that are a time, above or below the headline."""
    marks: list[TimeMark] = []
    for mark in _limited(_time_lines(lines), lines):
        if marks and mark.at == marks[-1].end and mark.stamp.clock == marks[-1].stamp.clock:
            marks[-1] = marks[-1]._replace(end=mark.end)
        else:
            marks.append(mark)
    below = sum(_is_below_headline(lines, mark) for mark in marks)
    return [mark._replace(leading=2 * below <= len(marks)) for mark in marks]


def _time_lines(lines: Sequence[Line]) -> Iterator[TimeMark]:
    for at, line in enumerate(lines):
        number = NUMBER.match(line.text)
        time = is_bare_time(
            line._replace(text=line.text[number.end() :] or "-") if number else line
        )
        if time:
            yield TimeMark(at, at + 1, number[0] if number else "", time, leading=True)


def _is_below_headline(lines: Sequence[Line], mark: TimeMark) -> bool:
    if mark.at == 0 or mark.before:
        return False
    if NUMBER.match(lines[mark.at - 1].text):
        return True
    return not lines[mark.at].apart and (mark.end >= len(lines) or lines[mark.end].apart)
