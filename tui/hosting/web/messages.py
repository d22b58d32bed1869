"""What a browser sends, brought to a visitor's process no faster than a visitor may send it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.terminal.input import PasteLimiter

PIECE_CHARACTERS = 64  # characters passed on at once


class RateLimitedSocket:
    """The side of a visitor's WebSocket that textual-serve uses. While a message waits, no more are read, so that the
    browser waits too; what is no message of textual-serve's page is left out.
    """

    def __init__(
        self, socket: web.WebSocketResponse, limits: Limits, now: Callable[[], float]
    ) -> None:
        self._socket = socket
        self._pastes = PasteLimiter(limits.paste)
        self._bytes = TokenBucket(limits.input_bytes, 4 * limits.input_bytes, now)
        self._events = TokenBucket(limits.input_events, 2 * limits.input_events, now)

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        async for message in self._socket:
            if message.type != WSMsgType.TEXT:
                continue
            for text in self.accepted_parts(message.data):
                yield WSMessage(WSMsgType.TEXT, text, None)
                wait = max(self._bytes.take(len(text)), self._events.take(1))
                if wait:
                    await asyncio.sleep(wait)

    async def send_json(self, data: object) -> None:
        """Answer the browser."""
        await self._socket.send_json(data)

    def accepted_parts(self, text: str) -> Iterator[str]:
        """A message's parts."""
        try:
            message_data: Any = json.loads(text)
        except (ValueError, RecursionError):
            return
        match message_data:
            case ["stdin", str(typed)]:
                typed = self._pastes.limit(typed.encode("utf-8", "replace")).decode(
                    "utf-8", "replace"
                )
                for start in range(0, len(typed), PIECE_CHARACTERS):
                    yield json.dumps(["stdin", typed[start : start + PIECE_CHARACTERS]])
            case (
                ["resize", {"width": int(), "height": int()}]
                | ["ping", int() | float() | str()]
                | ["blur" | "focus", *_]
            ):
                yield text
