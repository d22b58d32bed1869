"""The live blog's own fields, from objects around its records and from its page; its order."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from operator import methodcaller
from typing import Any

from tui.model.blog import Author, LiveBlog, Post, SummaryPoint
from tui.model.errors import UnreadableError
from tui.model.reading import ReadingCounts
from tui.model.safe_text import clean, letters_of
from tui.readers.habits import in_order, other_kind
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address, site_of
from tui.readers.html.seen import path_of
from tui.readers.html.tree import text_of
from tui.readers.json_text import Object, each_of, objects_in, resolved
from tui.readers.names import named
from tui.readers.page import Page, language_tag
from tui.readers.pieces.arrays import MOST_AROUND
from tui.readers.pieces.data import data_of
from tui.readers.pieces.people import people_in, read_authors
from tui.readers.pieces.records import GENERAL, Found
from tui.readers.times.days import day_of_address, days_in
from tui.readers.times.languages import says_live
from tui.readers.times.moments import read_instant, read_time
from tui.readers.warnings import Remarks, refusal

NO_TIME = "The post has no time that can be read and was left out."
EMPTY = "The post is empty: it has no headline, no text and no picture."
ALL_AT_ONE_TIME = (
    "All posts have the same time, so they cannot be replayed as they are; "
    "--every 30s spaces them evenly."
)
EVENLY_SPACED = "The posts are evenly spaced: their times are probably invented."
ADVICE = "--date 2020-10-15, the day of the oldest post, if it is a live blog all the same"
FEWEST_EVEN = 5  # posts; as many at even distances are suspicious
LONGEST_BYLINE = 300  # characters of the page's byline
MOST_BYLINES, MOST_TITLES, MOST_TIMES = 50, 5, 1000  # per page
LONGEST_NAME = 60  # characters; a longer name is a sentence
_URLS = ("url", "webURL", "home_page_url", "mainEntityOfPage", "link", "@id")
_PUBLISHED = (
    re.compile(r"(?i)publi(?!sher|.*id$)|pub.?date|issued"),
    re.compile(r"(?i)(?:^|[.:_-])(?:date|created)"), re.compile("modif"),
)  # fmt: skip
_ELSEWHERE = frozenset(("a", "footer"))
_BYLINES = '[data-component="meta-byline"], [data-link-name="byline"], .byline'


class AboutReader:
    """Facts of a page and the objects around the records that were `found`; `remarks` on both."""

    def __init__(self, page: Page, found: Found | None) -> None:
        self.page, self.remarks = page, Remarks()
        self._may_be_list = getattr(found, "are_summaries", False)
        self._form = "page" if found is None else found.name
        is_known = found is not None and found.dialect is not GENERAL
        is_given = bool(page.given.columns or page.given.day)
        self.is_sure = is_known or is_given or page.has("LiveBlogPosting")
        self._known: Mapping[str, Object] = {}
        self._around: list[Object] = []
        if found is not None:
            self._known = found.known
            values = tuple(x.data for x in data_of(page).values)
            around = map(dict, found.around[:MOST_AROUND])
            self._around = [found.dialect.about(found.around, values), *around]
        self.url = self._url() or address(page.address)
        self.title = self._text("headline", "webTitle", "title", "name") or page.title
        self.publisher = self._publisher()
        said = map(str, self._values("inLanguage", "language", "lang"))
        self.language = next(filter(None, map(language_tag, said)), page.language)
        self._place = {
            "address": self.url, "publisher": self.publisher, "language": self.language,
        }  # fmt: skip
        self.zones: Sequence[tzinfo] = publisher_zones(**self._place)
        names = (self.publisher, page.meta("og:site_name"))
        self.nobody = frozenset(map(letters_of, names)) - {""}
        """Letters of the publisher's names, which sign no post."""
        self.team: tuple[Author, ...] = ()  # the same people, named by every post

    def zone(self, times: Sequence[datetime]) -> str:
        """IANA name by the user, times with an offset, the blog's fields, or the page's head."""
        if given := self.page.given.zone:
            return getattr(given, "key", "") or choose_zone([datetime(2000, 1, 1, tzinfo=given)])
        spans = (self._moment("datePublished"), self._moment("dateModified"))
        heads = (read_instant(x, self.zones) for x in self.page.metas(*_PUBLISHED))
        own = [x for x in spans if x is not None] or [x for x in heads if x is not None]
        return choose_zone(times or own, **self._place)

    def live_blog(
        self,
        posts: Sequence[Post | None],
        zone: str,
        reading: ReadingCounts,
        elements: Set[int] = frozenset(),
    ) -> LiveBlog:
        """None is a post without a time. A byline inside the `elements` is a post's. Raises
        UnreadableError if no post has a time and a word, or they are no live blog's."""
        shown: list[Post] = []
        for number, post in enumerate(posts, 1):
            if post is None or not (post.headline or post.body):
                self.remarks.add(NO_TIME if post is None else EMPTY, number)
            else:
                shown.append(post)
        if not shown:
            message = f"None of the live blog's {len(posts)} posts has a time and a word to show."
            raise UnreadableError(message)
        self._require_event(shown, may_be_plan=bool(elements) and self._form == "page")
        ordered = in_order(shown)
        self.remarks.add(_doubt(ordered))
        start, end = self._moment("coverageStartTime"), self._moment("coverageEndTime")
        captured = self._moment("dateModified")
        if start == end == captured:  # the time of the last edit, in all fields
            start = end = None
        page_says = line_of(self.page.meta("og:description"))
        return LiveBlog(
            posts=ordered,
            title=self.title,
            description=self._text("description", "trailText", "subtitle") or page_says,
            summary=self._summary(),
            zone=zone,
            publisher=self.publisher,
            url=self.url,
            language=self.language,
            authors=self._authors(elements),
            coverage_start=start,
            coverage_end=end,
            format=self._form,
            warnings=self.remarks.folded(),
            captured=captured,
            reading=reading,
        )

    def _require_event(self, posts: Sequence[Post], *, may_be_plan: bool) -> None:
        """Raises UnreadableError for other kinds, unless data, user or title are sure."""
        if self.is_sure or says_live(self.title):
            return
        may_be_plan = may_be_plan and not any(map(self.page.has, ("liveblog", "live-blog")))
        if found := other_kind(posts, may_be_plan=may_be_plan, may_be_list=self._may_be_list):
            raise UnreadableError(refusal("posts of one event", found, ADVICE))

    def day(self) -> date | None:
        """Day of publication by the page."""
        for found in map(read_time, filter(None, self._published())):
            if found is not None:
                return found.date() if isinstance(found, datetime) else found
        return None

    def _published(self) -> Iterator[Any]:
        tree, seen = self.page.tree, self.page.seen
        yield from self.page.metas(*_PUBLISHED)
        said = [x.data for x in data_of(self.page).values if x.notation == "JSON-LD"]
        yield from map(methodcaller("get", "datePublished"), objects_in(said, MOST_TIMES))
        titles = " ".join(map(text_of, tree.css("title, h1")[:MOST_TITLES]))
        yield from (str(x.on(None)) for x in days_in(titles) if x.year)
        yield str(day_of_address(self.url) or "")
        for node in tree.css("time[datetime]")[:MOST_TIMES]:
            if seen(node) and _ELSEWHERE.isdisjoint(x.tag for x in path_of(node)):
                yield node.attributes["datetime"]

    def _found(self, *names: str) -> Iterator[Any]:
        """Values of the fields with these names, the nearest object's first."""
        return (x for name in names for y in self._around if (x := y.get(name)))

    def _values(self, *names: str) -> Iterator[Any]:
        return (each_of(x)[0] for x in self._found(*names))

    def _text(self, *names: str) -> str:
        texts = (x for x in self._values(*names) if isinstance(x, str))
        return next(filter(None, map(line_of, texts)), "")

    def _url(self) -> str:
        values = (x for y in self._around for name in _URLS for x in each_of(y.get(name))[:3])
        said = (x.get("@id") or x.get("url") if isinstance(x, dict) else x for x in values)
        found = (x for x in said if isinstance(x, str) and x.startswith("http"))
        return address(next(found, ""))

    def _publisher(self) -> str:
        """Publisher by the data, the page, or the address's site."""
        for value in self._values("publisher", "sourceOrganization", "provider", "copyrightHolder"):
            name = resolved(value, self._known).get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and name:
                return line_of(name)
        return clean(self.page.meta("og:site_name")) or (site_of(self.url) if self.url else "")

    def _moment(self, name: str) -> datetime | None:
        found = (read_instant(x, self.zones) for x in self._values(name))
        return next(filter(None, found), None)

    def _summary(self) -> tuple[SummaryPoint, ...]:
        text = next((x for x in self._values("articleBody", "text") if isinstance(x, str)), "")
        is_new = text not in self._values("description")
        return tuple(map(SummaryPoint, body_blocks(text, self.url) if is_new else ()))

    def _authors(self, posts: Set[int]) -> tuple[Author, ...]:
        """People of the page's byline with roles, then others of the data and of every post."""
        said = next(self._found("author", "byline", "authors", "creator"), None)
        people = read_authors(people_in(said, self._known))
        people = people or read_authors([self.page.meta("author")])
        told = (x for x in people if letters_of(x.name) not in self.nobody)
        shown = self._byline(posts)
        if any(len(x.name) > LONGEST_NAME for x in shown):
            shown = ()
        authors: dict[str, Author] = {}
        for author in (*shown, *told, *self.team):
            authors.setdefault(author.name, author)
        return tuple(authors.values())

    def _byline(self, posts: Set[int]) -> tuple[Author, ...]:
        found = self.page.tree.css(_BYLINES)[:MOST_BYLINES] if self.page.is_markup else []
        own = (x for x in found if posts.isdisjoint(y.mem_id for y in path_of(x)))
        text = text_of(next(own, None))
        return named(text) if len(text) <= LONGEST_BYLINE else ()


def _doubt(posts: Sequence[Post]) -> str:
    gaps = sorted(b.published - a.published for a, b in pairwise(posts))
    if not any(gaps):
        return ALL_AT_ONE_TIME if gaps else ""
    is_even = gaps[-1] - gaps[0] <= timedelta(seconds=1) < gaps[0] / 5
    return EVENLY_SPACED if is_even and len(gaps) >= FEWEST_EVEN - 1 else ""
