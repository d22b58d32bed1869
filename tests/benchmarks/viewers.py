"""Those who watch a rehearsal, each with what stands on their screen and since when."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

import aiohttp
import asyncssh
from crowd import at_terminal, connect, guest_size
from drawn_screen import DrawnScreen

from tui.hosting.keys import PRESENTER_LOGIN
from tui.hosting.web.visit import MOVED_CODE

LOST_CODE = 4000  # with which no page closes its websocket

type Seen = Callable[[str], object]
"""Recognises something on a screen."""


@dataclass(frozen=True, slots=True)
class Host:
    """Addresses of the host."""

    port: int
    web: str
    session: aiohttp.ClientSession


class Viewer:
    """Somebody who watches. What arrives is noted with its time, and drawn when looked at."""

    def __init__(self, host: Host, name: str, number: int = 1) -> None:
        self.host, self.name = host, name
        self.size = guest_size(number)
        self.text, self.tail = "", b""
        self._screen = DrawnScreen(*self.size)
        self._arrived: deque[tuple[float, bytes]] = deque()
        self.watching: asyncio.Task[None] | None = None

    def hear(self, data: bytes) -> None:
        self._arrived.append((perf_counter(), data))
        self.tail = (self.tail + data)[-4096:]

    def first_seen(self, seen: Seen) -> float | None:
        """The time at which the screen showed it, 0 if it did at the last look; None: never."""
        when = 0.0
        while not seen(self.text):
            if not self._arrived:
                return None
            when, data = self._arrived.popleft()
            self._screen.feed(data)
            self.text = self._screen.text
        return when

    async def join(self) -> None:
        raise NotImplementedError

    def send(self, keys: bytes) -> None:
        raise NotImplementedError

    async def cut(self) -> None:
        """Lose the connection, without a farewell."""
        raise NotImplementedError


class SshViewer(Viewer):
    """A guest over SSH, or a presenter with a key."""

    command, key = "", ""

    async def join(self) -> None:
        user = PRESENTER_LOGIN if self.key else "guest"
        self._connection = await connect(self.host.port, user, self.key)
        self._process = await at_terminal(self._connection, self.command, self.size)
        self.watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        with suppress(asyncssh.Error, OSError):
            while data := await self._process.stdout.read(1 << 16):
                self.hear(data)

    def send(self, keys: bytes) -> None:
        self._process.stdin.write(keys)

    async def cut(self) -> None:
        self._connection.abort()


class WebViewer(Viewer):
    """A websocket that says and hears what the page does."""

    token = ""

    async def join(self) -> None:
        """Come, or come back to the kept place; as often as another worker has it."""
        url, moved = self.host.web, True
        while moved:
            socket = await self.host.session.ws_connect(f"{url}/ws", headers={"Origin": url})
            await socket.send_json({"size": self.size, "token": self.token, "at": ""})
            first = await socket.receive()
            moved = socket.close_code == MOVED_CODE
        self._socket = socket
        self._take(first)
        self.watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        async for message in self._socket:
            self._take(message)

    def _take(self, message: aiohttp.WSMessage) -> None:
        if message.type is aiohttp.WSMsgType.BINARY:
            self.hear(message.data)
        elif message.type is aiohttp.WSMsgType.TEXT:
            told = json.loads(message.data)
            self.token = told.get("token", self.token)
            self.tail += str(told.get("ended", "")).encode()

    def send(self, keys: bytes) -> None:
        self._sending = asyncio.create_task(self._socket.send_bytes(keys))

    async def cut(self) -> None:
        await self._socket.close(code=LOST_CODE)
