import asyncio

from tui.hosting.guests.join_queue import JoinQueue


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
    async with asyncio.timeout(1), queue.turn(lambda _: None):
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
    async with asyncio.timeout(1):
        await asyncio.gather(first, last)


async def test_a_turn_that_fails_is_over() -> None:
    queue = JoinQueue()
    try:
        async with queue.turn(lambda _: None):
            raise ValueError
    except ValueError:
        pass
    async with asyncio.timeout(1), queue.turn(lambda _: None):
        pass
