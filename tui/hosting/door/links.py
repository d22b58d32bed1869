"""Lines of JSON between the door and its workers, in one process or over Unix sockets. A line may
bring the socket of an accepted connection."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from tui.hosting.turns import NOBODY

PASSING_BYTES = 1 << 20  # for over 500 sockets that wait for a busy worker

type Line = dict[str, Any]
type Hear = Callable[[Line, socket.socket | None], object]


class Send(Protocol):
    """Sends a line, unless the other process is gone, and closes the brought socket here."""

    def __call__(self, line: Line, brought: socket.socket | None = None) -> None: ...


def send_here(hear: Hear) -> Send:
    """A `Send` within this process, in the loop's next round."""

    def send(line: Line, brought: socket.socket | None = None) -> None:
        asyncio.get_running_loop().call_soon(hear, line, brought, context=NOBODY)

    return send


class LineChannel(asyncio.Protocol):
    """One end of two Unix sockets, for lines and for the sockets that lines bring. `hear` gets None
    for a socket if no file descriptor was left; `on_end` is called when the channel is closed."""

    def __init__(self, lines: socket.socket, passing: socket.socket) -> None:
        passing.setblocking(False)
        passing.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PASSING_BYTES)
        self._lines, self._passing = lines, passing
        self._read = b""

    async def listen(self, hear: Hear, on_end: Callable[[], object]) -> None:
        self._hear, self._on_end = hear, on_end
        loop = asyncio.get_running_loop()
        self._wire, _ = await loop.connect_accepted_socket(lambda: self, self._lines)

    def send(self, line: Line, brought: socket.socket | None = None) -> None:
        if brought is not None:
            line = line | {"brings": True}
            with brought:
                try:
                    socket.send_fds(self._passing, [b"."], [brought.fileno()])
                except OSError:  # the other process is gone, or hangs
                    return
        if not self._wire.is_closing():
            self._wire.write(json.dumps(line).encode() + b"\n")

    def data_received(self, data: bytes) -> None:
        *lines, self._read = (self._read + data).split(b"\n")
        for text in lines:
            line, brought = json.loads(text), None
            if line.pop("brings", False):
                # The kernel drops a socket if this process has no file descriptor for it.
                _, fds, _, _ = socket.recv_fds(self._passing, 1, 1)
                brought = socket.socket(fileno=fds[0]) if fds else None
            # In a step of its own: asyncio ends the channel for an error in this one.
            asyncio.get_running_loop().call_soon(self._hear, line, brought)

    def connection_lost(self, _: Exception | None) -> None:
        self._passing.close()
        self._on_end()

    def close(self) -> None:
        self._wire.abort()


class DoorLink:
    """A worker's way to `Door.hear`, with the lines that stand there; it answers in turn."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._asked: deque[asyncio.Future[Any]] = deque()

    def tell(self, do: str, **about: object) -> None:
        self._send({"do": do, **about})

    async def ask(self, do: str, **about: object) -> Any:
        self._asked.append(asyncio.get_running_loop().create_future())
        self.tell(do, asks=True, **about)
        return await self._asked[-1]

    def answered(self, answer: Any) -> None:
        asked = self._asked.popleft()
        if not asked.done():  # cancelled: the guest has left
            asked.set_result(answer)
