"""A guest's session, from request to end, and the layers around it: independent contexts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from secrets import token_urlsafe

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest.command import help_text, parse_command
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.host import Host
from tui.hosting.monitoring import loggable_name
from tui.hosting.terminal import GuestTerminal
from tui.hosting.turns import NOBODY, context_of
from tui.model.errors import LiveBlogError, OptionError
from tui.model.safe_text import printable

FAREWELL_SECONDS = 3.0  # for an app to end, and for a client to close its connection
WARNING_SECONDS = 60.0  # from the warning to the end, at most
WARNING = "Still there? Press any key within {:.0f} seconds to keep your seat."

FAREWELLS = {
    "idle": "Nothing was pressed for a while, so this seat was given up. Come back any time.",
    "stopping": "The host is stopping. Goodbye.",
    "crash": "Something went wrong on the host, and has been noted. Please connect again.",
}


class Session:
    """One guest, with a `place` at the door: a secret by which a browser comes back. `exit` sends a
    status and closes the connection."""

    def __init__(self, host: Host, terminal: GuestTerminal, exit: Callable[[int], None]) -> None:
        self.host, self.terminal, self.place = host, terminal, token_urlsafe()
        self.guest = Guest(address="")
        self.mistake: LiveBlogError | None = None  # in the guest's command
        self.app: GuestApp | None = None
        self.reason = self.farewell = ""  # empty before the end
        self._exit = exit
        self._loop = asyncio.get_running_loop()
        self.began_at = self._loop.time()
        self._task: asyncio.Task[None] | None = None
        self._farewell_timer: asyncio.TimerHandle | None = None
        terminal.on_leave = lambda: self.end("left")

    def start(self, guest: Guest, command: str) -> None:
        presenter = self.host.presenters.name_of(guest.user, guest.fingerprint)
        guest = replace(guest, presenter=presenter)
        try:
            asked = parse_command(command, self.host.names)
            self.guest = replace(guest, asked=asked, blog=asked.blog)
        except LiveBlogError as error:
            self.guest, self.mistake = guest, error
        context = context_of(self.terminal.account)
        self._task = self._loop.create_task(self._run(), context=context)

    async def _run(self) -> None:
        try:
            async with placed(self), logged(self), explained(self), timed(self):
                await show(self)
                self.end("left")
        finally:
            self.end("cancelled")
            if self._farewell_timer is not None:
                self._farewell_timer.cancel()
            self._task = None  # a cancelled task would keep this object, and this object the task

    def warn(self, text: str) -> None:
        if self.app is not None:
            self.app.show_warning(text)

    def end(self, reason: str, farewell: str = "", status: int = 0) -> None:
        """End the session; the terminal is restored at once, even if the app hangs."""
        if self.reason:
            return
        self.reason = reason
        self.farewell = farewell or FAREWELLS.get(reason, "")
        self.terminal.close(self.farewell)
        self._exit(status)
        if self.app is not None:
            self.app.exit()
            self._farewell_timer = self._loop.call_later(
                FAREWELL_SECONDS, self._cancel, context=NOBODY
            )
        else:
            self._cancel()

    def _cancel(self) -> None:
        if self._task is not None and self._task is not asyncio.current_task(self._loop):
            self._task.cancel()


async def show(session: Session) -> None:
    """Show an answer, a page for a pipe, or apps until the guest leaves. Raises LiveBlogError, and
    any exception that ends an app."""
    host, guest, terminal = session.host, session.guest, session.terminal
    if session.mistake is not None:
        raise session.mistake
    if guest.asked.answer:
        views = host.views[""]
        answers = {"list": views.listing(), "help": help_text(host.names, views.example())}
        await terminal.send_page(answers[guest.asked.answer])
        return
    if guest.colour_depth is ColourDepth.NONE or guest.asked.replay.as_json:
        if guest.projector:
            raise OptionError("--projector is for a screen: ssh -t, and without --json.")
        write_page, width = host.views[guest.blog].page, terminal.size[0]
        page = await asyncio.get_running_loop().run_in_executor(
            host.page_executor, write_page, guest.asked.replay, width
        )
        await terminal.send_page(page)
        return
    blog: str | None = guest.blog
    while blog is not None:
        blog = await _watch(session, blog)
        if blog is not None:
            session.guest = replace(
                session.guest, blog=blog or session.guest.blog, came_from_list=True
            )
            await asyncio.sleep(terminal.account.seconds_to_wait)  # each app costs as a join does


async def _watch(session: Session, blog: str) -> str | None:
    """Run an app to its end; the list if `blog` is empty. Returns `GuestApp.goes_on_to`."""
    host, guest, terminal = session.host, session.guest, session.terminal
    if blog:
        host.log.record("watching", address=guest.address, blog=blog)
    try:
        session.app = app = host.views[blog].app(guest)
        app.attach(guest, terminal)
        await asyncio.create_task(app.run_async(size=terminal.size))
    finally:
        if session.app is not None:
            session.app.guest_left()
            session.app = None
    if app.failure is not None:
        raise app.failure
    return app.goes_on_to


# Layers around a session


@asynccontextmanager
async def explained(session: Session) -> AsyncIterator[None]:
    """Turn a mistake into a sentence; a crash ends one guest's app, not the host."""
    try:
        yield
    except LiveBlogError as error:
        session.end("arguments", printable(str(error)), 2)
    except Exception as error:  # noqa: BLE001  # whatever an app raises
        guest = session.guest
        session.host.crashed(error, address=guest.address, user=loggable_name(guest.user))
        session.end("crash", status=1)


