"""One room in several workers of one machine, by its lines alone."""

import asyncio
import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from hosting_stage import eventually
from readings import answers
from room_apps import sit
from sample_blogs import FakeClock, at, constant, many
from virtual_time import in_virtual_time

from tui.hosting.door.links import Line
from tui.hosting.room import state as room_state
from tui.hosting.room.clock import Room
from tui.hosting.room.copies import RoomCopy
from tui.hosting.room.invitation import Lobby
from tui.hosting.room.state import Presence, RoomState
from tui.hosting.room.store import MEANINGLESS
from tui.playback.glide import Clock
from tui.playback.view import TextPlace

BLOG = many(120)


class Machine:
    """Workers of a machine; lines pass as JSON, as between processes."""

    def __init__(self) -> None:
        self.first = RoomCopy(new_room(), "here.door")

    def worker(self, number: int) -> Room:
        room, name = new_room(), f"here.{number}"
        copy = RoomCopy(room, name)

        def send(line: Line) -> None:
            self.first.hear(json.loads(json.dumps(line)), name)

        copy.neighbours["door"] = send
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


async def test_names_differ_between_workers_too() -> None:
    machine = Machine()
    one, two = map(machine.worker, range(2))
    late = sit(two)
    for room, guest in ((two, late), (one, sit(one))):
        room.rename(guest, "Ben")
    await eventually(lambda: one.presence.names == two.presence.names == ("Ben", "Ben (2)"))


async def test_of_two_presenters_who_meet_with_one_name_the_driver_drives_on() -> None:
    one, two = new_room(), new_room()
    one.worker, two.worker = "here.0", "here.1"
    first, second = sit(one, "Ada"), sit(two, "Ada")
    press(one, "09:40")
    two.adopt(one.state)
    two.note_worker("here.0", one.here)
    assert second.name == "Ada (2)"
    assert two.state == one.state
    assert first.drives
    assert not second.drives


@in_virtual_time
async def test_a_room_is_looked_at_each_second_before_it_starts_and_when_it_restarts() -> None:
    now = asyncio.get_running_loop().time
    room = Room(
        BLOG, now=now, tempo=constant(3600), start_at=datetime.fromtimestamp(3.5, UTC), loop=True
    )
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


# Its lines as JSON: read back equal, and as if absent without sense


STATE = RoomState(
    *(3, Clock(1000.5, at("09:30"), constant(60), True, 2.5), 10, "Ada", True),
    *(TextPlace(7, 1, 30), "Look here.", "lobby", True, 5),
    picture=(7, 2),
)
PRESENCE = Presence(5, 3, 1, ("Ada", "Bob"), ("Ben", "Gus"), ((1000.5, "Ben"),))


def test_what_is_shared_is_read_back_equal() -> None:
    assert room_state.read_state(json.loads(json.dumps(room_state.state_value(STATE)))) == STATE
    assert room_state.read_presence(json.loads(json.dumps(asdict(PRESENCE)))) == PRESENCE


@pytest.mark.parametrize(("place", "value"), answers("lines-without-sense"))
async def test_a_line_without_sense_changes_nothing(place: str, value: object) -> None:
    told = {"state": room_state.state_value(STATE), "presence": asdict(Presence())}
    kind, *path = place.split("/")
    line: dict[str, Any] = json.loads(json.dumps({"room": "7", "from": "x", kind: told[kind]}))
    *outer, last = kind, *path
    reduce(getitem, outer, line)[last] = value
    room, passed_on = Room(many(3), now=FakeClock(), tempo=constant(60)), list[Any]()
    copy, state = RoomCopy(room, "here"), room.state
    copy.neighbours["there"] = passed_on.append
    with pytest.raises(MEANINGLESS):
        copy.hear(line, "there")
    assert (room.state, room.presence, passed_on) == (state, Presence(), [])


def test_texts_from_elsewhere_are_clean_and_short() -> None:
    said = f"two\nlines\x1b[2J\u202e{'x' * room_state.MOST_SAID_CHARACTERS}"
    value = room_state.state_value(STATE) | {"said": said, "driver": "\x1b[2JEve"}
    read = room_state.read_state(value)
    assert read.said == room_state.said_line(said)
    assert len(read.said) == room_state.MOST_SAID_CHARACTERS
    assert (read.said + read.driver).isprintable()
    people = asdict(Presence()) | {"presenters": ["\x1b[2JEve\n"] * 100}
    presenters = room_state.read_presence(people).presenters
    assert len(presenters) == room_state.MOST_NAMES
    assert "".join(presenters).isprintable()
