"""One room in the workers of one machine, which share it in memory."""

import multiprocessing
from multiprocessing.synchronize import Event

import pytest
from patience import PATIENCE
from sample_blogs import at, constant, many

from tui.hosting.monitoring.log import EventLog
from tui.hosting.room import shared_memory
from tui.hosting.room.clock import Room
from tui.hosting.room.shared_memory import SLOT_BYTES, RoomMemory, RoomOfWorkers
from tui.hosting.room.state import Point
from tui.playback.glide import Clock

BLOG = many(20)


def worker(memory: RoomMemory, number: int, log: list[str] | None = None) -> RoomOfWorkers:
    room = Room(BLOG, now=lambda: 1000.0, tempo=constant(60), driven=True)
    lines = [] if log is None else log
    return RoomOfWorkers(memory, room, number, EventLog(lines.append, as_json=True))


def press(of: RoomOfWorkers, moment: str, driver: str = "Ada") -> None:
    of._room.drive(Clock(1000.0, at(moment), constant(60), True), driver)


def workers(count: int) -> list[RoomOfWorkers]:
    memory = RoomMemory(count)
    return [worker(memory, number) for number in range(count)]


def synchronise(*every: RoomOfWorkers) -> None:
    for _ in range(2):
        for each in every:
            each.synchronise()


def test_a_press_reaches_the_other_worker() -> None:
    one, two = workers(2)
    press(one, "09:30")
    one._room.show(Point(3, 0, 0))
    one._room.say("hello " + "\U0001f600" * 190)
    synchronise(one, two)
    assert two._room.state == one._room.state
    press(two, "09:32", "Bob")
    synchronise(one, two)
    assert one._room.state == two._room.state
    assert one._room.state.driver == "Bob"


def test_of_two_presses_at_once_all_take_the_same() -> None:
    one, two, three = workers(3)
    press(one, "09:30")
    press(two, "09:32")
    synchronise(one, two, three)
    assert one._room.state == two._room.state == three._room.state
    assert one._room.state.clock.moment == at("09:30")
    assert one._room.state.revision == 1


def test_a_press_between_a_look_and_the_lock_comes_second() -> None:
    one, two = workers(2)
    press(one, "09:30")
    press(two, "09:32")
    one.synchronise()
    two._put()
    assert two._room.state == one._room.state
    assert two._room.state.clock.moment == at("09:30")


def test_a_worker_that_is_replaced_lands_on_the_state() -> None:
    memory = RoomMemory(2)
    one = worker(memory, 0)
    press(one, "09:30")
    one._room.sit("Ada")
    synchronise(one)
    late = worker(memory, 1)
    synchronise(late)
    assert late._room.state == one._room.state
    assert late._room.driver == "Ada"


def test_all_workers_know_the_guests_of_all() -> None:
    memory = RoomMemory(2)
    one, two = worker(memory, 0), worker(memory, 1)
    one._room.sit("Ada")
    seat = two._room.sit()
    two._room.sit(follows=False)
    seat.hand = True
    two._room.seats_changed()
    synchronise(one, two)
    presence = one._room.presence
    assert (presence.following, presence.on_their_own, presence.hands) == (1, 1, 1)
    assert two._room.presence.presenters == ("Ada",)
    memory.forget(1)
    synchronise(one)
    assert one._room.presence.here == 1


def test_presenters_who_came_at_once_with_one_name_are_told_apart() -> None:
    every = workers(3)
    for each in every:
        each._room.sit("Ada")
    synchronise(*every)
    synchronise(*every)
    for each in every:
        assert each._room.presence.presenters == ("Ada", "Ada (2)", "Ada (3)")
    press(every[2], "09:30", "Ada (3)")
    synchronise(*every)
    for each, name in zip(every, ("Ada", "Ada (2)", "Ada (3)"), strict=True):
        assert (each._room.driver, each._room.presence_here.presenters) == ("Ada (3)", (name,))


def test_nothing_is_written_while_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = workers(2)
    press(one, "09:30")
    synchronise(one, two)
    monkeypatch.setattr(RoomMemory, "write", None)
    synchronise(one, two)


def test_half_of_a_text_is_no_text() -> None:
    memory = RoomMemory(1)
    memory.write(0, "a whole text")
    memory._memory[8] = 0
    assert memory.read(0) == b""
    memory._memory[0:4] = b"\xff\xff\xff\xff"
    assert memory.read(0) == b""


def test_the_lock_is_free_after_a_press_that_was_put_and_one_that_came_second() -> None:
    one, two = workers(2)
    for each, moment in ((one, "09:30"), (two, "09:32")):
        press(each, moment)
        each.synchronise()
        assert each._memory.lock.acquire(block=False)
        each._memory.lock.release()


def test_a_worker_that_died_with_the_lock_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_memory, "LOCK_SECONDS", 0.01)
    memory, log = RoomMemory(2), list[str]()
    one, two = worker(memory, 0, log), worker(memory, 1)
    memory.lock.acquire()
    press(one, "09:30")
    synchronise(one, two)
    assert two._room.state == one._room.state
    assert "room lock lost" in log[0]


def test_processes_share_it() -> None:
    memory = RoomMemory(2)
    one, two = worker(memory, 0), worker(memory, 1)
    context = multiprocessing.get_context("fork")
    done: Event = context.Event()

    def press_there() -> None:
        press(two, "09:33")
        two._room.sit()
        two.synchronise()
        done.set()

    child = context.Process(target=press_there)
    child.start()
    assert done.wait(PATIENCE)
    child.join()
    synchronise(one)
    assert one._room.state.clock.moment == at("09:33")
    assert one._room.presence.following == 1


def test_the_longest_texts_fit_into_their_slots() -> None:
    one = workers(1)[0]
    one._room.say("\U0001f600" * 200)
    for number in range(300):
        one._room.sit("\U0001f600" * 20 + str(number))
    one.synchronise()
    for slot in (0, 1):
        assert 0 < len(one._memory.read(slot)) < SLOT_BYTES
