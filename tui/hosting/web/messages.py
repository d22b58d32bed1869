"""A browser's messages: they reach the guest's process no faster than one guest may send them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tui.hosting.options import Limits
from tui.hosting.terminal.input import InputRate, PasteLimiter

PIECE_CHARACTERS = 64  # passed on at once


class RateLimitedSocket:
    """The part of a browser's WebSocket that textual-serve uses.

    While a message waits, no other is read, so the browser waits too. Messages that are not of
    textual-serve's page are dropped.
    """

    def __init__(
        self, socket: web.WebSocketResponse, limits: Limits, now: Callable[[], float]
    ) -> None:
        self._socket = socket
        self._pastes = PasteLimiter(limits.paste)
        self._rate = InputRate(limits, now)

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        async for message in self._socket:
            if message.type != WSMsgType.TEXT:
                continue
            for text in self.accepted_parts(message.data):
                yield WSMessage(WSMsgType.TEXT, text, None)
                wait = self._rate.take(len(text), 1)
                if wait:
                    await asyncio.sleep(wait)

    async def send_json(self, data: object) -> None:
        """Send an answer to the browser."""
        await self._socket.send_json(data)

    def accepted_parts(self, text: str) -> Iterator[str]:
        """Yield the messages to pass on for one from the browser; none if it is not accepted."""
        try:
            message: Any = json.loads(text)
        except (ValueError, RecursionError):
            return
        match message:
            case ["stdin", str(typed)]:
                data = self._pastes.limit(typed.encode("utf-8", "replace"))
                typed = data.decode("utf-8", "replace")
                for start in range(0, len(typed), PIECE_CHARACTERS):
                    yield json.dumps(["stdin", typed[start : start + PIECE_CHARACTERS]])
            case (
                ["resize", {"width": int(), "height": int()}]
                | ["ping", int() | float() | str()]
                | ["blur" | "focus", *_]
            ):
                yield text
