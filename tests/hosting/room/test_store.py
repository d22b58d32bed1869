"""One room on several machines, over a real Valkey or Redis server."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from hosting_stage import eventually
from room_apps import sit
from sample_blogs import at, blog, constant, many, post
from store_server import StoreServer, store_server

from tui.hosting.monitoring import EventLog
from tui.hosting.room import store as room_store
from tui.hosting.room.clock import Room
from tui.hosting.room.copies import RoomCopy, room_id
from tui.hosting.room.store import RoomStore
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.glide import Clock

BLOG = many(120)


def new_room(blog: LiveBlog, **options: Any) -> Room:
    return Room(blog, now=time.time, tempo=constant(60), **({"driven": True} | options))


class Worker:
    """A machine's only worker, and its store."""

    def __init__(self, url: str, **options: Any) -> None:
        self.log: list[dict[str, Any]] = []
        self.room = new_room(BLOG, **options)
        log = EventLog(lambda line: self.log.append(json.loads(line)), as_json=True)
        machine = f"{token_hex(8)}."
        copy = RoomCopy(self.room, f"{machine}door")
        self.store = RoomStore(url, machine, {copy.id: copy}, log)

    def press(self, moment: str, *, playing: bool = False, driver: str = "Ada") -> None:
        self.room.drive(Clock(self.room.now(), at(moment), constant(60), playing), driver)

    @property
    def told(self) -> list[str]:
        return [line["event"] for line in self.log]


@asynccontextmanager
async def running(*workers: Worker) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(worker.store.run()) for worker in workers]
    for worker in workers:
        await worker.store.settled.wait()
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def workers(folder: Path, count: int) -> AsyncIterator[tuple[StoreServer, list[Worker]]]:
    async with store_server(folder) as server:
        made = [Worker(server.url) for _ in range(count)]
        async with running(*made):
            yield server, made


def apart(one: Worker, other: Worker) -> float:
    """Seconds of a real clock between two workers' moments."""
    moments = [each.room.moment_at(each.room.now()) for each in (one, other)]
    return abs((moments[1] - moments[0]) / timedelta(seconds=60))


async def test_of_two_presses_at_once_all_take_the_same(tmp_path: Path) -> None:
    async with workers(tmp_path, 3) as (_, (one, two, three)):
        for round_ in range(10):
            one.press("09:40")
            two.press("09:50", driver="Bob")
            await eventually(lambda: one.room.state == two.room.state == three.room.state)
            assert one.room.state.revision == round_ + 1


async def test_a_room_that_plays_by_itself_follows_its_first_worker(tmp_path: Path) -> None:
    async with store_server(tmp_path) as server:
        one = Worker(server.url, driven=False)
        async with running(one):
            two = Worker(server.url, driven=False)
            two.room.state = replace(
                two.room.state, clock=two.room.state.clock._replace(anchor=time.time() + 7)
            )
            async with running(two):
                assert apart(one, two) < 0.05


async def test_a_fault_of_our_own_is_logged_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomStore, "_forget_silent", lambda _: 1 / 0)
    async with workers(tmp_path, 1) as (_, (one,)):
        await eventually(lambda: "store down" in one.told)
        assert "ZeroDivisionError in" in str(one.log)


async def test_a_store_that_is_not_there_at_the_start_is_found_later(tmp_path: Path) -> None:
    async with store_server(tmp_path) as server:
        await server.kill()
        one, gone = Worker(server.url), Worker(server.url)
        await gone.store.close()
        assert (gone.told, gone.log[0]["reason"]) == (["store down"], "ConnectionError")
        async with running(one):
            assert not one.room.shared
            one.press("09:40", playing=True)
            await server.start()
            await eventually(lambda: one.room.shared)
            async with running(two := Worker(server.url)):
                await eventually(lambda: two.room.state == one.room.state)
                assert apart(one, two) < 0.05


async def test_all_workers_know_without_a_heartbeat_the_guests_and_the_presenters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_store, "HEARTBEAT_SECONDS", 3600)
    async with workers(tmp_path, 2) as (server, (one, two)):
        sit(one.room, "Ada")
        for _ in range(3):
            sit(two.room)
        await eventually(lambda: (one.room.presence.here, two.room.presence.here) == (4, 4))
        assert two.room.driver == "Ada"
        async with running(late := Worker(server.url)):
            await eventually(lambda: late.room.presence.here == 4)
        await two.store.close()
        await eventually(lambda: one.room.presence.here == 1)


