"""A guest's account pays for the steps of the guest's tasks, and for nobody else's."""

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context
from time import thread_time

import pytest

from tui.hosting.cpu.guest_cpu import GuestCpu
from tui.hosting.cpu.metering import charged
from tui.hosting.rate_limit import TokenBucket

HUNDRED = 100.0


def account() -> tuple[GuestCpu, TokenBucket]:
    """An account with a bucket that is never refilled."""
    bucket = TokenBucket(1.0, HUNDRED, lambda: 0.0)
    return GuestCpu(bucket, None, lambda: 0.0), bucket


def used(cpu: GuestCpu, bucket: TokenBucket) -> float:
    """The CPU seconds that the account has paid."""
    assert cpu.seconds_to_wait == 0
    return bucket.missing


def burn(seconds: float) -> None:
    until = thread_time() + seconds
    while thread_time() < until:
        pass


def start[Result](cpu: GuestCpu, work: Coroutine[object, object, Result]) -> asyncio.Task[Result]:
    """Starts a guest's task."""
    context = copy_context()
    context.run(charged.set, cpu)
    return asyncio.get_running_loop().create_task(work, context=context)


async def test_a_guest_pays_for_the_tasks_that_the_guests_tasks_create_too() -> None:
    cpu, bucket = account()

    async def child() -> str:
        await asyncio.sleep(0)
        burn(0.02)
        return "child"

    async def work() -> str:
        burn(0.01)
        return await asyncio.create_task(child())

    assert await start(cpu, work()) == "child"
    assert used(cpu, bucket) >= 0.03


async def test_nobody_pays_for_what_others_do_while_they_wait() -> None:
    cpu, bucket = account()
    go_on = asyncio.Event()

    async def work() -> None:
        await go_on.wait()

    task = start(cpu, work())
    await asyncio.sleep(0)
    burn(0.3)
    go_on.set()
    await task
    assert used(cpu, bucket) < 0.2


async def test_a_guests_task_can_fail_and_be_cancelled_like_any_other() -> None:
    cpu, bucket = account()
    cleaned = []

    async def fail() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            burn(0.01)
            cleaned.append(True)

    with pytest.raises(ValueError, match="no"):
        await start(cpu, fail())
    task = start(cpu, wait())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cleaned
    assert used(cpu, bucket) >= 0.01
