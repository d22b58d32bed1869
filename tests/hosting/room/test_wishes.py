"""The clock of a guest who comes into a room and asks for a moment or a tempo."""

from datetime import datetime
from pathlib import Path

import asyncssh
import pytest
from hosting_stage import public
from sample_blogs import FakeClock, at, bundled_like

from tui.hosting.guest import Guest
from tui.hosting.guest.command import Command
from tui.hosting.keys import PRESENTER_LOGIN, Presenters
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.views import ReplayViews
from tui.playback.tempo import Tempo
from tui.replay import ReplayOptions

BLOG = bundled_like()
ADA = asyncssh.generate_private_key("ssh-ed25519", comment="Ada")
PARIS = ReplayOptions(loop=True, authors=("unsigned",), zones=("Europe/Paris",), newest_first=True)


def app_in(room: Room, requested: ReplayOptions, login: str = "") -> RoomApp:
    """The app of a guest who has Ada's key."""
    room.presenters = Presenters(public(ADA), Path("presenters"))
    key = ADA.get_fingerprint()
    guest = Guest(address="192.0.2.7", user=login, fingerprint=key, asked=Command(requested))
    app = ReplayViews(BLOG, ServeOptions(), FakeClock(), "", room).app(guest)
    assert isinstance(app, RoomApp)
    return app


@pytest.mark.parametrize(
    ("requested", "follows", "moment"),
    [
        (ReplayOptions(pace="240"), False, at("10:26")),
        (ReplayOptions(speed="60"), False, at("10:26")),
        (ReplayOptions(finish_in="5m"), False, at("10:26")),
        (ReplayOptions(at="09:32", pace="240"), False, at("09:32")),
        (PARIS, True, at("10:26")),
    ],
)
def test_a_wish_for_a_clock_is_a_guests_own_and_a_drivers_for_all(
    requested: ReplayOptions, follows: bool, moment: datetime
) -> None:
    alone = app_in(Room(BLOG, now=FakeClock(), tempo=Tempo()), requested)
    assert alone.member.following == follows
    assert not alone.player.loop  # it would move one guest's clock away from the others'
    room = Room(BLOG, now=FakeClock(), tempo=Tempo(), driven=True)
    room.drive(room.clock._replace(moment=at("10:26")), "Ada")
    driver = app_in(room, requested, PRESENTER_LOGIN)
    assert driver.member.drives
    assert room.clock.moment == driver.player.position == moment
    assert (room.clock.tempo == Tempo()) == follows
