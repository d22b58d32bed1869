"""A projector's page: few words, the address, how to join when asked for, and no guest."""

import asyncio

import pytest
from room_apps import bar
from sample_blogs import FakeClock, constant, many
from textual.app import App

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Invitation, qr_rows
from tui.hosting.room.lobby import Lobby
from tui.hosting.room.state import ENDED, JOIN, LOBBY
from tui.model.clock_face import clock_faces
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BLOG = many(120)
INVITED = Invitation("http://192.0.2.7:8000/", "ssh -p 2222 192.0.2.7", "http://192.0.2.7:8000/")
CODE = qr_rows(INVITED.url)
PROJECTED = (64, 20)


def invited(now: FakeClock, lobby: Lobby | None = None) -> Room:
    room = Room(BLOG, now=now, tempo=constant(60), driven=True)
    room.invitation, room.lobby = INVITED, lobby
    return room


def projector(room: Room, presenter: str = "") -> RoomApp:
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    layouts = LayoutCache(BLOG)
    return RoomApp(
        player, options, layouts, now=room.now, room=room, presenter=presenter, projector=True
    )


def shown(app: App[None]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def has_code(app: App[None]) -> bool:
    rows = shown(app).split("\n")
    columns = {row.index(CODE[3]) for row in rows if CODE[3] in row}
    return len(columns) == 1 and all(any(line in row for row in rows) for line in CODE)


@pytest.mark.parametrize("size", [PROJECTED, (80, 24), (120, 40)])
async def test_it_shows_the_text_the_address_and_the_code_when_asked(size: tuple[int, int]) -> None:
    room = invited(FakeClock())
    async with projector(room, "Ada").run_test(size=size) as pilot:
        await pilot.pause()
        page = shown(pilot.app)
        assert "192.0.2.7:8000" in page.split("\n")[-1]
        assert "space" not in page
        assert "Post number 1" in page
        assert "So far" not in page
        assert max(len(row.strip()) for row in page.split("\n")[:-4]) <= 64
        assert not has_code(pilot.app)
        assert (room.presence.here, room.driver) == (0, "")
        room.draw_curtain(JOIN)
        await pilot.pause()
        assert has_code(pilot.app)
        assert "Post number 1" in shown(pilot.app)


@pytest.mark.parametrize("size", [PROJECTED, (80, 24), (120, 40)])
async def test_the_code_stands_in_the_lobby_until_the_class_has_ended(
    size: tuple[int, int],
) -> None:
    now = FakeClock()
    room = invited(now, Lobby("A talk", ""))
    async with projector(room).run_test(size=size) as pilot:
        await pilot.pause()
        assert has_code(pilot.app)
        assert "A   T A L K" in shown(pilot.app)
        assert "┼" not in shown(pilot.app)
        room.drive(Clock(now(), BLOG.start, constant(60), True), "Ada")
        await pilot.pause()
        assert "Post number 1" in shown(pilot.app)
        assert not has_code(pilot.app)
        room.draw_curtain(LOBBY)
        await pilot.pause()
        assert has_code(pilot.app)
        assert not room.clock.playing
        room.draw_curtain(ENDED)
        await pilot.pause()
        assert "The class has ended." in shown(pilot.app)
        assert not has_code(pilot.app)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_dark_modules_of_the_code_are_dark_in_every_theme(theme: str) -> None:
    room = invited(FakeClock(), Lobby("A talk", ""))
    async with projector(room).run_test(size=(120, 40)) as pilot:
        for first in ("textual-dark", theme):
            pilot.app.theme = first
            await pilot.pause()
        (segment,) = {
            segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if CODE[3] in segment.text
        }
        assert segment is not None
        assert bool(segment.reverse) == theme.endswith("light")


def test_the_code_is_square_and_has_two_modules_a_row() -> None:
    assert {len(row) for row in CODE} == {len(CODE[0])}
    assert len(CODE) == (len(CODE[0]) + 1) // 2
    assert not any("\x1b" in row for row in CODE)


async def test_a_projector_that_a_key_has_taken_from_the_room_says_so() -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60))
    room.invitation = INVITED
    app = projector(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        app.tick()
        assert "ON YOUR OWN" in bar(pilot)
        assert "r: back to class" in bar(pilot)
        await pilot.press("r")
        assert "on your own" not in bar(pilot)


async def test_a_projector_that_goes_as_it_comes_ends_well() -> None:
    for steps in range(0, 80, 2):
        room = Room(BLOG, now=FakeClock(), tempo=constant(60))
        room.invitation = INVITED
        app = projector(room)
        running = asyncio.create_task(app.run_async(headless=True, size=(80, 24)))
        for _ in range(steps):
            await asyncio.sleep(0)
        app.exit()
        await running
        assert app.return_code == 0, steps
