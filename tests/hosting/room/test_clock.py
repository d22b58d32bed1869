"""The room's clock: one small value from which everybody computes the same moment; its start."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from readings import answers
from room_apps import sit
from sample_blogs import FakeClock, at, blog, bundled_like, constant, many, post
from virtual_time import in_virtual_time

from tui.hosting.guest import Guest
from tui.hosting.guest.command import Command
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Lobby
from tui.hosting.room.opening import open_room, start_time
from tui.hosting.serve import watch_stops
from tui.hosting.views import ReplayViews, build_views
from tui.model.errors import OptionError
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.tempo import Tempo
from tui.playback.view import LOOP_REST_SECONDS
from tui.replay import ReplayOptions

BLOG = blog(post("10:00"), post("10:10"), post("10:20"))
LASTS = 20.0  # real seconds at 60x


def room(now: FakeClock, *, speed: float = 60, **options: Any) -> Room:
    return Room(BLOG, now=now, tempo=constant(speed), **options)


def moment(of: Room) -> object:
    return of.moment_at(of.now())


@pytest.mark.parametrize("start", ["10:00", "10:15", "10:20"])
def test_a_loop_begins_again_for_all_after_a_rest(start: str) -> None:
    now = FakeClock()
    looping = room(now, loop=True, driven=True)
    looping.drive(Clock(now(), at(start), constant(60), True), "Ada")
    alone = Player(BLOG, now=now, tempo=constant(60), loop=True)
    alone.start_at(at(start))
    for _ in range(2):
        left = (BLOG.end - alone.position).total_seconds() / 60
        now.advance(left + LOOP_REST_SECONDS - 0.1)
        alone.tick()
        assert moment(looping) == alone.position == BLOG.end
        now.advance(0.1001)
        alone.tick()
        looping.change_by_itself()
        began = looping.moment_at(now())
        assert began < at("10:01")
        assert abs(began - alone.position) < timedelta(seconds=0.1)


def test_a_loop_that_was_over_long_ago_is_in_a_later_round() -> None:
    now = FakeClock(1000)
    looping = room(now, loop=True, start_at=datetime.fromtimestamp(1000, UTC))
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
    start_at = datetime.fromtimestamp(1060, UTC) if scheduled else None
    driven = room(now, driven=True, start_at=start_at)
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


@in_virtual_time
async def test_a_host_that_is_stopped_stops_the_clock_for_all() -> None:
    now = FakeClock(1000)
    driven, waiting = room(now, driven=True), room(now, start_at=datetime.fromtimestamp(1500, UTC))
    driven.drive(Clock(now(), at("10:00"), constant(60), True), "Ada")
    watching = asyncio.gather(watch_stops(driven), watch_stops(waiting))
    for slept in (0, 1, 1, 76, -60, 1):
        await asyncio.sleep(1)
        now.advance(slept)
    watching.cancel()
    assert moment(driven) == at("10:05")
    assert (driven.state.revision, waiting.state.revision) == (3, 0)
    begins = waiting.starts_in
    assert begins == timedelta(seconds=1500 - now())


@pytest.mark.parametrize(
    ("start_at", "shown", "waits"), [("", "10:05", 0), ("1970-01-01T00:17:00+00:00", "10:00", 75)]
)
def test_a_room_goes_on_if_the_clock_is_set_back(start_at: str, shown: str, waits: int) -> None:
    now, wall = FakeClock(), FakeClock(1000)
    options = ServeOptions(room=True, speed=60, start_at=start_at)
    (opened,) = build_views(options, {"": BLOG}, now=now, wall=wall).rooms
    now.advance(5)
    wall.advance(-55)
    assert moment(opened) == at(shown)
    assert (opened.starts_in or timedelta()) == timedelta(seconds=waits)


def test_a_presenter_who_comes_in_takes_the_wheel_from_nobody() -> None:
    driven = room(FakeClock(), driven=True)
    sit(driven, "Bob")
    sit(driven, "Ada")
    assert driven.driver == "Bob"
    cid = sit(driven, "Cid")
    driven.press(driver="Cid")
    driven.leave(cid)
    driver = driven.driver
    sit(driven, "Aaron")
    assert driven.driver == driver
    sit(driven, "Cid")
    assert driven.driver == driver, "others have come meanwhile"


# When a room begins: today while the replay would not be over, else tomorrow


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("typed", "now", "loop", "begins"), answers("starts-of-rooms"))
def test_it_begins(typed: str, now: str, loop: bool, begins: str) -> None:
    found = start_time(typed, now=datetime.fromisoformat(now), lasts=HOUR, loop=loop)
    assert found == datetime.fromisoformat(begins)


@pytest.mark.parametrize(
    "typed", ["", "noon", "25:00", "2026-05-01T", "14:00 tomorrow afternoon, please"]
)
def test_an_invalid_time_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(OptionError, match="takes a time such as 14:00"):
        start_time(typed, now=at("2026-05-01 13:00"), lasts=HOUR, loop=False)


def test_a_lobby_needs_a_start() -> None:
    with pytest.raises(OptionError, match="add --class, --start-at or --presenter-keys"):
        ServeOptions(room=True, title="A talk")
    room = open_room(
        ServeOptions(room=True, title="A talk", start_at="2026-05-01T14:00"), many(3), lambda: 0.0
    )
    assert room is not None
    assert room.in_lobby


@pytest.mark.parametrize(
    "options", [{"title": "A talk"}, {"welcome": Path("file")}, {"loop": True}]
)
def test_what_is_for_a_room_asks_for_one(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="is for a room: add --room"):
        ServeOptions(**options)


# A guest who asks for a moment or a tempo


TEN = bundled_like()
PARIS = ReplayOptions(loop=True, authors=("unsigned",), zones=("Europe/Paris",), newest_first=True)


def app_in(room: Room, requested: ReplayOptions, presenter: str = "") -> RoomApp:
    """The app of a guest, who may present under that name."""
    guest = Guest(address="192.0.2.7", presenter=presenter, asked=Command(requested))
    app = ReplayViews(TEN, ServeOptions(), FakeClock(), "", room).app(guest)
    assert isinstance(app, RoomApp)
    return app


@pytest.mark.parametrize(
    ("requested", "follows", "moment"),
    [
        (ReplayOptions(pace="240"), False, at("10:26")),
        (ReplayOptions(speed="60"), False, at("10:26")),
        (ReplayOptions(finish_in="5m"), False, at("10:26")),
        (ReplayOptions(at="09:32", pace="240"), False, at("09:32")),
        (PARIS, True, at("10:26")),
    ],
)
def test_a_wish_for_a_clock_is_a_guests_own_and_a_drivers_for_all(
    requested: ReplayOptions, follows: bool, moment: datetime
) -> None:
    alone = app_in(Room(TEN, now=FakeClock(), tempo=Tempo()), requested)
    assert alone.member.following == follows
    assert not alone.player.loop  # it would move one guest's clock away from the others'
    room = Room(TEN, now=FakeClock(), tempo=Tempo(), driven=True)
    room.drive(room.clock._replace(moment=at("10:26")), "Ada")
    driver = app_in(room, requested, "Ada")
    assert driver.member.drives
    assert room.clock.moment == driver.player.position == moment
    assert (room.clock.tempo == Tempo()) == follows
