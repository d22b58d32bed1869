"""Guests in browsers: a visit is one guest's session, over one or more websockets."""

import asyncio
import json
import shlex
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from time import thread_time
from typing import Any

from aiohttp import ClientConnectionResetError, WSMessage, WSMsgType, web

from tui.hosting.auth import BY_LINK, guest_name
from tui.hosting.door.refusals import REFUSALS
from tui.hosting.guest import Guest
from tui.hosting.host import Host
from tui.hosting.session import FAREWELL_SECONDS, Session
from tui.hosting.terminal import GuestTerminal

AWAY_SECONDS = 60.0  # the place of a disconnected guest is kept
SIGN_SECONDS = 4.0  # without a message to a page: then it gets a sign of life
SILENT_SECONDS = 10.0  # without anything from the host, before a page says so
STAYED_SECONDS = 10.0  # then the place is kept without a key too
MAX_MESSAGE_BYTES = 32 * 1024  # from a browser; the page sends pastes in smaller pieces
MESSAGE_SECONDS = 0.0002  # of CPU time that any message costs before it is here
CLEAN_CODES = (1000, 1001)  # with which a browser closes a page: the guest has left
NO_SIZE_CODE = 1008  # the page says first how large it is
MOVED_CODE = 4001  # the page asks again: another worker has the visit
REFUSED_CODE = 4002


class Visit:
    """A guest's session with a browser as its terminal; without a `connection` output is lost. It
    is among the `visits` by its token until the browser cannot come back."""

    def __init__(self, host: Host, visits: dict[str, "Visit"]) -> None:
        self.connection: WebConnection | None = None
        self.readable = asyncio.Event()  # set while the guest's input is read
        self.readable.set()
        self.terminal = GuestTerminal(self, host.metrics, host.account())
        self.terminal.needs_carriage_return = True
        self._host, self._visits = host, visits
        self._session = Session(host, self.terminal, self._exit)
        self._token = self._session.place
        visits[self._token] = self
        self._loop = asyncio.get_running_loop()
        self._buttons: Mapping[str, object] = {}  # the last message about them
        self._away_timer: asyncio.TimerHandle | None = None

    def begin(self, connection: "WebConnection", guest: Guest, command: str) -> None:
        self._connect(connection)
        self._session.start(replace(guest, tell_page=self._tell), command)

    def come_back(self, connection: "WebConnection") -> None:
        """Continue over another websocket, and close the one before."""
        if self.connection is not None:
            self.connection.close()
        if self._away_timer is not None:
            self._away_timer.cancel()
            self._away_timer = None
        self._connect(connection)
        if self._buttons:
            self._tell(self._buttons)
        self.terminal.show_again()

    def _connect(self, connection: "WebConnection") -> None:
        self.connection = connection
        times = {"keptSeconds": AWAY_SECONDS, "silentSeconds": SILENT_SECONDS}
        self._tell({"token": self._token, **times})

    def disconnected(self, *, is_clean: bool) -> None:
        """Keep the place after a key or a longer stay only: short visits must not fill the host."""
        self.connection, session = None, self._session
        if is_clean:
            session.end("left")
        elif not self.terminal.key_at and self._loop.time() - session.began_at < STAYED_SECONDS:
            session.end("lost")
        else:
            self._away_timer = self._loop.call_later(AWAY_SECONDS, session.end, "lost")

    # The terminal's wire

    def write(self, data: bytes) -> None:
        if self.connection is not None:
            self.connection.send(data)

    def pause_reading(self) -> None:
        self.readable.clear()

    def resume_reading(self) -> None:
        self.readable.set()

    @property
    def unsent(self) -> int:
        return 0 if self.connection is None else self.connection.unsent

    # Messages to the page

    def _tell(self, message: Mapping[str, object]) -> None:
        if "buttons" in message:
            self._buttons = message
        if self.connection is not None:
            self.connection.tell(message)

    def _exit(self, status: int) -> None:
        if self._away_timer is not None:
            self._away_timer.cancel()
        self.readable.set()
        if self.connection is not None:
            stops = self._session.reason == "stopping"
            self.connection.say_goodbye(self._session.farewell, status, stops=stops)
        self._visits.pop(self._token, None)


