"""Marks of posts by links of the page: a list of key events, a pinned copy."""

import re
from collections.abc import Sequence, Set
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces.record import Record

MOST_LINKS = 5000
MOST_AROUND = 8  # elements around a link, searched for names
_NAMES = ("id", "class", "data-link-name", "data-component")
_KEY = re.compile(r"key.?(?:event|moment|point)|timeline__link", re.IGNORECASE)
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)


def with_links(page: Page, posts: Sequence[Record], elements: Set[int]) -> list[Record]:
    """Mark posts by links outside their `elements`."""
    ids = {x.id for x in posts} - {""}
    key_events: set[str] = set()
    pinned: dict[int, str] = {}
    for link in page.tree.css("a[href*='#']")[:MOST_LINKS] if ids else ():
        target = (link.attributes.get("href") or "").rpartition("#")[2]
        path = list(islice(path_of(link), MOST_AROUND)) if target in ids else []
        if any(x.mem_id in elements for x in path):
            continue
        if any(_KEY.search(_names(x)) for x in path):
            key_events.add(target)
        outermost = next((x for x in reversed(path) if _PINNED.search(_names(x))), None)
        if outermost is not None:
            pinned.setdefault(outermost.mem_id, target)
    marked = set(pinned.values())
    return [
        x._replace(key_event=x.key_event or x.id in key_events, pinned=x.pinned or x.id in marked)
        if x.id in key_events or x.id in marked
        else x
        for x in posts
    ]


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return " ".join(value for name in _NAMES if (value := attributes.get(name)))
