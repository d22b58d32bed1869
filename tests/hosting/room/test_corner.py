"""A projector's page: the address and its QR code, no hints, and no guest."""

import asyncio

import pytest
from room_apps import bar
from sample_blogs import FakeClock, constant, many
from textual.app import App
from textual.geometry import Size

from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.corner import Corner, qr_rows
from tui.hosting.room.lobby import Invitation, Lobby
from tui.model.clock_face import clock_faces
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BLOG = many(120)
INVITED = Invitation("ssh -p 2222 demo-host", "ssh://demo-host:2222")


def projector(room: Room, presenter: str = "") -> RoomApp:
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    layouts = LayoutCache(BLOG)
    return RoomApp(
        player, options, layouts, now=room.now, room=room, presenter=presenter, projector=True
    )


def rows_of(app: App[None]) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def in_order(wanted: list[str], rows: list[str]) -> list[tuple[str, str]]:
    """The rows that follow each other in which the wanted ones are, each with its own."""
    first = next(at for at, row in enumerate(rows) if wanted[0] in row)
    found = list(zip(wanted, rows[first:], strict=False))
    assert len(found) == len(wanted)
    assert all(each in row for each, row in found)
    return found


@pytest.mark.parametrize(
    ("size", "code"),
    [((120, 40), True), ((80, 24), True), ((50, 24), False), ((100, 16), False)],
)
async def test_it_shows_the_address_and_a_code_where_there_is_room(
    size: tuple[int, int], code: bool
) -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    room.invitation = INVITED
    async with projector(room, "Ada").run_test(size=size) as pilot:
        await pilot.pause()
        rows = rows_of(pilot.app)
        assert "ssh -p 2222 demo-host" in rows[-1]
        assert "space" not in rows[-1]
        drawn = qr_rows(INVITED.url)
        assert any(drawn[3] in row for row in rows) == code
        assert "Post number 1" in "\n".join(rows)
        assert room.presence.here == 0
        assert room.driver == ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_code_stands_beside_the_lobby_too(size: tuple[int, int]) -> None:
    now = FakeClock()
    room = Room(BLOG, now=now, tempo=constant(60), driven=True)
    room.invitation, room.lobby = INVITED, Lobby("A talk", "Welcome to the talk. " * 9)
    async with projector(room).run_test(size=size) as pilot:
        await pilot.pause()
        rows = rows_of(pilot.app)
        starts = {row.index(drawn) for drawn, row in in_order(qr_rows(INVITED.url), rows)}
        assert len(starts) == 1
        lobby = "\n".join(row[: min(starts)] for row in rows)
        assert "A talk" in lobby
        assert " ".join(lobby.split()).count("Welcome to the talk.") == 9
        assert "Begins when a presenter starts it." in lobby
        assert "Others come in" not in lobby
        room.drive(Clock(now(), BLOG.start, constant(60), True), "Ada")
        await pilot.pause()
        rows = rows_of(pilot.app)
        assert in_order(qr_rows(INVITED.url), rows)
        assert "Post number 1" in "\n".join(rows)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_dark_modules_of_the_code_are_dark_in_every_theme(theme: str) -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    room.invitation = INVITED
    async with projector(room).run_test(size=(120, 40)) as pilot:
        for first in ("textual-dark", theme):
            pilot.app.theme = first
            await pilot.pause()
        (segment,) = {
            segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if qr_rows(INVITED.url)[3] in segment.text
        }
        assert segment is not None
        assert bool(segment.reverse) == theme.endswith("light")


def test_the_code_is_square_and_has_two_modules_a_row() -> None:
    rows = qr_rows(INVITED.url)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == (len(rows[0]) + 1) // 2
    assert not any("\x1b" in row for row in rows)


def test_where_the_code_does_not_fit_only_the_address_stands() -> None:
    small = Corner(INVITED).text_rows(Size(31, 10))
    assert len(small) == 10
    words = " ".join("".join(text for text, _ in row).strip() for row in small).split()
    assert words == ["Come", "in", "by:", *INVITED.command.split()]


async def test_a_projector_that_a_key_has_taken_from_the_room_says_so() -> None:
    now = FakeClock()
    room = Room(BLOG, now=now, tempo=constant(60))
    room.invitation = INVITED
    app = projector(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "following" not in bar(pilot)
        await pilot.press("space")
        app.tick()
        assert "on your own · r rejoins" in bar(pilot)
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
