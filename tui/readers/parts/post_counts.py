"""A sign of a part: the page says that it shows 5 of 132 posts, and has no more."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.html.tree import around, short_text_of
from tui.readers.page import Page
from tui.readers.parts.missing import missing
from tui.readers.parts.paginations import is_of_comments

_VERBS = ("Showing", "Displaying", "Viewing")
_COUNT = re.compile(
    r"(?:showing|displaying|viewing) (?:(?P<first>\d{1,5}) ?(?:-|–|to) ?)?(?P<last>\d{1,5})"
    r" (?:out )?of (?P<total>\d{1,5})(?: (?:posts|updates|entries|items))?\.?",
    re.IGNORECASE,
)
LONGEST = 60
"""Characters of an element with such a count and no more."""
MOST_NODES = 200_000
"""Nodes of a page among which one is looked for."""
MOST_BEGUN = 100
"""Texts with the first word of a count whose elements are looked at."""


def counted_part(page: Page, blog: LiveBlog) -> Part | None:
    """The part of a page that counts more posts than there are; None for one that does not.

    The page has the newest posts first, as live blogs have that count so.
    """
    if not page.is_markup or not any(map(page.has, _VERBS)):
        return None
    for node, found in _counts(page):
        last, total = int(found["last"]), int(found["total"])
        first = int(found["first"] or 1)
        if last - first < len(blog.posts) < total and first <= last and not is_of_comments(node):
            gaps = missing(blog, older=last < total, newer=first > 1)
            return Part(gaps, sign="post count", lacks=total - len(blog.posts))
    return None


def _counts(page: Page) -> Iterator[tuple[LexborNode, re.Match[str]]]:
    """The elements that are a count and nothing else."""
    body = page.tree.body
    nodes = body.traverse(include_text=True) if body is not None else iter(())
    texts = (node for node in islice(nodes, MOST_NODES) if node.is_text_node)
    begun = (node for node in texts if (node.text_content or "").lstrip().startswith(_VERBS))
    for node in islice(begun, MOST_BEGUN):
        for above in around(node):
            text = short_text_of(above, LONGEST)
            if found := _COUNT.fullmatch(text):
                yield above, found
            if found or not text:
                break
