"""The way out, with time in hand: whole frames or none, and guests who do not read."""

import asyncio
from contextvars import Context
from typing import Any

import pytest
from fake_channel import FakeChannel
from guest_context import context_of
from manual_loop import Loop
from patience import let_others_run

from tui.hosting.cpu.fair_loop import FairEventLoop
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.options import Limits
from tui.hosting.terminal.output import CHUNK_CHARACTERS, POLL_SECONDS, GuestOutput

BUFFER = 1_000
STALLED = 5.0


class Guest:
    """A guest's way out, and what it has said."""

    def __init__(self, **limits: Any) -> None:
        self.loop = Loop()
        self.channel = FakeChannel()
        self.frames: list[int] = []
        self.said: list[str] = []
        options: dict[str, Any] = {"output_buffer": BUFFER, "stalled": STALLED} | limits
        self.output = GuestOutput(
            self.channel,
            Limits(**options),
            self.loop.real,
            unsent=lambda: self.channel.unsent,
            on_frame=self.frames.append,
            on_drained=lambda: self.said.append("drained"),
            on_stalled=lambda: self.said.append("stalled"),
        )

    def draw(self, text: str) -> None:
        self.output.write(text)
        self.output.flush()

    @property
    def written(self) -> bytes:
        return b"".join(self.channel.written)


def test_parts_of_a_frame_are_one_write_and_counted_in_bytes() -> None:
    guest = Guest()
    guest.output.write("Grüße ")
    guest.output.write("an alle")
    assert guest.channel.written == []
    guest.output.flush()
    assert guest.channel.written == ["Grüße an alle".encode()]
    assert guest.frames == [15]
    guest.output.flush()
    guest.loop.run(1)
    assert guest.channel.written == ["Grüße an alle".encode()], "nothing is sent twice, or empty"


def test_a_frame_that_nobody_completes_goes_when_the_loop_comes_round() -> None:
    guest = Guest()
    guest.output.write("a")
    guest.output.write("b")
    guest.loop.run()
    assert guest.channel.written == [b"ab"]
    guest.output.write("c")
    guest.loop.run()
    assert guest.channel.written == [b"ab", b"c"]


def test_a_frame_that_nobody_completes_waits_for_no_turn_of_its_guest() -> None:
    loop = FairEventLoop()
    scheduler = CpuScheduler(loop, Limits())
    channel = FakeChannel()
    others: list[str] = []
    output = GuestOutput(
        channel,
        Limits(),
        loop,
        unsent=lambda: 0,
        on_frame=lambda _: others.append("frame"),
        on_drained=lambda: None,
        on_stalled=lambda: None,
    )

    def context() -> Context:
        return context_of(scheduler.open("here"))

    for _ in range(3):
        loop.call_soon(others.append, "step", context=context())
    context().run(output.write, "a")
    loop.call_soon(loop.stop, context=context())
    loop.run_forever()
    loop.close()
    assert others == ["step", "frame", "step", "step"]
    assert channel.written == [b"a"]


def test_text_that_cannot_be_encoded_is_no_error() -> None:
    guest = Guest()
    guest.draw("a\ud800b")
    assert guest.written == b"a?b"


def test_frames_are_skipped_whole_while_more_than_the_buffer_is_unsent() -> None:
    guest = Guest()
    guest.channel.unsent = BUFFER
    guest.draw("one")
    assert not guest.output.skipping
    guest.channel.unsent = BUFFER + 1
    guest.draw("two")
    assert guest.output.skipping
    guest.channel.unsent = 0
    guest.draw("three")  # drawn over a frame that was skipped
    assert guest.written == b"one"
    guest.loop.run(POLL_SECONDS)
    assert guest.said == ["drained"]
    assert not guest.output.skipping
    guest.draw("four")
    assert guest.written == b"onefour"


