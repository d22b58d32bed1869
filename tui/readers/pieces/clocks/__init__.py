"""A run of posts by the clocks that open blocks of text, in any language."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import NamedTuple

from tui.model.instants import localized
from tui.readers.pieces.clocks.days import Days
from tui.readers.pieces.clocks.family import (
    NoFamilyError,
    against_order,
    family,
    is_chat,
    is_like_a_plan,
)
from tui.readers.pieces.clocks.heads import heads
from tui.readers.pieces.clocks.layout import Head
from tui.readers.pieces.clocks.lines import Doubt, Line, prose_of
from tui.readers.pieces.clocks.openings import Opening, openings_in
from tui.readers.pieces.clocks.posts import Texts, TimedPost
from tui.readers.times.clocks import zone_of
from tui.readers.times.languages import says_live

LINES_OF_FRONT = 40  # lines above the first clock that may say "live blog"
PINNED = "The post at the top stands at its own place too; kept once, there."
LIKE_A_PLAN = "Most clocks are at full five minutes and the first is on top, as in a plan."


class Run(NamedTuple):
    """Posts of a text in its order: heads and days."""

    heads: tuple[Head, ...]
    days: tuple[date, ...]
    newest_first: bool
    zone: str  # named for all times, outside of the posts; or ""
    doubts: tuple[Doubt, ...]

    def posts(self, texts: Texts) -> Iterator[TimedPost]:
        """Posts with times and texts, in page order."""
        for place, (head, day) in enumerate(zip(self.heads, self.days, strict=True)):
            moment = datetime.combine(day, time()) + timedelta(seconds=head.opening.second)
            zone = zone_of(head.opening.zone)
            moment = moment if zone is None else localized(moment, zone)
            yield TimedPost(moment, head, *texts.post(head, place))


def find(
    lines: Sequence[Line],
    *,
    given: date | None = None,
    known: date | None = None,
    is_live: bool = False,
) -> Run:
    """`known` is the page's day. Raises NoFamilyError, NoDayError, UnreadableError."""
    found = _without_sentences(openings_in(lines))
    prose = prose_of(lines)
    pinned = found[:1] if _is_pinned(lines, found) else []
    front = lines[: found[0].line + 1] if found else ()
    is_live = is_live or any(says_live(x.text) for x in front[-LINES_OF_FRONT:])
    others = found[len(pinned) :]
    try:
        posts = family(others, lines, prose, given=given is not None, is_live=is_live)
    except NoFamilyError:
        if given is None and not is_chat(others):
            raise
        words = [*accumulate((len(x.text) for x in lines), initial=0)]
        posts = family(others, lines, words, given=True, is_live=is_live)
    days = Days(lines, posts, given, known)
    said = days.find()
    doubts = [*days.doubts, *(Doubt(PINNED, (lines[x.line].number,)) for x in pinned)]
    if against := against_order(posts):
        message = f"{len(against)} clocks stand against the order of the others."
        doubts.append(Doubt(message, tuple(lines[x.line].number for x in against)))
    if is_like_a_plan(posts):
        doubts.append(Doubt(LIKE_A_PLAN))
    found_heads = tuple(heads(lines, posts, prose))
    return Run(found_heads, tuple(said), posts.newest_first, days.zone, tuple(doubts))


def _without_sentences(found: Sequence[Opening]) -> list[Opening]:
    """Drop "It was published at 10:30" where headlines are glued to such words."""
    glued = sum(x.glued for x in found)
    lines = {
        x.line
        for x in found
        if x.announced and not x.glued and (x.title or "small True" in x.traits)
    }
    return [x for x in found if x.line not in lines] if 3 * glued >= len(lines) else list(found)


def _is_pinned(lines: Sequence[Line], found: Sequence[Opening]) -> bool:
    """The first post occurs again at its own place."""

    def start(opening: Opening) -> tuple[int, str, str, list[str]]:
        below = [x.text for x in lines[opening.end : opening.end + 2]]
        return opening.second, opening.title, opening.rest, below

    return len(found) > 1 and start(found[0]) in map(start, found[1:])
