"""What a guest sends, brought to their app no faster than one guest may keep the host busy."""

from asyncio import AbstractEventLoop, TimerHandle
from codecs import getincrementaldecoder
from typing import Protocol

from textual.constants import ESCAPE_DELAY

from tui.hosting.limits import TokenBucket
from tui.hosting.options import Limits
from tui.hosting.pastes import ShortPastes

PIECE = 16  # bytes fed at once, so that a burst is noticed while it is small


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


class Inlet:
    """A guest's bytes on their way to `reader`, which may be exchanged; none before there is one."""

    def __init__(self, channel: Pausable, limits: Limits, loop: AbstractEventLoop, reader: KeyReader) -> None:
        self.reader = reader
        self._channel = channel
        self._loop = loop
        self._pastes = ShortPastes(limits.paste)
        # A bad byte is a bad character, not the end of the connection.
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._bytes = TokenBucket(limits.input_bytes, 4 * limits.input_bytes, loop.time)
        self._events = TokenBucket(limits.input_events, 2 * limits.input_events, loop.time)
        self._buffer = bytearray()
        self._wait: TimerHandle | None = None  # while the client is asked to wait
        self._escape: TimerHandle | None = None

    def receive(self, data: bytes) -> None:
        """Take what the client sent; asks the client to wait when it is too much."""
        self._buffer += self._pastes.pass_on(data)
        if self._wait is None:
            self._pump()

    def close(self) -> None:
        """Read no more."""
        self._buffer.clear()
        for timer in (self._wait, self._escape):
            if timer is not None:
                timer.cancel()

    def _pump(self) -> None:
        while self._buffer:
            piece = bytes(self._buffer[:PIECE])
            del self._buffer[:PIECE]
            events = self.reader.feed(self._decoder.decode(piece))
            wait = max(self._bytes.take(len(piece)), self._events.take(events))
            if wait:
                self._channel.pause_reading()
                self._wait = self._loop.call_later(wait, self._go_on)
                return
        self._await_escape()

    def _go_on(self) -> None:
        self._wait = None
        self._pump()
        if self._wait is None:
            self._channel.resume_reading()

    def _await_escape(self) -> None:
        if self._escape is not None:
            self._escape.cancel()
            self._escape = None
        if self.reader.awaits_more:
            self._escape = self._loop.call_later(ESCAPE_DELAY * 1.1, self._lone_escape)

    def _lone_escape(self) -> None:
        self._escape = None
        if self._wait is None:
            self.reader.tick()
