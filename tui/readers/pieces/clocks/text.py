"""A text copied from a browser, or written down, as posts by their clocks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, tzinfo
from itertools import zip_longest
from operator import attrgetter

from tui.model.blog import Author, Block, ListItem, LiveBlog, Paragraph, Post
from tui.model.errors import UndatedError, UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import quoted
from tui.model.summary import summary_points
from tui.model.zones import iana_zone
from tui.readers.home_zone import choose_zone
from tui.readers.page import GivenDay, Page
from tui.readers.pieces.clocks import Run, find
from tui.readers.pieces.clocks.body import BULLET, NUMBER, blocks, body
from tui.readers.pieces.clocks.days import GIVEN_DAY, NoDayError
from tui.readers.pieces.clocks.family import NoFamilyError
from tui.readers.pieces.clocks.furniture import without_furniture
from tui.readers.pieces.clocks.layout import Head
from tui.readers.pieces.clocks.lines import SUMMARY, Doubt, Line, doubt, lines_of, lowered, run_in
from tui.readers.pieces.clocks.markdown import plain
from tui.readers.pieces.clocks.openings import openings_in
from tui.readers.refusal import refusal
from tui.readers.times.clocks import zone_of
from tui.readers.times.days import says_only_a_day

LOOKED_FOR = 'posts that open with a clock, such as "10:26" or "17.14 Uhr:"'
DAY = "--date 2020-10-15, the day of the oldest post, if each of these lines opens a post"
ANY_TEXT = "--date 2020-10-15 --every 30s plays any text, a paragraph at a time"
MOST_TRIED = 1_000  # lines
LEAST_CLOCKS = 3  # lines with clocks in a text that gets no made-up times
_BBC = re.compile(
    r"(?:published|posted)\s+at\s*\d{1,2}(?:[:.]\d\d|\s?[ap]m\b)"
    r"|^[^\S\n]*(?:live reporting|all times stated are uk)[^\S\n]*$"
    r"|^[^\S\n]*(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:GMT|BST|UTC))?:\s+\S",
    re.MULTILINE | re.IGNORECASE,
)
"""Signs of pages in London time."""
_GLUED = re.compile(r"\w(?:published|posted) at\s?(?:\d|$)")
"""Announcing words, glued to a headline."""
_LONDON = "Europe/London"
NO_ZONE = "The times name no zone; they are taken for UTC."
LONGEST_TITLE = 150
_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>.{3,200})")
_UPDATED = re.compile(r"(?:page )?last updated at\b.{0,80}$")


def read(page: Page) -> LiveBlog:
    """Raises UndatedError and UnreadableError."""
    lines, doubts = lines_of(page.decoded)
    lines, left_out = without_furniture(lines)
    lines = run_in(plain(lines))
    if not lines:
        raise UnreadableError(refusal(LOOKED_FOR, "no text", "save the page as HTML"))
    text = _Text(lines, [*doubts, *left_out], is_bbcs=bool(_BBC.search(page.text)))
    try:
        return text.clocked(find(lines, given=page.given.day if page.given else None))
    except NoFamilyError as error:
        if page.given is None or not page.given.timeless or page.decoded.replaced:
            raise UndatedError(refusal(LOOKED_FOR, str(error), _advice(lines, error))) from None
        if clocks := _clocks(lines):
            found = f"lines that open with a clock ({clocks}), which --every would contradict"
            advice = "leave --every out"
            raise UnreadableError(refusal("a text without times", found, advice)) from None
        return text.timeless(page.given)
    except NoDayError:
        found = "posts that open with a clock, and no day"
        advice = "--date 2020-10-15, the day of the oldest post"
        raise UndatedError(refusal(LOOKED_FOR, found, advice)) from None


def _advice(lines: Sequence[Line], error: NoFamilyError) -> str:
    if error.day_helps:
        return DAY
    return "save the page as HTML" + ("" if _clocks(lines) else f"; {ANY_TEXT}")


def _clocks(lines: Sequence[Line]) -> str:
    """Some lines that open with a clock, if there are enough to contradict made-up times."""
    clocks = [
        quoted(lines[x.line].text[:20]) for x in openings_in(lines[:MOST_TRIED])[:LEAST_CLOCKS]
    ]
    return ", ".join(clocks) if len(clocks) == LEAST_CLOCKS else ""


class _Text:
    def __init__(self, lines: list[Line], doubts: list[Doubt], *, is_bbcs: bool) -> None:
        self.lines, self.doubts, self.is_bbcs = lines, doubts, is_bbcs
        self._front = FrontMatter()

    def clocked(self, run: Run) -> LiveBlog:
        zones = [zone for x in run.heads if (zone := zone_of(x.opening.scan.zone)) is not None]
        most = Counter(zones).most_common(1)
        usual = self._london or (most[0][0] if most else zone_of(run.zone) or UTC)
        self._front.read(self.lines[: run.heads[0].first])
        posts = list(run.posts(usual))
        self._keep_others(run.heads)
        self.doubts += [*run.doubts, *self._untimed(run.heads)]
        if not (zones or run.zone or self._london):
            self.doubts.append(Doubt(NO_ZONE))
        return self._live_blog(posts[::-1] if run.newest_first else posts, "text with times")

    def _keep_others(self, heads: Sequence[Head]) -> None:
        """Keep summaries between the posts, and lines below the last."""
        for head, following in zip_longest(heads, heads[1:]):
            gap = self.lines[head.end : following.first if following else None]
            if gap and gap[0].text.casefold() == SUMMARY:
                self._front.add_summaries(gap)
            elif gap and not following and head.body < head.end:
                message = "Below the last post and no part of it; kept in the blog's description."
                self._front.describe(gap, message)

    def timeless(self, given: GivenDay) -> LiveBlog:
        """All posts at the beginning of a day."""
        from tui.readers.pieces.clocks import timeless  # few texts have no times

        found, are_paragraphs = timeless.pieces(self.lines)
        self.is_bbcs = self.is_bbcs and not are_paragraphs
        moment = localized(datetime.combine(given.day, time()), self._london or UTC)
        posts = [Post(moment, x.headline, "", *body(x.text)) for x in found]
        self._front.read(self.lines[: found[0].first])
        message = timeless.PARAGRAPHS if are_paragraphs else timeless.NUMBERED
        oldest = found[0 if are_paragraphs else -1]
        self.doubts += [
            doubt(message, [self.lines[found[0].first]]),
            doubt(f"{GIVEN_DAY} ({given.day}).", [self.lines[oldest.first]]),
        ]
        return self._live_blog(posts if are_paragraphs else posts[::-1], "text without times")

    @property
    def _london(self) -> tzinfo | None:
        return iana_zone(_LONDON) if self.is_bbcs else None

    def _untimed(self, heads: Sequence[Head]) -> Iterable[Doubt]:
        """Doubts about lines that look like a post's head, without a time."""
        for head in heads:
            for line in self.lines[head.body : head.end]:
                marked = NUMBER.match(line.text)
                is_next = marked and head.number is not None and int(marked[1]) == head.number + 1
                if is_next or _GLUED.search(line.text):
                    message = f"{quoted(line.text[-50:])} looks like a post and gives no time; "
                    yield doubt(f"{message}kept as text.", [line])

    def _live_blog(self, posts: Sequence[Post], form: str) -> LiveBlog:
        doubts = sorted([*self.doubts, *self._front.doubts], key=lambda x: x.lines[:1])
        blog = LiveBlog(
            posts=tuple(sorted(posts, key=attrgetter("published"))),
            title=self._front.title,
            description="\n".join(self._front.description),
            summary=summary_points(self._front.summary),
            zone=choose_zone(x.published for x in posts),
            authors=tuple(self._front.authors),
            format=form,
            warnings=tuple(x.warning for x in doubts),
        )
        if not self.is_bbcs:
            return blog
        name, form = "BBC News", "BBC text"
        return blog._replace(zone=_LONDON, publisher=name, language="en", format=form)


