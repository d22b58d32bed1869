"""A player in a blog that is being written: swapped for a longer one again and again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, bundled_like, live_state

from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import next_look
from tui.playback.view import FeedPlace, PostRead

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))
MINUTE = timedelta(minutes=1)


def at_edge(clock: FakeClock) -> Player:
    """A player at the live edge whose reader has read everything."""
    player = Player(live_state(3), now=clock)
    player.to_edge()
    clock.advance(500)
    return player


def test_at_the_edge_it_waits_and_is_never_over(clock: FakeClock) -> None:
    player = at_edge(clock)
    view = player.view()
    assert (view.ended, view.playing, view.at_edge, view.behind) == (False, True, True, timedelta())
    assert view.moment == live_state(3).edge
    assert next_look(view) > 4, "nothing changes before the next state"


def test_a_box_holds_a_clock_behind_the_edge_but_none_at_it(clock: FakeClock) -> None:
    for count, held in ((3, False), (5, True)):
        player = at_edge(clock)
        player.continue_with(live_state(count))
        player.hold(True)
        player.continue_with(live_state(6))
        clock.advance(2)
        assert (player.view().held, player.view().known) == (held, 3 + (not held))


def test_a_pause_holds_for_ever(clock: FakeClock) -> None:
    player = at_edge(clock)
    player.toggle()
    here = player.view().moment
    for count in (4, 6, 8):
        player.continue_with(live_state(count))
        clock.advance(900)
        view = player.view()
        assert (view.moment, view.playing, view.known) == (here, False, 3)
    assert view.behind == TEN.posts[7].published + MINUTE - here
    assert not view.at_edge
    page = FeedPlace(3, 0, 0, following=False)
    player.place = lambda: page
    player.to_edge()
    assert (player.view().at_edge, player.view().playing) == (True, True)
    jump = player.undo()
    assert jump is not None
    assert (jump.moment, jump.feed, player.view().moment) == (here, page, here)


def test_to_the_edge_from_within_its_newest_post_keeps_the_word(clock: FakeClock) -> None:
    player = Player(live_state(3), now=clock, playing=False)
    player.seek(TEN.posts[2].published, read=PostRead(2, 0.25))
    player.to_edge()
    reading = player.view().reading
    assert reading is not None
    assert reading.post == 2
    assert reading.share == pytest.approx(0.25)


@pytest.mark.parametrize("selection", [Selection(), TOM])
@given(data=st.data())
def test_moment_word_and_posts_never_go_back(selection: Selection, data: st.DataObject) -> None:
    clock = FakeClock()
    player = Player(live_state(2), now=clock, selection=selection)
    before = player.view()
    posts, edge = list(TEN.posts[:2]), live_state(2).edge
    assert edge is not None
    for _ in range(data.draw(st.integers(1, 25))):
        clock.advance(data.draw(st.sampled_from([0.0, 0.5, 3, 20, 200])))
        if data.draw(st.booleans()):
            for post in TEN.posts[len(posts) :][: data.draw(st.integers(0, 2))]:
                edge += data.draw(st.sampled_from([1, 20, 900])) * MINUTE / 60
                posts.append(post._replace(published=edge))
            edge += data.draw(st.sampled_from([0, 30, 300])) * MINUTE / 60
            here = player.view()
            player.continue_with(TEN._replace(posts=tuple(posts), edge=edge))
            now = player.view()
            assert (now.moment, now.known, now.shown) == (here.moment, here.known, here.shown)
            if here.reading is not None and now.reading is not None:
                assert now.reading.post == here.reading.post
                assert now.reading.read == pytest.approx(here.reading.read)
        view = player.view()
        assert (view.moment, view.known) >= (before.moment, before.known)
        before = view
