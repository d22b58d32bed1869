"""A guest's output: whole frames or none, so that a slow reader costs no memory."""

from asyncio import AbstractEventLoop, TimerHandle, sleep
from collections.abc import Callable
from typing import Protocol

from tui.hosting.cpu.fair_loop import NOBODY
from tui.hosting.options import Limits

POLL_SECONDS = 0.1  # between two looks at the buffer while frames are skipped
PAGE_POLL_SECONDS = 0.02  # the same while a page of text is sent
CHUNK_CHARACTERS = 16 * 1024


class Writable(Protocol):
    """The sending side of an SSH channel."""

    def write(self, data: bytes) -> None: ...
    def is_closing(self) -> bool: ...


class GuestOutput:
    """Sends a guest's frames to the channel.

    `unsent` gives the bytes that wait on the host's side. `on_frame` is called with the bytes of
    each frame sent, `on_drained` when frames were skipped and the buffer is half empty again,
    `on_stalled` when the buffer has not shrunk for the time in the limits.
    """

    def __init__(
        self,
        channel: Writable,
        limits: Limits,
        loop: AbstractEventLoop,
        *,
        unsent: Callable[[], int],
        on_frame: Callable[[int], None],
        on_drained: Callable[[], None],
        on_stalled: Callable[[], None],
    ) -> None:
        self._channel = channel
        self._limits = limits
        self._loop = loop
        self._unsent = unsent
        self._on_frame = on_frame
        self._on_drained = on_drained
        self._on_stalled = on_stalled
        self._parts: list[str] = []
        self._closed = False
        self._poll_timer: TimerHandle | None = None
        self._lowest_unsent = 0
        self._moved_at = 0.0  # when the unsent bytes were last fewer than before

    @property
    def skipping(self) -> bool:
        """Whether frames are skipped because the guest does not read them."""
        return self._poll_timer is not None

    def write(self, text: str) -> None:
        """Add a part of a frame; the next flush sends it, at the latest in the loop's next turn."""
        if not self._parts:
            self._loop.call_soon(self.flush, context=NOBODY)
        self._parts.append(text)

    def flush(self) -> None:
        """Send the frame, or skip it if the guest does not keep up."""
        text = "".join(self._parts)
        self._parts.clear()
        if not text or self._closed or self.skipping:
            return
        unsent = self._unsent()
        if unsent > self._limits.output_buffer:
            self._lowest_unsent, self._moved_at = unsent, self._loop.time()
            self._poll_timer = self._loop.call_later(POLL_SECONDS, self._poll)
            return
        self.send(text)

    def send(self, text: str) -> None:
        """Send at once, and never skip."""
        if self._closed or self._channel.is_closing():
            return
        data = text.encode("utf-8", "replace")
        self._channel.write(data)
        self._on_frame(len(data))

    async def send_all(self, text: str) -> None:
        """Send a long text to its end, as fast as the guest reads it."""
        self._moved_at = self._loop.time()
        for start in range(0, len(text), CHUNK_CHARACTERS):
            self.send(text[start : start + CHUNK_CHARACTERS])
            await self._wait_for_unsent(self._limits.output_buffer)
        await self._wait_for_unsent(0)

    async def _wait_for_unsent(self, most: int) -> None:
        """Wait until at most so many bytes are unsent, or until the guest counts as stalled."""
        self._lowest_unsent = self._unsent()
        while not self._closed and (unsent := self._unsent()) > most:
            if self._is_stalled(unsent):
                self._on_stalled()
                return
            await sleep(PAGE_POLL_SECONDS)

    def close(self) -> None:
        """Send nothing more."""
        self._closed = True
        if self._poll_timer is not None:
            self._poll_timer.cancel()

    def _poll(self) -> None:
        unsent = self._unsent()
        self._poll_timer = None
        if unsent <= self._limits.output_buffer // 2:
            self._on_drained()
        elif self._is_stalled(unsent):
            self._on_stalled()
        else:
            self._poll_timer = self._loop.call_later(POLL_SECONDS, self._poll)

    def _is_stalled(self, unsent: int) -> bool:
        now = self._loop.time()
        if unsent < self._lowest_unsent:
            self._lowest_unsent, self._moved_at = unsent, now
        return bool(self._limits.stalled) and now - self._moved_at >= self._limits.stalled
