"""A projector's page: few words, the address, how to join when asked for, and no guest."""

import pytest
from room_apps import CODE, INVITED, bar, guest_app, screen, seen
from sample_blogs import FakeClock, constant, many
from textual.pilot import Pilot

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.invitation import Lobby
from tui.hosting.room.state import ENDED, LOBBY
from tui.playback.glide import Clock

BLOG = many(120)
PROJECTED = (64, 20)


def invited(now: FakeClock, lobby: Lobby | None = None, *, driven: bool = True) -> Room:
    room = Room(BLOG, now=now, tempo=constant(60), driven=driven)
    room.invitation, room.lobby = INVITED, lobby
    return room


def projector(room: Room, presenter: str = "") -> RoomApp:
    return guest_app(room, presenter, projector=True)


def has_code(pilot: Pilot[None]) -> bool:
    rows = screen(pilot).split("\n")
    columns = {row.index(CODE[3]) for row in rows if CODE[3] in row}
    return len(columns) == 1 and all(any(line in row for row in rows) for line in CODE)


@pytest.mark.parametrize("size", [PROJECTED, (80, 24), (120, 40)])
async def test_it_shows_the_text_the_address_and_the_code_when_asked(size: tuple[int, int]) -> None:
    room = invited(FakeClock())
    async with projector(room, "Ada").run_test(size=size) as pilot:
        await seen(pilot)
        page = screen(pilot)
        assert "192.0.2.7:8000" in page.split("\n")[-1]
        assert "space" not in page
        assert "Post number 1" in page
        assert "So far" not in page
        assert max(len(row.strip()) for row in page.split("\n")[:-4]) <= 64
        assert not has_code(pilot)
        assert (room.presence.here, room.driver) == (0, "")
        room.press(join_card=True)
        await seen(pilot)
        assert has_code(pilot)
        assert "Post number 1" in screen(pilot)
        room.drive(room.clock._replace(moment=BLOG.end, playing=True), "Ada")
        await seen(pilot)
        assert "The end" in screen(pilot)
        assert "again" not in screen(pilot)


@pytest.mark.parametrize("size", [PROJECTED, (80, 24), (120, 40)])
async def test_the_code_stands_in_the_lobby_until_the_class_has_ended(
    size: tuple[int, int],
) -> None:
    now = FakeClock()
    room = invited(now, Lobby("A talk", ""))
    async with projector(room).run_test(size=size) as pilot:
        await seen(pilot)
        assert has_code(pilot)
        assert "A   T A L K" in screen(pilot)
        assert "┼" not in screen(pilot)
        room.drive(Clock(now(), BLOG.start, constant(60), True), "Ada")
        await seen(pilot)
        assert "Post number 1" in screen(pilot)
        assert not has_code(pilot)
        room.draw_curtain(LOBBY)
        await seen(pilot)
        assert has_code(pilot)
        assert not room.clock.playing
        room.draw_curtain(ENDED)
        await seen(pilot)
        assert "The class has ended." in screen(pilot)
        assert not has_code(pilot)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_dark_modules_of_the_code_are_dark_in_every_theme(theme: str) -> None:
    room = invited(FakeClock(), Lobby("A talk", ""))
    async with projector(room).run_test(size=(120, 40)) as pilot:
        for first in ("textual-dark", theme):
            pilot.app.theme = first
            await seen(pilot)
        (segment,) = {
            segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if CODE[3] in segment.text
        }
        assert str(segment) == "#ffffff on #000000"


async def test_a_projector_that_a_key_has_taken_from_the_room_says_so() -> None:
    app = projector(invited(FakeClock(), driven=False))
    async with app.run_test(size=(120, 40)) as pilot:
        await seen(pilot)
        await pilot.press("space")
        app.tick()
        assert "ON YOUR OWN" in bar(pilot)
        assert "r: back to class" in bar(pilot)
        await pilot.press("r")
        assert "on your own" not in bar(pilot)
