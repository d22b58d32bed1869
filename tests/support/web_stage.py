"""A host for browsers on loopback, in this process."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from hosting_stage import AtTerminal, Stage, stage
from patience import patience

from tui.hosting.options import Limits
from tui.hosting.web.server import WebServer


@dataclass
class WebStage:
    """A running host, and where browsers find it."""

    host: Stage
    url: str

    @property
    def web(self) -> WebServer:
        """The worker's server of browsers."""
        assert self.host.worker.web is not None
        return self.host.worker.web


@asynccontextmanager
async def web_stage(limits: Limits | None = None, **options: Any) -> AsyncIterator[WebStage]:
    """A host for SSH clients and for browsers, each on an ephemeral loopback port."""
    async with stage(limits, **options) as host:
        yield WebStage(host, f"http://127.0.0.1:{host.web_port}")


class WebClient(AtTerminal):
    """A browser's websocket without a browser: what it was sent, and what it sends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, size: tuple[int, int]) -> None:
        super().__init__(size)
        self.socket = socket
        self.told: list[dict[str, Any]] = []
        self.code: int | None = None

    async def ask(self, **asked: Any) -> None:
        """Send a message to the host."""
        await self.socket.send_str(json.dumps(asked))

    async def press(self, keys: str) -> None:
        """Send what was typed."""
        await self.socket.send_bytes(keys.encode())

    async def until_told(self, name: str) -> Any:
        """Read until the page is told something of that name; returns the last of it."""
        async with patience(lambda: self.told):
            while not (found := [each[name] for each in self.told if name in each]):
                assert await self.more(), self.told
        return found[-1]

    async def first_code(self) -> int | None:
        """Read one message; returns the code of the websocket if it is closed instead."""
        async with patience():
            await self.more()
        return self.code

    async def closed(self) -> int | None:
        """Read to the end; returns the code of the websocket."""
        async with patience():
            while await self.more():
                pass
        return self.code

    async def more(self) -> bool:
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self.output += message.data
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.told.append(json.loads(message.data))
        else:
            is_farewell = message.type is aiohttp.WSMsgType.CLOSE
            self.code = message.data if is_farewell else self.socket.close_code
            return False
        return True

    def vanish(self) -> None:
        """Lose the connection without a farewell."""
        response = self.socket._response
        assert response.connection is not None
        assert response.connection.transport is not None
        response.connection.transport.abort()


@asynccontextmanager
async def web_client(
    url: str,
    size: tuple[int, int] | None = (80, 24),
    token: str = "",
    at: str = "",
    present: str = "",
    projector: bool = False,
    **headers: str,
) -> AsyncIterator[WebClient]:
    """A websocket to the host that has asked for a visit, if it has a size."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}/ws", headers=named) as socket,
    ):
        guest = WebClient(socket, size or (80, 24))
        if size is not None:
            await guest.ask(size=size, token=token, at=at, present=present, projector=projector)
        yield guest
