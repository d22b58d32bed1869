"""A guest's visit, from being let in to a clear end: a screen for a terminal, a page of text for a pipe."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from tui.hosting.guest import Depth, Guest, parse_wish
from tui.hosting.guest_app.app import Hosted
from tui.hosting.guests.registry import Host
from tui.hosting.guests.time_limits import WARNINGS, Stay
from tui.hosting.terminal.terminal import GuestTerminal
from tui.model.errors import LiveBlogError
from tui.model.safe_text import printable

FIRST_FRAME = 15.0  # seconds after which the next guest need not wait for this one's
FAREWELL = 3.0  # seconds for an app to end and for a client to close

REFUSALS = {
    "full": "The host is full at the moment: try again in a few minutes.",
    "address": "Too many guests are here from your address: close one of the others first.",
}
ENDINGS = {
    "idle": "Nothing was pressed for a while, so this seat was given up. Come back any time.",
    "session": "This session's time is over. Come back any time.",
    "stopping": "The host is stopping. Goodbye.",
    "crash": "Something went wrong on the host, and has been noted. Please connect again.",
}


class Visit:
    """One guest's. `exit` tells the client a status and closes the channel."""

    def __init__(self, host: Host, terminal: GuestTerminal, leave: Callable[[int], None]) -> None:
        self._host = host
        self._terminal = terminal
        self._exit = leave
        self._loop = asyncio.get_running_loop()
        self._stay = Stay(host.limits.idle, host.limits.session, self._loop.time)
        self._reason = ""
        self._app: Hosted | None = None
        self._task: asyncio.Task[None] | None = None
        self._patience: asyncio.TimerHandle | None = None

    def begin(self, guest: Guest, command: str) -> None:
        """The guest asks to be let in."""
        self._task = self._loop.create_task(self._run(guest, command))

    def key(self) -> None:
        """The guest pressed a key."""
        self._stay.key()

    def warn(self, text: str) -> None:
        """Tell the guest something."""
        if self._app is not None:
            self._app.warn(text)

    def end(self, reason: str, line: str = "", status: int = 0) -> None:
        """End the visit: the terminal is restored at once, whatever the app does."""
        if self._reason:
            return
        self._reason = reason
        self._terminal.leave(line or ENDINGS.get(reason, ""))
        self._exit(status)
        if self._app is not None:
            self._app.exit()
            self._patience = self._loop.call_later(FAREWELL, self._cancel)
        else:
            self._cancel()

    def _cancel(self) -> None:
        if self._task is not None and self._task is not asyncio.current_task(self._loop):
            self._task.cancel()

    async def _run(self, guest: Guest, command: str) -> None:
        refusal = self._host.door.admit(guest.address)
        if refusal:
            self._host.refused(guest.address, refusal)
            self.end(refusal, REFUSALS[refusal], 1)
            return
        started = self._loop.time()
        self._host.joined(self, guest)
        clock = self._loop.create_task(self._watch_time())
        try:
            await self._show(replace(guest, wish=parse_wish(command)), started)
            self.end("left")
        except LiveBlogError as error:
            self.end("arguments", printable(str(error)), 2)
        except Exception as error:  # noqa: BLE001  # whatever an app dies of is one guest's, and is noted
            self._host.crashed(guest, error)
            self.end("crash", status=1)
        finally:
            clock.cancel()
            if self._patience is not None:
                self._patience.cancel()
            self.end("cancelled")
            self._host.left(self, guest, self._reason, self._loop.time() - started)

    async def _show(self, guest: Guest, started: float) -> None:
        if guest.depth is Depth.NONE:
            make, width = self._host.programme.page, self._terminal.size[0]
            await self._terminal.send_page(
                await self._loop.run_in_executor(self._host.pages, make, guest.wish, width)
            )
            return
        try:
            running = await self._join(guest, started)
            await running
        finally:
            app, self._app = self._app, None
            if app is not None:
                self._host.collector.departed(app)
        if app is not None and app.failure is not None:
            raise app.failure

    async def _join(self, guest: Guest, started: float) -> asyncio.Task[object]:
        """Wait for the guest's turn, and start their app; returns when it has been painted, with its run."""
        self._host.counts.joining += 1
        try:
            async with self._host.joins.turn(self._tell_place):
                self._app = app = self._host.programme.app(guest)
                self._terminal.tell("")
                app.admit(guest, self._terminal)
                running = self._loop.create_task(app.run_async(size=self._terminal.size))
                await self._first_frame(app, running, started)
                return running
        finally:
            self._host.counts.joining -= 1

    async def _first_frame(
        self, app: Hosted, running: asyncio.Task[object], started: float
    ) -> None:
        painted = self._loop.create_task(app.painted.wait())
        try:
            await asyncio.wait(
                {painted, running}, timeout=FIRST_FRAME, return_when=asyncio.FIRST_COMPLETED
            )
        except asyncio.CancelledError:
            running.cancel()
            raise
        finally:
            painted.cancel()
            self._host.collector.joined()
        self._host.counts.join_times.append(self._loop.time() - started)

    def _tell_place(self, before: int) -> None:
        self._terminal.tell(f"joining, {before} before you")

    async def _watch_time(self) -> None:
        while True:
            due = self._stay.check()
            if due.end:
                self.end(due.reason)
                return
            if due.reason and self._app is not None:
                self._app.warn(WARNINGS[due.reason])
            await asyncio.sleep(due.again)
