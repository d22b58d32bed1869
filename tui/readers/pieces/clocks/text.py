"""A text copied from a browser, or written down: its posts by their clocks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from operator import attrgetter

import tui.readers.bbc as bbc
from tui.model.blog import LiveBlog, Post, ReadWarning
from tui.model.errors import UndatedError, UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import quoted
from tui.model.summary import summary_points
from tui.readers.bbc.front_matter import FrontMatter
from tui.readers.bbc.lines import Line, lines_of, places, without_furniture
from tui.readers.home_zone import choose_zone
from tui.readers.page import Page
from tui.readers.pieces.clocks import Run, find
from tui.readers.pieces.clocks.days import Doubt, NoDayError
from tui.readers.pieces.clocks.family import NoFamilyError
from tui.readers.pieces.clocks.openings import openings, run_in
from tui.readers.pieces.clocks.posts import Texts
from tui.readers.refusal import refusal
from tui.readers.times.clocks import zone_of

LOOKED_FOR = 'posts that open with a clock, such as "10:26" or "17.14 Uhr:"'
ANY_TEXT = "--date 2020-10-15 --every 30s plays any text, a paragraph at a time"
LEAST_CLOCKS = 3
"""Lines that open with a clock in a text that is not played with made-up times."""


def read(page: Page) -> LiveBlog:
    """The live blog in a text. Raises UndatedError and UnreadableError."""
    if bbc.is_bbcs(page.text):
        return bbc.read(page.data, page.given)
    lines, warnings = lines_of(page.data)
    lines, left_out = without_furniture(lines)
    lines = list(run_in(lines))
    try:
        run = find(lines, given=page.given.day if page.given else None)
    except NoFamilyError as error:
        if page.given is None or not page.given.timeless:
            raise UndatedError(_refusal(f"{error}", f"save the page as HTML; {ANY_TEXT}")) from None
        clocks = [lines[x.line].text for x in openings(lines)[:LEAST_CLOCKS]]
        if len(clocks) == LEAST_CLOCKS:
            raise UnreadableError(_refusal(_clocks(clocks), "leave --every out")) from None
        return bbc.read(page.data, page.given)
    except NoDayError:
        found = "posts that open with a clock, and no day"
        raise UndatedError(_refusal(found, "--date 2020-10-15, the oldest post's day")) from None
    return _live_blog(lines, run, [*warnings, *left_out])


def _refusal(found: str, advice: str) -> str:
    return refusal(LOOKED_FOR, found, advice)


def _clocks(lines: Sequence[str]) -> str:
    named = ", ".join(quoted(x[:20]) for x in lines)
    return f"lines that open with a clock ({named}); --every would put made-up times beside them"


def _live_blog(lines: Sequence[Line], run: Run, warnings: list[ReadWarning]) -> LiveBlog:
    zones = [zone_of(x.opening.zone) for x in run.heads]
    usual = Counter(x for x in zones if x is not None).most_common(1)
    zone: tzinfo = usual[0][0] if usual else zone_of(run.zone) or UTC
    texts = Texts(lines, run.heads)
    posts = []
    for place, (head, day, own) in enumerate(zip(run.heads, run.days, zones, strict=True)):
        authors, body = texts.post(head, place)
        naive = datetime.combine(day, time()) + timedelta(seconds=head.opening.second)
        moment = localized(naive, own or zone)
        posts.append(Post(moment, head.headline, head.kicker, authors, body))
    front = FrontMatter()
    front.read(lines[: run.heads[0].first])
    warnings += [*_told(run.doubts), *front.warnings]
    ordered = sorted(posts[::-1] if run.newest_first else posts, key=attrgetter("published"))
    return LiveBlog(
        posts=tuple(ordered),
        title=front.title,
        description="\n".join(front.description),
        summary=summary_points(front.summary),
        zone=choose_zone(post.published for post in posts),
        authors=tuple(front.authors),
        format="text with times",
        warnings=tuple(warnings),
    )


def _told(doubts: Iterable[Doubt]) -> list[ReadWarning]:
    return [ReadWarning(places(x.lines) if x.lines else "the blog", x.message) for x in doubts]
