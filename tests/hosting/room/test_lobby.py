"""The lobby before the start, and how guests are invited."""

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
from tui.hosting.room.invitation import Invitation, qr_rows
from tui.hosting.room.lobby import (
    MOST_TITLE_CHARACTERS,
    MOST_WELCOME_BYTES,
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
INVITED = Invitation("http://192.0.2.7:8000/", "ssh -p 2222 192.0.2.7", "http://192.0.2.7:8000/")
NAMES = ("Ada", "Ben", "Chidi", "Dilek", "Emil", "Farah", "Gus", "Hana", "Ivy")
STATE = LobbyState(timedelta(minutes=12), 14, NAMES, INVITED, "Ada")
CODE = qr_rows(INVITED.url)
SIZES = [Size(20, 5), Size(45, 32), Size(64, 18), Size(80, 20), Size(120, 36), Size(200, 57)]


def text(lobby: Lobby, state: LobbyState, size: Size) -> str:
    rows = lobby_rows(lobby, state, size, CODE)
    return "\n".join("".join(piece for piece, _ in row) for row in rows)


@pytest.mark.parametrize("size", [Size(64, 18), Size(80, 20), Size(120, 36), Size(200, 57)])
def test_it_has_the_title_the_code_the_ways_in_and_who_is_here(size: Size) -> None:
    shown = text(Lobby("A talk", "", "The blog · 26 April 2024"), STATE, size)
    for words in ("A   T A L K", "192.0.2.7:8000", "ssh -p 2222 192.0.2.7", "14 are here"):
        assert words in shown
    assert "Point your phone here" in shown
    assert "Ada · Ben" in shown
    assert ("and 6 more" in shown) or size.height == 18
    assert "Ivy" not in shown
    assert all(row in shown for row in CODE)
    assert ("ctrl + makes" in shown) == (size.width >= 100)
    assert "1 is here" in text(Lobby("", "x"), STATE._replace(here=1), Size(80, 20))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("welcome", ["", "Welcome. ", "A long welcome. " * 300])
def test_what_happens_next_stands_in_every_window(size: Size, welcome: str) -> None:
    lobby = Lobby("A talk", welcome)
    rows = lobby_rows(lobby, STATE, size, CODE)
    assert len(rows) <= size.height
    assert "Begins in 12 min." in " ".join(text(lobby, STATE, size).split())
    assert max(cell_len("".join(piece for piece, _ in row)) for row in rows) <= size.width


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Ada starts it. This page opens by itself."),
        ({"driver": ""}, "Not started yet. This page opens by itself."),
        ({"presents": True}, "Ada starts it; w takes over."),
        ({"presents": True, "drives": True}, "You present. space begins."),
        ({"ended": True}, "The class has ended. space reads on alone, q leaves."),
        ({"ended": True, "projector": True}, "The class has ended."),
        ({"ended": True, "drives": True}, "The class has ended. space begins it again."),
    ],
)
def test_it_says_what_happens_next(changes: dict[str, Any], told: str) -> None:
    state = STATE._replace(starts_in=None, **changes)
    shown = text(Lobby("A talk", ""), state, Size(80, 20))
    assert told in shown
    assert ("192.0.2.7:8000" in shown) == (not state.ended)


@pytest.mark.parametrize("title", ["北京一小時一小時", "ساعة بساعة", "2024", "x" * 90])
def test_a_title_without_capitals_or_room_is_not_spaced(title: str) -> None:
    assert title in text(Lobby(title, ""), STATE, Size(100, 30))


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
    room.invitation = INVITED
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
        assert "2 are here" in screen(one)
        assert "Post number 1" not in screen(one)
        await one.press("space", "5")
        await one.pause()
        assert NOT_BEGUN_NOTE in screen(one)
        assert "Post number" not in screen(one)
        await ada.press("space")
        await ada.pause()
        assert isinstance(one.app, RoomApp)
        one.app.look_at_room()
        await one.pause()
        assert "Post number 1" in screen(one)
        assert "T A L K" not in screen(one)
        assert room.clock.playing


async def test_a_second_presenter_is_told_who_begins_it() -> None:
    room = waiting(FakeClock(1000), scheduled=False)
    async with (
        app_in(room, "Ada").run_test(size=(80, 24)) as ada,
        app_in(room, "Bob").run_test(size=(80, 24)) as bob,
    ):
        await ada.pause()
        await bob.pause()
        assert "You present. space begins." in screen(ada)
        assert "Ada starts it; w takes over." in screen(bob)
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
        app.look_at_room()
        await one.pause()
        assert "Begins in 30 s." in screen(one)
        now.advance(31)
        app.look_at_room()
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
        room.drive(room.clock._replace(playing=True), "Ada")
        app.look_at_room()
        await pilot.pause()
        assert heard


async def test_the_bar_has_the_size_of_what_comes_and_the_keys_of_the_lobby() -> None:
    now = FakeClock(1000)
    room = waiting(now, scheduled=False)
    async with (
        app_in(room, "Ada").run_test(size=(80, 24)) as ada,
        app_in(room).run_test(size=(80, 24)) as one,
    ):
        now.advance(10)
        assert isinstance(one.app, RoomApp)
        one.app.tick()
        await one.pause()
        rows = screen(one).splitlines()
        assert rows[-2].split("Ada")[0].split() == ["○", "WAITING"]
        assert "120 posts · about 1 min" in rows[-2]
        assert "space" not in rows[-1]
        assert "/ search" not in rows[-1]
        await one.click(offset=(rows[-1].index("h hand"), 23))
        assert room.presence.hands == 1
        assert "space begin" in screen(ada).splitlines()[-1]
        await ada.press("space")
        await ada.pause()
        assert "about 1 min" not in screen(ada)
        assert "/ search" in screen(ada).splitlines()[-1]
