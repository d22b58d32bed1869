"""A visit: one guest's session in a browser, over one or more websockets."""

import asyncio
from collections.abc import Callable
from secrets import token_urlsafe

from aiohttp import web

from tui.hosting.buttons import Buttons
from tui.hosting.guest import Guest, NewPost
from tui.hosting.host import Host
from tui.hosting.middleware import AROUND
from tui.hosting.session import Session
from tui.hosting.terminal import GuestTerminal
from tui.hosting.web.channel import WebChannel

AWAY_SECONDS = 60.0  # the place of a disconnected guest is kept
STAYED_SECONDS = 10.0  # then the place is kept without a key too
TOKEN_BYTES = 16


class Visits:
    """A worker's visits, by the secret tokens with which browsers come back."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._visits: dict[str, Visit] = {}

    def new(self, address: str) -> "Visit":
        token = f"{self._host.worker}.{token_urlsafe(TOKEN_BYTES)}"
        visit = Visit(self._host, address, token, lambda: self._visits.pop(token, None))
        self._visits[token] = visit
        return visit

    def find(self, token: str) -> "Visit | None":
        return self._visits.get(token)

    def worker_of(self, token: str) -> int | None:
        """The number of another worker that may have the visit."""
        number = token.partition(".")[0]
        is_number = number.isascii() and number.isdigit() and len(number) < 4
        return int(number) if is_number and int(number) != self._host.worker else None


class Visit:
    """Connects a browser with a guest's session; `on_end` is called when it cannot come back."""

    def __init__(self, host: Host, address: str, token: str, on_end: Callable[[], object]) -> None:
        self.token, self.address = token, address
        self.channel = WebChannel()
        self.terminal = GuestTerminal(self.channel, host.metrics, host.account())
        self.terminal.understands_escapes = True
        self.terminal.needs_carriage_return = True
        self._session = Session(host, self.terminal, self._exit, AROUND)
        self._loop = asyncio.get_running_loop()
        self._buttons: Buttons | None = None
        self._on_end = on_end
        self._away_timer: asyncio.TimerHandle | None = None

    def begin(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        command: str,
        fingerprint: str,
    ) -> None:
        """Join with this command line; `fingerprint` marks a presenter."""
        self.channel.connect(socket, transport)
        self.channel.tell({"token": self.token, "keptSeconds": AWAY_SECONDS})
        guest = Guest(
            address=self.address,
            fingerprint=fingerprint,
            term="xterm",
            on_new_post=self._tell_post,
            on_buttons=self._tell_buttons,
        )
        self._session.start(guest, command)

    def come_back(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        """Continue over another websocket, and close the one before."""
        before = self.channel.socket
        self.channel.connect(socket, transport)
        if before is not None:
            task = self._loop.create_task(before.close())
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
        if self._away_timer is not None:
            self._away_timer.cancel()
            self._away_timer = None
            self._session.note_away(is_away=False)
        self.channel.tell({"token": self.token, "keptSeconds": AWAY_SECONDS})
        if self._buttons is not None:
            self._tell_buttons(self._buttons)
        self.terminal.show_again()

    def lost(self, socket: web.WebSocketResponse) -> None:
        """Keep the place after a key or a longer stay only: short visits must not fill the host."""
        if self.channel.socket is not socket:
            return
        self.channel.disconnect()
        session = self._session
        if not session.key_at and self._loop.time() - session.began_at < STAYED_SECONDS:
            session.end("lost")
            return
        self._away_timer = self._loop.call_later(AWAY_SECONDS, session.end, "lost")
        session.note_away(is_away=True)

    def leave(self) -> None:
        self._session.end("left")

    def _tell_post(self, post: NewPost) -> None:
        self.channel.tell({"headline": post.headline, "asOf": post.as_of, "came": post.came})

    def _tell_buttons(self, buttons: Buttons) -> None:
        self._buttons = buttons
        self.channel.tell({"buttons": buttons})

    def _exit(self, status: int) -> None:
        if self._away_timer is not None:
            self._away_timer.cancel()
        self.channel.tell({"ended": self._session.farewell, "status": status})
        self.channel.close()
        self._on_end()
