"""The heads of posts in a copied BBC page: number, kicker, headline and time, in any order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.model.blog import ReadWarning
from tui.model.safe_text import quoted
from tui.readers.bbc.body import BULLET, NUMBER, bylines
from tui.readers.bbc.lines import Line, places
from tui.readers.bbc.time_marks import TimeMark, is_bare_time, time_marks
from tui.readers.bbc.times import Stamp

SUMMARY = "summary"
_KICKER_NAMES = (
    "analysis|breaking|breaking news|get involved|watch|watch live|listen|listen live|at the scene"
    "|bbc verify|explainer|explained|in pictures|your questions answered|ask the expert"
    "|eyewitness|reaction|recap|fact check|reality check|in numbers|context|profile|opinion|goal"
    "|wicket|full-time|half-time|kick-off|result|live|video"
)
_KICKERS = frozenset(_KICKER_NAMES.split("|"))
_GLUED_KICKERS = ("Breaking News", "Breaking", "Analysis", "Get involved", "Watch live")
# A string, as few headlines begin so.
_GLUED_KICKER = rf"({'|'.join(_GLUED_KICKERS)})(?=[A-Z“‘\"'])"


_AGO = re.compile(r"\d{1,3}\s?[smhd] ago")
"""How long ago, as of the copy, the post came whose time is in the next line: "4m ago"."""


class Head(NamedTuple):
    """The head of a post: from index `first` up to `body`; its time is in line number `line`."""

    first: int
    body: int
    line: int
    number: int | None
    kicker: str
    headline: str
    stamp: Stamp


class Heads:
    """The heads of a page; `untimed` are lines that look like a head but give no time."""

    def __init__(self) -> None:
        self.complete: list[Head] = []
        self.untimed: list[Line] = []
        self.warnings: list[ReadWarning] = []


def heads_of(lines: Sequence[Line]) -> Heads:
    """The heads of all posts, in the order of the page.

    Raises UnreadableError for a text with too many posts or days.
    """
    heads = Heads()
    marks = _without_lengths(lines, time_marks(lines, heads.untimed), heads.warnings)
    numbered = 2 * sum(bool(NUMBER.match(mark.before)) for mark in marks) >= len(marks)
    indents = {lines[mark.at].indent for mark in marks if NUMBER.match(mark.before)}
    end, number = 0, None
    for i, mark in enumerate(marks):
        if mark.at < end:
            continue
        above = _numbered_above(lines, mark, end, number, indents)
        if not (mark.leading or above is not None or _is_head(mark, numbered)):
            heads.warnings += _sentence_warning(lines, mark)
            continue
        stop = marks[i + 1].at if i + 1 < len(marks) else len(lines)
        if mark.leading:
            head = _head_after_time(lines, mark, end, stop)
        else:
            head = _head_before_time(lines, mark, above, end)
        if mark.stamp.rest:
            rest = quoted(mark.stamp.rest)
            message = f"{rest} is neither zone nor date; the time is taken as the UK's."
            heads.warnings.append(ReadWarning(f"line {head.line}", message))
        heads.complete.append(head)
        end, number = head.body, head.number
    return heads


def _without_lengths(
    lines: Sequence[Line], marks: list[TimeMark], warnings: list[ReadWarning]
) -> list[TimeMark]:
    """The times without those that are a video's length ("01:27"): no zone, unlike most others."""
    alone = [mark for mark in marks if mark.leading and is_bare_time(lines[mark.at])]
    lengths = [mark for mark in alone if mark.stamp.zone is None and mark.stamp.day is None]
    if not lengths or 2 * len(lengths) >= len(alone):
        return marks
    message = "A time without a zone, which the others have; taken for a video's length."
    place = places(lines[mark.at].number for mark in lengths)
    warnings.append(ReadWarning(place, message))
    return [mark for mark in marks if mark not in lengths]


def _sentence_warning(lines: Sequence[Line], mark: TimeMark) -> list[ReadWarning]:
    """A warning for a sentence that ends in a time, unless other words follow the time."""
    if mark.stamp.rest:
        return []
    line = lines[mark.at]
    message = (
        f"{quoted(line.text[-50:])} reads like a post's time but ends a sentence; kept as text."
    )
    return [ReadWarning(f"line {line.number}", message)]


def _is_head(mark: TimeMark, numbered: bool) -> bool:
    """Whether a time belongs to a head: no space parts it from the headline, as in a sentence."""
    if not mark.before:
        return not mark.stamp.rest
    if NUMBER.match(mark.before) or not mark.before[-1].isspace():
        return True
    has_day_or_zone = mark.stamp.day is not None or mark.stamp.zone is not None
    return not numbered and not mark.stamp.rest and has_day_or_zone


_LINES_OF_A_HEAD = 4


