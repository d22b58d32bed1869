"""Guests of a live blog that is still being written."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from hosting_stage import client, public, room_client, stage
from room_apps import app_of, bar, guests, seen
from sample_blogs import FakeClock, bundled_like, live_state

from tui.hosting.auth import ListedKeys, Presenters
from tui.hosting.guest import Guest
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Lobby
from tui.hosting.room.state import RoomState
from tui.hosting.views import ReplayViews
from tui.playback.reading_time import reading_seconds
from tui.playback.tempo import Tempo
from tui.screen.actions.live import UNASKED, Following
from tui.screen.app import ReplayApp

TEN = bundled_like()
MINUTE = timedelta(minutes=1)
ADA = asyncssh.generate_private_key("ssh-ed25519", comment="ada")


async def test_guests_see_new_posts_come_and_newcomers_begin_at_the_edge() -> None:
    views = ReplayViews(live_state(3), ServeOptions(pace=2000), time.monotonic)
    async with (
        stage(views=views) as host,
        client(host.port, size=(120, 40)) as guest,
        client(host.port, "09:26", size=(120, 40)) as behind,
    ):
        await guest.until(b"LIVE")
        await behind.until(b"BEHIND")
        views.continue_with(live_state(5), UNASKED)
        await guest.shows("5 posts")
        views.continue_with(live_state(5), Following(live_state(5).edge, "No network.", 40))
        await guest.shows("NO ANSWER")
        async with client(host.port, size=(120, 40)) as late:
            await late.shows("NO ANSWER")
            await late.shows("5 posts")


async def test_a_presenter_rewinds_a_live_room_and_leads_it_back() -> None:
    presenters = Presenters(ListedKeys(public(ADA), Path("presenters")))
    clock = FakeClock()
    room = Room(live_state(3), now=clock, tempo=Tempo())
    views = ReplayViews(live_state(3), ServeOptions(), time.monotonic, "", room)
    async with (
        stage(views=views, room=room, presenters=presenters) as host,
        room_client(host.port, size=(120, 30), client_keys=[ADA]) as ada,
        client(host.port, size=(120, 30)) as pupil,
        client(host.port, "--projector", size=(120, 30)) as projector,
    ):
        await pupil.shows("● LIVE")
        clock.advance(5)  # the first note ends
        await pupil.shows("Ada presents")
        await projector.shows("● LIVE")
        await ada.shows("YOU PRESENT")
        ada.send(b"0")
        for guest in (pupil, projector):
            await guest.shows("13 MIN BEHIND")
        await ada.shows("13 min behind")
        views.continue_with(live_state(5), UNASKED)
        await pupil.shows("1/5")
        ada.send(b"L")
        for guest in (ada, pupil, projector):
            await guest.shows("5 posts")
        await pupil.shows("● LIVE")
        pupil.send(b"0")
        await pupil.shows("ON YOUR OWN")
        assert room.clock.moment == live_state(5).edge


async def test_the_lobby_of_a_live_class_waits_and_its_presenter_has_a_button_to_the_edge() -> None:
    room = live_room(FakeClock(1000), driven=True, lobby=Lobby("A class", ""))
    async with guests(room, "Ada", "") as (ada, one):
        assert "WAITING" in bar(one)
        assert "BEHIND" not in bar(one)
        await ada.press("space", "0")
        await seen(ada)
        words = [button.word for button in app_of(ada).page_buttons(app_of(ada).view).first]
        assert "To live" in words
        await ada.press("L")
        assert room.clock.moment == room.blog.edge


def live_room(now: Callable[[], float], **options: Any) -> Room:
    return Room(live_state(3), now=now, tempo=Tempo(), **options)


def passing(now: FakeClock, *rooms: Room, steps: int = 900) -> list[list[int]]:
    """Number of posts in each room at each half second."""
    seen: list[list[int]] = [[] for _ in rooms]
    for _ in range(steps):
        for room, counts in zip(rooms, seen, strict=True):
            moment = room.moment_at(room.now())
            counts.append(sum(post.published <= moment for post in room.blog.posts))
        now.advance(0.5)
    return seen


@pytest.mark.parametrize("late", [0, 3])
def test_a_room_at_the_edge_for_an_hour_reads_each_of_five_posts(late: float) -> None:
    """Of two workers one has the longer state `late` seconds after the other."""
    now = FakeClock()
    here, there = live_room(now), live_room(now)
    here.on_press = lambda: there.adopt(here.state)
    there.on_press = lambda: here.adopt(there.state)
    now.advance(3600)
    for room in (here, there):
        room.continue_with(live_state(3)._replace(edge=TEN.posts[2].published + 2 * MINUTE))
        assert room.moment_at(now()) == room.blog.edge
    here.continue_with(live_state(8))
    now.advance(late)
    there.continue_with(live_state(8))
    assert here.state == there.state
    one, other = passing(now, here, there)
    assert one == other
    for count in range(4, 8):
        assert one.count(count) / 2 + late >= reading_seconds(TEN.posts[count - 1]) - 3
    assert one[-1] == 8


def test_a_live_room_waits_at_the_edge_pauses_there_and_never_begins_again() -> None:
    now = FakeClock()
    waiting = live_room(now, driven=True)
    waiting.lobby = Lobby("A class", "", "", waits=True)
    now.advance(600)
    waiting.continue_with(live_state(5))
    waiting.drive(waiting.clock._replace(anchor=now(), playing=True), "Ada")
    assert waiting.moment_at(now()) == live_state(5).edge
    now.advance(600)
    waiting.draw_curtain("lobby")
    waiting.continue_with(live_state(7))
    now.advance(600)
    assert waiting.moment_at(now()) == live_state(5).edge
    looping = live_room(now, loop=True)
    now.advance(36_000)
    assert looping.next_change_in is None
    assert isinstance(looping.state, RoomState)
    assert looping.moment_at(now()) == live_state(3).edge


def test_a_newcomer_after_midnight_reads_the_days() -> None:
    views = ReplayViews(live_state(3), ServeOptions(), time.monotonic)
    *before, last = live_state(5).posts
    tomorrow = last.published + timedelta(days=1)
    longer = live_state(5)._replace(
        posts=(*before, last._replace(published=tomorrow)), edge=tomorrow
    )
    views.continue_with(longer, UNASKED)
    app = views.app(Guest(address="192.0.2.1"))
    assert isinstance(app, ReplayApp)
    assert app.options.faces[0].several_days
