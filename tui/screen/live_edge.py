"""The live edge of a blog that is being written, as the page tells it."""

from tui.playback.player import Player
from tui.playback.view import View

SOON_SECONDS = 2.5  # a post due this soon does not count as behind the live edge


def is_at_edge(player: Player, view: View) -> bool:
    """True at the live edge, or if the last post is due within SOON_SECONDS."""
    if view.at_edge or not view.playing:
        return view.at_edge and (view.playing or view.held)
    waits = [wait for wait in (view.next_in, view.change_in) if wait is not None]
    return view.known + 1 >= len(player.blog.posts) and max(waits, default=0.0) <= SOON_SECONDS


def posts_to_edge(player: Player, view: View) -> int:
    """Posts until the live edge; 0 at the edge or outside a live blog."""
    if view.behind is None or not player.has_clock or is_at_edge(player, view):
        return 0
    return len(player.timeline) - view.shown
