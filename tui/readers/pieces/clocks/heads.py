"""The head of each post: its clock, and headline and kicker as most posts of the text have them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tui.readers.pieces.clocks.body import BULLET, NUMBER, bylines
from tui.readers.pieces.clocks.family import ClockFamily, prose
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.names import name_in, signature
from tui.readers.pieces.clocks.openings import LONGEST_HEADLINE, Opening
from tui.readers.pieces.clocks.signed import take_names_above, take_names_below, take_signatures
from tui.readers.times.days import says_only_a_day
from tui.readers.times.languages import says_ago

SUMMARY = "summary"
UNTITLED = frozenset({"post", "beitrag"})
""""Postpublished at 9:26": a post without a headline."""
_KICKER_NAMES = (
    "analysis|breaking|breaking news|get involved|watch|watch live|listen|listen live|at the scene"
    "|bbc verify|explainer|explained|in pictures|your questions answered|ask the expert"
    "|eyewitness|reaction|recap|fact check|reality check|in numbers|context|profile|opinion|goal"
    "|wicket|full-time|half-time|kick-off|result|live|video"
)
KICKERS = frozenset(_KICKER_NAMES.split("|"))
_GLUED_KICKER = re.compile(
    r"(Breaking News|Breaking|Analysis|Get involved|Watch live)(?=[A-Z“‘\"'])"
)
# Strings, as not every text has headlines beside its clocks.
_LABEL = (
    r"(?i)©|^\W{0,4}\d{1,3} min|(?<!\d)\d{1,3} min\.? (?:read|lesezeit)"
    r"|^\W{0,4}(?:foto|photo|image|bild)s?\b"
)
_STOPS = r"[.…。।:,;][\"»”“)]*$"
LEAST_OTHERS = 3
"""Posts beside which the last one can be far longer."""
LONGEST_REPEATED = 40
LEAST_FOOT = 2
"""Lines without a sentence that begin what follows a live blog."""
_LINES_OF_A_HEAD = 4


def heads(lines: Sequence[Line], family: ClockFamily, sums: Sequence[int]) -> list[Head]:
    """The heads of a family's posts, in the order of the page."""
    run = family.run
    above = _are_above(lines, run)
    found = list(_announced(lines, run)) if above else _by_habit(lines, run, sums)
    ends = [*(x.first for x in found[1:]), len(lines)]
    for head, end in zip(found, ends, strict=True):
        head.end = head.end or end
    _end_above_foot(lines, found)
    return found


def _end_above_foot(lines: Sequence[Line], found: Sequence[Head]) -> None:
    """Ends the last text above what follows the live blog, if it is far longer than the others."""
    *others, last = found
    longest = max((_size(lines, x) for x in others), default=0)
    if len(others) < LEAST_OTHERS or _size(lines, last) <= 1.5 * longest + LONGEST_HEADLINE:
        return
    is_sentence = [bool(prose(x.text)) for x in lines[last.body : last.end]]
    begun = bool(last.rest)
    for place, sentence in enumerate(is_sentence):
        line = lines[last.body + place]
        ends = line.heading or not any(is_sentence[place : place + LEAST_FOOT])
        if begun and ends and not BULLET.match(line.text):
            last.end = last.body + place
            return
        begun = begun or sentence


def _size(lines: Sequence[Line], head: Head) -> int:
    return sum(len(x.text) for x in lines[head.body : head.end])


