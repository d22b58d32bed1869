"""Head of each post: clock, headline and kicker, as most posts of the text have them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tui.readers.pieces.clocks.body import BULLET, NUMBER, bylines
from tui.readers.pieces.clocks.family import ClockFamily
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, SUMMARY, Line, prose, repeated_lines
from tui.readers.pieces.clocks.names import name_in, signature
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.pieces.clocks.posts import (
    Head,
    take_names_above,
    take_names_below,
    take_speakers,
)
from tui.readers.times.days import says_only_a_day
from tui.readers.times.languages import says_ago

UNTITLED = frozenset({"post", "beitrag"})  # as in "Postpublished at 9:26"
_KICKERS = (
    "analysis|breaking|breaking news|get involved|watch|watch live|listen|listen live|at the scene"
    "|bbc verify|explainer|explained|in pictures|your questions answered|ask the expert"
    "|eyewitness|reaction|recap|fact check|reality check|in numbers|context|profile|opinion|goal"
    "|wicket|full-time|half-time|kick-off|result|live|video"
)
KICKERS = frozenset(_KICKERS.split("|"))
# Not compiled: not every text has headlines beside its clocks.
_GLUED_KICKER = r"(Breaking News|Breaking|Analysis|Get involved|Watch live)(?=[A-Z“‘\"'])"
_LABEL = (
    r"(?i)©|^\W{0,4}\d{1,3} min|(?<!\d)\d{1,3} min\.? (?:read|lesezeit)"
    r"|^\W{0,4}(?:foto|photo|image|bild)s?\b"
)
_STOPS = r"[.…。।:,;][\"»”“)]*$"
LEAST_OTHERS = 3  # other posts, to call the last far longer
LEAST_FOOT = 2  # lines without a sentence that begin a page's foot
_LINES_OF_A_HEAD = 4
_LONGEST_WRAPPED = 200


def heads(lines: Sequence[Line], family: ClockFamily, sums: Sequence[int]) -> list[Head]:
    run = family.run
    found = list(_announced(lines, run)) if _are_above(lines, run) else _by_habit(lines, run, sums)
    ends = [*(x.first for x in found[1:]), len(lines)]
    for head, end in zip(found, ends, strict=True):
        head.end = head.end or end
    _end_above_foot(lines, found)
    return found


def _end_above_foot(lines: Sequence[Line], found: Sequence[Head]) -> None:
    """Cut a page's foot off the last text, if that is far longer than the others."""
    *others, last = ([len(x.text) for x in lines[y.body : y.end]] for y in found)
    longest = max(map(sum, others), default=0)
    if len(others) < LEAST_OTHERS or sum(last) <= 1.5 * longest + LONGEST_HEADLINE:
        return
    head, text = found[-1], lines[found[-1].body : found[-1].end]
    is_sentence = [bool(prose(x.text)) for x in text]
    begun = bool(head.rest)
    for place, line in enumerate(text):
        ends = line.heading or not any(is_sentence[place : place + LEAST_FOOT])
        if begun and ends and not BULLET.match(line.text):
            head.end = head.body + place
            return
        begun = begun or is_sentence[place]


# Headlines that end in the time


def _are_above(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """Headlines end in the time, or numbered headlines are above it."""
    ended = sum(
        x.announced and not x.rest and bool(x.title or lines[x.line].text[:6].lower() != "posted")
        for x in run
    )
    above = sum(x.line > 0 and bool(NUMBER.match(lines[x.line - 1].text)) for x in run)
    return 2 * max(ended, above) > len(run)


def _announced(lines: Sequence[Line], run: Sequence[Opening]) -> Iterator[Head]:
    start, number = 0, None
    for x in run:
        first = _first_line(lines, x, start, number)
        *upper, own = (*lines[first : x.line], replace(lines[x.line], text=x.title))
        marked = NUMBER.match((*upper, own)[0].text)
        number = int(marked[1]) if marked else None
        if marked and upper:
            upper[0] = replace(upper[0], text=upper[0].text[marked.end() :])
        elif marked:
            own = replace(own, text=own.text[marked.end() :])
        kicker, headline = _kicker_and_headline([*(y for y in upper if y.text), own])
        yield Head(x, first, x.end, 0, number, kicker, headline, rest=x.rest)
        start = x.end


def _first_line(lines: Sequence[Line], x: Opening, start: int, number: int | None) -> int:
    """First line of a head that ends in the time: number, kicker or headline."""
    above = range(x.line - 1, max(start, x.line - _LINES_OF_A_HEAD) - 1, -1)
    for at in () if NUMBER.match(x.title) else above:
        if not _may_be_wrapped(lines[at].text, ""):
            break
        if marked := NUMBER.match(lines[at].text):
            if number is None or int(marked[1]) in (1, number + 1):
                return at
            break
    at = x.line
    if not x.title and at > start and _may_be_wrapped(lines[at - 1].text):
        at -= 1
    return at - (
        at > start and lines[at - 1].text.casefold() in KICKERS and not NUMBER.match(x.title)
    )


def _may_be_wrapped(text: str, stops: str = ".:,") -> bool:
    is_short = len(text) <= _LONGEST_WRAPPED and text[-1] not in stops
    return is_short and not BULLET.match(text) and text.casefold() != SUMMARY


def _kicker_and_headline(parts: list[Line]) -> tuple[str, str]:
    """A blank line separates kicker and headline; a line break only wraps the headline."""
    last = parts.pop()
    if not last.text and parts and parts[-1].text.casefold() not in KICKERS:
        last = parts.pop()
    headline, apart = last.text, last.apart
    while parts and not apart and headline != "Post" and len(parts[-1].text) > 30:
        last = parts.pop()
        headline, apart = f"{last.text} {headline}", last.apart
    kicker = " · ".join(part.text for part in parts)
    if not kicker and (glued := re.match(_GLUED_KICKER, headline)):
        kicker, headline = glued[0], headline[glued.end() :]
    return kicker, "" if headline.casefold() in UNTITLED else headline


# Headlines by habit: on the clock's line, above it or below


def _by_habit(lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]) -> list[Head]:
    spans = _spans(lines, run, sums)
    opened = {at for x in run for at in range(x.line, x.end)}
    repeated = repeated_lines(lines, len(run))
    found = [
        Head(x, min(x.line, start), start, end, rest=x.rest)
        for x, (start, end) in zip(run, spans, strict=True)
    ]
    ends_posts = spans[0][0] < run[0].line
    take_names_below(lines, found)
    at_foot = ends_posts or not take_names_above(lines, found)
    for head in found:
        x, above = head.opening, lines[head.first - 1] if head.first else None
        is_line = x.rest and is_headline(x.rest) and not _goes_on(lines, head)
        if is_line and sums[head.end] > sums[head.body]:
            head.habits.add("same")
        is_free = not (head.first - 1 in opened or x.title)
        if above and is_free and above.text not in repeated and _is_line_above(above, at_foot):
            head.habits.add("above")
        start = head.body + (head.body < head.end and lines[head.body].text.casefold() in KICKERS)
        if not x.rest and start + 1 < head.end and _is_below(lines, start):
            head.habits.add("below")
    habits = Counter(habit for head in found for habit in head.habits)
    usual = {habit for habit, count in habits.items() if 2 * count >= len(run)}
    if "same" in usual or ends_posts or habits["below"] >= habits["above"]:
        usual.discard("above")
    for head, following in zip(found, [*found[1:], None], strict=True):
        _take_headline(lines, head, following, usual)
    if not at_foot:
        take_names_above(lines, found)
    take_speakers(found)
    return found


