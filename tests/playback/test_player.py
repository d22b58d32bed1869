"""A player: reading and its times, loops, and the clock of a room that it follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import FakeClock, at, blog, blogs, bundled_like, constant, many, post

from tui.model.blog import LiveBlog
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.reading_time import LEAST_SECONDS, reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo
from tui.playback.view import LOOP_REST_SECONDS, FeedPlace, PostRead

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))


def standing_at(
    clock: FakeClock, time: str, *, playing: bool = True, tempo: Tempo | None = None
) -> Player:
    """A player that begins at a time of day, at 60 times unless said otherwise."""
    player = Player(TEN, now=clock, playing=playing, tempo=tempo or constant(60))
    player.start_at(at(time))
    return player


def share_read(player: Player) -> float:
    reading = player.view().reading
    assert reading is not None
    return reading.share


@pytest.mark.parametrize(("time", "seconds", "playing", "lands"), answers("the-post-before"))
def test_previous_is_as_on_a_cd_player(
    clock: FakeClock, time: str, seconds: float, playing: bool, lands: str
) -> None:
    player = standing_at(clock, time, playing=playing)
    clock.advance(seconds)
    player.previous_post()
    assert player.position == at(lands)


def test_every_change_is_reported_and_looking_is_not(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, loop=True)
    reported: list[Clock] = []
    player.on_drive = reported.append
    changes: list[Callable[[], object]] = [
        player.toggle,
        lambda: player.read_on(0, 0.5),
        lambda: player.set_tempo(player.tempo.stepped(True)),
        lambda: player.set_tempo(player.tempo.other()),
        player.next_post,
        player.undo,
        player.toggle,
    ]
    for change in changes:
        change()
        assert reported[-1] == player.clock
        reported.clear()
    player.tick()
    player.select(TOM)
    assert not reported
    clock.advance(3600)
    player.tick()  # the loop begins again
    assert reported == [player.clock]


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


def test_skipping_a_silence_goes_evenly_through_it_in_three_seconds(clock: FakeClock) -> None:
    sample = blog("09:00 One", "09:01 Two", "17:01 Three")
    player = Player(sample, now=clock, tempo=constant(60)._replace(skip_gaps=True))
    assert (player.view().left, player.view().next_in, player.view().behind) == (4, 1, None)
    clock.advance(1)
    assert (player.view().moment, player.view().next_in) == (at("09:01"), 3)
    clock.advance(1.5)
    assert (player.view().moment, player.view().rate) == (at("13:01"), 9600)
    clock.advance(1.5)
    assert player.view().ended


def test_a_tempo_has_steps_up_and_down_to_its_ends() -> None:
    for tempo, steps in ((Tempo(), PACES_WPM), (constant(60), SPEEDS)):
        for up in (True, False):
            taken = [tempo]
            while (after := taken[-1].stepped(up)) != taken[-1]:
                taken.append(after)
            values = [each.pace if each.reading else each.speed for each in taken]
            others = [step for step in steps if (step > values[0]) == up and step != values[0]]
            assert values == [values[0], *sorted(others, reverse=not up)]
            assert taken[-1].default() == tempo
    assert Tempo(pace=210).stepped(True).pace == 240
    assert Tempo(pace=210).stepped(False).pace == 200


def test_a_share_of_the_axis_and_its_moment() -> None:
    timeline = Player(TEN, now=FakeClock()).timeline
    for share, moment in ((0.0, "09:26"), (0.25, "09:54"), (1.0, "11:18")):
        assert timeline.fraction(at(moment)) == share
        assert timeline.moment_at(share) == at(moment)
    assert (timeline.fraction(at("09:00")), timeline.fraction(at("12:00"))) == (0.0, 1.0)
    two = Player(blog("09:26 One", "09:26 Two", "09:30 Three"), now=FakeClock()).timeline
    assert [two.next_of_moment(post) for post in range(3)] == [1, None, None]
    assert (timeline.moment_at(-0.5), timeline.moment_at(1.5)) == (at("09:26"), at("11:18"))


def test_undo_returns_to_the_place_in_the_page_before_each_jump(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, playing=False)
    top, second, third, fourth, fifth, sixth = (FeedPlace(n, 0, 0, False) for n in range(6))
    player.place = iter((top, second, third, fourth, fifth, sixth)).__next__
    player.next_post()
    player.seek(at("10:30"))
    player.previous_post()
    player.seek(at("09:26"))
    player.remember()
    player.step(timedelta(minutes=3))
    assert player.position == at("09:29")
    undone = [player.undo() for _ in range(6)]
    assert [x.feed for x in undone if x] == [sixth, fifth, fourth, third, second, top]
    assert (player.position, player.undo()) == (at("09:26"), None)


def test_a_key_that_leads_nowhere_says_so(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, selection=TOM)
    assert not player.previous_post()
    assert player.next_post()
    assert player.position == at("10:26")
    assert not player.next_post()
    assert not player.seek(at("10:26"))
    assert not player.read_on(4, 0.5), "no post of the filter"
    assert not standing_at(clock, "10:26").read_on(6, 0.5), "a constant speed"
    guest = follower(clock, Tempo(), Selection())
    assert not guest.read_on(6, 0.5)
    guest.drives = True
    assert guest.read_on(6, 0.5)


@pytest.mark.parametrize("tempo", [Tempo(), constant(60)])
def test_a_box_holds_the_clock_and_the_word(clock: FakeClock, tempo: Tempo) -> None:
    player = Player(TEN, now=clock, tempo=tempo)
    player.start_at(at("10:26"), PostRead(6, 0.5))
    assert share_read(player) == pytest.approx(0.5)
    clock.advance(2)
    here, share = player.position, share_read(player)
    for waits in (True, True, False, False):
        player.hold(waits)
        assert player.view().held is waits
        clock.advance(100 if waits else 0)
        assert player.position == here
        assert share_read(player) == pytest.approx(share)
    clock.advance(1)
    assert player.position > here
    assert share_read(player) > share


# What is read


@pytest.mark.parametrize("tempo", [Tempo(), constant(1)])
def test_an_hour_of_changes_does_not_drift(clock: FakeClock, tempo: Tempo) -> None:
    player = Player(many(3000), now=clock, tempo=tempo)
    whole = player.view().left
    assert whole > 3600
    for second in range(0, 3600, 8):
        clock.seconds = 1001.0 + second
        player.set_tempo(tempo)
        player.toggle()
        player.toggle()
    assert player.view().left == pytest.approx(whole - 3593, abs=0.5)


def test_the_last_post_goes_on_at_the_same_word_after_a_while_at_a_speed(clock: FakeClock) -> None:
    player = standing_at(clock, "11:18", tempo=Tempo())
    clock.advance(2)
    player.set_tempo(player.tempo.other())
    assert player.view().ended
    clock.advance(1)
    player.set_tempo(player.tempo.other())
    assert not player.view().ended
    assert player.view().left == pytest.approx(reading_seconds(TEN.posts[9]) - 3, abs=1e-5)


@pytest.mark.parametrize("characters", [60, 133, 134, 700])
def test_reading_on_to_the_last_word_of_all_is_the_end(characters: int) -> None:
    """However the seconds until then are rounded."""
    sample = blog("09:26 One", post("09:30", text="x" * characters))
    player = Player(sample, now=FakeClock(), playing=False)
    player.start_at(sample.end, PostRead(1, 0.5))
    assert not player.view().ended
    assert player.read_on(1, 1.0)
    assert player.view().ended


def test_at_a_speed_posts_are_read_at_the_pace_or_as_fast_as_need_be(clock: FakeClock) -> None:
    slow = standing_at(clock, "10:26", tempo=constant(1))
    fast = standing_at(clock, "10:26", tempo=constant(3600))
    assert slow.view().read_rate == 1
    need, rate = reading_seconds(TEN.posts[6]), fast.view().read_rate
    assert rate == pytest.approx(need * 3600 / (17 * 60))
    fast.toggle()
    clock.advance(10)
    fast.toggle()
    assert fast.view().read_rate == pytest.approx(rate), "a pause makes the rest no faster"
    clock.advance(0.99 * 17 * 60 / 3600)
    assert 0.97 < share_read(fast) < 1
    clock.advance((0.01 * 17 + 0.5 * 20) * 60 / 3600)
    assert 0.3 < share_read(fast) < 0.6, "half of the next post's time"


# Loops


def test_a_loop_says_when_it_begins_again_and_does_so_then(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, tempo=constant(60), loop=True)
    clock.advance(111.5)
    assert player.view().again_in is None
    clock.advance(0.5)
    assert player.view().again_in == LOOP_REST_SECONDS
    clock.advance(LOOP_REST_SECONDS - 0.5)
    player.tick()
    assert (player.view().again_in, player.view().ended) == (0.5, True)
    clock.advance(0.5)
    assert player.view().again_in == 0
    player.tick()
    assert (player.view().again_in, player.position) == (None, at("09:26"))
    clock.advance(112 + 2 * LOOP_REST_SECONDS)
    assert player.view().again_in == 0, "a late look"


@pytest.mark.parametrize("loop", [False, True])
def test_nothing_begins_again_that_is_paused_or_no_loop(clock: FakeClock, loop: bool) -> None:
    player = Player(TEN, now=clock, tempo=constant(60), loop=loop, playing=not loop)
    player.seek(at("11:18"))
    clock.advance(2 * LOOP_REST_SECONDS)
    player.tick()
    assert (player.view().ended, player.view().again_in) == (True, None)


@pytest.mark.parametrize("skip_gaps", [False, True])
def test_a_blog_of_one_moment_lasts_until_it_is_read_and_can_be_played_again(
    clock: FakeClock, skip_gaps: bool
) -> None:
    tempo = Tempo(reading=False, skip_gaps=skip_gaps)
    player = Player(blog("09:26 One", "09:26 Two"), now=clock, tempo=tempo, loop=True)
    for _ in range(3):
        assert (player.view().known, player.view().next_in) == (2, None)
        assert player.view().left == pytest.approx(2 * LEAST_SECONDS)
        clock.advance(2 * LEAST_SECONDS - 0.1)
        assert not player.view().ended
        clock.advance(0.2)
        assert player.view().ended
        clock.advance(LOOP_REST_SECONDS)
        player.tick()
    assert player.timeline.fraction(player.position) == 1.0


# A room's clock


def follower(clock: FakeClock, tempo: Tempo, selection: Selection) -> Player:
    """A player that follows a room at 10:26."""
    player = Player(TEN, now=clock, selection=selection, playing=False)
    player.follow(Clock(clock(), at("10:26"), tempo, True))
    return player


@pytest.mark.parametrize("tempo", [Tempo(), constant(60)])
def test_who_leaves_goes_on_at_the_same_moment_and_word(clock: FakeClock, tempo: Tempo) -> None:
    player = follower(clock, tempo, Selection())
    clock.advance(5)
    before, share = player.view().moment, share_read(player)
    player.leave()
    assert player.view().moment == before
    assert share_read(player) == pytest.approx(share, abs=1e-5)


@pytest.mark.parametrize("tempo", [Tempo(), Tempo(pace=400), constant(60), constant(600)])
def test_the_clock_goes_by_all_posts_whatever_a_follower_has_chosen(
    clock: FakeClock, tempo: Tempo
) -> None:
    every, before, later, driver = (
        follower(clock, tempo, chosen) for chosen in (Selection(), TOM, Selection(), TOM)
    )
    later.select(TOM)
    driver.drives = True
    driver.set_tempo(tempo)
    for _ in range(20):
        clock.advance(1.7)
        assert before.position == later.position == driver.position == every.position


@pytest.mark.parametrize("tempo", [Tempo(), constant(600)])
def test_a_clock_set_by_a_machine_that_is_ahead_stands_until_then(
    clock: FakeClock, tempo: Tempo
) -> None:
    player = Player(TEN, now=clock)
    player.follow(Clock(clock() + 0.5, at("10:26"), tempo, playing=True))
    assert player.position == at("10:26")
    clock.advance(1.5)
    assert player.position > at("10:26")
    player.follow(Clock(clock(), at("09:26"), tempo, playing=True))
    assert (player.view().moment, share_read(player)) == (at("09:26"), 0)


def test_a_follower_reads_a_post_at_the_pace_although_the_clock_goes_on(clock: FakeClock) -> None:
    player = follower(clock, Tempo(pace=400), TOM)
    clock.advance(3.0)
    reading = player.view().reading
    assert reading is not None
    assert (reading.post, player.view().read_rate) == (6, 2.0)
    assert reading.read == pytest.approx(3.0 * 2 - 1.5)
    clock.advance(60)
    assert share_read(player) == 1.0


def test_who_sees_all_posts_shares_their_timeline_also_after_a_filter() -> None:
    """Drawings that guests share depend on it: else each guest's scrubber is computed anew."""
    one, other = (Player(TEN, now=FakeClock()) for _ in range(2))
    other.select(TOM)
    assert other.timeline is not one.timeline
    other.select(Selection())
    assert other.timeline is one.timeline
