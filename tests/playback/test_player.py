from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from players import TEN, TOM, standing_at, time_of
from sample_blogs import FakeClock, at, blogs, constant, undone

from tui.model.blog import LiveBlog
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo


def at_sixty(clock: FakeClock) -> Player:
    return Player(TEN, now=clock, tempo=constant(60))


def waits(player: Player) -> float | None:
    return player.view().next_in


def test_it_begins_with_the_first_post_and_plays(clock: FakeClock) -> None:
    player = at_sixty(clock)
    view = player.view()
    assert (view.known, view.shown, view.playing, view.next_in) == (1, 1, True, 6.0)
    clock.advance(6)
    player.tick()
    assert (player.view().known, time_of(player)) == (2, "09:32:00")


def test_at_sixty_the_whole_takes_under_two_minutes(clock: FakeClock) -> None:
    player = at_sixty(clock)
    clock.advance(112)
    view = player.view()
    assert (view.ended, view.playing, view.known, view.next_in) == (True, False, 10, None)


def test_a_selection_changes_what_is_shown_and_never_the_clock(clock: FakeClock) -> None:
    player = standing_at(clock, "10:11")
    player.select(TOM)
    assert (player.view().known, player.view().shown, time_of(player)) == (6, 0, "10:11:00")
    assert waits(player) == 15.0
    assert player.next_post()
    assert (player.view().known, player.view().shown, waits(player)) == (7, 1, None)
    assert not player.next_post()
    assert time_of(player) == "10:26:00"


def test_toggle_pauses_plays_and_at_the_end_plays_again(clock: FakeClock) -> None:
    player = at_sixty(clock)
    player.toggle()
    clock.advance(10)
    assert (player.view().playing, time_of(player)) == (False, "09:26:00")
    player.toggle()
    clock.advance(1000)
    assert player.view().ended
    player.toggle()
    assert (player.view().playing, time_of(player)) == (True, "09:26:00")
    assert undone(player) == (at("11:18"), None)


