"""Guests without a terminal to draw on: the page as text."""

import asyncio

from hosting_stage import client, connected, eventually, pages_wait, stage
from patience import patience
from stand_in import StandInViews

from tui.replay import ReplayOptions


async def test_a_terminal_that_draws_nothing_gets_text() -> None:
    async with stage() as host, client(host.port, "10:26", term="dumb") as guest:
        assert await guest.ended() == 0
        assert guest.output == b"The page as of 10:26, by all\r\n\xc3\x9cnd more\r\n"


async def test_a_long_page_arrives_whole_and_is_not_kept_for_a_slow_reader() -> None:
    async with stage() as host, connected(host.port) as connection:
        process = await connection.create_process("long", encoding=None, window=32 * 1024)
        process.stdin.write(b"q\x03 what is piped in does not matter")
        await eventually(lambda: host.count("sent_bytes_total") > 0)
        await asyncio.sleep(0.3)
        assert host.count("sent_bytes_total") < 1024 * 1024
        async with patience():
            page = await process.stdout.read()
        assert page == b"a long line of text\n" * 200_000
        assert process.exit_status == 0


async def test_joining_waits_for_no_page_and_leaving_cancels_it() -> None:
    class Counting(StandInViews):
        def page(self, requested: ReplayOptions, width: int) -> str:
            made.append(requested.at)
            return super().page(requested, width)

    made: list[str] = []
    async with stage(views=Counting()) as host, connected(host.port) as patient:
        with pages_wait(host):
            async with connected(host.port) as leaver:
                await leaver.create_process("10:26")
                await eventually(lambda: host.events("joined"))
            await eventually(lambda: host.events("left"))
            page = asyncio.create_task(patient.run("10:27"))
            async with client(host.port) as guest:
                await guest.until(b"line 20")
            assert made == []
        assert (await page).exit_status == 0
        assert made == ["10:27"]
