"""Guests of one room, each with their own app: following, leaving, rejoining, driving."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from patience import patience
from room_apps import PHONE_COLUMNS, app_of, bar, tick
from sample_blogs import FakeClock, at, constant, many
from textual.pilot import Pilot

from tui.hosting.room.app import (
    LEFT_NOTE,
    NOT_BEGUN_NOTE,
    NOT_SHARED_NOTE,
    OWN_CLOCK_NOTE,
    STORE_DOWN_NOTE,
    STORE_UP_NOTE,
    WELCOME_NOTE,
    RoomApp,
)
from tui.hosting.room.bar import STORE_DOWN, room_texts
from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence
from tui.hosting.room.presenting import (
    HAND_NOTE,
    HIDDEN_NOTE,
    NOBODY_NOTE,
    OWN_PLACE_NOTE,
    PRESENTERS_ONLY_NOTE,
)
from tui.model.clock_face import clock_faces
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

NOTES = (
    *(WELCOME_NOTE, OWN_CLOCK_NOTE, LEFT_NOTE, NOT_SHARED_NOTE, STORE_DOWN_NOTE, STORE_UP_NOTE),
    *(NOT_BEGUN_NOTE, OWN_PLACE_NOTE, HIDDEN_NOTE, NOBODY_NOTE),
)
NOTES_ON_A_PHONE = (
    *(WELCOME_NOTE, LEFT_NOTE, NOT_BEGUN_NOTE, OWN_PLACE_NOTE, HIDDEN_NOTE, HAND_NOTE),
)
BLOG = many(120)  # half a minute apart, from 09:26


@asynccontextmanager
async def guests(room: Room, *presenters: str) -> AsyncIterator[list[Pilot[None]]]:
    """A running app for each, an ordinary guest where the name is empty."""
    async with AsyncExitStack() as stack:
        pilots = []
        for name in presenters:
            options = ViewOptions(clock_faces(BLOG, (), None))
            player = Player(
                BLOG, now=room.now, tempo=Tempo(reading=False, skip_gaps=True), loop=True
            )
            app = RoomApp(
                player, options, LayoutCache(BLOG), now=room.now, room=room, presenter=name
            )
            stack.callback(app.guest_left)
            pilots.append(await stack.enter_async_context(app.run_test(size=(120, 30))))
        yield pilots


def driven(now: FakeClock) -> Room:
    return Room(BLOG, now=now, tempo=constant(60), driven=True)


async def test_all_guests_follow_the_presenter() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "", "") as (ada, one, two):
        await ada.press("space")
        now.advance(10)
        tick(ada, one, two)
        for pilot in (ada, one, two):
            assert app_of(pilot).player.position == at("09:36")
            assert "09:36" in bar(pilot)
        await ada.press("space")
        now.advance(10)
        tick(one, two)
        assert {app_of(pilot).player.position for pilot in (one, two)} == {at("09:36")}
        assert "paused" in bar(one)


async def test_a_glance_sees_a_press_and_is_all_there_is_to_do_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RoomApp, "wake_in", lambda *_: None)
    async with guests(driven(FakeClock()), "Ada", "", "") as (ada, one, alone):
        await alone.press("space")
        app_of(one).room.onlookers.clear()
        await ada.press("5")
        ticks: list[RoomApp] = []
        tick_once = RoomApp.tick

        def counted(app: RoomApp) -> None:
            ticks.append(app)
            tick_once(app)

        monkeypatch.setattr(RoomApp, "tick", counted)
        for _ in range(3):
            app_of(one).look_at_room()
            app_of(alone).look_at_room()
        assert ticks == [app_of(one)]
        assert (
            app_of(one).player.position
            == app_of(ada).player.position
            != app_of(alone).player.position
        )


async def test_guests_see_a_press_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RoomApp, "wake_in", lambda *_: None)
    room, elsewhere = driven(FakeClock()), driven(FakeClock())
    async with guests(room, "Ada", "") as (ada, one):
        await ada.press("5")
        async with patience():
            while app_of(one).player.position != app_of(ada).player.position:
                await asyncio.sleep(0.01)
        elsewhere.adopt(room.state)
        elsewhere.drive(elsewhere.clock._replace(moment=at("09:40")), "Grace")
        room.adopt(elsewhere.state)
        async with patience():
            while app_of(one).player.position != at("09:40"):
                await asyncio.sleep(0.01)


async def test_guests_see_at_once_that_the_store_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RoomApp, "wake_in", lambda *_: None)
    room = driven(FakeClock())
    async with guests(room, "") as (one,):
        await one.pause()
        room.set_shared(False)
        async with patience():
            while STORE_DOWN not in bar(one):
                await asyncio.sleep(0.01)


async def test_a_room_forgets_who_has_left() -> None:
    room = driven(FakeClock())
    async with guests(room, "Ada", ""):
        assert len(room.onlookers) == 2
    assert not room.onlookers


async def test_a_busy_app_is_asked_once_to_look_at_the_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RoomApp, "wake_in", lambda *_: None)
    async with guests(driven(FakeClock()), "Ada", "") as (ada, one):
        app, free, polls = app_of(one), asyncio.Event(), []
        monkeypatch.setattr(app, "look_at_room", lambda: polls.append(app._is_behind))
        app.call_later(free.wait)
        for moment in ("09:40", "09:50"):
            app_of(ada).player.seek(at(moment))
        free.set()
        await one.pause()
        assert polls == [True]


async def test_the_bar_says_who_drives_how_many_watch_and_whether_you_follow() -> None:
    room = driven(FakeClock())
    async with guests(room, "Ada", "", "") as (ada, one, _):
        tick(ada, one)
        assert "YOU PRESENT" in bar(ada)
        assert "3 here" in bar(ada)
        assert "you present" not in bar(ada)
        assert "ROOM · Ada" in bar(one)
        assert "3 here" in bar(one)
        assert "Ada presents" not in bar(one)
        await one.press("space")
        assert "Ada presents · 3 here (1 elsewhere) · r: back to class" in bar(one)
        app_of(ada).guest_left()
        tick(one)
        assert "no presenter here · 2 here (1 elsewhere) · r" in bar(one)


async def test_the_note_of_leaving_is_gone_after_rejoining() -> None:
    async with guests(driven(FakeClock()), "Ada", "") as (_, one):
        await one.press("space")
        assert LEFT_NOTE in bar(one)
        await one.press("r")
        assert "Back with the class." in bar(one)
        assert LEFT_NOTE not in bar(one)


@pytest.mark.parametrize("note", NOTES)
async def test_the_rooms_notes_fit_into_eighty_columns(note: str) -> None:
    async with guests(driven(FakeClock()), "") as (one,):
        await one.resize_terminal(80, 24)
        app_of(one).tell(note)
        assert note in bar(one)


@pytest.mark.parametrize("note", NOTES_ON_A_PHONE)
async def test_what_guests_are_told_most_fits_onto_a_phone(note: str) -> None:
    async with guests(driven(FakeClock()), "") as (one,):
        await one.resize_terminal(PHONE_COLUMNS, 50)
        app_of(one).tell(note)
        assert note in bar(one)


@pytest.mark.parametrize(
    "key", ["space", "right", "5", "plus", "minus", "right_square_bracket", "full_stop"]
)
async def test_a_guests_own_play_keys_leave_the_shared_clock_with_a_note(key: str) -> None:
    now = FakeClock()
    room = driven(now)
    async with guests(room, "Ada", "") as (ada, one):
        await ada.press("5")
        tick(one)
        await one.press(key)
        assert not app_of(one).following
        assert LEFT_NOTE in bar(one)
        state = room.state
        await ada.press("9")
        tick(one)
        assert app_of(one).player.position < room.state.clock.moment
        assert state.revision + 1 == room.state.revision


async def test_a_guest_is_told_at_first_that_all_watch_together_and_a_presenter_is_not() -> None:
    async with guests(driven(FakeClock()), "Ada", "") as (ada, one):
        assert WELCOME_NOTE in bar(one)
        assert WELCOME_NOTE not in bar(ada)


async def test_r_brings_them_back() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "") as (ada, one):
        await ada.press("5", "space")
        await one.press("1")
        now.advance(7)
        await one.press("r")
        tick(ada)
        assert app_of(one).player.position == app_of(ada).player.position
        assert "ROOM · Ada" in bar(one)
        assert "Back with the class." in bar(one)
        now.advance(7)
        await ada.press("space")
        tick(one)
        assert "paused" in bar(one)


@pytest.mark.parametrize(
    "keys", ["j", "pageup", "G", "slash T e x t enter", "a escape", "o", "z", "s", "y", "n", "f"]
)
async def test_the_pages_own_keys_do_not_leave_it(keys: str) -> None:
    async with guests(driven(FakeClock()), "Ada", "") as (ada, one):
        await ada.press("5")
        tick(one)
        await one.press(*keys.split())
        assert app_of(one).following


async def test_a_filter_is_each_guests_own() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "", "") as (ada, one, two):
        app_of(one).filter_actions.select(Selection(authors=frozenset({"nobody"})))
        await ada.press("5")
        tick(one, two)
        assert app_of(one).following
        assert (app_of(one).player.view().shown, app_of(two).player.view().shown > 0) == (0, True)


async def test_when_the_presenter_jumps_only_who_has_not_scrolled_sees_the_new_page() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "", "") as (ada, one, scrolled):
        await ada.press("5")
        tick(one, scrolled)
        await scrolled.press("g")
        reading = app_of(scrolled).feed.reading
        top = reading.viewport.top
        await ada.press("8")
        tick(one, scrolled)
        assert app_of(one).feed.reading.following
        assert app_of(one).feed.reading.unread == 0
        assert (reading.following, reading.viewport.top) == (False, top)
        assert reading.unread > 0
        await scrolled.press("f")
        assert reading.following
        assert reading.spot == app_of(one).feed.reading.spot


async def test_a_pause_moves_nobodys_feed() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "") as (ada, one):
        await ada.press("5", "space")
        tick(one)
        await one.press("g")
        now.advance(3)
        tick(one)
        await ada.press("space")
        tick(one)
        assert not app_of(one).feed.reading.following


async def test_a_late_guest_lands_on_the_moment() -> None:
    now = FakeClock()
    room = driven(now)
    async with guests(room, "Ada") as (ada,):
        await ada.press("5", "space")
        now.advance(9)
        async with guests(room, "") as (late,):
            tick(ada)
            assert app_of(late).player.position == app_of(ada).player.position
            assert app_of(late).player.view().playing


async def test_gaps_are_not_skipped_by_one_guest_alone() -> None:
    now = FakeClock()
    room = Room(BLOG, now=now, tempo=constant(1))
    async with guests(room, "") as (one,):
        now.advance(4)
        tick(one)
        assert app_of(one).player.position == room.moment_at(now())


async def test_a_room_that_loops_begins_again_for_all() -> None:
    now = FakeClock()
    room = Room(BLOG, now=now, tempo=constant(600), loop=True)
    async with guests(room, "") as (one,):
        now.advance(3570 / 600 + 4)
        tick(one)
        assert app_of(one).player.view().ended
        now.advance(1 + 0.5)
        tick(one)
        assert app_of(one).player.position == at("09:31")
        assert app_of(one).feed.reading.following


async def test_before_its_time_a_room_says_when_it_begins() -> None:
    now = FakeClock(1000)
    room = Room(BLOG, now=now, tempo=constant(60), start_at=1000 + 12 * 60)
    async with guests(room, "") as (one,):
        assert "begins in 12 min" in bar(one)
        assert "paused" in bar(one)
        now.advance(12 * 60 + 1)
        tick(one)
        assert "automatic" in bar(one)
        assert app_of(one).player.position == at("09:27")


async def test_a_presenter_sees_a_note_when_presses_are_not_shared() -> None:
    now = FakeClock()
    room = driven(now)
    async with guests(room, "Ada", "") as (ada, one):
        room.shared = False
        await ada.press("plus")
        tick(one)
        assert NOT_SHARED_NOTE in bar(ada)
        assert "presses are not shared" in bar(ada)
        assert STORE_DOWN_NOTE in bar(one)
        assert STORE_DOWN in bar(one)
        room.shared = True
        tick(one)
        assert STORE_UP_NOTE in bar(one)
        assert STORE_DOWN not in bar(one)
        assert app_of(one).player.tempo.speed == 120


async def test_a_stray_key_of_a_co_presenter_moves_nobody() -> None:
    now = FakeClock()
    room = driven(now)
    async with guests(room, "Ada", "Bob", "") as (ada, bob, one):
        await ada.press("3")
        tick(bob, one)
        state, moment = room.state, app_of(ada).player.position
        for key in ("7", "space", "plus", "right", "P", "F"):
            await bob.press(key)
            tick(ada, one)
            assert room.state is state
            assert {app_of(pilot).player.position for pilot in (ada, bob, one)} == {moment}
        refused = "Ada presents: your keys move nobody. w takes over."
        for key in ("7", "plus", "right"):
            await bob.press(key)
            assert refused in bar(bob)


async def test_another_presenter_takes_the_wheel_by_a_key_that_asks() -> None:
    room = driven(FakeClock())
    async with guests(room, "Ada", "Bob", "") as (ada, bob, one):
        await ada.press("3")
        await bob.press("w", "escape", "w", "w")
        assert room.driver == "Ada"
        await bob.press("w", "enter")
        await bob.pause()
        tick(ada, one)
        assert room.driver == "Bob"
        assert "Bob presents now." in bar(ada)
        assert "ROOM · Bob" in bar(one)
        await bob.press("7")
        tick(ada, one)
        assert app_of(one).player.position == app_of(bob).player.position
        state = room.state
        await ada.press("1")
        assert room.state is state


async def test_a_guest_cannot_take_the_wheel_nor_show_or_say_anything() -> None:
    room = driven(FakeClock())
    async with guests(room, "Ada", "") as (_, one):
        room.say("Questions later.")
        state = room.state
        for key in ("w", "P", "F", "x", "exclamation_mark"):
            app_of(one).tell("")
            await one.press(key)
            assert PRESENTERS_ONLY_NOTE in bar(one)
        await one.press("N", "o", "enter")
        assert room.state is state


async def test_a_press_that_came_second_gives_way_to_the_first() -> None:
    now = FakeClock()
    room = driven(now)
    async with guests(room, "Ada") as (ada,):
        await ada.press("3")
        first: Any = replace(
            room.state, clock=Clock(now(), at("10:00"), constant(60), False), driver="Bob"
        )
        room.adopt(first)
        tick(ada)
        assert app_of(ada).player.position == at("10:00")


async def test_rejoining_from_within_says_so() -> None:
    async with guests(driven(FakeClock()), "Ada", "") as (ada, one):
        await ada.press("r")
        await one.press("r")
        assert "Everyone sees your moment." in bar(ada)
        assert "You see what everyone sees." in bar(one)


async def test_a_box_holds_nobody_s_clock_in_a_room_and_that_of_a_guest_on_their_own() -> None:
    now = FakeClock()
    async with guests(driven(now), "Ada", "", "") as (ada, one, alone):
        await ada.press("space")
        tick(one, alone)
        await alone.press("space", "space")
        for guest in (ada, one, alone):
            await guest.press("question_mark")
        now.advance(10)
        tick(ada, one, alone)
        passed = [app_of(guest).player.position - at("09:26") for guest in (ada, one, alone)]
        assert [span.total_seconds() for span in passed] == [600, 600, 0]


async def test_the_help_has_the_rooms_own_keys() -> None:
    async with guests(driven(FakeClock()), "") as (one,):
        await one.press("question_mark")
        await one.pause()
        text = "\n".join(strip.text for strip in one.app.screen._compositor.render_strips())
        assert "r back to the class" in text
        assert "h raise a hand" in text
        assert "take over" not in text


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (75, "Ada presents · 13 here (3 elsewhere) · your hand is up · r: back to class"),
        (60, "Ada presents · 13 here · your hand is up · r: back to class"),
        (45, "13 here · your hand is up · r: back to class"),
        (35, "your hand is up · r: back to class"),
        (20, "r: back to class"),
    ],
)
def test_a_short_bar_keeps_the_key_to_press_longest(width: int, text: str) -> None:
    room = driven(FakeClock())
    room.presence_elsewhere = {"other": Presence(9, 3, 2, ("Ada",))}
    room.presence_changed()
    texts = room_texts(room, ("your hand is up", "r: back to class"), "", named=False)
    assert next(each for each in texts if len(each) <= width) == text


def test_a_presenter_sees_how_many_hands_are_up() -> None:
    room = driven(FakeClock())
    room.presence_elsewhere = {"other": Presence(9, 3, 2, ("Ada",), ("Ben", "Gus"), ("Ben",))}
    room.presence_changed()
    texts = room_texts(room, (), "Ada", named=True)
    assert texts[0] == "2 hands Ben (h) · 13 here (3 elsewhere)"
    assert all(text.startswith("2 hands") for text in texts[:-1])
