"""The loop that never waits."""

import asyncio

import pytest

from tui.film.instant_loop import InstantLoop


def test_hours_pass_in_no_time_and_in_order() -> None:
    done: list[tuple[str, float]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append((name, asyncio.get_running_loop().time()))

    async def main() -> None:
        await asyncio.gather(sleeper("late", 7200.0), sleeper("early", 3600.0))

    with asyncio.Runner(loop_factory=InstantLoop) as runner:
        runner.run(main())
    assert [name for name, _ in done] == ["early", "late"]
    assert [at for _, at in done] == pytest.approx([3600.0, 7200.0])


def test_it_is_at_rest_only_when_all_timers_and_messages_are_through() -> None:
    done: list[str] = []
    loop = InstantLoop()

    async def chain() -> None:
        for _ in range(5):
            await asyncio.sleep(60.0)
        loop.call_soon_threadsafe(done.append, "through")

    async def main() -> None:
        task = asyncio.create_task(chain())
        await loop.at_rest()
        assert done == ["through"]
        await task

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(main())


def test_waiting_for_what_never_comes_is_an_error() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with (
        asyncio.Runner(loop_factory=InstantLoop) as runner,
        pytest.raises(RuntimeError, match="Nothing is left"),
    ):
        runner.run(main())
