"""Guests who use too much beside one who must not notice; benchmarks/abuse.py has the real load."""

import asyncio
import gc
import itertools
from collections.abc import Callable

import asyncssh
import pytest
from hosting_stage import Client, Forgetful, StandIn, client, eventually, stage
from patience import patience

from tui.hosting.guest_app import garbage as collector
from tui.hosting.options import Limits

UP, DOWN = b"\x1b[A", b"\x1b[B"


async def scroll(guest: Client, presses: int = 20) -> None:
    """Presses keys and sees each bring its line into view."""
    for number in range(presses):
        key, line = (DOWN, b"line 24") if number % 2 == 0 else (UP, b"line 0")
        await guest.press(key, line)


async def test_a_held_key_slows_only_its_guest() -> None:
    async with stage() as host, client(host.port) as bystander, client(host.port) as abuser:
        for guest in (bystander, abuser):
            await guest.until(b"line 20")
        abuser.send(b"k" * 200_000)
        started = asyncio.get_running_loop().time()
        await scroll(bystander)
        took = asyncio.get_running_loop().time() - started
        pressed = host.views.apps[1].pressed
        assert 0 < pressed <= 2 * 60 + 60 * took + 20


async def test_a_paste_that_never_ends_is_cut_and_slows_only_its_guest() -> None:
    async with stage(Limits(connection_bytes=10_000_000)) as host, client(host.port) as guest:
        await guest.until(b"line 20")
        guest.send(b"\x1b[200~" + b"words " * 300_000 + b"\x1b[201~k")
        await eventually(lambda: host.views.apps[0].pressed)
        assert host.views.apps[0].pasted == 4096


async def test_all_that_a_client_sends_is_read_no_faster_than_allowed() -> None:
    limits = Limits(connection_bytes=20_000)
    async with stage(limits) as host, client(host.port) as guest:
        await guest.until(b"line 20")
        before = host.registry.metrics.bytes_in
        guest.send(b"\x1b[200~" + b"words " * 200_000)
        await asyncio.sleep(0.5)
        # The burst, the rate of half a second, and one read of the kernel's buffer.
        assert host.registry.metrics.bytes_in - before < 8 * 20_000 + 10_000 + 300_000


async def draw_until(app: StandIn, true: Callable[[], object]) -> None:
    """Scroll to and fro, a frame at a time."""
    async with patience():
        for frame in itertools.count():
            if true():
                return
            for page in app.query("Page"):  # none is left once the app has ended
                page.scroll_to(y=30 * (frame % 2), animate=False, immediate=True)
            await asyncio.sleep(0.02)


async def test_frames_are_skipped_for_a_guest_who_does_not_read_and_painted_when_they_do() -> None:
    async with stage() as host, client(host.port, size=(200, 60)) as guest:
        await guest.until(b"line 20")
        (app,) = host.views.apps
        transport = guest.connection._transport
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()
        unsent = app.terminal.output._unsent
        await draw_until(app, lambda: unsent() > 64 * 1024)
        assert unsent() < 64 * 1024 + 30_000
        sent = host.registry.metrics.bytes_out
        app.query_one("Page").scroll_to(y=470, animate=False, immediate=True)
        await asyncio.sleep(0.05)
        assert host.registry.metrics.bytes_out == sent
        transport.resume_reading()
        await guest.until(b"line 499")


async def test_a_guest_who_stops_reading_is_dropped_in_time() -> None:
    async with (
        stage(Limits(stalled=0.3, keepalive=0)) as host,
        client(host.port, size=(200, 60)) as guest,
    ):
        await guest.until(b"line 20")
        transport = guest.connection._transport
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()
        await draw_until(host.views.apps[0], lambda: host.events("left"))
        assert host.events("left")[0]["reason"] == "stalled"
        await eventually(lambda: host.registry.metrics.connections == 0)
        transport.resume_reading()


@pytest.mark.parametrize("collecting", [True, False])
async def test_departed_guests_apps_do_not_stay_alive(
    monkeypatch: pytest.MonkeyPatch, collecting: bool
) -> None:
    monkeypatch.setattr(collector, "SETTLE_SECONDS", 0.0)
    views = Forgetful()
    async with stage(views=views) as host:
        for number in range(6):
            async with client(host.port) as guest:
                await guest.until(b"line 20")
                await guest.press(b"\x1b[6~", b"line 30")
                guest.send(b"\x1b[<65;10;10M\x1b[1;2B\x1b[97;1u")
                if number % 2:
                    guest.send(b"q")
                    await guest.ended()
        await eventually(lambda: host.registry.metrics.connections == 0)

        def are_gone() -> bool:
            if collecting:
                gc.unfreeze()
                gc.collect()
            return not any(map(vars, views.alive())) and not (collecting and views.alive())

        await eventually(are_gone)


async def test_nothing_is_left_of_the_departed() -> None:
    async with stage() as host:
        tasks = len(asyncio.all_tasks())
        for _ in range(3):
            async with client(host.port) as guest:
                await guest.until(b"line 20")
        await eventually(lambda: host.registry.metrics.connections == 0)
        await eventually(lambda: len(asyncio.all_tasks()) == tasks)
        assert not host.registry.admitted
        assert not host.registry.connections
        assert host.registry.admission.unauthenticated == 0


@pytest.mark.parametrize("costly", ["diffie-hellman-group18-sha512", "rsa2048-sha256"])
async def test_a_client_cannot_choose_a_costly_key_exchange(costly: str) -> None:
    async with stage() as host:
        with pytest.raises(asyncssh.KeyExchangeFailed):
            async with client(host.port, kex_algs=[costly]):
                pass
        for cheap in ("curve25519-sha256", "curve448-sha512"):
            async with client(host.port, kex_algs=[cheap]) as guest:
                await guest.until(b"line 20")
