"""Those who watch a rehearsal in a browser: Chromium, and a plain websocket that speaks for one."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from browser import Browser, browser
from rehearsal_guests import Viewer
from rehearsal_host import Host

from tui.hosting.web.connection import MOVED_CODE

POLL_SECONDS = 0.1
"""Between two looks at the page of a Chromium."""
ESCAPE_CODE = 27
"""As which browsers know the key."""
LOST_CODE = 4000
"""With which no page closes its websocket."""
PAGE_ROWS = "document.querySelector('.xterm-rows')?.innerText ?? ''"


class SocketViewer(Viewer):
    """A websocket without a browser, that says and hears what the page does."""

    def __init__(self, host: Host, name: str, size: tuple[int, int]) -> None:
        super().__init__(name, "websocket", size)
        self._host = host
        self._session = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._tasks = set[asyncio.Task[None]]()
        self.token = ""

    async def connect(self) -> None:
        """Join, or come back to the place that is kept; as often as another worker has it."""
        moved = True
        while moved:
            origin = {"Origin": self._host.web.rstrip("/")}
            socket = await self._session.ws_connect(f"{self._host.web}ws", headers=origin)
            await socket.send_json({"size": self.size, "token": self.token, "at": ""})
            first = await socket.receive()
            moved = socket.close_code == MOVED_CODE
        self._socket = socket
        self._take(first)
        self._start(self._watch(socket))

    async def _watch(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            self._take(message)
        self.gone = socket is self._socket

    def _take(self, message: aiohttp.WSMessage) -> None:
        if message.type is aiohttp.WSMsgType.BINARY:
            self.hear(message.data)
        elif message.type is aiohttp.WSMsgType.TEXT:
            told = json.loads(message.data)
            self.token = told.get("token", self.token)
            self.farewell = told.get("ended", "")

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def send(self, keys: bytes) -> None:
        assert self._socket is not None
        self._start(self._socket.send_bytes(keys))

    async def lose_line(self) -> None:
        """Lose the connection, as a phone in a lift does."""
        lost, self._socket = self._socket, None
        assert lost is not None
        await lost.close(code=LOST_CODE)

    async def end(self) -> None:
        """Close the page."""
        if self._socket is not None:
            await self._socket.close()
        await self._session.close()


@asynccontextmanager
async def at_websocket(host: Host, name: str, size: tuple[int, int]) -> AsyncIterator[SocketViewer]:
    """A guest at a plain websocket."""
    viewer = SocketViewer(host, name, size)
    try:
        await viewer.connect()
        yield viewer
    finally:
        await viewer.end()


class PageViewer(Viewer):
    """The page in Chromium: what xterm.js has painted."""

    page: Browser

    async def watch(self) -> None:
        """Look at the page again and again."""
        before = ""
        try:
            while True:
                text = (await self.page.value(PAGE_ROWS) or "").replace("\xa0", " ")
                if text != before:
                    self.hear(text)
                    before = text
                await asyncio.sleep(POLL_SECONDS)
        finally:
            self.gone = True

    def send(self, keys: bytes) -> None:
        self._pressing = asyncio.create_task(self._press(keys.decode()))

    async def _press(self, keys: str) -> None:
        for key in keys:
            if key == "\x1b":
                await self.page.press_named("Escape", ESCAPE_CODE)
            else:
                await self.page.press(key, "")


@asynccontextmanager
async def in_chromium(
    host: Host, name: str, folder: Path, size: tuple[int, int], *, touch: bool
) -> AsyncIterator[PageViewer]:
    """A guest in a Chromium with a window of that size."""
    viewer = PageViewer(name, "Chromium", (1, 1))
    async with browser(folder, host.web, size, touch=touch) as page:
        viewer.page = page
        reading = asyncio.create_task(viewer.watch())
        try:
            yield viewer
        finally:
            reading.cancel()
