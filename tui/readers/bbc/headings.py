"""Where the posts of a copied BBC page begin: number, kicker, headline and time, however a browser copies them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.model.blog import ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.bbc.body import BULLET, NUMBER, bylines
from tui.readers.bbc.lines import Line, lowered
from tui.readers.bbc.times import Stamp, stamp, zone_and_date

SUMMARY = "summary"
MOST_POSTS = 50_000
MOST_DAYS = 3_660
"""A live page has some hundred posts of a day or two; more would only take time."""
_PUBLISHED = re.compile(r"(?P<before>.*)published at(?![a-z])[:,]?\s*(?P<tail>.*)")
_POSTED = re.compile(r"(?P<before>(?:\d{1,4}\.\s+)?)posted at(?![a-z])[:,]?\s*(?P<tail>.*)")
_TWICE = re.compile(r"(?P<once>.{4,60}?)\s*(?P=once)")
_KICKER_NAMES = (
    "analysis|breaking|breaking news|get involved|watch|watch live|listen|listen live|at the scene|bbc verify|explainer"
    "|explained|in pictures|your questions answered|ask the expert|eyewitness|reaction|recap|fact check|reality check"
    "|in numbers|context|profile|opinion|goal|wicket|full-time|half-time|kick-off|result|live|video"
)
_KICKERS = frozenset(_KICKER_NAMES.split("|"))
_GLUED_KICKER = re.compile(
    r"(Breaking News|Breaking|Analysis|Get involved|Watch live)(?=[A-Z“‘\"'])"
)


class Head(NamedTuple):
    """The head of a post: lines `first` up to `body` (indices), its time told in line number `line`."""

    first: int
    body: int
    line: int
    number: int | None
    kicker: str
    headline: str
    stamp: Stamp


class _Mark(NamedTuple):
    """A line that tells a post's time, up to line `end`; `before` is what stands before the time on the line."""

    at: int
    end: int
    before: str
    stamp: Stamp
    leading: bool
    """Whether the headline comes after the time."""


class Heads:
    """The heads of a page; `failed` are lines that look like a head but tell no time."""

    def __init__(self) -> None:
        self.found: list[Head] = []
        self.failed: list[Line] = []
        self.warnings: list[ReadWarning] = []


def heads_of(lines: Sequence[Line]) -> Heads:
    """The heads of all posts, in the order of the page."""
    heads = Heads()
    marks = _limited(_phrases(lines, heads), lines) or _bare_times(lines)
    numbered = 2 * sum(bool(NUMBER.match(mark.before)) for mark in marks) >= len(marks)
    indents = {lines[mark.at].indent for mark in marks if NUMBER.match(mark.before)}
    end, number = 0, None
    for i, mark in enumerate(marks):
        if mark.at < end:
            continue
        above = _numbered_above(lines, mark, end, number, indents)
        if not (mark.leading or above is not None or _is_head(mark, numbered)):
            if not mark.stamp.rest:
                message = f"{quoted(lines[mark.at].text[-50:])} reads like a post's time but ends a sentence; kept as text."
                heads.warnings.append(ReadWarning(f"line {lines[mark.at].number}", message))
            continue
        if mark.leading:
            head = _led(
                lines, mark, end, stop=marks[i + 1].at if i + 1 < len(marks) else len(lines)
            )
        else:
            head = _titled(lines, mark, above, end)
        if mark.stamp.rest:
            message = f"{quoted(mark.stamp.rest)} is neither zone nor date; the time is taken as the UK's."
            heads.warnings.append(ReadWarning(f"line {head.line}", message))
        heads.found.append(head)
        end, number = head.body, head.number
    return heads


