"""Lines between processes, with the sockets that they bring."""

import asyncio
import socket

from hosting_stage import eventually

from tui.hosting.door.links import Line, LineChannel

SOCKETS = 400  # of browsers that come while a worker is busy


async def test_sockets_wait_for_a_busy_worker_and_an_error_costs_one_line() -> None:
    (lines, its_lines), (passing, its_passing) = socket.socketpair(), socket.socketpair()
    heard: list[int] = []

    def hear(line: Line, brought: socket.socket | None) -> None:
        assert brought is not None
        brought.close()
        heard.append(line["number"])
        assert line["number"]

    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    door, worker = LineChannel(lines, passing), LineChannel(its_lines, its_passing)
    await worker.listen(hear, lambda: None)
    await door.listen(hear, lambda: None)
    for number in range(SOCKETS):
        door.send({"number": number}, socket.socket())
    await eventually(lambda: heard == [*range(SOCKETS)])
    door.close()