def _numbered_above(
    lines: Sequence[Line], mark: TimeMark, start: int, number: int | None, indents: set[int]
) -> int | None:
    """The index of the line with the post's number, if it is above the line with the time.

    A kicker or a line break may stand between the number and the headline.
    """
    if NUMBER.match(mark.before) or mark.leading:
        return None
    for at in range(mark.at - 1, max(start, mark.at - _LINES_OF_A_HEAD) - 1, -1):
        line = lines[at]
        if len(line.text) > 200 or BULLET.match(line.text) or line.text.casefold() == SUMMARY:
            return None
        if marked := NUMBER.match(line.text):
            is_next = number is not None and int(marked[1]) == number + 1
            is_plausible = int(marked[1]) == 1 or is_next or line.indent in indents
            return at if is_plausible else None
    return None


def _head_before_time(lines: Sequence[Line], mark: TimeMark, above: int | None, start: int) -> Head:
    """The head of a post whose headline comes before its time."""
    own, number, first = mark.before.strip(), None, mark.at
    upper: list[Line] = []
    if marked := NUMBER.match(own):
        number, own = int(marked[1]), own[marked.end() :]
    elif above is not None:
        first = above
        marked = NUMBER.match(lines[above].text)
        assert marked is not None
        number = int(marked[1])
        rest = lines[above]._replace(text=lines[above].text[marked.end() :])
        upper = [line for line in (rest, *lines[above + 1 : mark.at]) if line.text]
    else:
        first = _first_of_unnumbered(lines, mark.at, start, has_headline=bool(own))
        upper = list(lines[first : mark.at])
    kicker, headline = _kicker_and_headline([*upper, lines[mark.at]._replace(text=own)])
    if first > start and _is_time(lines[first - 1], mark.stamp):
        first -= 1
    return Head(first, mark.end, lines[mark.at].number, number, kicker, headline, mark.stamp)


def _first_of_unnumbered(lines: Sequence[Line], at: int, start: int, *, has_headline: bool) -> int:
    """The index of the first line of a head without a number whose time is in line `at`."""
    if not has_headline and at > start and _may_be_headline(lines, at):
        at -= 1
    if at > start and lines[at - 1].text.casefold() in _KICKERS:
        at -= 1
    return at


def _is_time(line: Line, time: Stamp) -> bool:
    shown = is_bare_time(line)
    return shown is not None and shown.clock == time.clock


def _may_be_headline(lines: Sequence[Line], at: int) -> bool:
    text = lines[at - 1].text
    return len(text) <= 200 and _has_no_stop(text, ".:,") and text.casefold() != SUMMARY


def _has_no_stop(text: str, stops: str) -> bool:
    return text[-1] not in stops and not BULLET.match(text)


def _kicker_and_headline(parts: list[Line]) -> tuple[str, str]:
    """The kicker and the headline in a head's lines, from the top.

    A blank line separates the two; a mere line break only wraps the headline.
    """
    last = parts.pop()
    if not last.text and parts and parts[-1].text.casefold() not in _KICKERS:
        last = parts.pop()
    headline, apart = last.text, last.apart
    while parts and not apart and headline != "Post" and len(parts[-1].text) > 30:
        last = parts.pop()
        headline, apart = f"{last.text} {headline}", last.apart
    kicker = " · ".join(part.text for part in parts)
    may_be_glued = not kicker and headline.startswith(_GLUED_KICKERS)
    if may_be_glued and (glued := re.match(_GLUED_KICKER, headline)):
        kicker, headline = glued[0], headline[glued.end() :]
    return kicker, "" if headline == "Post" else headline


def _head_after_time(lines: Sequence[Line], mark: TimeMark, start: int, stop: int) -> Head:
    """The head of a post whose time comes first, then perhaps a kicker and a headline."""
    marked = NUMBER.match(mark.before)
    first, at, kicker, headline = mark.at, mark.end, "", ""
    if marked is None and first > start and (alone := NUMBER.fullmatch(lines[first - 1].text)):
        marked, first = alone, first - 1
    if first > start and _AGO.fullmatch(lines[first - 1].text):
        first -= 1
    if at < stop and lines[at].text.casefold() in _KICKERS:
        kicker, at = lines[at].text, at + 1
    if at < stop and _is_headline(lines, at):
        headline, at = lines[at].text, at + 1
    number = int(marked[1]) if marked else None
    return Head(first, at, lines[mark.at].number, number, kicker, headline, mark.stamp)


def _is_headline(lines: Sequence[Line], at: int) -> bool:
    """Whether the line after a time is a headline, not text, a byline, a picture or a list."""
    text = lines[at].text
    return (
        len(text) <= 150
        and _has_no_stop(text, ".:,;")
        and "Image source," not in text
        and not NUMBER.match(text)
        and not bylines(lines, at)[0]
    )