def _are_above(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """True where headlines end in the time, or numbered headlines stand above it."""
    ended = sum(x.announced and not x.rest and not _is_posted(lines, x) for x in run)
    above = sum(x.line > 0 and bool(NUMBER.match(lines[x.line - 1].text)) for x in run)
    return 2 * max(ended, above) > len(run)


def _is_posted(lines: Sequence[Line], opening: Opening) -> bool:
    """True for a time that opens its line: its headline comes below."""
    text = lines[opening.line].text
    return not opening.title and text[:6].casefold() == "posted"


# Headlines that end in the time


def _announced(lines: Sequence[Line], run: Sequence[Opening]) -> Iterator[Head]:
    end, number = 0, None
    indents = {lines[x.line].indent for x in run if NUMBER.match(x.title)}
    for opening in run:
        above = _numbered_above(lines, opening, end, number, indents)
        head = _head_above(lines, opening, above, end)
        end, number = head.body, head.number
        yield head


def _numbered_above(
    lines: Sequence[Line], opening: Opening, start: int, number: int | None, indents: set[int]
) -> int | None:
    """The line with the post's number above its time; kicker and headline may stand between."""
    if NUMBER.match(opening.title):
        return None
    for at in range(opening.line - 1, max(start, opening.line - _LINES_OF_A_HEAD) - 1, -1):
        line = lines[at]
        if len(line.text) > 200 or BULLET.match(line.text) or line.text.casefold() == SUMMARY:
            return None
        if marked := NUMBER.match(line.text):
            is_next = number is not None and int(marked[1]) == number + 1
            return at if int(marked[1]) == 1 or is_next or line.indent in indents else None
    return None


def _head_above(lines: Sequence[Line], opening: Opening, above: int | None, start: int) -> Head:
    own, number, first = opening.title, None, opening.line
    upper: list[Line] = []
    if marked := NUMBER.match(own):
        number, own = int(marked[1]), own[marked.end() :]
    elif above is not None and (marked := NUMBER.match(lines[above].text)):
        first, number = above, int(marked[1])
        rest = replace(lines[above], text=lines[above].text[marked.end() :])
        upper = [line for line in (rest, *lines[above + 1 : opening.line]) if line.text]
    else:
        first = _first_of_unnumbered(lines, opening.line, start, has_headline=bool(own))
        upper = list(lines[first : opening.line])
    kicker, headline = _kicker_and_headline([*upper, replace(lines[opening.line], text=own)])
    return Head(opening, first, opening.end, 0, number, kicker, headline, rest=opening.rest)


def _first_of_unnumbered(lines: Sequence[Line], at: int, start: int, *, has_headline: bool) -> int:
    if not has_headline and at > start and _may_be_wrapped(lines[at - 1].text):
        at -= 1
    return at - (at > start and lines[at - 1].text.casefold() in KICKERS)


def _may_be_wrapped(text: str) -> bool:
    short = len(text) <= 200 and text[-1] not in ".:,"
    return short and not BULLET.match(text) and text.casefold() != SUMMARY


def _kicker_and_headline(parts: list[Line]) -> tuple[str, str]:
    """A blank line separates kicker and headline; a mere line break only wraps the headline."""
    last = parts.pop()
    if not last.text and parts and parts[-1].text.casefold() not in KICKERS:
        last = parts.pop()
    headline, apart = last.text, last.apart
    while parts and not apart and headline != "Post" and len(parts[-1].text) > 30:
        last = parts.pop()
        headline, apart = f"{last.text} {headline}", last.apart
    kicker = " · ".join(part.text for part in parts)
    if not kicker and (glued := _GLUED_KICKER.match(headline)):
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
        x, at = head.opening, head.first - 1
        is_line = x.rest and is_headline(x.rest) and not _goes_on(lines, head)
        if is_line and sums[head.end] > sums[head.body]:
            head.habits.add("same")
        is_free = at >= 0 and at not in opened and not (lines[at].text in repeated or x.title)
        if is_free and _fits(lines[at]) and not (at_foot and name_in(lines[at].text)):
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
    take_signatures(found)
    return found


def _goes_on(lines: Sequence[Line], head: Head) -> bool:
    """True if the text beside the clock goes on in the next line."""
    below = lines[head.body : head.end][:1]
    return any(not x.apart and x.text[0].islower() for x in below)


def _take_headline(
    lines: Sequence[Line], head: Head, following: Head | None, usual: set[str]
) -> None:
    """Gives a head its headline, and ends its text above that of the next post."""
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
    """The lines of each post's text: from its clock to the next, or above a clock that ends it."""
    alone = not any(x.rest or (x.title and not signature(x.title)) for x in run)
    first, last = run[0].line, run[-1]
    if alone and sums[-1] == sums[last.line] and sums[first] > 0:
        sizes = sorted(b.line - a.end for a, b in pairwise(run))
        size = sizes[(len(sizes) - 1) // 2] if sizes else 1
        starts = [max(0, first - size), *(x.end for x in run[:-1])]
        return [(_behind_foot(lines, a, x.line), x.line) for a, x in zip(starts, run, strict=True)]
    ends = [*(x.line for x in run[1:]), len(lines)]
    return [(x.end, end) for x, end in zip(run, ends, strict=True)]


def _behind_foot(lines: Sequence[Line], start: int, end: int) -> int:
    """The line where a text begins below the clock that ends the post before."""
    if start and not lines[start].apart:
        start = next((at for at in range(start, end) if lines[at].apart), start)
    return next((at for at in range(start, end) if not says_only_a_day(lines[at].text)), start)


def repeated_lines(lines: Sequence[Line], posts: int) -> set[str]:
    """Short lines that stand in a fifth of the posts: buttons, the site's name."""
    counts = Counter(x.text for x in lines if _may_repeat(x.text))
    return {text for text, count in counts.items() if count >= max(3, posts / 5)}


def _may_repeat(text: str) -> bool:
    is_short = len(text) <= LONGEST_REPEATED and text[-1] not in ",:" and not prose(text)
    return is_short and text.casefold() != SUMMARY


def is_headline(text: str) -> bool:
    """True for a line that can be a headline: short, no sentence, no credit, no day."""
    is_open = len(text) <= LONGEST_HEADLINE and not re.search(_STOPS, text[-3:])
    return (
        is_open
        and bool(re.search(r"[^\W\d]", text))
        and not re.search(_LABEL, text)
        and not says_only_a_day(text)
        and not says_ago(text)
        and not BULLET.match(text)
        and not signature(text)
    )


def _fits(line: Line) -> bool:
    return line.heading or is_headline(line.text)


def _is_below(lines: Sequence[Line], at: int) -> bool:
    """True if the line below a time is a headline, not text, a byline, a picture or a list."""
    text = lines[at].text
    if lines[at].heading:
        return True
    return (
        is_headline(text)
        and "Image source," not in text
        and not NUMBER.match(text)
        and not bylines(lines, at)[0]
    )