async def test_a_worker_that_is_silent_is_counted_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_store, "HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr(room_store, "SILENCE_SECONDS", 1.5)
    async with workers(tmp_path, 1) as (server, (one,)):
        async with running(two := Worker(server.url)):
            sit(two.room)
            await eventually(lambda: one.room.presence.here == 1)
        await eventually(lambda: one.room.presence.here == 0)
        assert "store down" not in one.told


async def test_nobody_counts_as_silent_while_the_store_was_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence = 3.0
    monkeypatch.setattr(room_store, "HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr(room_store, "SILENCE_SECONDS", silence)
    async with workers(tmp_path, 1) as (server, (one,)):
        async with running(two := Worker(server.url)):
            sit(two.room, "Ada")
            two.press("09:30", playing=True)
            await eventually(lambda: one.room.driver == "Ada" and one.room.clock.playing)
            await server.kill()
            await eventually(lambda: "store down" in one.told and "store down" in two.told)
        await asyncio.sleep(silence + 0.1)
        await server.start()
        await eventually(lambda: one.told.count("store up") == 2)
        async with running(two):
            await eventually(lambda: two.told.count("store up") == 2)
            assert one.room.driver == "Ada"
            assert one.room.clock.playing


async def test_a_connection_on_which_nothing_is_heard_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        room_store, "SILENCE_SECONDS", 0.3
    )  # one hears oneself only every ten seconds
    async with workers(tmp_path, 1) as (_, (one,)):
        await eventually(lambda: one.told.count("store up") >= 2)


ROOM_ID = room_id(new_room(BLOG))
KEY = f"liveblog-tui:room:{ROOM_ID}"
ROOM = f'"room": "{ROOM_ID}"'
NONSENSE = [
    "no json",
    "[]",
    "{}",
    f"{{{ROOM}}}",
    f'{{{ROOM}, "from": "x", "presence": {{"following": 1}}}}',
    f'{{{ROOM}, "state": 7}}',
    f'{{{ROOM}, "state": {{"revision": 9, "anchor": NaN}}}}',
    "[" * 100_000,
]


async def command(server: StoreServer, *words: str) -> None:
    """Have the store do something."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    data = [word.encode() for word in words]
    writer.write(b"*%d\r\n" % len(data))
    writer.write(b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in data))
    await reader.readline()
    writer.close()


async def test_nonsense_in_the_channel_harms_nobody(tmp_path: Path) -> None:
    async with workers(tmp_path, 2) as (server, (one, two)):
        for text in NONSENSE:
            await command(server, "PUBLISH", f"{KEY}:told", text)
        await eventually(lambda: one.told.count("store nonsense") == len(NONSENSE))
        one.press("09:40")
        await eventually(lambda: two.room.state.revision == 1)
        assert "store down" not in two.told


@pytest.mark.parametrize(
    "poison",
    [
        ("SET", KEY, "garbage"),
        ("SET", KEY, f'{{{ROOM}, "state": {{"revision": 1e18}}}}'),
        ("SET", KEY, f'{{{ROOM}, "state": {{"revision": 5}}}}'),
        ("LPUSH", KEY, "a list"),
    ],
)
async def test_what_has_no_meaning_in_the_store_is_as_if_absent(
    tmp_path: Path, poison: tuple[str, ...]
) -> None:
    async with store_server(tmp_path) as server:
        await command(server, *poison)
        one, two = Worker(server.url), Worker(server.url)
        async with running(one, two):
            one.press("09:40")
            await eventually(lambda: two.room.state == one.room.state)
            await command(server, "DEL", KEY)
            await command(server, *poison)  # also while the room is on
            two.press("09:50", driver="Bob")
            await eventually(lambda: one.room.state.driver == "Bob")
            assert one.room.shared


@pytest.mark.parametrize("url", ["http://127.0.0.1", "127.0.0.1:6379", "", "redis://host:notaport"])
def test_a_url_that_is_none_is_refused_before_anybody_is_let_in(url: str) -> None:
    with pytest.raises(OptionError, match="--room-store"):
        room_store.client_for(url)


def test_rooms_of_different_blogs_or_of_different_starts_do_not_meet() -> None:
    few, more = (blog(post("10:00", text="Words " * count), "10:10 b") for count in (50, 60))
    rooms = [new_room(each) for each in (many(3), many(4), few, more)]
    rooms += [
        new_room(few, driven=False, start_at=datetime.fromtimestamp(at, UTC)) for at in (1, 2)
    ]
    assert len(set(map(room_id, rooms))) == len(rooms)
