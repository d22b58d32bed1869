"""One room in several workers of one machine, by its lines alone."""

import asyncio
import json

import pytest
from hosting_stage import eventually
from room_apps import sit
from sample_blogs import at, constant, many
from virtual_time import in_virtual_time

from tui.hosting.door.links import Line
from tui.hosting.room.clock import Room
from tui.hosting.room.copies import RoomCopy
from tui.hosting.room.invitation import Lobby
from tui.playback.glide import Clock

BLOG = many(120)


class Machine:
    """Workers of a machine; lines pass as JSON, as between processes."""

    def __init__(self) -> None:
        self.first = RoomCopy(new_room(), "here.door")
        self.lines = 0

    def worker(self, number: int) -> Room:
        room, name = new_room(), f"here.{number}"
        copy = RoomCopy(room, name)

        def send(line: Line) -> None:
            self.lines += 1
            self.first.hear(json.loads(json.dumps(line)), name)

        copy.add("door", send, leads=True)
        self.first.add(name, lambda line: copy.hear(json.loads(json.dumps(line)), "door"))
        return room


def new_room() -> Room:
    return Room(BLOG, now=lambda: 1000.0, tempo=constant(60), driven=True)


def press(room: Room, moment: str, driver: str = "Ada") -> None:
    room.drive(Clock(room.now(), at(moment), constant(60), playing=False), driver)


async def test_a_worker_that_starts_later_knows_all_that_the_others_know() -> None:
    machine = Machine()
    one = machine.worker(0)
    press(one, "09:40")
    sit(one, "Ada")
    two = machine.worker(1)
    assert two.state == one.state
    await eventually(lambda: two.driver == "Ada")


async def test_guests_of_all_workers_are_counted_and_those_of_a_dead_one_no_more() -> None:
    machine = Machine()
    one, two = map(machine.worker, range(2))
    sit(one, "Ada")
    seats = [sit(two) for _ in range(3)]
    await eventually(lambda: one.presence.here == two.presence.here == 4)
    two.leave(seats[0])
    await eventually(lambda: one.presence.here == 3)
    machine.first.remove("here.1")
    assert one.presence.here == 1


async def test_of_many_who_come_at_once_few_lines_are_sent() -> None:
    machine = Machine()
    one, two = map(machine.worker, range(2))
    for _ in range(50):
        sit(one)
    await eventually(lambda: two.presence.here == 50)
    assert machine.lines <= 3


@in_virtual_time
async def test_a_room_is_looked_at_each_second_before_it_starts_and_when_it_restarts() -> None:
    now = asyncio.get_running_loop().time
    room = Room(BLOG, now=now, tempo=constant(3600), start_at=3.5, loop=True)
    room.lobby = Lobby("A talk", "")
    looks: list[float] = []
    room.onlookers[lambda: looks.append(round(now(), 1))] = None
    RoomCopy(room, "here.0")
    await asyncio.sleep(3.6)
    assert looks == [1, 2, 3, 3.5]
    assert not room.in_lobby
    restart = room.next_change_in
    assert restart is not None
    await asyncio.sleep(restart + 0.1)
    assert looks[-1] == pytest.approx(3.6 + restart, abs=0.1)
