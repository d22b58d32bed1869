"""A guest's terminal as their app uses it: its size, its input and its output."""

from asyncio import AbstractEventLoop, TimerHandle, get_running_loop
from collections.abc import Callable
from typing import Protocol

from textual import events
from textual.message import Message

from tui.hosting.cpu.guest_cpu import GuestCpu
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.cpu.ticks import Tick
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits
from tui.hosting.terminal.catching_up import CatchingUp
from tui.hosting.terminal.input import GuestInput, InputReader, Pausable
from tui.hosting.terminal.output import GuestOutput, Writable

RESIZE_SECONDS = 0.2  # between two resizes at least; a window that is dragged sends one each step
FRAME_SLACK_SECONDS = 0.05  # from the end of an app's work for a key to the frame, at most
UNKNOWN_SIZE = (80, 24)

# Alternate screen; buttons, drags and wheel with SGR coordinates, but no other mouse motion, which
# costs 1.3 ms each; no cursor; bracketed paste; a query for synchronised output.
ENTER_APP_MODE = "\x1b[?1049h\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?25l\x1b[?2004h\x1b[?2026$p"
LEAVE_APP_MODE = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?1049l\x1b[?25h"
)


class Channel(Writable, Pausable, Protocol):
    """The part of an SSH channel that the terminal uses."""


class AttachedDriver(InputReader, Protocol):
    """The part of an app's driver that the terminal uses."""

    def resize(self, width: int, height: int) -> None:
        """Set the size of the app."""

    def repaint(self) -> None:
        """Draw everything again."""


