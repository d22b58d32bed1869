"""Places where the reader left live blogs."""

from datetime import UTC, datetime
from typing import Any

from tui.model.blog import LiveBlog
from tui.playback.selection import Selection
from tui.playback.view import FeedPlace, PostRead, SavedPlace
from tui.settings.state import remember_entry, table


def place_in(blog: LiveBlog) -> SavedPlace | None:
    """The place left in this state or while it was being written; None without, or if damaged."""
    places = table("places")
    noted: Any = places.get(_identity(blog)) or places.get(_identity(blog, written=True))
    try:
        post, part, start, following = noted["feed"]
        chosen = noted.get("filter", {}).items()
        read = noted.get("read")
        return SavedPlace(
            datetime.fromisoformat(noted["moment"]).astimezone(UTC),
            FeedPlace(int(post), int(part), int(start), bool(following)),
            Selection(**{group: frozenset(map(str, names)) for group, names in chosen}),
            noted.get("ended") is True,
            PostRead(int(read[0]), float(read[1])) if read else None,
        )
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        return None


def remember_place(blog: LiveBlog, place: SavedPlace) -> str:
    """Remember the place in this blog. Returns a sentence if it cannot be kept, else ""."""
    chosen = {group: sorted(names) for group, names in place.filter._asdict().items()}
    noted = {"moment": place.moment.isoformat(), "filter": chosen}
    return remember_entry("places", _identity(blog), place._asdict() | noted)


def forget_place(blog: LiveBlog) -> None:
    for written in (False, True):
        remember_entry("places", _identity(blog, written=written), None)


def _identity(blog: LiveBlog, *, written: bool = False) -> str:
    """Equal for copies of a page without new posts, and for all states of a blog being written."""
    start, end, count = blog.start.isoformat(), blog.end.isoformat(), len(blog.posts)
    state = "live" if written or blog.edge is not None else f"{end} {count}"
    return f"{blog.url or blog.title} {start} {state}"
