"""Guests who use too much beside one who must not notice; benchmarks/abuse.py has the real load."""

import asyncio
import gc
from unittest.mock import Mock

import pytest
from hosting_stage import Client, client, eventually, host_without_ports, stage
from stand_in import Forgetful, StandInViews
from virtual_time import in_virtual_time

from tui.hosting import host as hosts
from tui.hosting import terminal
from tui.hosting.door.refusals import RefusalNotes
from tui.hosting.monitoring import EventLog, Metrics
from tui.hosting.options import Limits

UP, DOWN = b"\x1b[A", b"\x1b[B"


async def scroll(guest: Client, presses: int = 20) -> None:
    """Presses keys and sees each bring its line into view."""
    for number in range(presses):
        key, line = (DOWN, b"line 24") if number % 2 == 0 else (UP, b"line 0")
        await guest.press(key, line)


@in_virtual_time
async def test_refusals_of_an_address_are_logged_once_a_minute() -> None:
    lines: list[str] = []
    notes = RefusalNotes(EventLog(lines.append, as_json=True), Metrics())
    for seconds in (0, 1, 70):
        await asyncio.sleep(seconds)
        for address in ("2001:db8::1", "2001:db8::2"):  # one address
            notes.note(address, "limit-guests")
    assert len(lines) == 2
    assert "limit-guests" in lines[0]


async def test_a_held_key_slows_only_its_guest() -> None:
    async with stage() as host, client(host.port) as bystander, client(host.port) as abuser:
        for guest in (bystander, abuser):
            await guest.until(b"line 20")
        abuser.send(b"k" * 200_000)
        await scroll(bystander)
        assert 0 < host.views.apps[1].pressed < 200_000


async def test_a_long_paste_is_cut() -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        guest.send(b"\x1b[200~" + b"words " * 20_000 + b"\x1b[201~k")
        await eventually(lambda: host.views.apps[0].pressed)
        assert host.views.apps[0].pasted == 4096


async def test_a_paste_that_never_ends_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "MOST_SILENT_BYTES", 100_000)
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        guest.send(b"\x1b[200~" + b"words " * 30_000)
        await eventually(lambda: host.events("left"))


async def test_nothing_is_left_of_the_departed_after_one_collection() -> None:
    views = Forgetful()
    async with stage(views=views) as host:
        tasks = len(asyncio.all_tasks())
        for number in range(6):
            async with client(host.port) as guest:
                await guest.until(b"line 20")
                await guest.press(b"\x1b[6~", b"line 30")
                guest.send(b"\x1b[<65;10;10M\x1b[1;2B\x1b[97;1u")
                if number % 2:
                    guest.send(b"q")
                    await guest.ended()
        await eventually(lambda: host.count("connections") == 0)
        await eventually(lambda: len(asyncio.all_tasks()) == tasks)
        assert not host.worker.host.sessions

        def are_gone() -> bool:
            gc.collect()
            return not views.alive()

        await eventually(are_gone)


async def test_garbage_is_collected_when_nobody_comes_or_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "QUIET_SECONDS", 0.1)
    views = Forgetful()
    gc.disable()
    try:
        async with stage(views=views) as host:
            for _ in range(2):  # the last is hardly gone when the collection begins
                async with client(host.port) as guest:
                    await guest.until(b"line 20")
                await eventually(lambda: host.count("connections") == 0)
            await eventually(lambda: views.known[0]() is None)
    finally:
        gc.enable()


@in_virtual_time
async def test_few_departed_beside_many_guests_are_collected_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collections: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: collections.append("all"))
    log = EventLog(lambda line: None, as_json=True)
    host = host_without_ports(StandInViews(), Limits(), log)
    collecting = asyncio.create_task(host.collect_garbage())
    host.departed = 1
    for number in range(5):  # a class
        await asyncio.sleep(hosts.QUIET_SECONDS / 2)
        host.sessions[str(number)] = Mock()
        assert collections == []
    await asyncio.sleep(2 * hosts.QUIET_SECONDS)
    assert collections == []
    host.departed += 1
    await asyncio.sleep(2 * hosts.QUIET_SECONDS)
    assert collections == ["all"]
    collecting.cancel()
