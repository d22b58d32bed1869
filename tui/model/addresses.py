"""Addresses of one live blog: its pages and forms compared."""

import re
from urllib.parse import urlsplit

# Strings, as few live blogs need them.
_PAGE = r"(?i)(?:/(?:page[/-]?\d{1,4}|amp)|[,;-]page-?\d{1,4}|\.json)(?:\.html?)?/*$"
"""Page or form of a live blog, in a path."""
_ID = r"(?i)(?!utm_)(?:.*[_-])?(?:article|blog|event|live|post|story)?_?id|p"
_NUMBER = r"(?i)[?&/;,-](?:paged?|pg|seite|pagina)[=/-](\d{1,4})(?!\d)"


def page_in(url: str) -> int:
    """The page number in an address ("?page=2", "/page/2"), or 0."""
    found = re.search(_NUMBER, url)
    return int(found[1]) if found else 0


def blog_address(url: str) -> str:
    """An address without scheme, "www.", query, fragment and page; "" for a mere host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host, path = parts.netloc.lower(), parts.path
    while (shorter := re.sub(_PAGE, "", path)) != path:
        path = shorter
    path = path.rstrip("/")
    return f"{host.removeprefix('www.')}{path}" if host and path else ""


def same_blog(url: str, other: str) -> bool:
    """Compare without query, fragment and page; different ids in the queries are two live blogs."""
    address = blog_address(url)
    if not address or address != blog_address(other):
        return False
    ids, other_ids = id_in_query(url), id_in_query(other)
    return not ids or not other_ids or ids == other_ids


def id_in_query(url: str) -> str:
    query = url.partition("#")[0].partition("?")[2]
    said = (x.partition("=") for x in query.split("&"))
    return next((value for name, _, value in said if value and re.fullmatch(_ID, name)), "")