class GuestTerminal:
    """One guest's terminal.

    `unsent` gives the bytes that wait on the host's side. `on_key` is called at each key,
    `on_leave` when the guest leaves the join queue, `on_stalled` when the guest stops reading.
    """

    def __init__(
        self,
        channel: Channel,
        limits: Limits,
        metrics: WorkerMetrics,
        loop: AbstractEventLoop,
        scheduler: CpuScheduler,
        cpu: GuestCpu,
        *,
        unsent: Callable[[], int],
        on_key: Callable[[], None],
        on_leave: Callable[[], None],
        on_stalled: Callable[[], None],
    ) -> None:
        self.understands_escapes = False
        self.needs_carriage_return = False  # before each line feed
        self.in_app_mode = False
        self._closed = False
        self._limits = limits
        self._metrics = metrics
        self._loop = loop
        self._on_key = on_key
        self._driver: AttachedDriver | None = None
        self._size = UNKNOWN_SIZE
        self._resize_timer: TimerHandle | None = None
        self._resize_waits = False
        self._key_at: float | None = None
        self._scheduler = scheduler
        self.cpu = cpu
        self._tick: Tick | None = None
        self._look: Tick | None = None
        self._catching_up = CatchingUp(loop, cpu, self._caught_up)
        self._queue_reader = JoinQueueReader(on_leave)
        self.input = GuestInput(
            channel,
            limits,
            loop,
            self._queue_reader,
            self._catching_up,
            lambda: self.output.skipping,
        )
        self.output = GuestOutput(
            channel,
            limits,
            loop,
            unsent=unsent,
            on_frame=self._frame_sent,
            on_drained=self._repaint,
            on_stalled=on_stalled,
        )

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines that the app may draw."""
        return self._size

    def attach(self, driver: AttachedDriver) -> None:
        """Switch the terminal to app mode and feed its input to the app's driver."""
        self._driver = driver
        self.input.reader = driver
        self.output.send(ENTER_APP_MODE)
        self.in_app_mode = True

    def show_again(self) -> None:
        """Draw everything on a terminal that has taken the place of the guest's."""
        if self.in_app_mode:
            self.output.send(ENTER_APP_MODE)
        self._repaint()

    def detach(self) -> None:
        """Restore the terminal as it was, and ignore further input."""
        if self.in_app_mode:
            self.in_app_mode = False
            self.output.send(LEAVE_APP_MODE)
        self._driver = None
        self.input.reader = JoinQueueReader(lambda: None)

    def wait_for_app(self) -> None:
        """Let the guest leave while they wait for another app, as before the first."""
        self.input.reader = self._queue_reader

    def close(self, line: str = "") -> None:
        """Restore the terminal, write a last line, and neither draw nor read any more."""
        self.detach()
        if line:
            self.show_line(line + ("\r\n" if self.needs_carriage_return else "\n"))
        self.output.close()
        self.input.close()
        self._catching_up.close()
        self._closed = True
        for each in (self._tick, self._look):
            if each is not None:
                each.cancel()
        self._tick = self._look = None  # they keep the app
        if self._resize_timer is not None:
            self._resize_timer.cancel()

    async def send_page(self, page: str) -> None:
        """Send a long text, as fast as the guest reads it."""
        text = page.replace("\n", "\r\n") if self.needs_carriage_return else page
        await self.output.send_all(text)

    def show_line(self, line: str) -> None:
        """Replace the cursor's line, outside app mode."""
        self.output.send(f"\r\x1b[K{line}" if self.understands_escapes else line)

    def resize(self, width: int, height: int) -> None:
        """Take the window's size, which may be unknown (0) or absurd, a few times a second."""
        columns, lines = UNKNOWN_SIZE
        self._size = self._limits.drawable_size(width or columns, height or lines)
        if self._resize_timer is not None:
            self._resize_waits = True  # also back to the size before: the picture may be lost
            self.cpu.hurry()
        elif self._driver is not None:
            wait = max(RESIZE_SECONDS, self.cpu.seconds_to_wait)
            self._driver.resize(*self._size)
            self._catching_up.start(self._driver.after_refresh)
            self._resize_timer = self._loop.call_later(wait, self._resize_again)

    def tick_in(self, seconds: float, tick: Callable[[], object]) -> None:
        """Call `tick` in so many seconds, or when it is this guest's turn after that; forget the
        tick that was asked for before."""
        if self._tick is not None:
            self._tick.cancel()
        if not self._closed:
            self._tick = self._scheduler.ticks.after(seconds, self.cpu, tick)

    def look_soon(self, look: Callable[[], object]) -> None:
        """Call `look`, which looks at the room, when it is this guest's turn among all guests."""
        if not self._closed:
            self._look = self._scheduler.ticks.look(self.cpu, look)

    def note_input(self, message: Message) -> None:
        """Note a key or a mouse event for the time limits and the metrics."""
        if isinstance(message, events.InputEvent):
            self._on_key()
            if self._key_at is None and self._driver is not None:
                self._key_at = self._loop.time()

    def _resize_again(self) -> None:
        self._resize_timer = None
        waits, self._resize_waits = self._resize_waits, False
        if self._driver is not None and waits:
            self.resize(*self._size)

    def _frame_sent(self, size: int) -> None:
        self._metrics.bytes_out += size
        if self._key_at is not None:
            self._metrics.redraw_seconds.append(self._loop.time() - self._key_at)
            self._key_at = None

    def _caught_up(self) -> None:
        self.input.caught_up()
        if self._key_at is not None:
            self._loop.call_later(FRAME_SLACK_SECONDS, self._forget_key, self._key_at)

    def _forget_key(self, key_at: float | None) -> None:
        if self._key_at == key_at:
            self._key_at = None  # the key changed nothing, so the next frame is not its answer

    def _repaint(self) -> None:
        if self._driver is not None:
            self._driver.repaint()


class JoinQueueReader:
    """Reads the input of a guest without an app: `q`, Ctrl+C and Ctrl+D leave, the rest is lost."""

    awaits_more = False

    def __init__(self, on_leave: Callable[[], None]) -> None:
        self._on_leave = on_leave

    def feed(self, text: str) -> int:
        """Look for a key that leaves. Returns the number of characters."""
        if any(key in text for key in "q\x03\x04"):
            self._on_leave()
        return len(text)

    def tick(self) -> int:
        """Do nothing: an Escape has no meaning here. Returns 0."""
        return 0

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back at once: nothing is drawn here."""
        get_running_loop().call_soon(callback)
