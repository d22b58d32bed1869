"""The room's clock: one small value from which everybody computes the same moment."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from room_apps import sit
from sample_blogs import FakeClock, at, blog, constant, post

from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Lobby
from tui.model.blog import Paragraph
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.reading_time import reading_seconds
from tui.playback.view import LOOP_REST_SECONDS

BLOG = blog(post("10:00"), post("10:10"), post("10:20"))
LASTS = 20.0  # real seconds at 60x


def room(now: FakeClock, *, speed: float = 60, **options: Any) -> Room:
    return Room(BLOG, now=now, tempo=constant(speed), **options)


def moment(of: Room) -> object:
    return of.moment_at(of.now())


def test_a_room_with_a_start_time_waits_for_it_and_then_begins() -> None:
    now = FakeClock(1000)
    scheduled = room(now, driven=True, start_at=1090)
    assert (scheduled.clock.playing, scheduled.starts_in) == (False, timedelta(seconds=90))
    now.advance(95)
    assert (moment(scheduled), scheduled.starts_in) == (at("10:05"), None)


def test_a_clock_set_by_a_machine_a_little_ahead_does_not_wait() -> None:
    now = FakeClock()
    driven = room(now, driven=True)
    driven.drive(Clock(now() + 0.5, at("10:00"), constant(60), True), "Ada")
    assert driven.clock.playing


LONG = blog(post("10:00"), post("10:20", body=(Paragraph("word " * 200),)))


@pytest.mark.parametrize("start", ["10:00", "10:15", "10:20"])
def test_a_loop_begins_again_for_all_when_the_last_post_is_read(start: str) -> None:
    now = FakeClock()
    looping = Room(LONG, now=now, tempo=constant(60), loop=True, driven=True)
    looping.drive(Clock(now(), at(start), constant(60), True), "Ada")
    alone = Player(LONG, now=now, tempo=constant(60), loop=True)
    alone.start_at(at(start))
    for _ in range(2):
        left = (LONG.end - alone.position).total_seconds() / 60
        rest = reading_seconds(LONG.posts[-1])
        now.advance(left + rest - 0.1)
        alone.tick()
        assert moment(looping) == LONG.end
        assert alone.position == LONG.end
        now.advance(0.1001)
        alone.tick()
        began = looping.moment_at(now())
        assert began < at("10:01")
        assert abs(began - alone.position) < timedelta(seconds=0.1)


def test_a_press_changes_when_a_loop_begins_again() -> None:
    now = FakeClock()
    looping = room(now, loop=True, driven=True)
    looping.drive(Clock(now(), at("10:00"), constant(60), True), "Ada")
    assert looping.clock.moment == at("10:00")
    looping.drive(Clock(now(), at("10:19"), constant(60), True), "Ada")
    now.advance(1 + LOOP_REST_SECONDS + 0.5)
    assert looping.clock.moment == at("10:00")
    assert looping.clock.anchor == pytest.approx(now() - 0.5)


def test_a_pause_after_the_end_is_no_jump() -> None:
    now = FakeClock()
    driven = room(now, driven=True, start_at=now())
    now.advance(500)
    driven.drive(Clock(now(), at("10:20"), constant(60), False), "Ada")
    assert driven.state.jumps == 0


def test_a_later_offset_corrects_the_clock() -> None:
    now = FakeClock()
    alone = room(now)
    alone.note_store(shared=True, offset=0.0)
    now.advance(3)  # the machine's clock was set
    alone.note_store(shared=True, offset=-3.0)
    assert moment(alone) == at("10:00")


@pytest.mark.parametrize("pauses", [True, False])
def test_when_the_driver_has_left_the_room_goes_on_or_pauses(pauses: bool) -> None:
    now = FakeClock()
    driven = room(now, driven=True, pause_alone=pauses)
    ada, bob, guest = (sit(driven, name) for name in ("Ada", "Bob", ""))
    driven.drive(Clock(now(), at("10:00"), constant(60), True), "Ada")
    driven.leave(bob)
    driven.leave(guest)
    now.advance(5)
    assert driven.clock.playing
    driven.leave(ada)
    now.advance(5)
    assert (driven.clock.playing, moment(driven)) == (
        (False, at("10:05")) if pauses else (True, at("10:10"))
    )


def test_who_leaves_after_another_took_the_wheel_elsewhere_pauses_nothing() -> None:
    now = FakeClock()
    driven = room(now, driven=True, pause_alone=True)
    _, bob = sit(driven, "Ada"), sit(driven, "Bob")
    driven.drive(Clock(now(), at("10:00"), constant(60), True), "Bob")
    driven.adopt(replace(driven.state, revision=driven.state.revision + 1, driver="Ada"))
    driven.leave(bob)
    assert driven.clock.playing


def test_at_the_end_a_driver_who_leaves_pauses_nothing() -> None:
    now = FakeClock()
    driven = room(now, driven=True, pause_alone=True)
    ada = sit(driven, "Ada")
    driven.drive(Clock(now(), at("10:00"), constant(60), True), "Ada")
    now.advance(LASTS + 1)
    state = driven.state
    driven.leave(ada)
    assert driven.state is state


@pytest.mark.parametrize("scheduled", [True, False])
def test_before_the_start_a_presenter_sets_the_clock_without_beginning(scheduled: bool) -> None:
    now = FakeClock(1000)
    driven = room(now, driven=True, start_at=1060 if scheduled else None)
    driven.lobby = Lobby("A talk", "")
    driven.drive(Clock(now(), at("10:00"), constant(120), False), "Ada")
    assert driven.in_lobby
    assert not driven.clock.playing
    now.advance(61)
    assert driven.in_lobby is not scheduled
    if not scheduled:
        driven.drive(driven.clock._replace(anchor=now() - 1, playing=True), "Ada")
    assert not driven.in_lobby
    assert driven.clock.playing
    assert driven.moment_at(now()) == at("10:02")


def test_a_presenter_who_comes_in_takes_the_wheel_from_nobody() -> None:
    driven = room(FakeClock(), driven=True)
    sit(driven, "Bob")
    sit(driven, "Ada")
    assert driven.driver == "Bob"
    cid = sit(driven, "Cid")
    driven.take_wheel("Cid")
    driven.leave(cid)
    driver = driven.driver
    sit(driven, "Aaron")
    assert driven.driver == driver
    sit(driven, "Cid")
    assert driven.driver == driver, "others have come meanwhile"
