"""A run of posts by the clocks that open blocks of text, in any language."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tui.model.blog import Post
from tui.model.counted import counted
from tui.model.safe_text import quoted
from tui.readers.habits import BUTTONS, COMMENTS, come_again, other_kind
from tui.readers.pieces.clocks.days import Days
from tui.readers.pieces.clocks.family import ClockFamily, NoFamilyError, family
from tui.readers.pieces.clocks.front import without_pages_own
from tui.readers.pieces.clocks.halves import LINES_OF_FRONT, in_said_half
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import Line, prose, remark_on
from tui.readers.pieces.clocks.openings import Opening, openings_in
from tui.readers.pieces.clocks.texts import is_aged_post, read_posts
from tui.readers.times.clocks import zone_of
from tui.readers.times.days import Day, named_day, only_day
from tui.readers.times.languages import WEEKDAYS, says_ago, says_live
from tui.readers.warnings import NO_ZONE, Remarks

LONGEST_TITLE = 300  # characters of a line that may say "live blog"
PINNED = "The post on top is out of order, as a pinned one; it is sorted by its clock."
TWICE = "Posts with the same clock and words stand here again; kept once."
WORDLESS = "A clock without words is no post."
LEFT_OUT = "Lines that repeat through the posts were left out: {}."
NEAR_DAY = 'Lines such as "Yesterday" say no date; each is taken for the day after that above.'
AGED = "{} without a time, only with an age; left out."
MOST_EACH = 2500  # characters of the text for each clock, on average, in a live blog
_PAST_A_DAY = r"\W*(?:[3-9]|1\d)\d:[0-5]\d\b"  # "24:57" may be of a night
AGED_ON_TOP = "An age is above the first clock: the words below it may be a post without a time."


class Run(NamedTuple):
    """Posts of a text in its order; those without words, or that occur again, are `left_out`."""

    lines: Sequence[Line]
    heads: Sequence[Head]
    left_out: Set[Head]
    zone_of_all: tzinfo | None  # by a line outside of the posts
    dated_zone: tzinfo | None  # beside a day outside of the posts
    updated: datetime | None  # the page, by a line outside of the posts
    remarks: Remarks

    def zone(self, place: tzinfo | None = None) -> tzinfo | None:
        """Zone of clocks that name none, of a page at a `place`; a doubt without any."""
        zones = filter(None, (zone_of(x.opening.scan.zone) for x in self.heads))
        most = [zone for zone, _ in Counter(zones).most_common(1)]
        found = next(filter(None, (self.zone_of_all, *most, place, self.dated_zone)), None)
        self.remarks.add("" if found else NO_ZONE)
        return found

    @property
    def kept(self) -> list[Head]:
        return [x for x in self.heads if x not in self.left_out]

    def posts(self, home: tzinfo) -> list[Post]:
        """Posts in the text's order; `home` is the zone of clocks that name none."""
        return [x.post(home) for x in self.kept]


def find(
    lines: Sequence[Line],
    remarks: Remarks,
    *,
    given: date | None = None,
    known: date | None = None,
    is_live: bool = False,
) -> Run:
    """`known` is the page's day. Raises NoFamilyError, UndatedError, UnreadableError."""
    found = _clocks_of_day(lines, remarks)

    def says_above(first: Opening, least: int = 0) -> bool:
        front = (x.text[:LONGEST_TITLE] for x in lines[: first.line + 1][-LINES_OF_FRONT:])
        return is_live or first.announced or any(len(x) > least and says_live(x) for x in front)

    posts = family(found, lines, given=given is not None, is_live=says_above)
    posts = without_pages_own(posts)
    said, doubt = in_said_half(posts.run, lines, posts.newest_first)
    posts = posts._replace(run=said)
    heads, repeated = read_posts(_without_foot(lines, posts.run), posts.run)
    if not any(x.has_words for x in heads):
        raise NoFamilyError("clocks without words")
    days = Days(posts, given, known, remarks)
    for head, day in zip(heads, days.find(), strict=True):
        head.day = day
    named = ", ".join(map(quoted, list(dict.fromkeys(x.text for x in repeated))[:3]))
    remark_on(remarks, LEFT_OUT.format(named), repeated)
    remarks.add(doubt)
    _tell_aged(lines, heads, remarks)
    left_out = _no_posts(posts, heads, remarks)
    run = Run(lines, heads, left_out, days.zone_of_all(), *days.page_clock(), remarks)
    if not (given or says_above(posts.run[0])):
        _require_event(run)
    return run


def _require_event(run: Run) -> None:
    """Raises NoFamilyError for posts of another kind."""
    if other := _other_than_event(run):
        lines = counted(len(run.heads), "line")
        raise NoFamilyError(f"{lines} with a clock: {other}", day_helps=True)


def _other_than_event(run: Run) -> str:
    """Reason against comments, teasers, few clocks in a long text, other kinds; but for chats."""
    if _are_comments(run):
        return "comments of readers"
    if button := next((x for x in BUTTONS if _repeats(x, run)), ""):
        return BUTTONS[button]
    if sum(len(x.text) for x in run.lines) > MOST_EACH * len(run.heads):
        return "pages of text for each clock"
    in_brackets = (x.roles.get("name before", "") * ("[" in x.opening.scan.mark) for x in run.heads)
    speakers = (x.roles.get("speaker", y) for x, y in zip(run.heads, in_brackets, strict=True))
    speak = come_again(speakers, len(run.heads))
    return "" if speak else other_kind(run.posts(UTC), may_be_plan=True)


