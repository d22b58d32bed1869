"""A guest's channel over a websocket whose browser reads slowly, or no longer."""

import asyncio
from typing import Any, cast

from hosting_stage import eventually
from patience import let_others_run

from tui.hosting.web.channel import WebChannel


class Socket:
    """A websocket that takes a message only when `free` is set."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.taken: list[bytes | str] = []
        self.closed = False

    async def send_bytes(self, data: bytes) -> None:
        self.taken.append(data)
        await self.free.wait()

    async def send_str(self, text: str) -> None:
        self.taken.append(text)
        await self.free.wait()

    async def close(self) -> None:
        self.closed = True


def channel_to(socket: Socket) -> WebChannel:
    channel = WebChannel()
    channel.connect(cast(Any, socket), None)
    return channel


async def test_what_waits_for_a_slow_browser_counts_as_unsent_until_it_is_taken() -> None:
    socket = Socket()
    channel = channel_to(socket)
    channel.write(b"first")
    await let_others_run()
    for number in range(3):
        channel.write(b"%d" % number * 10)
    await let_others_run()
    assert (socket.taken, channel.unsent) == ([b"first"], 30)
    socket.free.set()
    channel.close()
    await eventually(lambda: socket.closed)
    assert socket.taken == [b"first", b"0" * 10, b"1" * 10, b"2" * 10]
    assert channel.unsent == 0


async def test_another_websocket_waits_for_nothing_that_the_one_before_has_not_taken() -> None:
    lost, new = Socket(), Socket()
    channel = channel_to(lost)
    channel.write(b"first")
    channel.write(b"second")
    await let_others_run()
    channel.connect(cast(Any, new), None)
    assert channel.unsent == 0
    channel.tell({"token": "1"})
    await let_others_run()
    assert (lost.taken, new.taken) == ([b"first"], ['{"token": "1"}'])
    channel.write(b"third")
    lost.free.set()
    await let_others_run()
    assert channel.unsent == len(b"third")  # the end of the one before sends nothing early
    new.free.set()
    channel.close()
    await eventually(lambda: new.closed)
    assert (lost.taken, new.taken[1:]) == ([b"first"], [b"third"])
