"""The other pages of a live blog, by a page's number, count and links, and their addresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborNode

from tui.model.addresses import page_in, same_blog
from tui.model.blog import LiveBlog
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import UnreadableError
from tui.readers.html.links import address
from tui.readers.html.seen import path_of, texts_of
from tui.readers.html.tree import text_of
from tui.readers.json_text import Object, Value, at, objects_in
from tui.readers.page import Page
from tui.readers.pieces.data import data_of

OLDER = frozenset((
    "next", "older", "older posts", "older updates", "older entries", "earlier updates",
    "nächste", "nächste seite", "ältere", "ältere beiträge", "ältere einträge", "ältere meldungen",
    "suivant", "suivante", "page suivante", "plus anciens", "messages précédents",
    "siguiente", "página siguiente", "más antiguos", "anteriores",
    "próxima", "próximo", "próxima página", "mais antigas", "mais antigos",
    "successiva", "pagina successiva", "volgende", "oudere berichten",
))  # fmt: skip
"""Texts and `rel` of links to older posts."""
NEWER = frozenset((
    "prev", "previous", "newer", "newer posts", "newer updates", "newer entries", "later updates",
    "vorherige", "vorherige seite", "neuere", "neuere beiträge", "neuere einträge",
    "neuere meldungen", "précédent", "précédente", "page précédente", "plus récents",
    "página anterior", "más recientes", "mais recentes", "pagina precedente",
    "vorige", "nieuwere berichten",
))  # fmt: skip
WAYS = ("older", "newer")
MOST_PAGES = 9999
MOST_WALKED = 5000  # objects of data searched for counts of pages
MOST_LINKS = 20_000
LONGEST_NAME = 40  # characters of a link's name that is compared
LONGEST_PAGINATION = 300  # characters around a link that may count the pages
MOST_TEXTS = 40  # of these
MOST_AROUND = 4  # elements around a link, itself included
_PAGE_OF = re.compile(
    r"(?<!\d)(\d{1,4})\s{0,9}(?:of|von|sur|de|di|van|av|af|z|o|/)\s{0,9}(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_COUNTS = (
    (("currentPage",), ("totalPages",)),
    (("currentPage",), ("numberOfPages",)),
    (("page", "index"), ("page", "total")),
    (("page",), ("pages",)),
)
"""Fields with a page's number and the number of pages."""
SOURCEFABRIC_PAGE_POSTS = 100  # posts per request
_ENDPOINT = r'"endpoint_url"\s*+:\s*+"(https?:(?:\\?/|[\w.:?&=%~-]){1,500})"'
"""Address of a WordPress live blog's entries, in the settings of its script."""
_COMMENTS = re.compile(r"comment|cpage=")
_COUNTED = "[class*='liveblog-pagination']"
"""Elements of WordPress that count pages without links, by buttons."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Page `number` of `total`, 0 if uncounted, and addresses of its neighbours.

    Page 1 has the newest posts. `instead` is an address of all posts, or the first of pages that
    hold all. `may_grow`: the page has the newest posts, behind all others.
    """

    number: int = 0
    total: int = 0
    older: str = ""
    newer: str = ""
    instead: str = ""
    may_grow: bool = False


def with_part(page: Page, blog: LiveBlog) -> LiveBlog:
    """The live blog, with its coverage if it has other pages."""
    found = other_pages(page, blog.url or page.address)
    if found.total == 1 or not (found.total or found.older or found.newer):
        return blog
    older, newer = bool(found.older), bool(found.newer)
    if found.total:
        older, newer = found.number < found.total, found.number > 1
    part = Coverage(
        missing=_missing(blog, older=older, newer=newer),
        pages=(found.number,) if found.total else (),
        total=found.total,
        sign="pages" if found.total else "older link",
        links=tuple(filter(None, (found.older, found.newer))),
    )
    return blog._replace(part=part)


def _missing(blog: LiveBlog, *, older: bool, newer: bool) -> tuple[MissingSpan, ...]:
    """Spans before the first post and after the last; pinned posts are on every page."""
    times = [x.published for x in blog.posts if not x.pinned] or [blog.start, blog.end]
    before = (MissingSpan(None, times[0]),) if older else ()
    return (*before, MissingSpan(times[-1], None)) if newer else before


def other_pages(page: Page, base: str) -> PageLinks:
    """Page number and neighbours of a page of the live blog at `base`."""
    if not page.is_markup:
        return _count_in(data_of(page).values, base)
    links = _links(page, base)
    places = [*links.values(), *page.tree.css(_COUNTED)]
    shown = next(filter(None, map(_count_around, places)), None)
    older, newer = (
        address(links[way].attributes.get("href"), base) if way in links else "" for way in WAYS
    )
    return replace(shown or _count_in(data_of(page).values, base), older=older, newer=newer)


