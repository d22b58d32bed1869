"""The address and the id of each update; an id that several updates have is none."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tui.readers.html.links import address

type Object = dict[str, Any]

ID_LENGTH = 300
"""Characters of an update's id that are kept."""
_OBJECT_ID = re.compile(r"(?:block-)?([0-9a-f]{24})")


class UpdateIds:
    """The addresses and ids of a blog's updates; `base` is the blog's own address."""

    def __init__(self, updates: Sequence[Object], base: str) -> None:
        self._base = base
        times = Counter(map(_name, updates))
        self._shared = {name for name in times if times[name] > 1}

    def of(self, update: Object) -> tuple[str, str]:
        """An update's address, and its id in printable ASCII; each is "" if it has none."""
        name = _name(update)
        is_id = name.isascii() and name.isprintable() and name not in self._shared
        return address(_url(update), self._base), name[:ID_LENGTH] if is_id else ""


def id_in(update: Object) -> str:
    """What an update calls its id, or ""."""
    key = update.get("identifier") or update.get("@id") or ""
    if type(key) is int and abs(key) < 10**ID_LENGTH:  # no bool, and no number of a megabyte
        return str(key)
    return key if isinstance(key, str) else ""


def _name(update: Object) -> str:
    """An update's id, else its address from the "#" on."""
    _, mark, fragment = _url(update).rpartition("#")
    return id_in(update) or (fragment if mark else "")


def _url(update: Object) -> str:
    url = update.get("url") or update.get("mainEntityOfPage")
    if isinstance(url, dict):
        url = url.get("@id") or url.get("url")
    if isinstance(url, str):
        return url
    key = id_in(update)
    return key if key.startswith("http") else ""


def begun_at(update: Object) -> datetime | None:
    """When an update was begun whose id is an object id of MongoDB, which begins with that time."""
    for key in ("@id", "identifier", "url"):
        value = update.get(key)
        found = _OBJECT_ID.fullmatch(value.rsplit("#", 1)[-1]) if isinstance(value, str) else None
        if found:
            return datetime.fromtimestamp(int(found[1][:8], 16), UTC)
    return None
