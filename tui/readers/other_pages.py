"""The other pages of a live blog, by a page's number, count and links, and their addresses."""

import re
from collections.abc import Mapping, Sequence
from itertools import filterfalse, islice
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborNode

from tui.model.addresses import page_in, same_blog
from tui.model.blog import LiveBlog
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import UnreadableError
from tui.readers.html.links import address
from tui.readers.html.seen import first_text, path_of
from tui.readers.html.tree import text_of
from tui.readers.json_text import Object, Value, at, objects_in
from tui.readers.page import Page
from tui.readers.pieces.data import data_of

OLDER = frozenset((  # texts and `rel` of links to older posts
    "next", "older", "older posts", "older updates", "older entries", "earlier updates",
    "nächste", "nächste seite", "ältere", "ältere beiträge", "ältere einträge", "ältere meldungen",
    "suivant", "suivante", "page suivante", "plus anciens", "messages précédents",
    "siguiente", "página siguiente", "más antiguos", "anteriores",
    "próxima", "próximo", "próxima página", "mais antigas", "mais antigos",
    "successiva", "pagina successiva", "volgende", "oudere berichten",
))  # fmt: skip
NEWER = frozenset((
    "prev", "previous", "newer", "newer posts", "newer updates", "newer entries", "later updates",
    "vorherige", "vorherige seite", "neuere", "neuere beiträge", "neuere einträge",
    "neuere meldungen", "précédent", "précédente", "page précédente", "plus récents",
    "página anterior", "más recientes", "mais recentes", "pagina precedente",
    "vorige", "nieuwere berichten",
))  # fmt: skip
MOST_PAGES = 9999
MOST_LINKS = 20_000
MOST_WALKED = 5000  # objects of data searched for counts of pages
LONGEST_PAGINATION = 300  # characters around a link that may count the pages
MOST_AROUND = 4  # elements around a link, itself included
_PAGE_OF = re.compile(
    r"(?<!\d)(\d{1,4})\s{0,9}(?:of|von|sur|de|di|van|av|af|z|o|/)\s{0,9}(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_COUNTS = (  # fields with a page's number and the number of pages
    (("currentPage",), ("totalPages",)),
    (("currentPage",), ("numberOfPages",)),
    (("page", "index"), ("page", "total")),
    (("page",), ("pages",)),
)
_COUNTING = frozenset(("currentPage", "page", "_meta"))  # an object that counts pages has one
SOURCEFABRIC_POSTS = "100"  # per request
_ENDPOINT = r'"endpoint_url"\s*+:\s*+"(https?:(?:\\?/|[\w.:?&=%~-]){1,500})"'
"""Address of a WordPress live blog's entries, in the settings of its script."""
_COMMENTS = re.compile(r"comment|cpage=")
_COUNTED = "[class*='liveblog-pagination']"
"""Elements of WordPress that count pages without links, by buttons."""


class PageLinks(NamedTuple):
    """Page `number` of `total`, 0 if uncounted, and addresses of its neighbours. Page 1 has the
    newest posts. `instead` is an address of all posts, or the first of pages that hold all.
    `may_grow`: the page has the newest posts, behind all others."""

    number: int = 0
    total: int = 0
    older: str = ""
    newer: str = ""
    instead: str = ""
    may_grow: bool = False


def with_part(page: Page, blog: LiveBlog) -> LiveBlog:
    """The live blog, with its coverage if it has other pages."""
    number, total, *links = other_pages(page, blog.url or page.address)[:4]
    if total == 1 or not (total or any(links)):
        return blog
    missing = _missing(blog, *((number < total, number > 1) if total else map(bool, links)))
    part = Coverage(missing, sign="older link", links=tuple(filter(None, links)))
    if total:
        part = part._replace(pages=(number,), total=total, sign="pages")
    return blog._replace(part=part)


def _missing(blog: LiveBlog, older: bool, newer: bool) -> tuple[MissingSpan, ...]:
    """Spans before the first post and after the last; pinned posts are on every page."""
    times = [x.published for x in blog.posts if not x.pinned] or [blog.start, blog.end]
    before = (MissingSpan(None, times[0]),) if older else ()
    return (*before, MissingSpan(times[-1], None)) if newer else before


