"""The place where the reader left a blog: between what is kept and the app."""

from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.replay import Replay
from tui.screen.feed.reading import FeedPlace
from tui.screen.kept_actions import Left
from tui.settings.places import Place, place_in, remember_place


def left_before(replay: Replay) -> Left | None:
    """Where the reader left this blog in an earlier run.

    The filter is the one asked for in this run, if any was. Raises OptionError for one that was not
    understood.
    """
    place = place_in(replay.blog)
    if place is None:
        return None
    chosen = replay.selection
    if not chosen.active:
        groups = {group: frozenset(place.filter.get(group, ())) for group in Selection._fields}
        chosen = Selection(**groups)
    return Left(place.moment, FeedPlace(*place.feed), chosen, ended=place.ended)


def start_where_left(player: Player, left: Left) -> None:
    """Have a replay begin where the reader left the blog; the app restores the feed."""
    player.select(left.selection)
    player.start_at(left.moment)


def remember_left(player: Player, feed: FeedPlace) -> None:
    """Keep the place of a reader who leaves the blog, for later runs."""
    view = player.view()
    chosen = {
        group: tuple(sorted(keys)) for group, keys in player.selection._asdict().items() if keys
    }
    remember_place(player.blog, Place(view.held, feed, chosen, ended=view.ended))
