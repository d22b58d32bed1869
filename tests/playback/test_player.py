from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, at, blog, blogs, bundled_like, many
from steps import steps

from tui.model.blog import LiveBlog
from tui.playback.player import LOOP_REST, Jump, Player
from tui.playback.playhead import Clock
from tui.playback.selection import Selection

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def standing_at(clock: FakeClock, time: str, *, playing: bool = False, **options: bool) -> Player:
    player = Player(TEN, now=clock, playing=playing, **options)  # type: ignore[arg-type]  # flags only
    player.playhead.seek(at(time))
    return player


def skipping(player: Player) -> timedelta | None:
    return player.view().skipping


def waits(player: Player) -> float | None:
    return player.view().next_in


def time_of(player: Player) -> str:
    return f"{player.position.astimezone(TEN.start.tzinfo):%H:%M:%S}"


def test_it_begins_with_the_first_post_and_plays(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    assert (player.view().known, player.view().shown, player.view().playing, player.speed) == (
        1,
        1,
        True,
        60,
    )
    assert waits(player) == 6.0
    clock.advance(6)
    player.tick()
    assert (player.view().known, time_of(player)) == (2, "09:32:00")


def test_the_whole_takes_under_two_minutes_at_the_default_speed(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    clock.advance(112)
    assert (player.view().ended, player.view().playing, player.view().known, waits(player)) == (
        True,
        False,
        10,
        None,
    )


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
    player = Player(TEN, now=clock)
    player.toggle()
    clock.advance(10)
    assert (player.view().playing, time_of(player)) == (False, "09:26:00")
    player.toggle()
    clock.advance(1000)
    assert player.view().ended
    player.toggle()
    assert (player.view().playing, time_of(player)) == (True, "09:26:00")
    assert player.undo() == Jump(at("11:18").astimezone(UTC))


def test_speeds(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, speed=22.4)
    player.faster()
    assert player.speed == 30
    player.slower()
    assert player.speed == 10
    player.default_speed()
    assert player.speed == 60


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
    assert player.undo() == Jump(at("10:43").astimezone(UTC), None)
    assert player.undo() == Jump(at("10:30").astimezone(UTC), ("line", 7))
    assert player.undo() == Jump(at("09:30").astimezone(UTC), "near the top")
    assert time_of(player) == "09:30:00"
    assert player.undo() is None


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
    for press in (
        player.toggle,
        player.faster,
        player.default_speed,
        player.next_post,
        player.undo,
    ):
        press()
        assert told.pop() == player.playhead.clock
        assert not told
    player.tick()
    player.select(TOM)
    assert (waits(player), told) == (60.0, [])


def test_a_blog_of_one_moment_is_at_its_end_and_can_be_played_again(clock: FakeClock) -> None:
    player = Player(blog("09:26 One", "09:26 Two"), now=clock, skip_gaps=True, loop=True)
    for _ in range(5):
        player.tick()
        assert (player.view().ended, player.view().known, waits(player)) == (True, 2, None)
        clock.advance(LOOP_REST)
    player.toggle()
    player.tenth(5)
    player.next_post()
    player.previous_post()
    assert player.view().ended


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
                    "interrupt",
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
    player = Player(sample, now=clock, skip_gaps=True, loop=loop)
    actions: dict[str, Callable[[], object]] = {
        "toggle": player.toggle,
        "next": player.next_post,
        "previous": player.previous_post,
        "faster": player.faster,
        "slower": player.slower,
        "jump": lambda: player.step(timedelta(minutes=3)),
        "undo": player.undo,
        "interrupt": player.interrupt_skip,
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
        assert player.all_posts.start <= player.position <= player.all_posts.end
        assert player.view().known == sum(
            _utc(entry.published) <= player.position for entry in sample.posts
        )


def test_a_tick_costs_the_same_with_ten_thousand_posts(clock: FakeClock) -> None:
    def ticks(count: int) -> int:
        player = Player(many(count), now=clock, skip_gaps=True)

        def watch() -> None:
            for _ in range(30):
                clock.advance(0.1)
                player.tick()
                assert player.view().known == player.view().shown

        return steps(watch)

    assert ticks(10_000) == ticks(10)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def test_a_loop_says_when_it_begins_again_and_does_so_then(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, loop=True)
    clock.advance(111.5)
    assert player.view().again_in is None
    clock.advance(0.5)
    assert player.view().again_in == LOOP_REST
    clock.advance(LOOP_REST - 0.5)
    player.tick()
    assert (player.view().again_in, player.view().ended) == (0.5, True)
    clock.advance(0.5)
    assert player.view().again_in == 0
    player.tick()
    assert (player.view().again_in, time_of(player)) == (None, "09:26:00")
    clock.advance(112 + 2 * LOOP_REST)
    assert player.view().again_in == 0, "a late look"


@pytest.mark.parametrize("loop", [False, True])
def test_nothing_begins_again_that_is_paused_or_no_loop(clock: FakeClock, loop: bool) -> None:
    player = Player(TEN, now=clock, loop=loop, playing=not loop)
    player.seek(at("11:18"))
    clock.advance(2 * LOOP_REST)
    player.tick()
    assert (player.view().ended, player.view().again_in) == (True, None)


def test_a_restart_plays_what_was_paused(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    player.restart("a place")
    assert (player.view().playing, time_of(player)) == (True, "09:26:00")
    assert player.undo() == Jump(at("10:26").astimezone(UTC), "a place")


def test_a_selection_is_kept_and_may_be_given_at_the_start(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, selection=TOM)
    assert player.selection == TOM
    assert player.view().shown == 0
    player.select(Selection())
    assert player.selection == Selection()
    assert player.view().shown == 1


def test_a_loop_a_skip_and_its_end_are_told_to_those_who_watch_too(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True, loop=True)
    told: list[Clock] = []
    player.on_drive = told.append
    player.tick()
    clock.advance(0.1)
    player.tick()
    assert told.pop() == player.playhead.clock
    told.clear()
    clock.advance(0.1)
    assert player.interrupt_skip()
    assert told[-1] == player.playhead.clock
    told.clear()
    player.restart()
    assert told[-1] == player.playhead.clock
    player.playhead.seek(at("11:18"))
    clock.advance(LOOP_REST)
    told.clear()
    player.tick()
    assert told == [player.playhead.clock]


@pytest.mark.parametrize("again", ["select", "seek", "undo"])
def test_a_gap_that_was_to_be_played_is_skipped_after_a_jump_or_another_choice(
    clock: FakeClock, again: str
) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True)
    player.remember(None)
    player.tick()
    clock.advance(0.1)
    player.interrupt_skip()
    player.tick()
    assert player.view().skipping is None, "this gap is played"
    actions: dict[str, Callable[[], object]] = {
        "select": lambda: player.select(Selection()),
        "seek": lambda: player.seek(at("10:27")),
        "undo": player.undo,
    }
    actions[again]()
    player.tick()
    assert player.view().skipping is not None


def test_a_skip_that_a_choice_of_posts_ends_is_over(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True)
    player.tick()
    assert player.view().skipping is not None
    player.select(TOM)
    assert player.view().skipping is None


def test_a_restart_of_a_paused_replay_is_told_as_playing(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    told: list[Clock] = []
    player.on_drive = told.append
    player.restart()
    assert told[-1] == player.playhead.clock
    assert told[-1].playing
