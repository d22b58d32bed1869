"""One websocket, from its first message, which asks for a visit, to its end."""

import asyncio
import json
import shlex
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tui.hosting.host import Host
from tui.hosting.present_link import BY_LINK
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.refusals import REFUSALS
from tui.hosting.web.visit import Visit, Visits

BYTES_A_SECOND = 16 * 1024  # that a browser may send; more waits there
BURST_SECONDS = 8  # of that rate, at once
LEAST_CHARGE_BYTES = 64  # for a message: the smallest, too, cost time
MAX_SIZE = 10_000  # largest credible number of columns or lines
CLEAN_CODES = (1000, 1001)  # with which a browser closes a page: the guest has left
MOVED_CODE = 4001  # the page asks again: another worker has the visit
REFUSED_CODE = 4002


class WebConnection:
    """Reads a websocket at a limited rate, for its visit; `blog` is "" for the only live blog."""

    def __init__(
        self,
        host: Host,
        visits: Visits,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        address: str,
        blog: str = "",
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._bucket = TokenBucket(BYTES_A_SECOND, BURST_SECONDS * BYTES_A_SECOND, self._loop.time)
        self._host = host
        self._visits = visits
        self._socket = socket
        self._transport = transport
        self.address = address
        self._blog = blog
        self.session: Visit | None = None

    async def serve(self) -> None:
        self._host.opened(self)
        error: Exception | None = None
        try:
            if await self._start_visit():
                await self._read()
        except Exception as caught:
            error = caught
            raise
        finally:
            if self.session is not None:
                self._end_of(self.session)
            self._host.closed(self, error)

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    async def _turn_away(self, reason: str) -> None:
        with suppress(ConnectionError):
            await self._socket.send_json({"ended": REFUSALS[reason].sentence, "status": 1})
            await self._socket.close()

    async def _start_visit(self) -> bool:
        """Find or make the visit that the first message asks for. Returns False without a visit."""
        try:
            async with asyncio.timeout(self._host.limits.login_time or None):
                first = await self._socket.receive()
        except TimeoutError:
            self._host.refusals.note(self.address, "login time")
            await self._turn_away("login time")
            return False
        asked = _read_message(first)
        if (size := _size(asked)) is None:
            await self._socket.close(code=1008, message=b"The page says first how large it is.")
            return False
        token = asked.get("token")
        if isinstance(token, str) and token:
            return await self._come_back(token, size)
        code, at = asked.get("present"), asked.get("at")
        presents = isinstance(code, str) and code != ""
        if presents and not await self._host.admits_code(str(code), self.address):
            await self._turn_away("link")
            return False
        words = [self._blog] if self._blog else []
        words += ["--at", at] if isinstance(at, str) and at.strip() else []
        words += ["--projector"] if asked.get("projector") is True else []
        self.session = visit = self._visits.new(self.address)
        visit.terminal.resize(*size)
        fingerprint = BY_LINK if presents else ""
        visit.begin(self._socket, self._transport, shlex.join(words), fingerprint)
        return True

    async def _come_back(self, token: str, size: tuple[int, int]) -> bool:
        visit = self._visits.find(token)
        if visit is None:
            worker = self._visits.worker_of(token)
            if worker is not None and self._transport is not None:
                peer = self._transport.get_extra_info("peername")
                self._host.door.lead(str(peer[0]), worker)
            await self._socket.close(code=REFUSED_CODE if worker is None else MOVED_CODE)
            return False
        self.session = visit
        visit.terminal.resize(*size)
        visit.come_back(self._socket, self._transport)
        return True

    async def _read(self) -> None:
        assert self.session is not None
        visit = self.session
        while not self._socket.closed:
            await visit.channel.readable.wait()
            message = await self._socket.receive()
            size = len(message.data) if isinstance(message.data, bytes | str) else 0
            self._host.metrics.bytes_in.inc(size)
            if wait := self._bucket.take(max(size, LEAST_CHARGE_BYTES)):
                await asyncio.sleep(wait)
            if message.type is WSMsgType.BINARY:
                visit.terminal.receive(message.data)
            elif message.type is WSMsgType.TEXT:
                if (new_size := _size(_read_message(message))) is not None:
                    visit.terminal.resize(*new_size)
            elif message.type is WSMsgType.PING:
                await self._socket.pong(message.data)
            elif message.type is not WSMsgType.PONG:
                return

    def _end_of(self, visit: Visit) -> None:
        if visit.channel.socket is self._socket and self._socket.close_code in CLEAN_CODES:
            visit.leave()
        else:
            visit.lost(self._socket)


def _read_message(message: WSMessage) -> dict[str, Any]:
    """The JSON object in a message; {} if it has none."""
    if message.type is not WSMsgType.TEXT:
        return {}
    try:
        parsed = json.loads(message.data)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _size(asked: dict[str, Any]) -> tuple[int, int] | None:
    """Columns and lines of the browser's terminal; None if missing or absurd."""
    match asked.get("size"):
        case [int(columns), int(lines)] if 0 < columns <= MAX_SIZE and 0 < lines <= MAX_SIZE:
            return columns, lines
    return None