class FrontMatter:
    """Lines above the posts: title, description, summaries and editors."""

    def __init__(self) -> None:
        self.title = ""
        self.description: list[str] = []
        self.summary: list[Block] = []
        self.authors: list[Author] = []
        self.doubts: list[Doubt] = []

    def read(self, lines: Sequence[Line]) -> None:
        starts = (at for at, line in enumerate(lines) if line.text.casefold() == SUMMARY)
        start = next(starts, len(lines))
        above = self._without_editors(lines[:start])
        if above and _may_be_title(above[0].text) and not _is_navigation(above):
            self.title = above.pop(0).text
        self.summary += blocks([line for line in above if BULLET.match(line.text)])
        text = [x for x in above if not (BULLET.match(x.text) or says_only_a_day(x.text))]
        if text:
            self.describe(text, "Part of no post and no summary; kept as the blog's description.")
        self.add_summaries(lines[start:])

    def describe(self, lines: Sequence[Line], message: str) -> None:
        """Add lines to the description, with a doubt about them."""
        self.description += [line.text for line in lines]
        self.doubts.append(doubt(message, lines))

    def add_summaries(self, lines: Sequence[Line]) -> None:
        """Points of summaries, each once; without bullets, each paragraph is a point."""
        points = [x for x in self._without_editors(lines) if x.text.casefold() != SUMMARY]
        found = blocks(points)
        if not any(BULLET.match(line.text) for line in points):
            found = tuple(ListItem(x.text) if isinstance(x, Paragraph) else x for x in found)
        self.summary += [x for x in found if x not in self.summary]

    def _without_editors(self, lines: Sequence[Line]) -> list[Line]:
        rest = []
        for line in lines:
            if edited := _EDITED.fullmatch(lowered(line.text)):
                names = re.split(r", | and | & ", line.text[edited.start("names") :])
                self.authors = list(
                    dict.fromkeys([*self.authors, *map(Author, filter(None, names))])
                )
            elif not _UPDATED.match(lowered(line.text)):
                rest.append(line)
        return rest


def _is_navigation(lines: Sequence[Line]) -> bool:
    """Menu of a fully copied page: eight of ten lines have at most three words."""
    menu = lines[:10]
    return len(menu) == 10 and sum(len(line.text.split()) <= 3 for line in menu) >= 8


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1] not in ".:,;" and not BULLET.match(text)
