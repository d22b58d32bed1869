"""The place at which the reader left a blog, between state file and player."""

from tui.model.clock_face import ClockFace
from tui.model.safe_text import one_line
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.replay import Replay
from tui.settings.places import SavedPlace, place_in, remember_place


def start_where_left(replay: Replay, player: Player) -> SavedPlace | None:
    """Start at the saved place with its filter; None without a place. Raises OptionError."""
    place = place_in(replay.blog)
    if place is not None:
        player.select(kept_selection(replay, place))
        player.start_at(place.moment, place.read)
    return place


def kept_selection(replay: Replay, place: SavedPlace) -> Selection:
    """The filter of this run, else the saved filter. Raises OptionError for a wrong filter."""
    if replay.selection.active:
        return replay.selection
    return Selection(
        **{group: frozenset(place.filter.get(group, ())) for group in Selection._fields}
    )


def left_words(player: Player, face: ClockFace) -> str:
    title = one_line(player.blog.title) or "the live blog"
    return f"Left {title} at {face.time(player.position)}. liveblog-tui goes on there."


def remember_left(player: Player, feed: tuple[int, int, int, bool] | None = None) -> None:
    """Keep the place for later runs; `feed` is by default the latest post."""
    view = player.view()
    if feed is None:
        feed = (player.timeline.indices[max(view.shown - 1, 0)] if view.shown else 0, 0, -1, True)
    chosen = {
        group: tuple(sorted(keys)) for group, keys in player.selection._asdict().items() if keys
    }
    remember_place(
        player.blog, SavedPlace(view.moment, feed, chosen, ended=view.ended, read=view.read)
    )
