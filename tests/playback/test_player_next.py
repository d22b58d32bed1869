"""The next post comes when it is said to, at each tempo, after each change, within a filter."""

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, blogs, constant

from tui.model.blog import LiveBlog
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo

TEMPOS = st.one_of(
    st.sampled_from(PACES_WPM).map(lambda pace: Tempo(pace=float(pace))),
    st.sampled_from(SPEEDS).map(constant),
    st.sampled_from(SPEEDS).map(
        lambda speed: Tempo(speed=float(speed), reading=False, skip_gaps=True)
    ),
)


@given(
    drawn=blogs(),
    share=st.floats(0, 1),
    before=TEMPOS,
    passed=st.floats(0, 20),
    tempo=TEMPOS,
    every_other=st.booleans(),
)
def test_the_next_post_comes_when_it_is_said_to_whatever_was_changed_before(
    drawn: LiveBlog, share: float, before: Tempo, passed: float, tempo: Tempo, every_other: bool
) -> None:
    clock = FakeClock()
    player = Player(drawn, now=clock, tempo=before)
    player.start_at(player.all_posts.moment_at(share))
    clock.advance(passed)
    moment = player.view().moment
    player.set_tempo(tempo)
    assert player.view().moment == moment
    if every_other and drawn.posts[0].authors:
        player.select(Selection(authors=frozenset({drawn.posts[0].authors[0].name})))
    view = player.view()
    if view.next_in is None:
        return
    clock.advance(max(view.next_in - 0.001, 0.0))
    assert view.next_in < 0.001 or player.view().shown == view.shown
    clock.advance(0.002)
    assert player.view().shown > view.shown
