"""A run of posts by the clocks that open blocks of text, in any language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from tui.model.blog import Post
from tui.model.counted import counted
from tui.model.instants import localized
from tui.readers.pieces.clocks.days import Days
from tui.readers.pieces.clocks.family import ClockFamily, NoFamilyError, family
from tui.readers.pieces.clocks.halves import in_said_half
from tui.readers.pieces.clocks.heads import Head
from tui.readers.pieces.clocks.lines import Line, prose_of, remark_on, repeated_lines
from tui.readers.pieces.clocks.openings import openings_in
from tui.readers.pieces.clocks.texts import Body, Texts, heads
from tui.readers.times.clocks import zone_of
from tui.readers.times.languages import says_live
from tui.readers.warnings import Remarks

LONGEST_TITLE = 300  # characters of a line that may say "live blog"
LINES_OF_FRONT = 40  # lines above the first clock that may say "live blog"
PINNED = "The post on top is out of order, as a pinned one; it is sorted by its clock."
TWICE = "Posts with the same clock and words stand here again; kept once."
WORDLESS = "A clock without words is no post."
LEFT_OUT = "Lines that repeat through the posts were left out: {}."
LIKE_A_PLAN = "Most clocks are at full five minutes and the first is on top, as in a plan."


class Run(NamedTuple):
    """Posts of a text in its order: heads and days."""

    heads: Sequence[Head]
    bodies: Sequence[Body]
    days: Sequence[date]
    newest_first: bool
    zone: str  # named for all times, outside of the posts; or ""
    remarks: Remarks
    left_out: Sequence[int]  # places of posts without words, or kept elsewhere

    def posts(self, home: tzinfo) -> Iterator[Post]:
        """Posts in the text's order; `home` is the zone of clocks that name none."""
        posts = zip(self.heads, self.bodies, self.days, strict=True)
        for place, (head, body, day) in enumerate(posts):
            moment = datetime.combine(day, time()) + timedelta(seconds=head.opening.second)
            moment = localized(moment, zone_of(head.opening.scan.zone) or home)
            if place not in self.left_out:
                yield Post(moment, head.headline, head.kicker, *body)


def find(
    lines: Sequence[Line],
    remarks: Remarks,
    *,
    given: date | None = None,
    known: date | None = None,
    is_live: bool = False,
) -> Run:
    """`known` is the page's day. Raises NoFamilyError, UndatedError, UnreadableError."""
    found = openings_in(lines)
    if not found:
        raise NoFamilyError("no clock")
    is_live = is_live or _is_called_live(lines[: found[0].line + 1])
    sums = prose_of(lines)
    posts = family(found, lines, sums, given=given is not None, is_live=is_live)
    said, doubt = in_said_half(posts.run, lines, newest_first=posts.newest_first)
    posts = replace(posts, run=said)
    remarks.add(doubt)
    repeated = repeated_lines(lines, len(posts.run))
    found_heads = heads(lines, posts, sums, repeated)
    texts = Texts(lines, found_heads, repeated)
    bodies = [texts.post(head, place) for place, head in enumerate(found_heads)]
    empty = _without_words(found_heads, bodies)
    if len(empty) == len(bodies):
        raise NoFamilyError("clocks without words")
    days = Days(lines, posts, given, known, remarks)
    dates = days.find()
    again = [x for x in _twice(found_heads, bodies, dates) if x not in empty]
    _tell(remarks, lines, posts, again, empty)
    remark_on(remarks, LEFT_OUT.format(texts.named), texts.left_out)
    return Run(found_heads, bodies, dates, posts.newest_first, days.zone, remarks, [*empty, *again])


def _is_called_live(front: Sequence[Line]) -> bool:
    return any(says_live(x.text[:LONGEST_TITLE]) for x in front[-LINES_OF_FRONT:])


def _tell(
    remarks: Remarks,
    lines: Sequence[Line],
    posts: ClockFamily,
    again: Sequence[int],
    empty: Sequence[int],
) -> None:
    told = {
        PINNED: posts.run[: posts.is_pinned and 0 not in again],
        TWICE: [posts.run[x] for x in again],
        f"{counted(len(posts.against_order), 'clock')} out of order.": posts.against_order,
        WORDLESS: [posts.run[x] for x in empty],
    }
    for message, openings in told.items():
        remark_on(remarks, message, [lines[x.line] for x in openings])
    remarks.add(LIKE_A_PLAN if posts.is_like_a_plan else "")


def _without_words(heads: Sequence[Head], bodies: Sequence[Body]) -> list[int]:
    pairs = zip(heads, bodies, strict=True)
    said = (head.headline or head.kicker or body[1] for head, body in pairs)
    return [place for place, words in enumerate(said) if not words]


def _twice(heads: Sequence[Head], bodies: Sequence[Body], days: Sequence[date]) -> list[int]:
    """Places of posts that occur again below: pinned, or copied in two goes."""
    triples = zip(heads, bodies, days, strict=True)
    posts = [(day, head.opening.second, head.headline, body) for head, body, day in triples]
    last = {post: place for place, post in enumerate(posts)}
    return [place for place, post in enumerate(posts) if last[post] != place]