def _limited(marks: Iterable[_Mark], lines: Sequence[Line]) -> list[_Mark]:
    found, days = [], set()
    for mark in marks:
        found.append(mark)
        days.add(mark.stamp.day)
        if len(found) > MOST_POSTS or len(days) > MOST_DAYS:
            raise UnreadableError(
                f"Line {lines[mark.at].number}: the text has more than {MOST_POSTS:,} posts, or posts of more than "
                f"{MOST_DAYS:,} days; expected one live page, copied."
            )
    return found


def is_bare_time(line: Line) -> Stamp | None:
    """The time, if the line is nothing else."""
    if len(line.text) > 60 or not line.text[0].isdigit():
        return None
    told = stamp(line.text)
    return None if told is None or told.rest else told


def _phrases(lines: Sequence[Line], heads: Heads) -> Iterator[_Mark]:
    for at, line in enumerate(lines):
        text = lowered(line.text)
        if "ed at" not in text:
            continue
        posted = _POSTED.fullmatch(text)
        found = posted or _PUBLISHED.fullmatch(text)
        if found is None:
            continue
        told, end = _told(lines, at, line.text[found.start("tail") :])
        before = line.text[: found.end("before")]
        if told is not None:
            while (
                end < len(lines)
                and (again := is_bare_time(lines[end]))
                and again.clock == told.clock
            ):
                end += 1  # the time that is shown, after the one for screen readers
            yield _Mark(at, end, before, told, leading=bool(posted))
        elif posted or NUMBER.match(before) or not before or not before[-1].isspace():
            heads.failed.append(line)


def _told(lines: Sequence[Line], at: int, tail: str) -> tuple[Stamp | None, int]:
    """The time behind "published at", which may be broken over the next one or two lines; and the line after it."""
    if len(tail) <= 100 and (twice := _TWICE.fullmatch(tail)):
        tail = twice["once"]
    end = at + 1
    if not tail and end < len(lines):
        tail, end = lines[end].text, end + 1
        if (told := stamp(tail)) is None or told.rest:
            return None, at + 1
    told = stamp(tail)
    if (
        told
        and told.day is None
        and not told.rest
        and end < len(lines)
        and zone_and_date(lines[end].text)
    ):
        return stamp(f"{tail} {lines[end].text}"), end + 1
    return told, end


def _bare_times(lines: Sequence[Line]) -> list[_Mark]:
    """On pages without "published at": the lines that are a time. Is it above the headline, or below?"""
    marks: list[_Mark] = []
    for mark in _limited(_time_lines(lines), lines):
        if marks and mark.at == marks[-1].end and mark.stamp.clock == marks[-1].stamp.clock:
            marks[-1] = marks[-1]._replace(end=mark.end)
        else:
            marks.append(mark)
    under = sum(_is_under_headline(lines, mark) for mark in marks)
    return [mark._replace(leading=2 * under <= len(marks)) for mark in marks]


def _time_lines(lines: Sequence[Line]) -> Iterator[_Mark]:
    for at, line in enumerate(lines):
        number = NUMBER.match(line.text)
        told = is_bare_time(
            line._replace(text=line.text[number.end() :] or "-") if number else line
        )
        if told:
            yield _Mark(at, at + 1, number[0] if number else "", told, leading=True)


def _is_under_headline(lines: Sequence[Line], mark: _Mark) -> bool:
    if mark.at == 0 or mark.before:
        return False
    if NUMBER.match(lines[mark.at - 1].text):
        return True
    return not lines[mark.at].apart and (mark.end >= len(lines) or lines[mark.end].apart)


def _is_head(mark: _Mark, numbered: bool) -> bool:
    """Whether a time without a number is a post's: then nothing parts it from the headline; a sentence has a space."""
    if not mark.before:
        return not mark.stamp.rest
    if NUMBER.match(mark.before) or not mark.before[-1].isspace():
        return True
    return (
        not numbered
        and not mark.stamp.rest
        and (mark.stamp.day is not None or mark.stamp.zone is not None)
    )


_LINES_OF_A_HEAD = 4


