"""The other pages of a live blog, by a page's number, count and links; posts that a page lacks."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from selectolax.lexbor import LexborNode

from tui.model.addresses import same_blog
from tui.model.blog import LiveBlog
from tui.model.part import Coverage, MissingSpan
from tui.readers.html.links import address
from tui.readers.html.roles import is_comments
from tui.readers.html.seen import names_of, path_of, texts_of
from tui.readers.html.tree import text_of
from tui.readers.json_text import Object
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
MOST_PAGES = 9999
MOST_WALKED = 5000  # objects of a JSON file searched for counts of pages
MOST_IN_LIST = 20  # of these, objects per list
MOST_LINKS = 20_000
MOST_PAGINATIONS = 200
LONGEST_PAGINATION = 300  # characters of a pagination's element
LONGEST_NAME = 40  # characters of a link's name that is compared
_PAGINATIONS = "nav, [class*='pagination' i], [class*='pager' i], [class*='paging' i]"
_PAGE_OF = re.compile(
    r"(?<!\d)(\d{1,4})\s{0,9}(?:of|von|sur|de|di|van|av|af|z|o|/)\s{0,9}(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_COUNTS = (("currentPage", "totalPages"), ("currentPage", "numberOfPages"), ("index", "total"))
"""Fields with a page's number and the number of pages."""
# Begins with letters, which are found fast, and looks back at the quotation mark.
_IN_SCRIPT = re.compile(
    r'(?:page(?<="page)\\?":\s*+\{\\?"index|currentPage(?<="currentPage)'
    r'|numberOfPages(?<="numberOfPages))\\?":\s*+(\d{1,4}),\s*+'
    r'\\?"(?:total|numberOfPages|currentPage)\\?":\s*+(\d{1,4})\b'
)
"""A count in a script that loads posts later."""


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
    if blog.part is not None:
        return blog
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
    if page.is_json:
        return _in_data([x.data for x in data_of(page).values], base) or PageLinks()
    if not page.is_markup:
        return PageLinks()
    said = (_PAGE_OF.search(text) for text in _paginations(page, base))
    counts = (_from_counts(x[1], x[2]) for x in said if x)
    counted = next(filter(None, counts), None) or _in_scripts(page) or PageLinks()
    older, newer = _neighbours(page, base)
    return replace(counted, older=older, newer=newer)


def _from_counts(number: object, total: object) -> PageLinks | None:
    told = [str(x).strip() for x in (number, total)]
    this, last = (int(x) if x.isdecimal() and len(x) < 9 else 0 for x in told)
    return PageLinks(this, last) if 1 <= this <= last <= MOST_PAGES else None


def _in_data(values: Sequence[Any], base: str) -> PageLinks | None:
    waiting = deque(x for x in values if isinstance(x, dict))
    for _ in range(MOST_WALKED):
        if not waiting:
            break
        value = waiting.popleft()
        if count := _count_of(value, base):
            return count
        for inner in value.values():
            several = inner[:MOST_IN_LIST] if isinstance(inner, list) else [inner]
            waiting.extend(x for x in several if isinstance(x, dict))
    return None


def _count_of(value: Object, base: str) -> PageLinks | None:
    for names in _COUNTS:
        if count := _from_counts(*map(value.get, names)):
            ends = (value.get("older"), value.get("newer"))
            older, newer = (address(x, base) if isinstance(x, str) else "" for x in ends)
            return replace(count, older=older, newer=newer)
    if isinstance(value.get("entries"), list) and "page" in value:
        return _from_counts(value["page"], value.get("pages"))
    if isinstance(value.get("entries"), list) and "latest_timestamp" in value:
        return PageLinks(1, 1)  # an answer for a time span is complete
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


def _in_scripts(page: Page) -> PageLinks | None:
    if not page.has("numberOfPages") and not page.has('"index'):
        return None
    found = _IN_SCRIPT.search(page.text)
    return _from_counts(*sorted(map(int, found.groups()))) if found else None


def _paginations(page: Page, base: str) -> Iterator[str]:
    """Texts of short elements with links to pages of the live blog."""
    for node in page.tree.css(_PAGINATIONS)[:MOST_PAGINATIONS]:
        text = " ".join(" ".join(x for x, _ in texts_of(node)).split())
        of_readers = any(is_comments(names_of(x)) for x in path_of(node))
        is_short = len(text) <= LONGEST_PAGINATION and not of_readers
        if is_short and ("liveblog" in names_of(node) or _links_around(node, base)):
            yield text


def _links_around(node: LexborNode, base: str) -> bool:
    """The element, or the element around it, links to the live blog."""
    around = node if node.css_first("a[href]") or node.parent is None else node.parent
    urls = (address(x.attributes.get("href"), base) for x in around.css("a[href]"))
    return any(same_blog(x, base) for x in urls)


def _neighbours(page: Page, base: str) -> tuple[str, str]:
    """Links of the same live blog only: "next" may be an article or a page of comments."""
    here = {base.partition("#")[0], page.address.partition("#")[0]}
    older = newer = ""
    for node in page.tree.css("link[rel][href], a[href]")[:MOST_LINKS]:
        names = _names(node)
        if OLDER.isdisjoint(names) and NEWER.isdisjoint(names):
            continue
        link = address(node.attributes.get("href"), base)
        if not same_blog(link, base) or "comment" in link or "cpage=" in link:
            continue
        if names & OLDER and link.partition("#")[0] not in here:
            older = older or link
        elif names & NEWER:  # the newest page may have the address of the live blog itself
            newer = newer or link
    return older, newer


def _names(node: LexborNode) -> frozenset[str]:
    attributes = node.attributes
    names = set((attributes.get("rel") or "").lower().split())
    if node.tag == "a":
        names.add(_bare(attributes.get("aria-label") or ""))
        if node.child is not None:
            names.add(_bare(text_of(node)))
    return frozenset(names)


def _bare(text: str) -> str:
    return text[:LONGEST_NAME].strip(" «»‹›<>←→").casefold()
