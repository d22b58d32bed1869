"""A guest's input: it reaches the app no faster than one guest may keep the host busy."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.constants import ESCAPE_DELAY

from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.terminal.catching_up import CatchingUp
from tui.terminal_input.control_strings import ControlStrings
from tui.terminal_input.parser import input_decoder

PASTE_START = b"\x1b[200~"
PASTE_END = b"\x1b[201~"
PIECE_BYTES = 4  # fed to the app at once, so that a burst is noticed while it is small
# That may wait in an app which has not caught up: it handles them in one go, while others wait.
MAX_EVENTS_AHEAD = 2
POLL_SECONDS = 0.1  # between two looks whether a guest has read their output


class PasteLimiter:
    """Passes bytes on as they come, but only `limit` bytes of each bracketed paste."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._left: int | None = None  # bytes that the paste may still have; None: not in a paste
        self._matched = 0  # bytes of PASTE_START at the end of the input, outside a paste
        self._held = b""  # bytes that may be the start of PASTE_END, inside a paste

    def limit(self, data: bytes) -> bytes:
        """Return the bytes to pass on. Outside a paste it holds nothing back: Escape is a key."""
        passed = bytearray()
        while data:
            if self._left is None:
                data = self._outside(data, passed)
            else:
                data = self._inside(self._held + data, passed)
        return bytes(passed)

    def _outside(self, data: bytes, passed: bytearray) -> bytes:
        """Pass bytes on up to the start of a paste. Returns the bytes of the paste."""
        for at, byte in enumerate(data):
            if byte != PASTE_START[self._matched]:
                self._matched = 0
            if byte == PASTE_START[self._matched]:
                self._matched += 1
            if self._matched == len(PASTE_START):
                self._matched, self._left = 0, self._limit
                passed += data[: at + 1]
                return data[at + 1 :]
        passed += data
        return b""

    def _inside(self, data: bytes, passed: bytearray) -> bytes:
        """Pass the allowed bytes of a paste on. Returns the bytes after its end."""
        assert self._left is not None
        end = data.find(PASTE_END)
        if end >= 0:
            passed += data[:end][: self._left] + PASTE_END
            self._left, self._held = None, b""
            return data[end + len(PASTE_END) :]
        sizes = range(len(PASTE_END) - 1, -1, -1)
        keep = next(size for size in sizes if data.endswith(PASTE_END[:size]))
        content = data[: len(data) - keep]
        passed += content[: self._left]
        self._left = max(0, self._left - len(content))
        self._held = data[len(data) - keep :]
        return b""


class InputRate:
    """A guest's limits of bytes and events a second; `now` is in seconds."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._bytes = TokenBucket(limits.input_bytes, 4 * limits.input_bytes, now)
        self._events = TokenBucket(limits.input_events, 2 * limits.input_events, now)

    def take(self, size: int, events: int) -> float:
        """Count input that was passed on. Returns the seconds to wait before passing on more."""
        return max(self._bytes.take(size), self._events.take(events))


class Pausable(Protocol):
    """The receiving side of an SSH channel."""

    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


class InputReader(Protocol):
    """Parses a terminal's input."""

    def feed(self, text: str) -> int:
        """Parse some characters. Returns the number of events."""
        ...

    @property
    def awaits_more(self) -> bool:
        """Whether the input ends in Escape: a key, or the start of a sequence."""
        ...

    def tick(self) -> int:
        """Take that Escape for the key. Returns the number of events."""
        ...

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back when the app has handled all input so far and drawn the result."""
        ...


class GuestInput:
    """Feeds a guest's bytes to `reader`, which may be replaced, and pauses the client if needed.

    Call `caught_up` when `catching_up` is done. While `output_waits()` is true the guest does not
    see what their keys do, so the keys wait.
    """

    def __init__(
        self,
        channel: Pausable,
        limits: Limits,
        loop: AbstractEventLoop,
        reader: InputReader,
        catching_up: CatchingUp,
        output_waits: Callable[[], bool],
    ) -> None:
        self.reader = reader
        self._output_waits = output_waits
        self._catching_up = catching_up
        self._events_ahead = 0
        self._channel = channel
        self._loop = loop
        self._pastes = PasteLimiter(limits.paste)
        self._control_strings = ControlStrings()
        self._decoder = input_decoder()
        self._rate = InputRate(limits, loop.time)
        self._buffer = bytearray()
        self._paused = False
        self._closed = False
        self._resume_timer: TimerHandle | None = None
        self._escape_timer: TimerHandle | None = None

    def receive(self, data: bytes) -> None:
        """Take bytes from the client; pauses the client when they are too many."""
        if self._closed:
            return
        if self._catching_up.busy and self._events_ahead >= MAX_EVENTS_AHEAD:
            self._catching_up.cpu.hurry()  # a key typed ahead is none
        self._buffer += self._control_strings.strip(self._pastes.limit(data))
        if not self._paused:
            self._feed_reader()

    def caught_up(self) -> None:
        """Continue: the app has handled all input so far."""
        self._events_ahead = 0
        if self._paused and self._resume_timer is None and not self._closed:
            self._resume()

    def close(self) -> None:
        """Drop the input that waits, and read no more: the channel may be gone."""
        self._closed = True
        self._buffer.clear()
        for timer in (self._resume_timer, self._escape_timer):
            if timer is not None:
                timer.cancel()

    def _feed_reader(self) -> None:
        while self._buffer:
            if self._catching_up.busy and self._events_ahead >= MAX_EVENTS_AHEAD:
                self._pause(0)
                return
            if self._output_waits():
                self._pause(POLL_SECONDS)
                return
            piece = bytes(self._buffer[:PIECE_BYTES])
            del self._buffer[:PIECE_BYTES]
            text = self._decoder.decode(piece)
            events = self._catching_up.give(partial(self.reader.feed, text), self.reader)
            self._events_ahead += events
            wait = max(self._rate.take(len(piece), events), self._catching_up.cpu.seconds_to_wait)
            if wait:
                self._pause(wait)
                return
        if self._paused:
            self._paused = False
            self._channel.resume_reading()
        self._await_escape()

    def _pause(self, seconds: float) -> None:
        """Pause the client for some seconds, or (0) until the app has caught up."""
        if not self._paused:
            self._paused = True
            self._channel.pause_reading()
        if seconds:
            self._resume_timer = self._loop.call_later(seconds, self._resume)

    def _resume(self) -> None:
        self._resume_timer = None
        self._feed_reader()

    def _await_escape(self) -> None:
        if self._escape_timer is not None:
            self._escape_timer.cancel()
            self._escape_timer = None
        if self.reader.awaits_more:
            self._escape_timer = self._loop.call_later(ESCAPE_DELAY * 1.1, self._feed_lone_escape)

    def _feed_lone_escape(self) -> None:
        self._escape_timer = None
        if not self._paused:
            self._catching_up.give(self.reader.tick, self.reader)