def test_a_buffer_is_drawn_into_again_only_when_half_of_it_is_empty() -> None:
    # Else a slow reader's terminal would be repainted at each look, for one frame more.
    guest = Guest()
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    for unsent in (BUFFER, BUFFER // 2 + 1):
        guest.channel.unsent = unsent
        guest.loop.run(POLL_SECONDS)
        assert guest.output.skipping
        assert guest.said == []
    guest.channel.unsent = BUFFER // 2
    guest.loop.run(POLL_SECONDS)
    assert guest.said == ["drained"]


def test_a_guest_who_reads_nothing_is_stalled_in_time() -> None:
    guest = Guest()
    guest.loop.run(100)
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    guest.loop.run(STALLED - POLL_SECONDS)
    assert guest.said == []
    guest.loop.run(3 * POLL_SECONDS)
    assert guest.said == ["stalled"]


def test_a_guest_who_reads_slowly_is_not_stalled() -> None:
    guest = Guest()
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    for _ in range(10):
        guest.channel.unsent -= 10
        guest.loop.run(STALLED - 2 * POLL_SECONDS)
    assert guest.said == []
    guest.loop.run(STALLED)
    assert guest.said == ["stalled"]


def test_output_that_grows_and_shrinks_has_not_moved() -> None:
    guest = Guest()
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    for number in range(60):
        guest.channel.unsent = BUFFER + 1 + number % 2
        guest.loop.run(POLL_SECONDS)
    assert guest.said == ["stalled"]


def test_zero_is_no_limit() -> None:
    guest = Guest(stalled=0)
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    guest.loop.run(1_000)
    assert guest.said == []


def test_sent_text_is_never_skipped() -> None:
    guest = Guest()
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    guest.output.send("goodbye")
    assert guest.written == b"goodbye"


def test_nothing_is_sent_or_said_after_closing() -> None:
    guest = Guest()
    guest.output.close()
    guest.channel.unsent = BUFFER + 1
    guest.draw("a")
    guest.output.send("b")
    assert not guest.output.skipping
    guest = Guest()
    guest.channel.unsent = BUFFER + 1
    guest.draw("skipped")
    guest.output.close()
    guest.loop.run(10 * STALLED)
    assert (guest.said, guest.written, guest.frames) == ([], b"", [])


def test_nothing_is_sent_into_a_channel_that_is_closing() -> None:
    guest = Guest()
    guest.channel.closing = True
    guest.output.send("a")
    assert (guest.written, guest.frames) == (b"", [])


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time; what was waited for."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def at_once(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0)

    monkeypatch.setattr("tui.hosting.terminal.output.sleep", at_once)
    return waited


async def test_a_page_goes_in_pieces_as_fast_as_it_is_read(waits: list[float]) -> None:
    guest = Guest()
    text = "".join(str(number % 10) for number in range(2 * CHUNK_CHARACTERS + 5))
    guest.channel.unsent = BUFFER + 1
    sending = asyncio.create_task(guest.output.send_all(text))
    await let_others_run()
    assert guest.written == text[:CHUNK_CHARACTERS].encode()
    guest.channel.unsent = BUFFER
    await let_others_run()
    assert guest.written == text.encode()
    assert guest.frames == [CHUNK_CHARACTERS, CHUNK_CHARACTERS, 5]
    await let_others_run()
    assert not sending.done(), "it ends when all has been read"
    guest.channel.unsent = 0
    await sending
    assert guest.said == []
    assert waits


async def test_a_page_that_is_read_no_further_is_stalled(waits: list[float]) -> None:
    guest = Guest()
    guest.loop.run(100)
    guest.channel.unsent = 1
    sending = asyncio.create_task(guest.output.send_all("a page"))
    await let_others_run()
    guest.loop.run(STALLED - 0.1)
    await let_others_run()
    assert not sending.done()
    guest.loop.run(0.2)
    await sending
    assert guest.said == ["stalled"]


async def test_a_page_that_is_read_slowly_is_not_stalled(waits: list[float]) -> None:
    guest = Guest()
    guest.channel.unsent = BUFFER
    sending = asyncio.create_task(guest.output.send_all("a page"))
    for _ in range(10):
        await let_others_run()
        guest.channel.unsent -= 10
        guest.loop.run(STALLED - 0.1)
    await let_others_run()
    assert not sending.done()
    guest.channel.unsent = 0
    await sending
    assert guest.said == []


async def test_closing_ends_a_page(waits: list[float]) -> None:
    guest = Guest()
    guest.channel.unsent = 1
    sending = asyncio.create_task(guest.output.send_all("a page"))
    await let_others_run()
    guest.output.close()
    await sending
    assert guest.said == []
