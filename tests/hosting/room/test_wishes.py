"""What a guest of a room gets who asks for a moment or a tempo."""

from datetime import UTC, datetime
from pathlib import Path

import asyncssh
import pytest
from sample_blogs import FakeClock

from tui.hosting.guest import Guest
from tui.hosting.keys import Presenters
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.views import ReplayViews
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED

BUNDLED_EARLY, BUNDLED_MIDDLE = (
    datetime(2024, 4, 26, hour, minute, tzinfo=UTC) for hour, minute in ((8, 32), (9, 26))
)


@pytest.mark.parametrize(
    ("requested", "follows"),
    [
        (ReplayOptions(at="10:26"), False),
        (ReplayOptions(pace="240"), False),
        (ReplayOptions(speed="60"), False),
        (ReplayOptions(finish_in="5m"), False),
        (
            ReplayOptions(
                loop=True, authors=("unsigned",), zones=("Europe/Paris",), newest_first=True
            ),
            True,
        ),
    ],
)
def test_a_guest_of_a_room_who_asks_for_a_clock_begins_on_their_own(
    requested: ReplayOptions, follows: bool
) -> None:
    blog = load(BUNDLED[0].name)
    room = Room(blog, now=FakeClock(), tempo=Tempo())
    views = ReplayViews(blog, ServeOptions(), FakeClock(), "", room)
    app = views.app(Guest(address="192.0.2.7", requested=requested))
    assert isinstance(app, RoomApp)
    assert app.member.following == follows
    assert not app.player.loop  # it would move one guest's clock away from the others'


@pytest.mark.parametrize(
    ("requested", "moment"),
    [
        (ReplayOptions(pace="240"), BUNDLED_MIDDLE),
        (ReplayOptions(speed="60"), BUNDLED_MIDDLE),
        (ReplayOptions(finish_in="5m"), BUNDLED_MIDDLE),
        (ReplayOptions(at="09:32", pace="240"), BUNDLED_EARLY),
    ],
)
def test_who_drives_a_room_takes_it_only_to_a_moment_that_they_ask_for(
    requested: ReplayOptions, moment: datetime
) -> None:
    blog = load(BUNDLED[0].name)
    room = Room(blog, now=FakeClock(), tempo=Tempo(), driven=True)
    before = room.clock.tempo
    room.drive(room.clock._replace(moment=BUNDLED_MIDDLE), "Ada")
    key = asyncssh.generate_private_key("ssh-ed25519", comment="Ada")
    presenters = Presenters([key.export_public_key().decode()], Path("presenters"))
    mark = key.get_fingerprint()
    ada = Guest(address="192.0.2.7", user="present", fingerprint=mark, requested=requested)
    room.presenters = presenters
    app = ReplayViews(blog, ServeOptions(), FakeClock(), "", room).app(ada)
    assert isinstance(app, RoomApp)
    assert app.member.drives
    assert room.clock.moment == app.player.position == moment
    assert room.clock.tempo == app.player.tempo != before
