"""A sign of a part: key events that the page names and that are not among its posts."""

import re

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.parts.missing import missing

_LISTS = (
    '[data-link-name*="key event"], [class*="key-event"], [class*="keyevent"], [id*="key-event"], '
    '[class*="key_event"], [id*="keyevent"], [data-component*="key-event"], .timeline__link'
)
MOST_LISTS = 2000
_WITH = re.compile(r"with:([\w-]{6,80})")
_HEX = re.compile(r"[0-9a-fA-F]+")


def part_without_key_events(page: Page, blog: LiveBlog) -> Part | None:
    """The part of a page that names key events which it lacks; None if it has all of them."""
    ids = {post.id.rsplit("#", 1)[-1] for post in blog.posts} - {""}
    if not page.is_markup or not ids:
        return None
    forms = {_form(name) for name in ids}
    absent = tuple(
        name
        for name in _named(page)
        if name not in ids and _form(name) in forms and not _is_on_page(page, name)
    )
    if not absent:
        return None
    gaps = missing(blog, older=True)
    return Part(gaps, sign="key events", lacks=len(absent), absent=absent)


def _form(name: str) -> str:
    """An id without its digits, the same for all posts of a live blog."""
    return _HEX.sub("0", name)


def _named(page: Page) -> list[str]:
    """The ids that links in lists of key events lead to, each once, in the page's order."""
    names: dict[str, None] = {}
    for node in page.tree.css(_LISTS)[:MOST_LISTS]:
        for link in node.css("a[href]")[:MOST_LISTS]:  # the node itself too, if it is a link
            if name := _target(link):
                names[name] = None
    return list(names)[:MOST_LISTS]


def _target(link: LexborNode) -> str:
    href = link.attributes.get("href") or ""
    named = _WITH.search(href)
    return named[1] if named else href.partition("#")[2][:80]


def _is_on_page(page: Page, name: str) -> bool:
    """Whether an element has that id: a post that was left out, for it is empty."""
    return f'"{name}"' in page.text