def _goes_on(lines: Sequence[Line], head: Head) -> bool:
    return any(
        not x.apart and x.text[0].islower() for x in lines[head.body : min(head.body + 1, head.end)]
    )


def _take_headline(
    lines: Sequence[Line], head: Head, following: Head | None, usual: set[str]
) -> None:
    """Set the headline, and end the text above the next post's headline."""
    head.headline = "" if says_ago(head.opening.title) else head.opening.title
    if authors := signature(head.headline):
        head.authors, head.headline = authors, ""
    if head.rest and ("same" in head.habits or lines[head.opening.line].heading):
        head.headline, head.rest = head.rest, ""
    if "above" in usual and "above" in head.habits:
        head.first -= 1
        head.headline = head.headline or lines[head.first].text
    if "above" in usual and following and "above" in following.habits:
        head.end = min(head.end, following.first - 1)
    if head.first > 0 and says_ago(lines[head.first - 1].text):
        head.first -= 1
    if following and head.end and says_ago(lines[head.end - 1].text):
        head.end -= 1
    if head.body < head.end and lines[head.body].text.casefold() in KICKERS and not head.rest:
        head.kicker, head.body = lines[head.body].text, head.body + 1
    if "below" in usual and "below" in head.habits and not head.headline:
        head.headline, head.body = lines[head.body].text, head.body + 1


def _spans(
    lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]
) -> list[tuple[int, int]]:
    """Lines of each text: below its clock up to the next, or above a clock that ends it."""
    alone = not any(x.rest or (x.title and not signature(x.title)) for x in run)
    first, last = run[0].line, run[-1]
    if alone and sums[-1] == sums[last.line] and sums[first] > 0:
        sizes = sorted(b.line - a.end for a, b in pairwise(run)) or [1]
        starts = [max(0, first - sizes[(len(sizes) - 1) // 2]), *(x.end for x in run[:-1])]
        return [(_behind_foot(lines, a, x.line), x.line) for a, x in zip(starts, run, strict=True)]
    ends = [*(x.line for x in run[1:]), len(lines)]
    return [(x.end, end) for x, end in zip(run, ends, strict=True)]


def _behind_foot(lines: Sequence[Line], start: int, end: int) -> int:
    """First line of text below the clock that ends the post before."""
    if start and not lines[start].apart:
        start = next((at for at in range(start, end) if lines[at].apart), start)
    return next((at for at in range(start, end) if not says_only_a_day(lines[at].text)), start)


def is_headline(text: str) -> bool:
    """Short, no sentence, no credit, no day."""
    return (
        len(text) <= LONGEST_HEADLINE
        and bool(re.search(r"[^\W\d]", text))
        and not re.search(_STOPS, text[-3:])
        and not re.search(_LABEL, text)
        and not (says_only_a_day(text) or says_ago(text) or BULLET.match(text) or signature(text))
    )


def _is_line_above(line: Line, at_foot: bool) -> bool:
    """A name above a time may sign the post above."""
    return (line.heading or is_headline(line.text)) and not (at_foot and name_in(line.text))


def _is_below(lines: Sequence[Line], at: int) -> bool:
    """A headline below a time: no text, byline, picture or list."""
    text = lines[at].text
    is_other = "Image source," in text or NUMBER.match(text) or bylines(lines, at)[0]
    return lines[at].heading or (is_headline(text) and not is_other)
