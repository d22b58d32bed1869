"""A guest's lifecycle: admission, the join queue, the app (for a pipe a page of text), the end."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace

from tui.hosting.cpu.metering import charged
from tui.hosting.guest import ColourDepth, Command, Guest, parse_command
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guests.refusals import REFUSALS
from tui.hosting.guests.registry import GuestRegistry, GuestViews
from tui.hosting.guests.time_limits import WARNING_MESSAGES, TimeLimits
from tui.hosting.terminal.terminal import GuestTerminal
from tui.model.errors import LiveBlogError, OptionError
from tui.model.safe_text import printable
from tui.replay import ReplayOptions

FIRST_FRAME_SECONDS = 15.0  # to wait for a guest's first frame before the next may join
FAREWELL_SECONDS = 3.0  # for an app to end, and for a client to close its connection

ENDING_MESSAGES = {
    "idle": "Nothing was pressed for a while, so this seat was given up. Come back any time.",
    "session": "This session's time is over. Come back any time.",
    "stopping": "The host is stopping. Goodbye.",
    "crash": "Something went wrong on the host, and has been noted. Please connect again.",
}


class GuestLifecycle:
    """One guest from admission to the end. `exit` sends a status to the client and closes the
    channel.
    """

    def __init__(
        self, registry: GuestRegistry, terminal: GuestTerminal, exit: Callable[[int], None]
    ) -> None:
        self._registry = registry
        self._terminal = terminal
        self._exit = exit
        self._loop = asyncio.get_running_loop()
        self._time_limits = TimeLimits(
            registry.limits.idle, registry.limits.session, self._loop.time
        )
        self.farewell = ""
        """The words with which the session has ended, if it has."""
        self.app: GuestApp | None = None
        """The guest's app, while there is one."""
        self._end_reason = ""
        self._needs_input = False
        self._input_ended = False
        self._task: asyncio.Task[None] | None = None
        self._app_task: asyncio.Task[object] | None = None
        self._farewell_timer: asyncio.TimerHandle | None = None

    def start(self, guest: Guest, command: str) -> None:
        """Start with a guest who asks for admission."""
        context = copy_context()
        context.run(charged.set, self._terminal.cpu)
        self._task = self._loop.create_task(self._run(guest, command), context=context)

    def key_pressed(self) -> None:
        """Start the guest's idle time again."""
        self._time_limits.key_pressed()

    def input_ended(self) -> None:
        """End the session if it is of use only with keys; a page or an answer is still written."""
        self._input_ended = True
        if self._needs_input:
            self.end("left")

    def warn(self, text: str) -> None:
        """Show the guest a warning."""
        if self.app is not None:
            self.app.show_warning(text)

    def end(self, reason: str, line: str = "", status: int = 0) -> None:
        """End the session. The terminal is restored at once, whatever the app does."""
        if self._end_reason:
            return
        self._end_reason = reason
        self.farewell = line or ENDING_MESSAGES.get(reason, "")
        self._terminal.close(self.farewell)
        self._exit(status)
        if self.app is not None:
            self.app.exit()
            self._farewell_timer = self._loop.call_later(FAREWELL_SECONDS, self._cancel)
        else:
            self._cancel()

    async def ended(self) -> None:
        """Wait until the guest is counted out."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def _cancel(self) -> None:
        if self._task is not None and self._task is not asyncio.current_task(self._loop):
            self._task.cancel()

    async def _run(self, guest: Guest, command: str) -> None:
        mistake = ""
        try:
            asked = parse_command(command, self._registry.names)
        except OptionError as error:
            asked, mistake = Command(ReplayOptions()), str(error)
        guest = replace(guest, requested=asked.replay, projector=asked.projector, blog=asked.blog)
        refusal = self._registry.admit(guest)
        if refusal and await self._registry.free_place(refusal, guest.address):
            refusal = self._registry.admit(guest)
        if refusal:
            self._registry.note_refusal(guest.address, refusal)
            self.end(refusal, REFUSALS[refusal].sentence, 1)
            return
        started_at = self._loop.time()
        self._registry.joined(self, guest)
        time_watch = self._loop.create_task(self._watch_time())
        try:
            if mistake:
                raise OptionError(mistake)
            if guest.projector:
                self._time_limits.set_idle(0)
            if asked.answer is not None:
                await self._terminal.send_page(self._registry.answer(asked.answer))
            else:
                await self._show(guest, started_at)
            self.end("left")
        except LiveBlogError as error:
            self.end("arguments", printable(str(error)), 2)
        except Exception as error:  # noqa: BLE001  # a crash ends one guest's app, not the host
            self._registry.note_crash(guest, error)
            self.end("crash", status=1)
        finally:
            time_watch.cancel()
            if self._farewell_timer is not None:
                self._farewell_timer.cancel()
            self.end("cancelled")
            self._task = None  # a cancelled task would keep this object, and this object the task
            self._registry.left(self, guest, self._end_reason, self._loop.time() - started_at)

    async def _show(self, guest: Guest, started_at: float) -> None:
        if guest.colour_depth is ColourDepth.NONE or guest.requested.as_json:
            if guest.projector:
                raise OptionError("--projector is for a screen: ssh -t, and without --json.")
            write_page, width = self._registry.views_of(guest.blog).page, self._terminal.size[0]
            executor = self._registry.page_executor
            page = await self._loop.run_in_executor(executor, write_page, guest.requested, width)
            await self._terminal.send_page(page)
            return
        self._needs_input = True
        if self._input_ended:
            return
        blog = await self._watch(guest, guest.blog, started_at)
        while blog is not None:
            self._terminal.wait_for_app()
            # Who goes to and fro pays for each app, unlike for the first.
            await asyncio.sleep(self._terminal.cpu.seconds_to_wait)
            guest = replace(guest, blog=blog or guest.blog, came_from_list=True)
            blog = await self._watch(guest, blog, self._loop.time())

    async def _watch(self, guest: Guest, blog: str, started_at: float) -> str | None:
        """Run an app for the guest to its end, the list if the live blog has no name.

        Returns where the guest goes on to, as `GuestApp.goes_on_to`.
        """
        views = self._registry.views_of(blog)
        if blog:
            self._registry.log.record("watching", address=guest.address, blog=blog)
        try:
            running = await self._join(guest, views, started_at)
            await running
        finally:
            app, self.app = self.app, None
            app_task, self._app_task = self._app_task, None
            if app is not None:
                views.left(app)
                self._registry.garbage_collector.guest_left(app, app_task)
        if app is None:
            return None
        if app.failure is not None:
            raise app.failure
        return app.goes_on_to

    async def _join(
        self, guest: Guest, views: GuestViews, started_at: float
    ) -> asyncio.Task[object]:
        """Wait for the guest's turn and start the app. Returns its task after the first frame."""
        self._registry.metrics.joining += 1
        try:
            async with self._registry.join_queue.turn(self._show_place):
                self.app = app = views.app(guest)
                self._terminal.show_line("")
                app.attach(guest, self._terminal)
                self._terminal.cpu.joining = not guest.came_from_list
                running = self._loop.create_task(app.run_async(size=self._terminal.size))
                self._app_task = running
                await self._wait_for_first_frame(app, running, started_at)
                return running
        finally:
            self._terminal.cpu.joining = False
            self._registry.metrics.joining -= 1

    async def _wait_for_first_frame(
        self, app: GuestApp, running: asyncio.Task[object], started_at: float
    ) -> None:
        first_frame = self._loop.create_task(app.first_frame.wait())
        try:
            await asyncio.wait(
                {first_frame, running},
                timeout=FIRST_FRAME_SECONDS,
                return_when=asyncio.FIRST_COMPLETED,
            )
        except asyncio.CancelledError:
            running.cancel()
            raise
        finally:
            first_frame.cancel()
            self._registry.garbage_collector.guest_joined()
        self._registry.metrics.join_seconds.append(self._loop.time() - started_at)

    def _show_place(self, before: int) -> None:
        self._terminal.show_line(f"joining, {before} before you")

    async def _watch_time(self) -> None:
        while True:
            check = self._time_limits.check()
            if check.expired:
                self.end(check.reason)
                return
            if check.reason:
                self.warn(WARNING_MESSAGES[check.reason])
            await asyncio.sleep(check.next_check)
