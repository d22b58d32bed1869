"""Marks of posts by links of the page: a list of key events, a pinned copy."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Post
from tui.readers.html.seen import path_of
from tui.readers.page import Page

MOST_LINKS = 5000
MOST_AROUND = 8  # elements around a link, searched for names
_NAMES = ("id", "class", "data-link-name", "data-component")
_KEY = re.compile(r"key.?(?:event|moment|point)|timeline__link", re.IGNORECASE)
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)


def with_links(
    page: Page, posts: Sequence[Post | None], elements: Set[int]
) -> Sequence[Post | None]:
    """Mark posts by links outside their `elements`."""
    if not page.is_markup:
        return posts
    ids = {x.id for x in posts if x is not None} - {""}
    links = list(_links(page, ids, elements))
    key_events = {target for target, names in links if _KEY.search(names)}
    pinned = {target for target, names in links if _PINNED.search(names)}
    return [x and _marked(x, x.id in key_events, x.id in pinned) for x in posts]


def _links(page: Page, ids: Set[str], elements: Set[int]) -> Iterator[tuple[str, str]]:
    """The id of a post, and the names of elements around the link."""
    for link in page.tree.css("a[href*='#']")[:MOST_LINKS]:
        target = (link.attributes["href"] or "").rpartition("#")[2]
        path = list(islice(path_of(link), MOST_AROUND)) if target in ids else []
        if path and elements.isdisjoint(x.mem_id for x in path):
            yield target, " ".join(map(_names, path))


def _marked(post: Post, is_key: bool, is_pinned: bool) -> Post:
    if not (is_key or is_pinned):
        return post
    return post._replace(key_event=post.key_event or is_key, pinned=post.pinned or is_pinned)


def _names(node: LexborNode) -> str:
    return " ".join(filter(None, map(node.attributes.get, _NAMES)))
