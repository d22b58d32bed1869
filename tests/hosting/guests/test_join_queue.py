import asyncio

import pytest
from patience import let_others_run, patience

from tui.hosting.guests.join_queue import PLACE_UPDATE_SECONDS, JoinQueue


async def test_one_after_the_other_in_order_and_each_knows_their_place() -> None:
    queue = JoinQueue()
    order: list[int] = []
    told: dict[int, list[int]] = {}

    async def join(number: int) -> None:
        async with queue.turn(told.setdefault(number, []).append):
            order.append(number)
            await asyncio.sleep(0)
            assert order[-1] == number

    await asyncio.gather(*(join(number) for number in range(5)))
    assert order == [0, 1, 2, 3, 4]
    assert {number: places[:1] for number, places in told.items()} == {
        0: [],
        1: [1],
        2: [2],
        3: [3],
        4: [4],
    }
    assert told[4] == sorted(told[4], reverse=True)


async def test_a_guest_who_leaves_the_queue_holds_nobody_up() -> None:
    queue = JoinQueue()
    inside = asyncio.Event()

    async def join(hold: asyncio.Event) -> None:
        async with queue.turn(lambda _: None):
            await hold.wait()

    first = asyncio.create_task(join(inside))
    await asyncio.sleep(0)
    leaver = asyncio.create_task(join(asyncio.Event()))
    last = asyncio.create_task(join(inside))
    await asyncio.sleep(0)
    assert len(queue) == 2
    leaver.cancel()
    inside.set()
    await asyncio.gather(first, last)
    assert len(queue) == 0
    async with patience(), queue.turn(lambda _: None):
        pass


async def test_a_guest_who_leaves_when_called_passes_the_turn_on() -> None:
    queue = JoinQueue()
    release = asyncio.Event()

    async def join() -> None:
        async with queue.turn(lambda _: None):
            await release.wait()

    first = asyncio.create_task(join())
    await asyncio.sleep(0)
    leaver, last = asyncio.create_task(join()), asyncio.create_task(join())
    await asyncio.sleep(0)
    release.set()
    await asyncio.sleep(0)  # the first has left and called the second, who has not woken up yet
    leaver.cancel()
    async with patience():
        await asyncio.gather(first, last)


async def test_a_turn_that_fails_is_over() -> None:
    queue = JoinQueue()
    try:
        async with queue.turn(lambda _: None):
            raise ValueError
    except ValueError:
        pass
    async with patience(), queue.turn(lambda _: None):
        pass


class Joiner:
    """Somebody who waits for a turn, holds it until `go`, and notes each place in the queue."""

    def __init__(self, queue: JoinQueue) -> None:
        self.places: list[int] = []
        self.go = asyncio.Event()
        self.inside = False
        self.task = asyncio.create_task(self._join(queue))

    async def _join(self, queue: JoinQueue) -> None:
        async with queue.turn(self.places.append):
            self.inside = True
            await self.go.wait()
        self.inside = False


async def test_those_who_wait_are_told_how_many_are_before_them_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue = JoinQueue(2)
    loop = asyncio.get_running_loop()
    now = 1_000.0
    with monkeypatch.context() as patch:
        patch.setattr(loop, "time", lambda: now)
        joiners = [Joiner(queue) for _ in range(6)]
        await let_others_run()
        assert [joiner.inside for joiner in joiners] == [True, True, False, False, False, False]
        assert [joiner.places for joiner in joiners] == [[], [], [2], [3], [4], [5]]
        assert len(queue) == 4
        joiners[0].go.set()
        await let_others_run()
        assert [joiner.places for joiner in joiners[2:]] == [[2], [3, 2], [4, 3], [5, 4]]
        now += PLACE_UPDATE_SECONDS / 2
        joiners[1].go.set()
        await let_others_run()
        assert joiners[3].inside
        assert [joiner.places for joiner in joiners[4:]] == [[4, 3], [5, 4]], "not yet again"
        now += PLACE_UPDATE_SECONDS / 2
        joiners[2].go.set()
        await let_others_run()
        assert joiners[4].inside
        assert joiners[5].places == [5, 4, 2]
        for joiner in joiners:
            joiner.go.set()
        await asyncio.gather(*(joiner.task for joiner in joiners))


async def test_one_who_leaves_the_queue_is_cancelled_and_not_counted() -> None:
    queue = JoinQueue()
    first, leaver, last = Joiner(queue), Joiner(queue), Joiner(queue)
    await let_others_run()
    leaver.task.cancel()
    await let_others_run()
    assert leaver.task.cancelled()
    assert not leaver.inside
    assert len(queue) == 1
    first.go.set()
    await let_others_run()
    assert last.inside
    late = Joiner(queue)
    await let_others_run()
    assert late.places == [1], "one holds the turn, and nobody else waits"
    assert not late.inside
    for joiner in (last, late):
        joiner.go.set()
    await asyncio.gather(first.task, last.task, late.task)


async def test_one_who_leaves_when_called_leaves_one_turn_and_not_two() -> None:
    queue = JoinQueue()
    first, leaver, second, third = (Joiner(queue) for _ in range(4))
    await let_others_run()
    first.go.set()
    await asyncio.sleep(0)  # the first has left and called the second, who has not woken up yet
    leaver.task.cancel()
    await let_others_run()
    assert leaver.task.cancelled()
    assert second.inside
    assert not third.inside
    second.go.set()
    third.go.set()
    await asyncio.gather(first.task, second.task, third.task)
    assert len(queue) == 0
