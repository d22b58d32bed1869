"""A guest's channel over a websocket: terminal bytes as binary messages, all else as JSON."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import ClientConnectionResetError, web

MAX_MESSAGE_BYTES = 32 * 1024  # from a browser; the page sends pastes in smaller pieces

type Messages = asyncio.Queue[bytes | str | None]  # None closes the websocket


class WebChannel:
    """Sends to the guest's websocket, which may be replaced; without a websocket output is lost."""

    def __init__(self) -> None:
        self.socket: web.WebSocketResponse | None = None
        self.readable = asyncio.Event()  # set while the guest's input is read
        self.readable.set()
        self._transport: asyncio.Transport | None = None
        self._queue: Messages = asyncio.Queue()
        self._queued_bytes = 0
        self._closing = False
        self._sending: asyncio.Task[None] | None = None

    def connect(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        """Send all to this websocket from now on; the old one may wait for a lost network."""
        self.disconnect()
        if self._sending is not None:
            self._sending.cancel()
        self.socket, self._transport = socket, transport
        self._sending = asyncio.create_task(self._send_queue(socket, self._queue))

    def disconnect(self) -> None:
        self.socket = self._transport = None
        self._queue, self._queued_bytes = asyncio.Queue(), 0

    def write(self, data: bytes) -> None:
        self._send(data)

    def tell(self, message: Mapping[str, object]) -> None:
        self._send(json.dumps(message))

    def pause_reading(self) -> None:
        self.readable.clear()

    def resume_reading(self) -> None:
        self.readable.set()

    @property
    def unsent(self) -> int:
        waiting = 0 if self._transport is None else self._transport.get_write_buffer_size()
        return self._queued_bytes + waiting

    def close(self) -> None:
        """Close the websocket when all has been sent; nothing more can be written."""
        self._closing = True
        self.readable.set()
        self._queue.put_nowait(None)

    def _send(self, message: bytes | str) -> None:
        if self.socket is not None and not self._closing:
            self._queue.put_nowait(message)
            self._queued_bytes += len(message)

    async def _send_queue(self, socket: web.WebSocketResponse, queue: Messages) -> None:
        with suppress(ClientConnectionResetError, ConnectionError, RuntimeError):
            while (message := await queue.get()) is not None:
                if queue is self._queue:
                    self._queued_bytes -= len(message)
                if isinstance(message, bytes):
                    await socket.send_bytes(message)
                else:
                    await socket.send_str(message)
            await socket.close()
        if socket is self.socket:
            self.disconnect()  # the reader of the websocket notices that it is closed
