"""The apps of a room's guests in a test's own process, without connections."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any, cast

from drawn_screen import text_of
from sample_blogs import constant
from textual.pilot import Pilot

from tui.hosting.guest import Guest
from tui.hosting.guest.command import Command
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Member, Room
from tui.hosting.room.invitation import Invitation, qr_rows
from tui.hosting.room.opening import seat_of
from tui.model.clock_face import clock_faces
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.screen.fixes import BaseScreen
from tui.screen.page import ViewOptions

PHONE_COLUMNS = 46  # of the browsers' page in a window 390 pixels wide
SIZE = (120, 30)
INVITED = Invitation("http://192.0.2.7:8000/", "ssh -p 2222 192.0.2.7", "http://192.0.2.7:8000/")
CODE = qr_rows(INVITED.url)


class StillTerminal:
    """A terminal whose guest has a turn at once, and whose timers never ring."""

    def start_in(self, seconds: float, name: str, run: Callable[[], object]) -> None:
        if name == "look":
            run()


def sit(room: Room, name: str = "") -> Member:
    """Seat a guest without an app, who may present under that name."""
    seat = Member(room=room, presents=name != "", wanted=name)
    room.add_guest(seat)
    return seat


def guest_app(
    room: Room,
    presenter: str = "",
    *,
    theme: str = "",
    guest: Guest | None = None,
    own: Clock | None = None,
    projector: bool = False,
) -> RoomApp:
    """The app of a guest, who may present under that name."""
    player = Player(room.blog, now=room.now, tempo=constant(60), loop=True)
    view = ViewOptions(clock_faces(room.blog, (), None), theme=theme)
    made = guest or Guest(address="192.0.2.1", presenter=presenter)
    made = replace(made, asked=Command(projector=projector))
    seat = seat_of(made, room, alone=own is not None)
    app = RoomApp(player, view, member=seat, own=own)
    app.attach(made, cast("Any", StillTerminal()))
    return app


@asynccontextmanager
async def guests(
    room: Room, *presenters: str, sizes: Sequence[tuple[int, int]] = (SIZE,), theme: str = ""
) -> AsyncIterator[list[Pilot[None]]]:
    """A running app for each, of an ordinary guest where the name is empty."""
    async with AsyncExitStack() as stack:
        pilots = []
        for at, app in enumerate(guest_app(room, name, theme=theme) for name in presenters):
            stack.callback(app.guest_left)
            running = app.run_test(size=sizes[at % len(sizes)])
            pilots.append(await stack.enter_async_context(running))
        await seen(*pilots)
        yield pilots


def app_of(pilot: Pilot[None]) -> RoomApp:
    """The app that a pilot drives."""
    assert isinstance(pilot.app, RoomApp)
    return pilot.app


def tick(*pilots: Pilot[None]) -> None:
    """Let every guest's app look at the clock."""
    for pilot in pilots:
        app_of(pilot).tick()


async def seen(*pilots: Pilot[None]) -> None:
    """Wait until every guest has seen all presses."""
    for pilot in pilots:
        await pilot.pause()


def screen(pilot: Pilot[None]) -> str:
    """All rows as a guest's terminal has them."""
    rows = cast("BaseScreen", pilot.app.screen)._rows
    return "\n".join("".join(x.text for x in rows[y].values() if x) for y in sorted(rows))


def bar(pilot: Pilot[None]) -> str:
    """The bar: with its notice, and without."""
    bar = app_of(pilot).transport
    told, rows = bar.bar, []
    for state in (told, told._replace(note="")):
        bar.bar = state
        rows += bar.text_rows(bar.size)
    bar.bar = told
    return "\n".join(map(text_of, rows))
