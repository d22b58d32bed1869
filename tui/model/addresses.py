"""Which addresses are those of one live blog: pages and forms of it apart."""

import re
from urllib.parse import parse_qsl, urlsplit

# Strings, as few live blogs need them.
_PAGE = r"(?i)(?:/(?:page[/-]?\d{1,4}|amp)|[,;-]page-?\d{1,4}|\.json)(?:\.html?)?/*$"
"""The part of a path that names a page of a live blog or a form of it."""
_ID = r"(?i)(?!utm_)(?:.*[_-])?(?:article|blog|event|live|post|story)?_?id|p"
_NUMBER = r"(?i)[?&/;,-](?:paged?|pg|seite|pagina)[=/-](\d{1,4})(?!\d)"


def page_in(url: str) -> int:
    """The number of the page that an address names ("?page=2", "/page/2"); 0 if it names none."""
    found = re.search(_NUMBER, url)
    return int(found[1]) if found else 0


def blog_address(url: str) -> str:
    """The address without scheme, "www.", query, fragment and page; "" for a mere host or none."""
    parts = _split(url)
    if parts is None:
        return ""
    host, path, _ = parts
    while (shorter := re.sub(_PAGE, "", path)) != path:
        path = shorter
    path = path.rstrip("/")
    return f"{host.removeprefix('www.')}{path}" if path else ""


def same_blog(url: str, other: str) -> bool:
    """True for addresses of one live blog: equal but for query, fragment and page.

    Addresses whose queries hold two different ids ("live.php?id=7") are not.
    """
    address = blog_address(url)
    if not address or address != blog_address(other):
        return False
    ids, other_ids = id_in_query(url), id_in_query(other)
    return not ids or not other_ids or ids == other_ids


def id_in_query(url: str) -> str:
    """The id of a live blog in the query of its address, or ""."""
    parts = _split(url)
    if parts is None or not parts[2]:
        return ""
    try:
        query = parse_qsl(parts[2], max_num_fields=50)
    except ValueError:
        return ""
    return next((value for name, value in query if re.fullmatch(_ID, name)), "")


def _split(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (parts.netloc.lower(), parts.path, parts.query) if parts.netloc else None