def test_steps_stop_at_both_ends(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    assert player.step(timedelta(minutes=1))
    assert time_of(player) == "10:27:00"
    assert player.step(timedelta(minutes=-10))
    assert time_of(player) == "10:17:00"
    assert player.step(timedelta(days=1))
    assert player.view().ended
    assert not player.step(timedelta(minutes=1))
    assert player.step(timedelta(days=-1))
    assert (time_of(player), player.view().known) == ("09:26:00", 1)


def test_tenths(clock: FakeClock) -> None:
    player = standing_at(clock, "09:30")
    player.tenth(5)
    assert time_of(player) == "10:22:00"
    player.tenth(0)
    assert time_of(player) == "09:26:00"


@pytest.mark.parametrize(
    ("time", "real_seconds_later", "playing", "lands"),
    [
        ("10:26", 0.0, True, "10:11:00"),
        ("10:26", 0.9, True, "10:11:00"),
        ("10:26", 1.1, True, "10:26:00"),
        ("10:26:00", 0.0, False, "10:11:00"),
        ("10:26:01", 0.0, False, "10:26:00"),
        ("09:26", 0.5, True, "09:26:00"),
        ("11:18", 0.0, True, "11:03:00"),
    ],
)
def test_previous_is_as_on_a_cd_player(
    clock: FakeClock, time: str, real_seconds_later: float, playing: bool, lands: str
) -> None:
    player = standing_at(clock, time, playing=playing)
    clock.advance(real_seconds_later)
    player.previous_post()
    assert time_of(player) == lands


def test_previous_pressed_again_and_again_reaches_the_first_post(clock: FakeClock) -> None:
    player = standing_at(clock, "11:18", playing=True)
    seen = []
    for _ in range(10):
        player.previous_post()
        seen.append(time_of(player)[:5])
        clock.advance(0.1)
    assert seen == [
        "11:03",
        "10:43",
        "10:26",
        "10:11",
        "09:57",
        "09:45",
        "09:38",
        "09:32",
        "09:26",
        "09:26",
    ]


def test_previous_in_the_middle_of_a_silence_goes_to_its_post(clock: FakeClock) -> None:
    player = standing_at(clock, "10:20", playing=True, tempo=Tempo())
    player.previous_post()
    assert time_of(player) == "10:11:00"
    player.previous_post()
    assert time_of(player) == "09:57:00"


def test_no_selected_post_before(clock: FakeClock) -> None:
    player = standing_at(clock, "10:00")
    player.select(TOM)
    assert not player.previous_post()
    assert time_of(player) == "10:00:00"


def test_undo_restores_time_and_place_of_the_last_jump_first(clock: FakeClock) -> None:
    player = standing_at(clock, "09:30")
    player.seek(at("10:30"), "near the top")
    player.next_post(("line", 7))
    player.step(timedelta(minutes=1))
    assert undone(player) == (at("10:43"), None)
    assert undone(player) == (at("10:30"), ("line", 7))
    assert undone(player) == (at("09:30"), "near the top")
    assert time_of(player) == "09:30:00"
    assert player.undo() is None


def test_undo_comes_back_to_what_was_being_read(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, playing=False)
    player.start_at(at("10:26"))
    player.read_on(6, 0.5)
    before = player.view()
    player.tenth(1)
    player.undo()
    assert player.view() == before
    player.tenth(1)
    player.select(Selection(authors=frozenset({"Tessa Wong"})))
    player.undo()
    reading = player.view().reading
    assert reading is not None
    assert reading.read <= 0, "another post is read from its beginning"


def test_a_jump_to_where_one_stands_is_none_to_undo(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    assert not player.seek(at("10:26"))
    assert player.undo() is None


def test_a_jump_keeps_playing_or_paused(clock: FakeClock) -> None:
    player = standing_at(clock, "10:00", playing=True)
    player.seek(at("10:26"))
    assert player.view().playing
    player.toggle()
    player.undo()
    assert (player.view().playing, time_of(player)) == (False, "10:00:00")


def test_every_change_is_told_and_looking_is_not(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    told: list[Clock] = []
    player.on_drive = told.append
    presses: list[Callable[[], object]] = [
        player.toggle,
        lambda: player.set_tempo(player.tempo.stepped(True)),
        lambda: player.set_tempo(player.tempo.other()),
        player.next_post,
        player.undo,
    ]
    for press in presses:
        press()
        assert told.pop() == player.clock
        assert not told
    player.tick()
    player.select(TOM)
    assert told == []


@given(
    blogs(),
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "wait",
                    "toggle",
                    "next",
                    "previous",
                    "faster",
                    "slower",
                    "jump",
                    "undo",
                    "kind",
                ]
            ),
            st.floats(0, 3),
        ),
        max_size=30,
    ),
    st.booleans(),
)
def test_whatever_is_pressed_time_runs_forward_between_jumps(
    sample: LiveBlog, presses: list[tuple[str, float]], loop: bool
) -> None:
    clock = FakeClock()
    player = Player(sample, now=clock, tempo=Tempo(skip_gaps=True), loop=loop)
    actions: dict[str, Callable[[], object]] = {
        "toggle": player.toggle,
        "next": player.next_post,
        "previous": player.previous_post,
        "faster": lambda: player.set_tempo(player.tempo.stepped(True)),
        "slower": lambda: player.set_tempo(player.tempo.stepped(False)),
        "kind": lambda: player.set_tempo(player.tempo.other()),
        "jump": lambda: player.step(timedelta(minutes=3)),
        "undo": player.undo,
        "wait": lambda: None,
    }
    for press, real in presses:
        before, ended = player.position, player.view().ended
        clock.advance(real)
        shown = player.position
        assert shown >= before
        player.tick()
        assert player.position >= shown or (loop and ended), "a tick went back"
        actions[press]()
        assert player.view().left >= 0
        assert (player.view().next_in or 0) >= 0
        assert player.all_posts.start <= player.position <= player.all_posts.end
        assert player.view().known == sum(
            _utc(entry.published) <= player.position for entry in sample.posts
        )


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
