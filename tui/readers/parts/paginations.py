"""The elements of a page that lead to its other pages, but for those of its comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.addresses import page_in, same_blog
from tui.readers.html.links import address
from tui.readers.html.tree import around, text_of, words_of
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
    """The addresses of the linked pages by their numbers."""

    @property
    def current(self) -> int:
        """The first number that is shown without a link, or 0."""
        shown = map(int, _NUMBER.findall(self.node.text(separator=" ")))
        return next((number for number in shown if number not in self.pages), 0)


def paginations_of(page: Page, base: str) -> Iterator[Pagination]:
    """The paginations of the live blog at the address `base`."""
    for node in page.tree.css(_PAGINATION)[:MOST_PAGINATIONS]:
        text = words_of(node, lambda inner: inner.tag in _UNSEEN)
        if len(text) > LONGEST_PAGINATION or is_of_comments(node):
            continue
        links = [(x, address(x.attributes.get("href"), base)) for x in node.css("a[href]")]
        links = [(x, url) for x, url in links if same_blog(url, base)]
        if any(page_in(url) for _, url in links):
            yield Pagination(node, text, _pages(links))


def _pages(links: list[tuple[LexborNode, str]]) -> dict[int, str]:
    """The addresses of links that are only numbers, if each address has the same; 1 may have none.

    Where they differ the list is another's: of stories, which programs count from 0.
    """
    pages: dict[int, str] = {}
    for link, url in links:
        label = text_of(link)
        if label.isdecimal():
            number = page_in(url) or 1
            if label != str(number):
                return {}
            pages.setdefault(number, url)
    return pages


def is_of_comments(node: LexborNode) -> bool:
    """Whether an element is of the comments, as their pages and counts are."""
    every = (each.attributes for each in (node, *around(node)))
    return any(
        "comment" in f"{names.get('class') or ''} {names.get('id') or ''}".lower()
        for names in every
    )
