import asyncio
import gc
from asyncio import Future
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import cast
from weakref import WeakSet

import pytest
from hosting_stage import client, eventually, stage
from patience import PATIENCE
from sample_blogs import FakeClock, constant, many

from tui.hosting.guest import Guest
from tui.hosting.guest_app import garbage as collector
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_app.garbage import (
    MAX_DEPARTURES,
    MAX_DEPARTURES_QUIET,
    GarbageCollector,
)
from tui.hosting.options import ServeOptions
from tui.hosting.replays import RoomViews
from tui.hosting.room.clock import Room


class Loop:
    """Timers that fire when told."""

    def __init__(self) -> None:
        self.timers: list[tuple[float, Callable[..., object], tuple[object, ...]]] = []

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> "Loop":
        self.timers.append((delay, callback, args))
        return self

    def cancel(self) -> None:
        self.timers = [timer for timer in self.timers if timer[0] <= collector.SETTLE_SECONDS]

    def fire(self, *, quiet: bool) -> None:
        due = [timer for timer in self.timers if quiet or timer[0] <= collector.SETTLE_SECONDS]
        self.timers = [timer for timer in self.timers if timer not in due]
        for _, callback, args in due:
            callback(*args)


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    gc.unfreeze()
    monkeypatch.setattr(collector, "clear_app", lambda app: None)
    before = gc.get_threshold()
    yield Loop()
    gc.set_threshold(*before)
    gc.unfreeze()


def guests(loop: Loop, present: int) -> GarbageCollector:
    made = GarbageCollector(loop)  # type: ignore[arg-type]  # as much of one as it uses
    for _ in range(present):
        made.guest_joined()
    return made


def depart(each: GarbageCollector, loop: Loop, times: int, *, quiet: bool) -> None:
    for _ in range(times):
        each.guest_joined()
        each.guest_left(cast(GuestApp, None))
        loop.fire(quiet=False)
    if quiet:
        loop.fire(quiet=True)


def test_an_app_is_cleared_only_when_its_task_has_ended(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[object] = []
    monkeypatch.setattr(collector, "clear_app", cleared.append)
    running: Future[object] = Future(loop=asyncio.new_event_loop())
    each = guests(loop, 1)
    app = SimpleNamespace(ends=True)
    each.guest_left(cast(GuestApp, app), running)
    for _ in range(3):
        loop.fire(quiet=False)
    running.cancel()
    running.get_loop().close()
    loop.fire(quiet=False)
    assert not cleared
    app.ends = False
    loop.fire(quiet=False)
    assert cleared == [app]


@pytest.mark.parametrize(
    ("present", "departures", "quiet", "collections"),
    [
        (0, 1, True, 1),
        (0, 1, False, 0),
        (0, 0, True, 0),
        (0, MAX_DEPARTURES, False, 1),
        (1, MAX_DEPARTURES_QUIET, True, 0),
        (1, MAX_DEPARTURES_QUIET + 1, True, 1),
        (1, MAX_DEPARTURES_QUIET + 1, False, 0),
        (1, MAX_DEPARTURES, False, 1),
        (1, 0, True, 0),
    ],
)
def test_collecting_waits_as_long_as_it_would_stop_many(
    loop: Loop, present: int, departures: int, quiet: bool, collections: int
) -> None:
    each = guests(loop, present)
    depart(each, loop, departures, quiet=quiet)
    assert each.collections == collections


def test_of_guests_who_leave_together_one_app_is_cleared_at_a_time(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[object] = []
    monkeypatch.setattr(collector, "clear_app", cleared.append)
    each = guests(loop, 3)
    for _ in range(3):
        each.guest_left(cast(GuestApp, None))
    for number in (1, 2, 3, 3):
        loop.fire(quiet=False)
        assert len(cleared) == number


def test_the_process_is_put_back_as_it_was(loop: Loop) -> None:
    before = gc.get_threshold()
    each = guests(loop, 0)
    each.start()
    assert gc.get_threshold() == collector.GC_THRESHOLDS
    assert gc.get_freeze_count() > 1000
    each.stop()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


class Remembering(RoomViews):
    """Knows which of its apps are alive."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.blog, ServeOptions(), room, None, room.now)
        self.apps: WeakSet[GuestApp] = WeakSet()

    def app(self, guest: Guest) -> GuestApp:
        app = super().app(guest)
        self.apps.add(app)
        return app


async def test_a_departed_guests_app_is_freed_without_a_collection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "QUIET_SECONDS", 2 * PATIENCE)
    views = Remembering(Room(many(20), now=FakeClock(), tempo=constant(60), driven=False))
    async with stage(views=views) as host:
        gc.disable()
        try:
            async with client(host.port, size=(120, 30)) as guest:
                await guest.until(b"Post number")
                await guest.press(b"?", b"Scroll")
                assert len(views.apps) == 1
            await eventually(lambda: not views.apps)
        finally:
            gc.enable()
