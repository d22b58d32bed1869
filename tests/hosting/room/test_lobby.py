"""The lobby before the start, and how guests are invited."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from rich.cells import cell_len
from sample_blogs import FakeClock, constant, many
from textual.geometry import Size
from textual.pilot import Pilot

from tui.hosting.guest import Guest, NewPost
from tui.hosting.guest_replay import GuestRoomApp
from tui.hosting.room.app import NOT_BEGUN_NOTE, RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.lobby import (
    MOST_TITLE_CHARACTERS,
    MOST_WELCOME_BYTES,
    Invitation,
    Lobby,
    LobbyState,
    countdown,
    lobby_rows,
    read_lobby,
)
from tui.model.clock_face import clock_faces
from tui.model.errors import OptionError
from tui.playback.player import Player
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BLOG = many(120)
STATE = LobbyState(timedelta(minutes=12), 31, "ssh -p 2222 demo-host", presenter=False)


def text(lobby: Lobby, state: LobbyState, size: Size) -> str:
    return "\n".join("".join(piece for piece, _ in row) for row in lobby_rows(lobby, state, size))


def test_it_has_title_text_countdown_address_and_how_many_are_here() -> None:
    shown = text(Lobby("A talk", "Welcome.\n\nSit down."), STATE, Size(80, 20))
    for words in ("A talk", "Welcome.", "Sit down.", "Begins in 12 min.", "31 people are here."):
        assert words in shown
    assert "ssh -p 2222 demo-host" in shown
    assert "space begins now" not in shown
    assert "space begins now" in text(Lobby("", "x"), STATE._replace(presenter=True), Size(80, 20))
    assert "1 person is here" in text(Lobby("", "x"), STATE._replace(here=1), Size(80, 20))


@pytest.mark.parametrize("size", [Size(20, 5), Size(40, 8), Size(80, 20), Size(200, 57)])
def test_a_long_text_leaves_room_for_the_countdown(size: Size) -> None:
    lobby = Lobby("A talk", "A long welcome. " * 300)
    rows = lobby_rows(lobby, STATE._replace(command=""), size)
    assert len(rows) <= size.height
    assert "Begins in" in text(lobby, STATE, size)
    assert max(cell_len("".join(piece for piece, _ in row)) for row in rows) <= size.width


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (3700, "Begins in 1 h 01 min."),
        (700, "Begins in 11 min."),
        (245, "Begins in 4 min 05 s."),
        (59.2, "Begins in 1 min 00 s."),
        (9, "Begins in 9 s."),
    ],
)
def test_the_countdown_shows_seconds_near_the_start(seconds: float, told: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == told


def test_the_options_make_a_clean_lobby(tmp_path: Path) -> None:
    file = tmp_path / "welcome"
    file.write_text("\n\tHello \x1b[31m\u202ered\n\nWorld\n")
    lobby = read_lobby("A\ntalk\x1b[0m", file)
    assert lobby is not None
    assert lobby.welcome.endswith("red\n\nWorld")
    assert not {"\x1b", "\u202e", "\t"} & set(lobby.title + lobby.welcome)
    assert "\n" not in lobby.title
    assert read_lobby("", None) is None
    long = read_lobby("x" * (MOST_TITLE_CHARACTERS + 1), None)
    assert long == Lobby("x" * MOST_TITLE_CHARACTERS, "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "is not text in UTF-8"),
        (b"x" * (MOST_WELCOME_BYTES + 1), "is longer than"),
    ],
)
def test_a_text_that_cannot_be_shown_is_refused(
    tmp_path: Path, data: bytes | None, said: str
) -> None:
    file = tmp_path / "welcome"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(OptionError, match=said):
        read_lobby("A talk", file)


def waiting(now: FakeClock, *, scheduled: bool) -> Room:
    start_at = now() + 60 if scheduled else None
    room = Room(BLOG, now=now, tempo=constant(60), driven=True, start_at=start_at)
    room.lobby = Lobby("A talk", "Welcome.")
    room.invitation = Invitation("ssh demo-host", "ssh://demo-host")
    return room


def app_in(room: Room, presenter: str = "") -> RoomApp:
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    return RoomApp(player, options, LayoutCache(BLOG), now=room.now, room=room, presenter=presenter)


def screen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("scheduled", [True, False])
async def test_a_presenter_starts_it_early(scheduled: bool) -> None:
    room = waiting(FakeClock(1000), scheduled=scheduled)
    async with (
        app_in(room, "Ada").run_test(size=(80, 24)) as ada,
        app_in(room).run_test(size=(80, 24)) as one,
    ):
        await one.pause()
        assert "2 people are here" in screen(one)
        assert "Post number 1" not in screen(one)
        await one.press("space", "5")
        await one.pause()
        assert screen(one).endswith(f" {NOT_BEGUN_NOTE}".ljust(80))
        assert "Post number" not in screen(one)
        await ada.press("space")
        await ada.pause()
        assert isinstance(one.app, RoomApp)
        one.app.poll_room()
        await one.pause()
        assert "Post number 1" in screen(one)
        assert "A talk" not in screen(one)
        assert room.clock.playing


async def test_a_second_presenter_is_told_who_begins_it() -> None:
    room = waiting(FakeClock(1000), scheduled=False)
    async with (
        app_in(room, "Ada").run_test(size=(80, 24)) as ada,
        app_in(room, "Bob").run_test(size=(80, 24)) as bob,
    ):
        await ada.pause()
        await bob.pause()
        assert "You present: space begins now." in screen(ada)
        assert "You present: Ada drives, w takes the wheel." in screen(bob)
        await bob.press("space")
        assert room.in_lobby


async def test_it_opens_by_itself_at_its_time() -> None:
    now = FakeClock(1000)
    app = app_in(waiting(now, scheduled=True))
    async with app.run_test(size=(120, 40)) as one:
        await one.pause()
        assert "Begins in 1 min 00 s." in screen(one)
        assert screen(one).lower().count("begins in") == 1, "the bar would be late"
        now.advance(30)
        app.poll_room()
        await one.pause()
        assert "Begins in 30 s." in screen(one)
        now.advance(31)
        app.poll_room()
        await one.pause()
        assert "Post number 1" in screen(one)


class SilentTerminal:
    """A terminal whose guest never has a turn."""

    def tick_in(self, seconds: float, tick: object) -> None:
        pass

    def look_soon(self, look: object) -> None:
        pass


async def test_nobody_hears_the_posts_before_it_begins() -> None:
    room = waiting(FakeClock(1000), scheduled=False)
    room.sit("Ada")
    heard: list[NewPost] = []
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    app = GuestRoomApp(player, options, LayoutCache(BLOG), now=room.now, room=room)
    app.attach(Guest(address="192.0.2.1", on_new_post=heard.append), cast("Any", SilentTerminal()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert heard == []
        room.drive(replace(room.clock, playing=True), "Ada")
        app.poll_room()
        await pilot.pause()
        assert heard