def _links(page: Page, base: str) -> dict[str, LexborNode]:
    """Links to the older and the newer page of the live blog. "Next" may also be an article, or a
    page of comments."""
    here = {base.partition("#")[0], page.address.partition("#")[0]}
    number = page_in(base) or 1
    found: dict[str, LexborNode] = {}
    for node in page.tree.css("link[rel][href], a[href]")[:MOST_LINKS]:
        way = _way(node, number)
        if way and way not in found:
            link = address(node.attributes.get("href"), base)
            # The newest page may have the address of the live blog itself.
            is_other = way == "newer" or link.partition("#")[0] not in here
            if is_other and same_blog(link, base) and not _COMMENTS.search(link):
                found[way] = node
    return found


def _way(node: LexborNode, number: int) -> str:
    """ "older" or "newer" by `rel`, else by the name of a link on page `number`, or ""."""
    names = set((node.attributes.get("rel") or "").lower().split())
    if node.tag == "a" and names.isdisjoint(OLDER | NEWER):
        names = {_bare(node.attributes.get("aria-label") or ""), _bare(text_of(node))}
    for way, words, beside in (("older", OLDER, number + 1), ("newer", NEWER, number - 1)):
        if names & words or str(beside) in names:
            return way
    return ""


def _bare(text: str) -> str:
    return text[:LONGEST_NAME].strip(" «»‹›<>←→").casefold()


def _count_around(place: LexborNode) -> PageLinks | None:
    """The count in the short text around a link: "2 of 9"."""
    for node in islice(path_of(place), MOST_AROUND):
        texts = (x for x, _ in islice(texts_of(node), MOST_TEXTS))
        text = " ".join(" ".join(texts).split())
        if len(text) > LONGEST_PAGINATION:
            break
        if found := _PAGE_OF.search(text):
            return _from_counts(found[1], found[2])
    return None


def _from_counts(number: object, total: object) -> PageLinks | None:
    told = [str(x).strip() for x in (number, total)]
    this, last = (int(x) if x.isdecimal() and len(x) < 9 else 0 for x in told)
    return PageLinks(this, last) if 1 <= this <= last <= MOST_PAGES else None


def _count_in(values: Sequence[Value], base: str) -> PageLinks:
    """The count in data, outer objects first."""
    found = (_count_of(x, base) for x in objects_in([x.data for x in values], MOST_WALKED))
    return next(filter(None, found), PageLinks())


def _count_of(value: Object, base: str) -> PageLinks | None:
    for names in _COUNTS:
        if count := _from_counts(*(at(value, path) for path in names)):
            ends = (value.get("older"), value.get("newer"))
            older, newer = (address(x, base) if isinstance(x, str) else "" for x in ends)
            return replace(count, older=older, newer=newer)
    counts = posts_counted(value)
    count = _from_counts(counts[0], -(-counts[2] // counts[1])) if counts is not None else None
    if count is not None and "oldest_first" in str(value.get("_links"))[:10_000]:
        return replace(count, number=count.total + 1 - count.number)
    return count


def posts_counted(value: Object) -> tuple[int, int, int] | None:
    """Page number, posts per page and posts in all, as an API counts them."""
    counts = value.get("_meta")
    if not isinstance(counts, dict):
        return None
    number, size, posts = counts.get("page", 1), counts.get("max_results"), counts.get("total")
    if type(number) is type(size) is type(posts) is int and min(number, size, posts) > 0:
        return number, size, posts
    return None


# Requests for `fetch`


def page_links(data: bytes, here: str, now: float) -> PageLinks:
    """Other pages of the live blog in the data of an address; `now` is in seconds since 1970."""
    from tui.readers.packed.saved import unpacked  # reading a page need not pay for it

    try:
        page = Page(*unpacked(data)[:2])
        special = _sourcefabric(page, here) if page.is_json else _wordpress(page, now)
        return special or other_pages(page, here)
    except UnreadableError:
        return PageLinks()


def _wordpress(page: Page, now: float) -> PageLinks | None:
    entries = re.search(_ENDPOINT, page.text) if page.has("endpoint_url") else None
    endpoint = entries[1].replace("\\/", "/") if entries else ""
    if "liveblog" not in endpoint:
        return None
    return PageLinks(instead=address(f"{endpoint}entries/0/{now:.0f}/"))


def _sourcefabric(page: Page, here: str) -> PageLinks | None:
    values = data_of(page).values
    first = values[0].data if values and isinstance(values[0].data, dict) else {}
    counts = posts_counted(first) if isinstance(first.get("_items"), list) else None
    if counts is None:
        return None
    number, size, posts = counts
    asked = dict(parse_qsl(urlsplit(here).query, max_num_fields=50))
    if asked.get("ordering") != "oldest_first":
        return PageLinks(instead=_sourcefabric_page(here, asked, 1))
    total = max(-(-posts // size), 1)
    following = _sourcefabric_page(here, asked, number + 1) if number < total else ""
    return PageLinks(number, total, following, may_grow=not following)


def _sourcefabric_page(here: str, asked: dict[str, str], number: int) -> str:
    own = {"page": number, "limit": SOURCEFABRIC_PAGE_POSTS, "ordering": "oldest_first"}
    return urlunsplit(urlsplit(here)._replace(query=urlencode(asked | own), fragment=""))
