"""The elements of a page that lead to its other pages, but for those of its comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.addresses import page_in, same_blog
from tui.readers.html.links import address
from tui.readers.html.tree import text_of, words_of
from tui.readers.page import Page

_PAGINATION = "nav, [class*='pagination' i], [class*='pager' i], [class*='paging' i]"
_UNSEEN = ("script", "style", "template", "noscript")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,4}(?![\w.,:/-])")
MOST_PAGINATIONS = 200
LONGEST_PAGINATION = 300
"""Characters of an element that can be a pagination."""


class Pagination(NamedTuple):
    """A short element with links to numbered pages of the live blog, and its text."""

    node: LexborNode
    text: str
    pages: dict[int, str]
    """The addresses of the linked pages by the number in them; 1 is the live blog's own."""

    @property
    def current(self) -> int:
        """The first number that is shown without a link, or 0."""
        shown = map(int, _NUMBER.findall(self.node.text(separator=" ")))
        return next((number for number in shown if number not in self.pages), 0)


def paginations_of(page: Page, base: str) -> Iterator[Pagination]:
    """The paginations of the live blog at the address `base`."""
    for node in page.tree.css(_PAGINATION)[:MOST_PAGINATIONS]:
        text = words_of(node, lambda inner: inner.tag in _UNSEEN)
        if len(text) > LONGEST_PAGINATION or _is_comments(node):
            continue
        pages = _pages(node, base)
        if any(map(page_in, pages.values())):
            yield Pagination(node, text, pages)


def _pages(node: LexborNode, base: str) -> dict[int, str]:
    pages: dict[int, str] = {}
    for link in node.css("a[href]"):
        url = address(link.attributes.get("href"), base)
        number = page_in(url)
        if not number and text_of(link).strip() == "1":
            number = 1
        if number and same_blog(url, base):
            pages.setdefault(number, url)
    return pages


def _is_comments(node: LexborNode) -> bool:
    """Whether the pages of an element are those of comments."""
    above: LexborNode | None = node
    while above is not None:
        attributes = above.attributes
        if "comment" in f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower():
            return True
        above = above.parent
    return False
