"""The live blog's own fields, from objects around its records and from its page."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, tzinfo
from typing import Any

from tui.model.blog import Author, Block
from tui.model.safe_text import clean, letters_of
from tui.readers.authors import named, read_authors
from tui.readers.dates import read_time
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address, site_of
from tui.readers.html.nodes import each_of, resolved
from tui.readers.html.seen import path_of
from tui.readers.html.tree import text_of
from tui.readers.page import Page, language_tag
from tui.readers.pieces.arrays import MOST_AROUND
from tui.readers.pieces.record import About
from tui.readers.pieces.records import Found
from tui.readers.pieces.values import Object
from tui.readers.times.days import day_of_address

LONGEST_BYLINE = 300  # characters of the page's byline
MOST_BYLINES = 50  # per page
LONGEST_NAME = 60  # characters; a longer name is a sentence
_URLS = ("url", "webURL", "home_page_url", "mainEntityOfPage", "link", "@id")
_PUBLISHED = (
    "article:published_time", "datePublished", "date", "dcterms.created", "article:modified_time",
)  # fmt: skip
_BYLINES = '[data-component="meta-byline"], [data-link-name="byline"], .byline'


class AboutReader:
    def __init__(self, page: Page, found: Found | None) -> None:
        self._page = page
        self._known: Mapping[str, Object] = found.known if found is not None else {}
        around = [dict(x) for x in found.around[:MOST_AROUND]] if found is not None else []
        if found is not None and found.dialect is not None and found.dialect.about is not None:
            around = [found.dialect.about(found.around, found.values), *around]
        self._around = around
        self.url = self._url() or address(page.address)
        self.title = self._text("headline", "webTitle", "title", "name") or page.title
        self.publisher = self._publisher()
        self.language = self._language()
        self._place = {
            "address": self.url, "publisher": self.publisher, "language": self.language,
        }  # fmt: skip
        self.zones: Sequence[tzinfo] = publisher_zones(**self._place)

    @property
    def nobody(self) -> frozenset[str]:
        """Letters of the publisher's names, which sign no post."""
        names = (self.publisher, self._page.meta("og:site_name"))
        return frozenset(map(letters_of, names)) - {""}

    @property
    def names(self) -> frozenset[str]:
        """Names of the live blog's authors in its data."""
        return frozenset(x.name for x in self._people())

    def zone(self, times: Sequence[datetime]) -> str:
        """IANA name by times with an offset, else by the live blog's fields."""
        spans = (self._moment("datePublished"), self._moment("dateModified"))
        return choose_zone(times or [x for x in spans if x is not None], **self._place)

    def about(self, zone: str, posts: Set[int]) -> About:
        """`posts` are the ids of elements whose byline is a post's."""
        captured = self._moment("dateModified")
        start, end = self._moment("coverageStartTime"), self._moment("coverageEndTime")
        if start == end == captured:  # the time of the last edit, in all fields
            start = end = None
        return About(
            title=self.title,
            description=self._text("description", "trailText", "subtitle")
            or line_of(self._page.meta("og:description")),
            summary=self._summary(),
            publisher=self.publisher,
            url=self.url,
            language=self.language,
            authors=self._authors(posts),
            zone=zone,
            captured=captured,
            coverage_start=start,
            coverage_end=end,
        )

    def day(self) -> date | None:
        """Day of publication by the page, or the user's day."""
        if self._page.given is not None:
            return self._page.given.day
        for value in self._published():
            moment = read_time(value) if value else None
            if moment is not None:
                return moment.date() if isinstance(moment, datetime) else moment
        return day_of_address(self.url)

    def _published(self) -> Iterator[Any]:
        yield from (x.get("datePublished") for x in self._around)
        if self._page.is_markup:
            tree = self._page.tree
            yield from map(self._page.meta, _PUBLISHED)
            for query, name in (('[itemprop~="datePublished"]', "content"), ("time", "datetime")):
                yield from (x.attributes.get(name) for x in tree.css(f"{query}[{name}]")[:1])

    def _values(self, *names: str) -> Iterator[Any]:
        found = (x for name in names for y in self._around if (x := y.get(name)))
        return (x[0] if isinstance(x, list) else x for x in found)

    def _text(self, *names: str) -> str:
        texts = (x for x in self._values(*names) if isinstance(x, str))
        return next(filter(None, map(line_of, texts)), "")

    def _url(self) -> str:
        for each in self._around:
            for name in _URLS:
                for value in each_of(each.get(name))[:3]:
                    said = (
                        value.get("@id") or value.get("url") if isinstance(value, dict) else value
                    )
                    if isinstance(said, str) and said.startswith("http"):
                        return address(said)
        return ""

    def _publisher(self) -> str:
        """Publisher by the data, the page, or the address's site."""
        for value in self._values("publisher", "sourceOrganization", "provider", "copyrightHolder"):
            name = resolved(value, self._known).get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and not name.startswith("http") and (line := line_of(name)):
                return line
        return clean(self._page.meta("og:site_name")) or (site_of(self.url) if self.url else "")

    def _language(self) -> str:
        said = (x for x in self._values("inLanguage", "language", "lang") if isinstance(x, str))
        return next(filter(None, map(language_tag, said)), self._page.language)

    def _moment(self, name: str) -> datetime | None:
        found = (read_time(x, zones=self.zones) for x in self._values(name))
        moment = next((x for x in found if isinstance(x, datetime)), None)
        return moment if moment is not None and moment.tzinfo is not None else None

    def _summary(self) -> tuple[Block, ...]:
        text = next((x for x in self._values("articleBody", "text") if isinstance(x, str)), "")
        described = next((x for x in self._values("description") if isinstance(x, str)), "")
        return body_blocks(text, self.url) if text.strip() not in ("", described.strip()) else ()

    def _authors(self, posts: Set[int]) -> tuple[Author, ...]:
        """People of the page's byline, with roles, then others of the data."""
        people = self._people() or read_authors(self._page.meta("author"))
        told = [x for x in people if letters_of(x.name) not in self.nobody]
        found = self._page.tree.css(_BYLINES)[:MOST_BYLINES] if self._page.is_markup else []
        own = (x for x in found if not any(y.mem_id in posts for y in path_of(x)))
        text = text_of(next(own, None))
        shown = named(text) if len(text) <= LONGEST_BYLINE else ()
        if any(len(x.name) > LONGEST_NAME for x in shown):
            return tuple(told)
        names = {x.name for x in shown}
        return (*shown, *(x for x in told if x.name not in names))

    def _people(self) -> tuple[Author, ...]:
        names = ("author", "byline", "authors", "creator")
        found = (x for name in names for y in self._around if (x := y.get(name)))
        return read_authors(next(found, None), lambda x: resolved(x, self._known))
