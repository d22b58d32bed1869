"""A guest's terminal: size, input, output. Input reaches the app in pieces, as fast as the app
answers and the guest has CPU time; output goes in whole frames, of which slow readers miss some."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from textual import events
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tui.hosting.monitoring import Metrics
from tui.hosting.turns import NOBODY, Account, TurnsLoop
from tui.screen.base_app import BaseApp
from tui.screen.fixes import repaint
from tui.terminal_input.parser import InputParser

UNKNOWN_SIZE = (80, 24)
MAX_COLUMNS, MAX_LINES = 200, 60  # drawn, even in a larger window
MOST_UNSENT_BYTES = 64 * 1024  # of one guest; while more wait, whole frames are skipped
RESIZE_SECONDS = 0.1  # without another size; a window that is dragged sends one each step
PIECE_BYTES = 4  # given to the app at once, so that a burst is noticed while it is small
MOST_SILENT_BYTES = 1_000_000  # of input that is no event, such as a paste without an end
ANSWER_SECONDS = 2.0  # after which an app that draws nothing counts as having answered
POLL_SECONDS = 0.05  # between two looks at the unsent bytes of a guest who is slow
CHUNK_CHARACTERS = 16 * 1024
LEAVING_KEYS = b"q\x03\x04"  # of a guest who waits for an app
MOST_PASTED_CHARACTERS = 4096  # that reach the app
# A terminal can send more, such as a width of a million columns.
ADMITTED = (events.Key, events.MouseEvent, events.Paste, TerminalSupportsSynchronizedOutput)

# Alternate screen; buttons, drags and wheel with SGR coordinates, but no other mouse motion, which
# costs 1.3 ms each; no cursor; bracketed paste; a query for synchronised output.
ENTER_APP_MODE = "\x1b[?1049h\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?25l\x1b[?2004h\x1b[?2026$p"
LEAVE_APP_MODE = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?1049l\x1b[?25h"
)

INPUT_WAITS = {"answer", "ration", "unread"}  # timers for which input waits


class Wire(Protocol):
    """A guest's connection; `unsent` bytes wait on the host's side."""

    @property
    def unsent(self) -> int: ...
    def write(self, data: bytes) -> None: ...
    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


class GuestTerminal:
    """One guest's terminal at the end of a `wire`; the guest's session sets the callbacks."""

    def __init__(self, wire: Wire, metrics: Metrics, account: Account) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TurnsLoop)
        self.account = account
        self.size = UNKNOWN_SIZE
        self.needs_carriage_return = False  # before each line feed
        self.key_at = 0.0  # of the last key
        self.on_leave: Callable[[], None] = lambda: None
        self._loop, self._wire, self._metrics = loop, wire, metrics
        self._driver: Driver | None = None
        self._app: BaseApp
        self._parser = InputParser()
        self._closed = False
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._typed = bytearray()
        self._silent_bytes = 0
        self._unanswered_at = 0.0  # of the first key that is not answered
        self._frame: list[str] = []

    def attach(self, driver: Driver, app: BaseApp) -> None:
        """Enter app mode, and give input to the app's driver."""
        self._driver, self._app = driver, app
        self._parser = InputParser()
        self.send(ENTER_APP_MODE)
        self._show_size()

    def detach(self) -> None:
        """Restore the terminal, and ignore further input."""
        if self._driver is not None:
            self._driver = None
            self._parser.close()
            self.send(LEAVE_APP_MODE)

    def show_again(self) -> None:
        """Draw everything on a terminal that has replaced the guest's."""
        if self._driver is not None:
            self.send(ENTER_APP_MODE)
        self._repaint()

    def _repaint(self) -> None:
        if self._driver is not None:
            self._app.call_later(repaint, self._app)

    def close(self, line: str = "") -> None:
        """Restore the terminal, write a last line, and ignore the rest."""
        self.detach()
        if line:
            self.send(line + ("\r\n" if self.needs_carriage_return else "\n"))
        self._closed = True
        self._typed.clear()
        self.account.answering = False
        self.on_leave = lambda: None
        for name in tuple(self._timers):
            self._stop(name)

    def start_in(self, seconds: float, name: str, run: Callable[[], object]) -> None:
        """Call `run` in so many seconds, in this guest's turn, instead of the last of the name."""
        self._stop(name)
        if not self._closed:
            self._timers[name] = self._loop.start_in(seconds, self.account, run)

    def resize(self, width: int, height: int) -> None:
        """Take a window's size in cells, unknown (0) or absurd, once it stays. The app's work for
        it is no answer: a layout costs more than others' keys."""
        columns, lines = UNKNOWN_SIZE
        self.size = min(width or columns, MAX_COLUMNS), min(height or lines, MAX_LINES)
        if self._driver is not None:
            self.start_in(RESIZE_SECONDS, "resize", self._resized)

    def _resized(self) -> None:
        """Draw in the present size, also if the window went back to it: its picture may be lost."""
        self._show_size()
        self._repaint()

    def _show_size(self) -> None:
        if self._driver is not None:
            self._driver.process_message(events.Resize(Size(*self.size), Size(*self.size)))

    def receive(self, data: bytes) -> None:
        if not self._closed:
            self._typed += self._parser.strip(data)
            self._feed()

    def _feed(self) -> None:
        """Give the app input, unless it is busy, or the guest lacks CPU time or reads no frames."""
        while self._typed and INPUT_WAITS.isdisjoint(self._timers):
            piece = bytes(self._typed[:PIECE_BYTES])
            del self._typed[:PIECE_BYTES]
            if self._driver is not None:
                self._parse(self._driver, piece)
            elif any(key in LEAVING_KEYS for key in piece):
                self.on_leave()
        if not self._closed:
            self._wait_for_more()

    def _wait_for_more(self) -> None:
        """Read on, unless input waits; a lone Escape at the end is a key after a while."""
        if self._typed:
            self._wire.pause_reading()
        else:
            self._wire.resume_reading()
        self._stop("escape")
        if self._driver is not None and self._parser.awaits_more and not self._typed:
            self._after("escape", ESCAPE_DELAY * 1.1, self._feed_lone_escape)

    def _parse(self, driver: Driver, piece: bytes) -> None:
        parsed = self._parser.feed_bytes(piece)
        self._silent_bytes = 0 if parsed else self._silent_bytes + len(piece)
        if self._silent_bytes > MOST_SILENT_BYTES:
            self.on_leave()
        self._take(driver, parsed)
        if wait := self.account.seconds_to_wait:
            self._after("ration", wait, self._feed)

    def _feed_lone_escape(self) -> None:
        if self._driver is not None:
            self._take(self._driver, self._parser.tick())

    def _take(self, driver: Driver, parsed: Sequence[Message]) -> None:
        """Give the app the admitted messages of the guest's input."""
        admitted = [message for message in parsed if isinstance(message, ADMITTED)]
        if not admitted:
            return
        self._loop.answer(self.account)  # before the app's first step is scheduled
        for message in admitted:
            if isinstance(message, events.Paste):
                message.text = message.text[:MOST_PASTED_CHARACTERS]
            if isinstance(message, events.InputEvent):
                self.key_at = self._loop.time()
                self._unanswered_at = self._unanswered_at or self.key_at
            driver.process_message(message)
        if "answer" not in self._timers:
            self._after("answer", ANSWER_SECONDS, self._answered)
            self._app.call_later(self._app.call_after_keys, self._answered)

    def _answered(self) -> None:
        self._stop("answer")
        self.account.answering = bool(self._typed)  # one answer to all that is typed ahead
        if self._unanswered_at:
            self._metrics.redraw_seconds.observe(self._loop.time() - self._unanswered_at)
            self._unanswered_at = 0.0
        self._feed()

    def write(self, text: str) -> None:
        """Add to the frame; the next flush sends it, at the latest in the loop's next round."""
        if not self._frame:
            self._loop.call_soon(self.flush, context=NOBODY)
        self._frame.append(text)

    def flush(self) -> None:
        """Send the frame, or skip it for a guest who does not keep up."""
        text = "".join(self._frame)
        self._frame.clear()
        if not text or self._closed or "unread" in self._timers:
            return
        if self._wire.unsent > MOST_UNSENT_BYTES:
            self._after("unread", POLL_SECONDS, self._look_at_unsent)
        else:
            self.send(text)

    def send(self, text: str) -> None:
        if not self._closed:
            data = text.encode("utf-8", "replace")
            self._wire.write(data)
            self._metrics.bytes_out.inc(len(data))

    async def send_page(self, page: str) -> None:
        """Send a long text, as fast as the guest reads it."""
        text = page.replace("\n", "\r\n" if self.needs_carriage_return else "\n")
        for start in range(0, len(text), CHUNK_CHARACTERS):
            self.send(text[start : start + CHUNK_CHARACTERS])
            await self._until_unsent(MOST_UNSENT_BYTES)
        await self._until_unsent(0)

    async def _until_unsent(self, limit: int) -> None:
        """Wait until at most `limit` bytes are unsent."""
        while not self._closed and self._wire.unsent > limit:
            await asyncio.sleep(POLL_SECONDS)

    def _look_at_unsent(self) -> None:
        if self._wire.unsent <= MOST_UNSENT_BYTES // 2:
            self._repaint()
            self._feed()
        else:
            self._after("unread", POLL_SECONDS, self._look_at_unsent)

    def _after(self, name: str, seconds: float, then: Callable[[], object]) -> None:
        """Call `then` in so many seconds, unless a new timer of the name replaces this timer."""

        def over() -> None:
            del self._timers[name]
            then()

        self._stop(name)
        if not self._closed:
            # The app's context, in which this may run, would keep the app alive.
            self._timers[name] = self._loop.call_later(seconds, over, context=NOBODY)

    def _stop(self, name: str) -> None:
        if timer := self._timers.pop(name, None):
            timer.cancel()
