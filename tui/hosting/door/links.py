"""Lines of JSON between the door and its workers, in one process or over a Unix socket. A line may
bring the socket of an accepted connection."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

from tui.hosting.turns import NOBODY

READ_BYTES = 64 * 1024
SOCKETS_A_READ = 32
MOST_UNSENT_LINES = 10_000  # for a worker that hangs; then it is killed

type Line = dict[str, Any]
type Hear = Callable[[Line, socket.socket | None], object]


class Send(Protocol):
    """Sends a line and closes the brought socket here. Returns False if the line is lost."""

    def __call__(self, line: Line, brought: socket.socket | None = None) -> bool: ...


def send_here(hear: Hear) -> Send:
    """A `Send` within this process, in the loop's next round."""

    def send(line: Line, brought: socket.socket | None = None) -> bool:
        asyncio.get_running_loop().call_soon(hear, line, brought, context=NOBODY)
        return True

    return send


class LineChannel:
    """One end of a Unix socket. `hear` gets None for a socket if no file descriptor was left;
    `on_end` is called when the other process is gone."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self._unsent: deque[tuple[bytes, socket.socket | None]] = deque()
        self._read = b""
        self._brought: deque[int | None] = deque()
        self._closed = False

    def listen(self, hear: Hear, on_end: Callable[[], object]) -> None:
        self._hear, self._on_end = hear, on_end
        self._loop.add_reader(self._sock, self._receive)

    def send(self, line: Line, brought: socket.socket | None = None) -> bool:
        if self._closed or len(self._unsent) >= MOST_UNSENT_LINES:
            return False
        if brought is not None:
            line = line | {"brings": True}
        self._unsent.append((json.dumps(line).encode() + b"\n", brought))
        if len(self._unsent) == 1:
            self._send_waiting()
        return True

    def _send_waiting(self) -> None:
        while self._unsent:
            data, brought = self._unsent[0]
            try:
                sent = socket.send_fds(self._sock, [data], [brought.fileno()] if brought else [])
            except BlockingIOError:
                self._loop.add_writer(self._sock, self._send_waiting)
                return
            except OSError:  # the other process is gone, which the reader notices
                self._drop_unsent()
                break
            if brought is not None:
                brought.close()
            self._unsent.popleft()
            if rest := data[sent:]:
                self._unsent.appendleft((rest, None))
        self._loop.remove_writer(self._sock)

    def _receive(self) -> None:
        try:
            data, fds, flags, _ = socket.recv_fds(self._sock, READ_BYTES, SOCKETS_A_READ)
        except BlockingIOError:
            return
        except OSError:
            data, fds, flags = b"", [], 0
        if not data:
            self.close()
            self._on_end()
            return
        # Each read has one socket at most. The kernel drops it if this process has no room for it.
        self._brought += [None] if flags & socket.MSG_CTRUNC and not fds else fds
        *lines, self._read = (self._read + data).split(b"\n")
        for text in lines:
            line, sock = json.loads(text), None
            if line.pop("brings", False) and (fd := self._brought.popleft()) is not None:
                sock = socket.socket(fileno=fd)
            self._hear(line, sock)

    def close(self) -> None:
        self._closed = True
        self._loop.remove_reader(self._sock)
        self._loop.remove_writer(self._sock)
        self._drop_unsent()
        self._sock.close()

    def _drop_unsent(self) -> None:
        for _, brought in self._unsent:
            if brought is not None:
                brought.close()
        self._unsent.clear()


class DoorLink:
    """A worker's way to `Door.hear`, with the lines that stand there."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._calls = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}

    def tell(self, do: str, **about: object) -> None:
        self._send({"do": do, **about})

    async def ask(self, do: str, **about: object) -> Any:
        call = next(self._calls)
        self._asked[call] = answer = asyncio.get_running_loop().create_future()
        self.tell(do, call=call, **about)
        return await answer

    def answered(self, call: int, answer: Any) -> None:
        asked = self._asked.pop(call)
        if not asked.done():  # cancelled: the guest has left
            asked.set_result(answer)