@asynccontextmanager
async def placed(session: Session) -> AsyncIterator[None]:
    """Get a place at the door and give it back; a refused guest reads the reason."""
    host, guest = session.host, session.guest
    place, address = session.place, guest.address
    presents, projector = guest.presenter != "", guest.projector
    try:
        reason = await host.door.ask(
            "admit", place=place, address=address, presents=presents, projector=projector
        )
        if reason:
            session.end(reason, REFUSALS[reason], 1)
            raise asyncio.CancelledError  # the session's task ends before anything is shown
        host.sessions[place] = session
        yield
    finally:
        if host.sessions.pop(place, None):
            host.departed += 1
        host.door.tell("gone", place=place)


@asynccontextmanager
async def logged(session: Session) -> AsyncIterator[None]:
    guest, metrics = session.guest, session.host.metrics
    who = {
        "address": guest.address,
        "user": loggable_name(guest.user),
        "key": guest.fingerprint,
        "kind": "projector" if guest.projector else "",
    }
    metrics.joins.inc()
    session.host.log.record("joined", **who)
    try:
        with metrics.guests.track_inprogress():
            yield
    finally:
        reason = session.reason or "cancelled"
        metrics.leavings.labels(reason).inc()
        lasted = asyncio.get_running_loop().time() - session.began_at
        session.host.log.record("left", **who, duration=round(lasted, 3), reason=reason)


@asynccontextmanager
async def timed(session: Session) -> AsyncIterator[None]:
    """End a session without keys, after a warning; none of a projector or a presenter."""
    guest, limit = session.guest, session.host.limits.idle
    if guest.projector or guest.presenter or not limit:
        yield
        return
    timer = asyncio.create_task(_end_if_idle(session, limit))
    try:
        yield
    finally:
        timer.cancel()


async def _end_if_idle(session: Session, limit: float) -> None:
    now = asyncio.get_running_loop().time
    grace = min(WARNING_SECONDS, limit / 2)
    since = now()
    while True:
        await asyncio.sleep(since + limit - grace - now())
        if session.terminal.key_at <= since:
            session.warn(WARNING.format(grace))
            await asyncio.sleep(grace)
        if session.terminal.key_at <= since:
            session.end("idle")
            return
        since = session.terminal.key_at
