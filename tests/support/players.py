"""Players of the blog of ten posts, each standing at a time."""

from sample_blogs import FakeClock, at, bundled_like, constant

from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))


def standing_at(
    clock: FakeClock, time: str, *, playing: bool = False, tempo: Tempo | None = None
) -> Player:
    """A player that begins at a time of day, paused and at 60 times unless said otherwise."""
    player = Player(TEN, now=clock, playing=playing, tempo=tempo or constant(60))
    player.start_at(at(time))
    return player


def time_of(player: Player) -> str:
    """The time of day at which a player stands."""
    return f"{player.position.astimezone(TEN.start.tzinfo):%H:%M:%S}"
