"""Lines between processes."""

import asyncio
import socket

from hosting_stage import eventually

from tui.hosting.door.links import LineChannel


async def test_an_error_in_a_line_costs_that_line_alone() -> None:
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    heard: list[int] = []
    door, worker = map(LineChannel, socket.socketpair(), socket.socketpair())
    for channel in (door, worker):
        await channel.listen(lambda line, _: heard.append(1 // line["number"]), lambda: None)
    for number in (1, 0, 1):
        door.send({"number": number})
    await eventually(lambda: heard == [1, 1])
    door.close()
