"""Places where the reader left live blogs."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from tui.model.blog import LiveBlog
from tui.settings.state import remember_entry, table

MOST_PLACES = 200


class SavedPlace(NamedTuple):
    """A moment, and the place in the feed: post, part, character, following."""

    moment: datetime
    feed: tuple[int, int, int, bool]
    filter: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Choices by group: authors, kinds, sources."""
    ended: bool = False  # watched to the end
    read: tuple[int, float] | None = None  # post being read, and share read


def place_in(blog: LiveBlog) -> SavedPlace | None:
    noted: Any = table("places").get(_identity(blog))
    match noted:
        case {"moment": str(text), "feed": [int(post), int(part), int(start), following]}:
            with suppress(ValueError):
                moment = datetime.fromisoformat(text)
                feed, chosen = (post, part, start, bool(following)), _filter(noted.get("filter"))
                ended, read = noted.get("ended") is True, _read(noted.get("read"))
                return SavedPlace(moment, feed, chosen, ended, read) if moment.tzinfo else None
    return None


def remember_place(blog: LiveBlog, place: SavedPlace) -> None:
    """Remember the place in this blog; the oldest places are forgotten."""
    noted = {
        "moment": place.moment.isoformat(),
        "feed": list(place.feed),
        "ended": place.ended,
        "read": place.read and list(place.read),
        "filter": {group: list(chosen) for group, chosen in place.filter.items()},
    }
    kept = {name: value for name, value in noted.items() if value}
    remember_entry("places", _identity(blog), kept, MOST_PLACES)


def _filter(noted: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(noted, dict):
        return {}
    return {
        group: tuple(chosen)
        for group, chosen in noted.items()
        if isinstance(chosen, list) and all(isinstance(name, str) for name in chosen)
    }


def _read(noted: Any) -> tuple[int, float] | None:
    """None if damaged."""
    match noted:
        case [int(post), int() | float() as share] if 0 <= share <= 1:
            return post, share
    return None


def _identity(blog: LiveBlog) -> str:
    """Equal for copies of a page without new posts, and for all states of a blog being written."""
    if blog.edge is not None:
        return f"{blog.url or blog.title} {blog.start.isoformat()} live"
    times = f"{blog.start.isoformat()} {blog.end.isoformat()}"
    return f"{blog.url or blog.title} {times} {len(blog.posts)}"