class WebConnection:
    """Reads a websocket at a limited rate, for one of the `visits` by token. Terminal bytes are
    binary messages, all else is JSON. `blog` is "" for the only live blog."""

    def __init__(
        self,
        host: Host,
        visits: dict[str, Visit],
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        address: str,
        blog: str = "",
    ) -> None:
        self._host, self._visits, self._blog = host, visits, blog
        self._socket, self._transport = socket, transport
        self._queue: asyncio.Queue[bytes | str | None] = asyncio.Queue()  # None closes
        self._queued_bytes = 0
        self._sending = asyncio.create_task(self._send_queue())
        self.address = address
        self.visit: Visit | None = None

    async def serve(self) -> None:
        if self._host.connects_too_often(self.address):
            await self._turn_away("rate")
            return
        self._host.opened(self.address)
        error: Exception | None = None
        try:
            self.visit = await self._find_visit()
            if self.visit is not None:
                await self._read(self.visit)
        except Exception as caught:
            error = caught
            raise
        finally:
            self.close()
            if self.visit is not None and self.visit.connection is self:
                self.visit.disconnected(is_clean=self._socket.close_code in CLEAN_CODES)
            self._host.closed(self.address, error, had_session=self.visit is not None)

    def send(self, message: bytes | str) -> None:
        self._queue.put_nowait(message)
        self._queued_bytes += len(message)

    def tell(self, message: Mapping[str, object]) -> None:
        self.send(json.dumps(message))

    def say_goodbye(self, sentence: str, status: int, *, stops: bool = False) -> None:
        """`stops`: the host itself ends, and the page waits for another start."""
        self.tell({"ended": sentence, "status": status, "stops": stops})
        self.close()

    def close(self) -> None:
        """Close the websocket when all before has been sent; soon, if the browser reads nothing."""
        self._queue.put_nowait(None)
        asyncio.get_running_loop().call_later(FAREWELL_SECONDS, self._transport.abort)

    @property
    def unsent(self) -> int:
        return self._queued_bytes + self._transport.get_write_buffer_size()

    async def _send_queue(self) -> None:
        with suppress(ClientConnectionResetError, ConnectionError, RuntimeError):
            while (message := await self._next_message()) is not None:
                if isinstance(message, bytes):
                    await self._socket.send_bytes(message)
                else:
                    await self._socket.send_str(message)
            await self._socket.close()

    async def _next_message(self) -> bytes | str | None:
        """The next of the queue, or a sign, without which a page knows that its line is silent."""
        try:
            async with asyncio.timeout(SIGN_SECONDS):
                message = await self._queue.get()
        except TimeoutError:
            return "{}"
        self._queued_bytes -= len(message or "")
        return message

    async def _turn_away(self, reason: str) -> None:
        self.say_goodbye(REFUSALS[reason], 1)
        await self._sending

    async def _find_visit(self) -> Visit | None:
        """Find or begin the visit that the first message asks for; turn others away."""
        asked: dict[str, Any] = {}
        with suppress(TimeoutError):
            async with asyncio.timeout(self._host.limits.login_time):
                asked = _read_message(await self._socket.receive())
        if (size := _size(asked)) is None:
            await self._socket.close(code=NO_SIZE_CODE)
            return None
        token, code = _text(asked, "token"), _text(asked, "present")
        if token:
            return await self._come_back(token, size)
        if code and not await self._host.admits_code(code, self.address):
            await self._turn_away("link")
            return None
        return self._begin(asked, size, BY_LINK if code else "")

    def _begin(self, asked: dict[str, Any], size: tuple[int, int], fingerprint: str) -> Visit:
        words = [self._blog] if self._blog else []
        words += ["--at", at] if (at := _text(asked, "at")).strip() else []
        words += ["--projector"] if asked.get("projector") is True else []
        visit = Visit(self._host, self._visits)
        visit.terminal.resize(*size)
        guest = Guest(
            address=self.address,
            fingerprint=fingerprint,
            light=asked.get("light") is True,
            name=guest_name(_text(asked, "name")),
            hand=_text(asked, "hand"),
            touch=asked.get("touch") is True,
        )
        visit.begin(self, guest, shlex.join(words))
        return visit

    async def _come_back(self, token: str, size: tuple[int, int]) -> Visit | None:
        if (visit := self._visits.get(token)) is not None:
            visit.terminal.resize(*size)
            visit.come_back(self)
            return visit
        peer = str(self._transport.get_extra_info("peername")[0])
        is_elsewhere = await self._host.door.ask("lead", peer=peer, place=token)
        await self._socket.close(code=MOVED_CODE if is_elsewhere else REFUSED_CODE)
        return None

    async def _read(self, visit: Visit) -> None:
        """Read as fast as the guest, who pays for it, may cost more."""
        account = visit.terminal.account
        while not self._socket.closed:
            await visit.readable.wait()
            await asyncio.sleep(account.seconds_to_wait)
            message, began = await self._socket.receive(), thread_time()
            if message.type is WSMsgType.BINARY:
                visit.terminal.receive(message.data)
            elif message.type is WSMsgType.TEXT:
                if (new_size := _size(_read_message(message))) is not None:
                    visit.terminal.resize(*new_size)
            elif message.type is WSMsgType.PING:
                await self._socket.pong(message.data)
            elif message.type is not WSMsgType.PONG:
                return
            account.charge(MESSAGE_SECONDS + thread_time() - began)


def _read_message(message: WSMessage) -> dict[str, Any]:
    """The JSON object in a message; {} if it has none."""
    if message.type is not WSMsgType.TEXT:
        return {}
    try:
        parsed = json.loads(message.data)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _text(asked: dict[str, Any], name: str) -> str:
    return text if isinstance(text := asked.get(name), str) else ""


def _size(asked: dict[str, Any]) -> tuple[int, int] | None:
    """Columns and lines of the browser's terminal; None if missing or absurd."""
    match asked.get("size"):
        case [int(columns), int(lines)] if columns > 0 < lines:
            return columns, lines
    return None