def other_pages(page: Page, base: str) -> PageLinks:
    """Page number and neighbours of a page of the live blog at `base`."""
    if not page.is_markup:
        return _count_in(data_of(page).values, base)
    links = _links(page, base)
    places = (*(node for node, _ in links.values()), *page.tree.css(_COUNTED))
    shown = next(filter(None, map(_count_around, places)), None)
    (_, older), (_, newer) = (links.get(way, (None, "")) for way in ("older", "newer"))
    return (shown or _count_in(data_of(page).values, base))._replace(older=older, newer=newer)


def _links(page: Page, base: str) -> dict[str, tuple[LexborNode, str]]:
    """Links to the older and the newer page of the live blog, by `rel`, else by their names. "Next"
    may also be an article, or a page of comments."""
    here = {base.partition("#")[0], page.address.partition("#")[0]}
    number = page_in(base) or 1
    ways = dict.fromkeys((*OLDER, str(number + 1)), "older")
    ways |= dict.fromkeys((*NEWER, str(number - 1)), "newer")
    found: dict[str, tuple[LexborNode, str]] = {}
    for node in page.tree.css("link[rel][href], a[href]")[:MOST_LINKS]:
        way = _way(node, ways)
        if way and way not in found:
            link = address(node.attributes.get("href"), base)
            # The newest page may have the address of the live blog itself.
            is_other = way == "newer" or link.partition("#")[0] not in here
            if is_other and same_blog(link, base) and not _COMMENTS.search(link):
                found[way] = node, link
    return found


def _way(node: LexborNode, ways: Mapping[str, str]) -> str:
    attributes = node.attributes
    names = (attributes.get("rel") or "").split()
    names += [attributes.get("aria-label") or "", text_of(node)]
    plain = (x.strip(" «»‹›<>←→").casefold() for x in names)
    return next(filter(None, map(ways.get, plain)), "")


def _count_around(place: LexborNode) -> PageLinks | None:
    """The count in the short text around a link: "2 of 9"."""
    for node in islice(path_of(place), MOST_AROUND):
        text = first_text(node)
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
    every = objects_in([x.data for x in values], MOST_WALKED)
    for value in filterfalse(_COUNTING.isdisjoint, every):
        counts = (_from_counts(*(at(value, path) for path in names)) for names in _COUNTS)
        if count := next(filter(None, counts), None):
            ends = (value.get("older"), value.get("newer"))
            older, newer = (address(x, base) if isinstance(x, str) else "" for x in ends)
            return count._replace(older=older, newer=newer)
        if count := _requested(value):
            is_turned = "oldest_first" in str(value.get("_links"))[:10_000]
            number = count.total + 1 - count.number if is_turned else count.number
            return PageLinks(number, count.total)
    return PageLinks()


def _requested(value: Object) -> PageLinks | None:
    """The number of a page and the count of pages, as an API counts posts that it was asked for."""
    meta = value.get("_meta")
    counts = meta if isinstance(meta, dict) else {}
    number, size, posts = counts.get("page", 1), counts.get("max_results"), counts.get("total")
    if type(number) is type(size) is type(posts) is int and min(number, size, posts) > 0:
        return _from_counts(number, -(-posts // size))
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
    """The next page of posts, oldest first, or the first of these pages."""
    values = data_of(page).values
    first = values[0].data if values and isinstance(values[0].data, dict) else {}
    count = _requested(first) if isinstance(first.get("_items"), list) else None
    if count is None:
        return None
    parts = urlsplit(here)
    asked = dict(parse_qsl(parts.query, max_num_fields=50))
    is_ordered = asked.get("ordering") == "oldest_first"
    number = count.number + 1 if is_ordered else 1
    asked |= {"page": str(number), "limit": SOURCEFABRIC_POSTS, "ordering": "oldest_first"}
    link = urlunsplit(parts._replace(query=urlencode(asked), fragment=""))
    if not is_ordered:
        return PageLinks(instead=link)
    if number > count.total:
        return count._replace(may_grow=True)
    return count._replace(older=link)
