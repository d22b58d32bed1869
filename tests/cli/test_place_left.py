"""The place where the reader left a blog, from one run to the next."""

from sample_blogs import FakeClock, bundled_like

from tui.cli.kept import remember_left, start_where_left
from tui.playback.reading_time import reading_seconds
from tui.replay import Replay, ReplayOptions

TEN = bundled_like()


def test_a_reader_who_left_in_the_first_post_goes_on_at_the_same_word() -> None:
    clock = FakeClock()
    left = Replay(TEN, ReplayOptions()).player(clock)
    clock.advance(reading_seconds(TEN.posts[0]) / 2)
    read = left.view().read
    assert read is not None
    remember_left(left, (0, 1, 20, False))
    replay = Replay(TEN, ReplayOptions())
    player = replay.player(clock)
    place = start_where_left(replay, player)
    assert place is not None
    assert place.feed == (0, 1, 20, False)
    assert player.view().read == read
    assert read[1] > 0
