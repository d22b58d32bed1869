"""The apps of guests: a room's guests see a press one after the other."""

from collections.abc import Callable
from typing import Any, cast

from sample_blogs import FakeClock, at, constant, many

from tui.hosting.guest import Guest
from tui.hosting.guest_replay import GuestRoomApp
from tui.hosting.room.clock import Room
from tui.model.clock_face import clock_faces
from tui.playback.player import Player
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.view_options import ViewOptions

BLOG = many(120)  # half a minute apart, from 09:26


class QueueingTerminal:
    """A terminal that keeps the looks for which its guest has to wait."""

    def __init__(self) -> None:
        self.looks: list[Callable[[], object]] = []

    def tick_in(self, seconds: float, tick: object) -> None:
        pass

    def look_soon(self, look: Callable[[], object]) -> None:
        self.looks.append(look)


async def test_a_press_is_seen_when_it_is_the_guests_turn() -> None:
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=True)
    player = Player(BLOG, now=room.now, tempo=constant(60))
    options = ViewOptions(clock_faces(BLOG, (), None))
    app = GuestRoomApp(player, options, LayoutCache(BLOG), now=room.now, room=room)
    terminal = QueueingTerminal()
    app.attach(Guest(address="192.0.2.1"), cast("Any", terminal))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        room.drive(room.clock._replace(moment=at("09:40")), "Ada")
        room.drive(room.clock._replace(moment=at("09:50")), "Ada")
        await pilot.pause()
        assert app.player.position == at("09:26")
        (look,) = terminal.looks
        look()
        await pilot.pause()
        assert app.player.position == at("09:50")