def _are_comments(run: Run) -> bool:
    """Their only heading is above the first post, or below the article that is taken for it; each
    has a line for its writer and time."""
    headings = [at for at, x in enumerate(run.lines) if re.fullmatch(COMMENTS, x.text)]
    is_above = len(headings) == 1 and headings[0] < run.heads[:2][-1].opening.line
    signed = sum(_may_be_signed(x.opening, run.lines) for x in run.heads)
    return is_above and 2 * signed > len(run.heads)


def _may_be_signed(opening: Opening, lines: Sequence[Line]) -> bool:
    """The clock's line has no sentence, but a day, or words beside or above that may be a name."""
    above = lines[max(0, opening.line - 1)].text
    has_name = opening.title or not prose(above)
    return not prose(opening.rest) and bool(opening.scan.day or has_name)


def _repeats(form: str, run: Run) -> bool:
    """Half of the posts have a line of the form."""
    count = sum(x.repeated and bool(re.fullmatch(form, x.text)) for x in run.lines)
    return 2 * count >= len(run.heads)


def _without_foot(lines: Sequence[Line], run: Sequence[Opening]) -> Sequence[Line]:
    """Lines up to the end of a page's innermost element around all posts, or readers' comments."""
    first, last = (lines[x.line].at for x in (run[0], run[-1]))
    around = next((x for x in last.path if x in first.path), None) if last else None
    inside = (at for at, x in enumerate(lines, 1) if around and around in x.at.path)
    lines = lines[: max(inside, default=len(lines))]
    return lines[: _end_above_comments(lines, run[-1].end)]


def _end_above_comments(lines: Sequence[Line], end: int) -> int:
    """Place of a heading below the last clock that is not as the buttons of posts are."""
    shapes = [re.sub(r"\d", "", x.text) for x in lines]
    counts = Counter(shapes)
    alone = (at for at in range(end, len(lines)) if counts[shapes[at]] == 1)
    return next((at for at in alone if re.fullmatch(COMMENTS, lines[at].text)), len(lines))


def _clocks_of_day(lines: Sequence[Line], remarks: Remarks) -> list[Opening]:
    """Raises NoFamilyError without clocks, or for minutes of a match."""
    found = openings_in(lines)
    if not found:
        ages = [quoted(x.text) for x in lines if says_ago(x.text)]
        raise NoFamilyError(f"no clock, only ages such as {ages[0]}" if ages else "no clock")
    _under_named_days(found, lines, remarks)
    past = {at: x.text for at, x in enumerate(lines) if re.match(_PAST_A_DAY, x.plain)}
    scores = sum(x.line + 1 in past for x in found)  # below clocks, as of basketball
    if 2 * (len(past) - scores) >= len(found):
        raise NoFamilyError(f"minutes of a match or film, such as {quoted(past[min(past)])}")
    return found


def _tell_aged(lines: Sequence[Line], heads: Sequence[Head], remarks: Remarks) -> None:
    """Posts between the others, and perhaps above all, that have only an age."""
    gaps = [lines[a.end : b.first] for a, b in pairwise(heads)]
    aged = [x for gap in gaps if gap and is_aged_post(gap[0].text) for x in gap]
    ages = sum(is_aged_post(x.text) for x in aged)
    remark_on(remarks, AGED.format(counted(ages, "post")), aged)
    on_top = [x for x in lines[: heads[0].first] if says_ago(x.text)]
    remark_on(remarks, AGED_ON_TOP, on_top)


def _no_posts(posts: ClockFamily, heads: Sequence[Head], remarks: Remarks) -> set[Head]:
    """Heads without words, or that occur again below; remarks on these and on the order."""
    empty = [x for x in heads if not x.has_words]
    last = {x.said: x for x in heads}  # a post may be pinned, or copied in two goes
    again = [x for x in heads if last[x.said] is not x]
    is_pinned, against = posts.is_pinned and heads[0] not in again, posts.against_order
    for message, openings in (
        (PINNED, posts.run[:is_pinned]),
        (TWICE, map(attrgetter("opening"), again)),
        (WORDLESS, map(attrgetter("opening"), empty)),
        (f"{counted(len(against), 'clock')} out of order.", against),
    ):
        remark_on(remarks, message, [posts.lines[x.line] for x in openings])
    return {*empty, *again}


def _under_named_days(found: list[Opening], lines: Sequence[Line], remarks: Remarks) -> None:
    """Give clocks the weekday or word above, if the text has lines of different days."""
    days = _named_days(found, lines)
    if len({*days.values()}) < 2:
        return
    words = [at for at, word in days.items() if isinstance(word, str) and word not in WEEKDAYS]
    remark_on(remarks, NEAR_DAY, [lines[at] for at in words if at > found[0].line])
    places = sorted(days)
    for place, opening in enumerate(found):
        if above := bisect_left(places, opening.line):
            word, own = days[places[above - 1]], opening.scan.weekday
            opening.scan.weekday = WEEKDAYS.get(str(word)) if own is None else own
            found[place] = opening._replace(day_word=word)


def _named_days(found: Sequence[Opening], lines: Sequence[Line]) -> dict[int, str | Day]:
    """Lines that name a day without its date ("FRIDAY", "Yesterday"), with those of dates if any
    says "today". A line right below a clock is its post's own."""
    own = {x.line + 1 for x in found} - {x.line - 1 for x in found}
    named: dict[int, str | Day] = {
        at: word for at, x in enumerate(lines) if at not in own and (word := named_day(x.text))
    }
    if not {*named.values()} <= WEEKDAYS.keys():
        named |= {at: day for at, x in enumerate(lines) if (day := only_day(x.plain))}
    return named
