"""A guest's channel over a websocket: terminal bytes as binary messages, all else as JSON."""

import asyncio
import json
from collections import deque
from collections.abc import Mapping

from aiohttp import ClientConnectionResetError, web

MAX_MESSAGE_BYTES = 32 * 1024  # from a browser; the page sends pastes in smaller pieces


class WebChannel:
    """Sends a guest's output to their websocket, which may be replaced; without one it is lost."""

    def __init__(self) -> None:
        self.socket: web.WebSocketResponse | None = None
        self.readable = asyncio.Event()
        """Set while the guest's input is read."""
        self.readable.set()
        self._transport: asyncio.Transport | None = None
        self._closing = False
        self._queue: deque[bytes | str] = deque()
        self._queued_bytes = 0
        self._sending: asyncio.Task[None] | None = None

    def connect(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        """Send all to this websocket from now on."""
        self.disconnect()
        if self._sending is not None:  # it may wait for a network that is gone
            self._sending.cancel()
            self._sending = None
        self.socket, self._transport = socket, transport

    def disconnect(self) -> None:
        """Lose the websocket, and what it has not taken."""
        self.socket = self._transport = None
        self._queue.clear()
        self._queued_bytes = 0

    def write(self, data: bytes) -> None:
        """Send bytes to the guest's terminal."""
        self._send(data)

    def tell(self, message: Mapping[str, object]) -> None:
        """Send something to the page itself."""
        self._send(json.dumps(message))

    def is_closing(self) -> bool:
        """Whether the guest's session has ended."""
        return self._closing

    def pause_reading(self) -> None:
        """Read nothing more from the guest for now."""
        self.readable.clear()

    def resume_reading(self) -> None:
        """Read from the guest again."""
        self.readable.set()

    @property
    def unsent(self) -> int:
        """The bytes that wait in the process for the network."""
        waiting = 0 if self._transport is None else self._transport.get_write_buffer_size()
        return self._queued_bytes + waiting

    def close(self) -> None:
        """Close the websocket when all has been sent; nothing more can be written."""
        self._closing = True
        self.readable.set()
        if self._sending is None:
            self._start_sending()

    def _send(self, message: bytes | str) -> None:
        if self.socket is None or self._closing:
            return
        self._queue.append(message)
        self._queued_bytes += len(message)
        if self._sending is None:
            self._start_sending()

    def _start_sending(self) -> None:
        # Begun at once: a frame waits for no turn of the loop unless the network makes it wait.
        loop = asyncio.get_running_loop()
        task = asyncio.Task(self._send_queue(), loop=loop, eager_start=True)
        if not task.done():
            self._sending = task
            task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        if task is not self._sending:
            return
        self._sending = None
        if self._queue or self._closing:
            self._start_sending()

    async def _send_queue(self) -> None:
        socket = self.socket
        try:
            while socket is not None and socket is self.socket and self._queue:
                message = self._queue.popleft()
                self._queued_bytes -= len(message)
                if isinstance(message, bytes):
                    await socket.send_bytes(message)
                else:
                    await socket.send_str(message)
            if self._closing and socket is not None and socket is self.socket:
                self.disconnect()
                await socket.close()
        except (ClientConnectionResetError, ConnectionError, RuntimeError):
            if socket is self.socket:
                self.disconnect()  # who reads the websocket notices that it is closed
