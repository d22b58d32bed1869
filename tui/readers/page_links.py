"""Addresses of the other pages of a live blog, for `fetch`."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui.model.errors import UnreadableError
from tui.readers.html.links import address as safe_address
from tui.readers.other_pages import PageLinks, other_pages, posts_counted
from tui.readers.packed.saved import unpacked
from tui.readers.page import Page
from tui.readers.pieces.data import data_of

SOURCEFABRIC_PAGE_POSTS = 100  # posts per request
_ENDPOINT = r'"endpoint_url"\s*+:\s*+"(https?:(?:\\?/|[\w.:?&=%~-]){1,500})"'
"""Address of a WordPress live blog's entries, in the settings of its script."""


def page_links(data: bytes, address: str, now: float) -> PageLinks:
    """`now` is in seconds since 1970."""
    try:
        page = Page(*unpacked(data)[:2])
        special = _sourcefabric(page, address) if page.is_json else _wordpress(page, now)
        return special or other_pages(page, address)
    except UnreadableError:
        return PageLinks()


def _wordpress(page: Page, now: float) -> PageLinks | None:
    entries = re.search(_ENDPOINT, page.text) if page.has("endpoint_url") else None
    endpoint = entries[1].replace("\\/", "/") if entries else ""
    if "liveblog" not in endpoint:
        return None
    return PageLinks(instead=safe_address(f"{endpoint}entries/0/{now:.0f}/"))


def _sourcefabric(page: Page, address: str) -> PageLinks | None:
    values = data_of(page).values
    first = values[0].data if values and isinstance(values[0].data, dict) else {}
    counts = posts_counted(first) if isinstance(first.get("_items"), list) else None
    if counts is None:
        return None
    number, size, posts = counts
    asked = dict(parse_qsl(urlsplit(address).query, max_num_fields=50))
    if asked.get("ordering") != "oldest_first":
        return PageLinks(instead=_sourcefabric_page(address, asked, 1))
    total = max(-(-posts // size), 1)
    following = _sourcefabric_page(address, asked, number + 1) if number < total else ""
    return PageLinks(number, total, following, may_grow=not following)


def _sourcefabric_page(address: str, asked: dict[str, str], number: int) -> str:
    own = {"page": number, "limit": SOURCEFABRIC_PAGE_POSTS, "ordering": "oldest_first"}
    return urlunsplit(urlsplit(address)._replace(query=urlencode(asked | own), fragment=""))