def _numbered_above(
    lines: Sequence[Line], mark: _Mark, start: int, number: int | None, indents: set[int]
) -> int | None:
    """The index of the line with the post's number, where a kicker or a line break parts it from the headline."""
    if NUMBER.match(mark.before) or mark.leading:
        return None
    for at in range(mark.at - 1, max(start, mark.at - _LINES_OF_A_HEAD) - 1, -1):
        line = lines[at]
        if len(line.text) > 200 or BULLET.match(line.text) or line.text.casefold() == SUMMARY:
            return None
        if found := NUMBER.match(line.text):
            expected = int(found[1]) == 1 or (number is not None and int(found[1]) == number + 1)
            return at if expected or line.indent in indents else None
    return None


def _titled(lines: Sequence[Line], mark: _Mark, above: int | None, start: int) -> Head:
    """The head whose headline stands before its time."""
    own, number, first = mark.before.strip(), None, mark.at
    upper: list[Line] = []
    if found := NUMBER.match(own):
        number, own = int(found[1]), own[found.end() :]
    elif above is not None:
        first = above
        found = NUMBER.match(lines[above].text)
        assert found is not None
        number = int(found[1])
        rest = lines[above]._replace(text=lines[above].text[found.end() :])
        upper = [line for line in (rest, *lines[above + 1 : mark.at]) if line.text]
    else:
        if not own and mark.at > start and _may_be_headline(lines, mark.at):
            first -= 1
        if first > start and lines[first - 1].text.casefold() in _KICKERS:
            first -= 1
        upper = list(lines[first : mark.at])
    kicker, headline = _kicker_and_headline([*upper, lines[mark.at]._replace(text=own)])
    if (
        first > start
        and (shown := is_bare_time(lines[first - 1]))
        and shown.clock == mark.stamp.clock
    ):
        first -= 1
    return Head(first, mark.end, lines[mark.at].number, number, kicker, headline, mark.stamp)


def _may_be_headline(lines: Sequence[Line], at: int) -> bool:
    text = lines[at - 1].text
    return (
        len(text) <= 200
        and text[-1] not in ".:,"
        and not BULLET.match(text)
        and text.casefold() != SUMMARY
    )


def _kicker_and_headline(parts: list[Line]) -> tuple[str, str]:
    """The lines of a head, top to bottom, told apart: a blank line parts kicker and headline, a mere break does not."""
    last = parts.pop()
    headline, apart = last.text, last.apart
    if not headline and parts and parts[-1].text.casefold() not in _KICKERS:
        last = parts.pop()
        headline, apart = last.text, last.apart
    while parts and not apart and headline != "Post" and len(parts[-1].text) > 30:
        last = parts.pop()
        headline, apart = f"{last.text} {headline}", last.apart
    kicker = " · ".join(part.text for part in parts)
    if not kicker and (glued := _GLUED_KICKER.match(headline)):
        kicker, headline = glued[0], headline[glued.end() :]
    return kicker, "" if headline == "Post" else headline


def _led(lines: Sequence[Line], mark: _Mark, start: int, stop: int) -> Head:
    """The head whose time stands first: then come, perhaps, a kicker and a headline."""
    number = NUMBER.match(mark.before)
    first, at, kicker, headline = mark.at, mark.end, "", ""
    if number is None and first > start and (alone := NUMBER.fullmatch(lines[first - 1].text)):
        number, first = alone, first - 1
    if at < stop and lines[at].text.casefold() in _KICKERS:
        kicker, at = lines[at].text, at + 1
    if at < stop and len(lines[at].text) <= 150 and not bylines(lines, at)[0]:
        text = lines[at].text
        if (
            text[-1] not in ".:,;"
            and not BULLET.match(text)
            and "Image source," not in text
            and not NUMBER.match(text)
        ):
            headline, at = text, at + 1
    return Head(
        first,
        at,
        lines[mark.at].number,
        int(number[1]) if number else None,
        kicker,
        headline,
        mark.stamp,
    )
