"""What a guest sends, brought to their app no faster than one guest may keep the host busy."""

from asyncio import AbstractEventLoop, TimerHandle
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Protocol

from textual.constants import ESCAPE_DELAY

from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket
from tui.hosting.terminal.cpu_budget import CpuBudget

PASTE_START = b"\x1b[200~"
PASTE_END = b"\x1b[201~"


class PasteLimiter:
    """Passes bytes on as they come, except what is over `limit` bytes inside one bracketed paste."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._room: int | None = None  # left inside a paste; None: not in one
        self._matched = 0  # bytes of START seen last, outside a paste
        self._paused = b""  # inside a paste: what may be the beginning of END

    def limit(self, data: bytes) -> bytes:
        """The part of `data` that goes to the app. Outside a paste nothing is held back: Escape is a key."""
        out = bytearray()
        while data:
            data = (
                self._outside(data, out)
                if self._room is None
                else self._inside(self._paused + data, out)
            )
        return bytes(out)

    def _outside(self, data: bytes, out: bytearray) -> bytes:
        for at, byte in enumerate(data):
            if byte != PASTE_START[self._matched]:
                self._matched = 0
            if byte == PASTE_START[self._matched]:
                self._matched += 1
            if self._matched == len(PASTE_START):
                self._matched, self._room = 0, self._limit
                out += data[: at + 1]
                return data[at + 1 :]
        out += data
        return b""

    def _inside(self, data: bytes, out: bytearray) -> bytes:
        assert self._room is not None
        end = data.find(PASTE_END)
        if end >= 0:
            out += data[:end][: self._room] + PASTE_END
            self._room, self._paused = None, b""
            return data[end + len(PASTE_END) :]
        keep = next(
            size for size in range(len(PASTE_END) - 1, -1, -1) if data.endswith(PASTE_END[:size])
        )
        content = data[: len(data) - keep]
        out += content[: self._room]
        self._room = max(0, self._room - len(content))
        self._paused = data[len(data) - keep :]
        return b""


PIECE_BYTES = 16  # bytes fed at once, so that a burst is noticed while it is small
MAX_EVENTS_AHEAD = 8  # events that may wait in an app which has not caught up
POLL_SECONDS = 0.1  # seconds between two looks whether a guest has read what was drawn for them


class Pausable(Protocol):
    """The side of an SSH channel that can ask the client to wait."""

    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


class KeyReader(Protocol):
    """Understands what a terminal sends."""

    def feed(self, text: str) -> int:
        """Take some characters; returns how many events they made."""
        ...

    @property
    def awaits_more(self) -> bool:
        """Whether an Escape came last, which may be a key or the beginning of one."""
        ...

    def tick(self) -> None:
        """No more came: it was the key."""
        ...

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back when all that was fed until now has been done and drawn."""
        ...


class GuestInput:
    """A guest's bytes on their way to `reader`, which may be exchanged. Call `caught_up` when `work` is done.

    While `unread` is true, the guest does not see what the keys do, so they wait.
    """

    def __init__(
        self,
        channel: Pausable,
        limits: Limits,
        loop: AbstractEventLoop,
        reader: KeyReader,
        cpu_budget: CpuBudget,
        output_waits: Callable[[], bool],
    ) -> None:
        self.reader = reader
        self._output_waits = output_waits
        self._cpu_budget = cpu_budget
        self._events_ahead = 0
        self._channel = channel
        self._loop = loop
        self._pastes = PasteLimiter(limits.paste)
        # A bad byte is a bad character, not the end of the connection.
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._bytes = TokenBucket(limits.input_bytes, 4 * limits.input_bytes, loop.time)
        self._events = TokenBucket(limits.input_events, 2 * limits.input_events, loop.time)
        self._buffer = bytearray()
        self._paused = False  # whether the client is asked to wait
        self._resume_timer: TimerHandle | None = None  # for the time when more may be read
        self._escape_timer: TimerHandle | None = None

    def receive(self, data: bytes) -> None:
        """Take what the client sent; asks the client to wait when it is too much."""
        self._buffer += self._pastes.limit(data)
        if not self._paused:
            self._feed_reader()

    def caught_up(self) -> None:
        """The app has done all it was told."""
        self._events_ahead = 0
        if self._paused and self._resume_timer is None:
            self._resume()

    def close(self) -> None:
        """Read no more."""
        self._buffer.clear()
        for timer in (self._resume_timer, self._escape_timer):
            if timer is not None:
                timer.cancel()

    def _feed_reader(self) -> None:
        while self._buffer:
            if self._cpu_budget.busy and self._events_ahead >= MAX_EVENTS_AHEAD:
                self._pause(0)
                return
            if self._output_waits():
                self._pause(POLL_SECONDS)
                return
            piece = bytes(self._buffer[:PIECE_BYTES])
            del self._buffer[:PIECE_BYTES]
            events = self.reader.feed(self._decoder.decode(piece))
            if events:
                self._events_ahead += events
                self._cpu_budget.start(self.reader.after_refresh)
            wait = max(
                self._bytes.take(len(piece)),
                self._events.take(events),
                self._cpu_budget.seconds_to_wait,
            )
            if wait:
                self._pause(wait)
                return
        if self._paused:
            self._paused = False
            self._channel.resume_reading()
        self._await_escape()

    def _pause(self, seconds: float) -> None:
        """Read on after some seconds, or (0) when the app has caught up."""
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
            self.reader.tick()
