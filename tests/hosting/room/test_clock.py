"""The room's clock: one small value from which everybody computes the same moment."""

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
        looping.change_by_itself()
        began = looping.moment_at(now())
        assert began < at("10:01")
        assert abs(began - alone.position) < timedelta(seconds=0.1)


def test_a_loop_that_was_over_long_ago_is_in_a_later_round() -> None:
    now = FakeClock(1000)
    looping = room(now, loop=True, start_at=1000)
    now.advance(3 * (LASTS + LOOP_REST_SECONDS) + 5)
    looping.change_by_itself()
    assert moment(looping) == at("10:05")


def test_when_the_driver_has_left_the_room_plays_on() -> None:
    now = FakeClock()
    driven = room(now, driven=True)
    ada = sit(driven, "Ada")
    driven.drive(Clock(now(), at("10:00"), constant(60), True), "Ada")
    driven.leave(ada)
    now.advance(5)
    assert (driven.clock.playing, moment(driven)) == (True, at("10:05"))


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
