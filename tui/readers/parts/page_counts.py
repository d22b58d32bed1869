"""The surest sign of a part: the page says which one it is, and of how many."""

import re
from collections import deque
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.html.tree import text_of, words_of
from tui.readers.page import Page
from tui.readers.parts.links import Neighbours, neighbours_in, neighbours_of
from tui.readers.parts.missing import missing
from tui.readers.parts.paginations import paginations_of
from tui.readers.schema_org.graph import graph_of

type Object = dict[str, Any]

MOST_PAGES = 9999
MOST_WALKED = 5000
"""Objects of a JSON file in which counts of pages are looked for."""
MOST_IN_LIST = 20
"""Objects of a list that are among them."""
MANY_POSTS = 25
"""Posts from which a page is looked at for those that only its data has."""
_UNSEEN = ("script", "style", "template", "noscript")
_NAVIGATION = "nav#liveblog-navigation, .liveblog-navigation, .liveblog-pagination-pages"
"""Elements that say "1 of 5": the Guardian's, and those of WordPress and AMP pages."""
_PAGE_OF = re.compile(
    r"(?<!\d)(\d{1,4})\s{0,9}(?:of|von|sur|de|di|van|av|af|z|/)\s{0,9}(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_NUMBER, _TOTAL = ".qa-pagination-current-page-number", ".qa-pagination-total-page-number"
_OF = re.compile(r"(\d{1,4})\D{1,12}?(\d{1,4})(?!\d)")
# The BBC's data, in a script or as text inside of one; strings, as few pages need them. They
# begin with letters, which are found fast, and look back at the quotation mark.
_BBC_COUNTS = {
    r'numberOfPages(?<="numberOfPages)\\?":\s*(?P<total>\d{1,4}),\s*'
    r'\\?"currentPage\\?":\s*(?P<number>\d{1,4})\b': "numberOfPages",
    r'currentPage(?<="currentPage)\\?":\s*(?P<number>\d{1,4}),\s*'
    r'\\?"numberOfPages\\?":\s*(?P<total>\d{1,4})\b': "numberOfPages",
    r'page(?<="page)\\?":\s*\{\\?"index\\?":\s*(?P<number>\d{1,4}),\s*'
    r'\\?"total\\?":\s*(?P<total>\d{1,4})\b': '"index',
}
"""Forms of a count, and words that a text with one has."""


class PageCount(NamedTuple):
    """Page `number` of `total`, 1 having the newest posts, and the addresses of its neighbours."""

    number: int
    total: int
    neighbours: Neighbours = Neighbours()

    def part(self, blog: LiveBlog) -> Part | None:
        """The part that the page is; None if there is no other page."""
        if self.total == 1:
            return None
        older, newer = self.number < self.total, self.number > 1
        return Part(
            missing(blog, older=older, newer=newer),
            (self.number,),
            self.total,
            "pages",
            self.neighbours.links,
        )


def page_count(page: Page, blog: LiveBlog) -> PageCount | None:
    """The number that a page says it has; None if it says none."""
    if page.is_json:
        return _count_in_json(graph_of(page).values, blog.url or page.address)
    if not page.is_markup:
        return None
    count = _shown(page, blog.url) or _in_bbc_data(page, blog.url)
    has_all = count is not None and _has_all_posts(page, blog, count)
    return PageCount(1, 1) if has_all else count


def _has_all_posts(page: Page, blog: LiveBlog, count: PageCount) -> bool:
    """Whether the page's data has more posts than it shows, so many that other pages add none."""
    if len(blog.posts) < MANY_POSTS or page.tree.body is None:
        return False
    text = words_of(page.tree.body, skip=lambda node: node.tag in _UNSEEN)
    shown = sum(" ".join(post.title.split()) in text for post in blog.posts)
    return 0 < shown * (count.total - 1) < len(blog.posts)


def _shown(page: Page, base: str) -> PageCount | None:
    """The count that a reader of the page sees."""
    for node in page.tree.css(_NAVIGATION):
        found = _OF.search(text_of(node))
        count = _checked(found[1], found[2]) if found else None
        if count is not None:
            return count._replace(neighbours=neighbours_in(_navigation(node), base))
    number, total = page.tree.css_first(_NUMBER), page.tree.css_first(_TOTAL)
    if number is None or total is None:
        return _in_pagination(page, base)
    count = _checked(text_of(number), text_of(total))
    return count and count._replace(neighbours=neighbours_of(page, base))


def _in_pagination(page: Page, base: str) -> PageCount | None:
    """The count beside links to pages of the same live blog, in any outlet's pagination."""
    for pagination in paginations_of(page, base):
        found = _PAGE_OF.search(pagination.text)
        count = _checked(found[1], found[2]) if found else None
        if count is not None:
            return count._replace(neighbours=neighbours_of(page, base))
    return None


def _navigation(node: LexborNode) -> LexborNode:
    """The element with the links beside a mere count."""
    return node if node.css_first("a[href]") or node.parent is None else node.parent


def _in_bbc_data(page: Page, base: str) -> PageCount | None:
    told = set(filter(page.has, set(_BBC_COUNTS.values())))
    for form in _BBC_COUNTS:
        found = re.search(form, page.text) if _BBC_COUNTS[form] in told else None
        count = _checked(found["number"], found["total"]) if found else None
        if count is not None:
            return count._replace(neighbours=neighbours_of(page, base))
    return None


def _count_in_json(values: list[Any], base: str) -> PageCount | None:
    """The count in a JSON file; the objects that hold others come first."""
    waiting = deque(value for value in values if isinstance(value, dict))
    walked = 0
    while waiting and walked < MOST_WALKED:
        value = waiting.popleft()
        walked += 1
        count = _guardian(value, base) or _bbc(value) or _wordpress(value) or _sourcefabric(value)
        if count is not None:
            return count
        for inner in value.values():
            several = inner[:MOST_IN_LIST] if isinstance(inner, list) else [inner]
            waiting.extend(each for each in several if isinstance(each, dict))
    return None


def _guardian(value: Object, base: str) -> PageCount | None:
    counts = value.get("pagination")
    if not isinstance(counts, dict):
        return None
    count = _checked(counts.get("currentPage"), counts.get("totalPages"))
    if count is None:
        return None
    return count._replace(
        neighbours=Neighbours.at(base, older=counts.get("older"), newer=counts.get("newer"))
    )


def _bbc(value: Object) -> PageCount | None:
    if "numberOfPages" in value:
        return _checked(value.get("currentPage"), value["numberOfPages"])
    counts = value.get("page")
    if not isinstance(counts, dict):
        return None
    return _checked(counts.get("index"), counts.get("total"))


def _wordpress(value: Object) -> PageCount | None:
    """The count of an endpoint's page; what it answers to a span of time is all that there is.

    Its entries are numbered through the whole site, so their numbers say nothing.
    """
    if not isinstance(value.get("entries"), list):
        return None
    if "page" in value:
        return _checked(value["page"], value.get("pages"))
    return PageCount(1, 1) if "latest_timestamp" in value else None


def _sourcefabric(value: Object) -> PageCount | None:
    """The count in the answer of an API that counts posts; it may have the oldest page first."""
    counts = value.get("_meta")
    if not isinstance(counts, dict):
        return None
    size, posts = counts.get("max_results"), counts.get("total")
    if type(size) is not int or type(posts) is not int or size < 1 or posts < 1:
        return None
    count = _checked(counts.get("page", 1), -(-posts // size))
    if count is not None and "oldest_first" in str(value.get("_links"))[:10_000]:
        return count._replace(number=count.total + 1 - count.number)
    return count


def _checked(number: object, total: object) -> PageCount | None:
    """The count if it makes sense, from numbers or digits."""
    found = _whole_number(number), _whole_number(total)
    return PageCount(*found) if 1 <= found[0] <= found[1] <= MOST_PAGES else None


def _whole_number(value: object) -> int:
    if type(value) is int:
        return value
    is_digits = isinstance(value, str) and value.strip().isdecimal() and len(value) < 9
    return int(value) if is_digits and isinstance(value, str) else 0
