"""A guest's terminal, with time in hand: taken over and given back, its sizes and its keys."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from fake_channel import FakeChannel
from manual_loop import Loop
from textual import events

from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits
from tui.hosting.terminal.input import MAX_EVENTS_AHEAD
from tui.hosting.terminal.terminal import (
    ENTER_APP_MODE,
    FRAME_SLACK_SECONDS,
    LEAVE_APP_MODE,
    RESIZE_SECONDS,
    GuestTerminal,
)

KEY = events.Key("a", "a")


class Screen:
    """An app's driver; draws at once when it is asked."""

    awaits_more = False

    def __init__(self, loop: Loop) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.repaints = 0
        self.typed = ""
        self.takes = 0.0
        self.charge: Callable[[float], None] = lambda seconds: None
        self._loop = loop

    def resize(self, width: int, height: int) -> None:
        self.sizes.append((width, height))

    def repaint(self) -> None:
        self.repaints += 1

    def feed(self, text: str) -> int:
        self.typed += text
        return len(text)

    def tick(self) -> int:
        self.typed += "<escape>"
        return 1

    def after_refresh(self, callback: Callable[[], None]) -> None:
        self._loop.call_later(self.takes, self._drawn, callback)

    def _drawn(self, callback: Callable[[], None]) -> None:
        self.charge(self.takes)
        callback()


class Guest:
    """A guest at a terminal."""

    def __init__(self, **limits: Any) -> None:
        self.loop = Loop()
        self.channel = FakeChannel()
        self.counts = WorkerMetrics()
        self.said: list[str] = []
        self.scheduler = CpuScheduler(self.loop.real, Limits(**limits))
        self.terminal = GuestTerminal(
            self.channel,
            Limits(**limits),
            self.counts,
            self.loop.real,
            self.scheduler,
            self.scheduler.open("here"),
            unsent=lambda: self.channel.unsent,
            on_key=lambda: self.said.append("key"),
            on_leave=lambda: self.said.append("leave"),
            on_stalled=lambda: self.said.append("stalled"),
        )
        self.screen = Screen(self.loop)
        self.screen.charge = self.terminal.cpu.charge

    def enter(self) -> Screen:
        self.terminal.attach(self.screen)
        return self.screen


@pytest.mark.parametrize("key", ["q", "\x03", "\x04", "xq"])
async def test_before_the_app_is_there_a_guest_can_leave(key: str) -> None:
    guest = Guest()
    guest.terminal.input.receive(b"x?!")
    assert guest.said == []
    await asyncio.sleep(0)  # nothing is drawn yet, so the next may come at once
    guest.terminal.input.receive(key.encode())
    assert guest.said == ["leave"]


async def test_the_app_takes_the_terminal_over_and_gives_it_back_once() -> None:
    guest = Guest()
    assert not guest.terminal.in_app_mode
    screen = guest.enter()
    assert guest.terminal.in_app_mode
    guest.terminal.input.receive(b"q")
    assert (screen.typed, guest.said) == ("q", [])
    guest.terminal.detach()
    guest.terminal.detach()
    assert guest.channel.text == ENTER_APP_MODE + LEAVE_APP_MODE
    assert not guest.terminal.in_app_mode
    guest.loop.run(1)
    guest.terminal.input.receive(b"q")
    guest.loop.run(1)
    assert (screen.typed, guest.said) == ("q", []), "nothing typed counts any more"


def test_a_terminal_that_was_never_taken_over_is_left_as_it_is() -> None:
    guest = Guest()
    guest.terminal.close()
    assert guest.channel.text == ""


@pytest.mark.parametrize(("raw", "end"), [(True, "\r\n"), (False, "\n")])
def test_leaving_says_why_and_is_the_end(raw: bool, end: str) -> None:
    guest = Guest()
    guest.terminal.needs_carriage_return = raw
    screen = guest.enter()
    guest.terminal.resize(100, 30)
    guest.terminal.resize(120, 30)
    guest.terminal.input.receive(b"\x1b" + b"x" * 500)
    guest.terminal.close("Goodbye.")
    assert guest.loop.timers == 1, "only the app itself is still to say that it has drawn"
    assert guest.channel.text == ENTER_APP_MODE + LEAVE_APP_MODE + "Goodbye." + end
    typed = screen.typed
    guest.terminal.output.write("a frame")
    guest.loop.run(1_000)
    assert guest.channel.text.endswith("Goodbye." + end)
    assert (screen.typed, screen.sizes) == (typed, [(100, 30)])
    assert guest.loop.timers == 0


@pytest.mark.parametrize(("draws", "line"), [(True, "\r\x1b[KWait."), (False, "Wait.")])
def test_a_line_is_written_over_the_one_before_where_that_can_be(draws: bool, line: str) -> None:
    guest = Guest()
    guest.terminal.understands_escapes = draws
    guest.terminal.show_line("Wait.")
    assert guest.channel.text == line


@pytest.mark.parametrize(("raw", "page"), [(True, "a\r\nb\r\n"), (False, "a\nb\n")])
async def test_a_page_has_the_line_ends_that_the_terminal_needs(raw: bool, page: str) -> None:
    guest = Guest()
    guest.terminal.needs_carriage_return = raw
    await guest.terminal.send_page("a\nb\n")
    assert guest.channel.text == page
    assert guest.counts.bytes_out == len(page)


def test_sizes_are_known_before_the_app_is_there() -> None:
    guest = Guest()
    assert guest.terminal.size == (80, 24)
    guest.terminal.resize(100, 30)
    assert guest.terminal.size == (100, 30)
    assert guest.enter().sizes == []


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ((0, 0), (80, 24)),
        ((0, 30), (80, 30)),
        ((100, 0), (100, 24)),
        ((1, 1), (1, 1)),
        ((5000, 30), (200, 30)),
        ((100, 5000), (100, 60)),
        ((200, 60), (200, 60)),
    ],
)
def test_unknown_and_absurd_sizes(asked: tuple[int, int], given: tuple[int, int]) -> None:
    guest = Guest()
    screen = guest.enter()
    guest.terminal.resize(*asked)
    assert guest.terminal.size == given
    assert screen.sizes == [given]


def test_a_window_that_is_dragged_is_resized_a_few_times_and_ends_in_its_last_size() -> None:
    guest = Guest()
    screen = guest.enter()
    for width in range(100, 150):
        guest.terminal.resize(width, 30)
        guest.loop.run(RESIZE_SECONDS / 10)
    assert guest.terminal.size == (149, 30)
    assert len(screen.sizes) <= 7
    guest.loop.run(RESIZE_SECONDS)
    assert screen.sizes[-1] == (149, 30)
    seen = len(screen.sizes)
    guest.loop.run(10)
    assert len(screen.sizes) == seen, "and is not resized again for nothing"
    guest.terminal.resize(80, 24)
    assert screen.sizes[-1] == (80, 24)


def test_a_window_that_goes_back_to_its_size_at_once_is_painted_again() -> None:
    guest = Guest()
    screen = guest.enter()
    for size in ((100, 30), (90, 20), (100, 30)):
        guest.terminal.resize(*size)
    guest.loop.run(10)
    assert screen.sizes == [(100, 30), (100, 30)]


def test_a_window_whose_resizes_are_expensive_waits_for_its_share() -> None:
    guest = Guest(work=0.1)
    screen = guest.enter()
    screen.takes = 1.5
    guest.terminal.resize(100, 30)
    guest.loop.run(1.5)
    guest.terminal.resize(101, 30)
    guest.loop.run(0.1)
    guest.terminal.resize(102, 30)
    guest.loop.run(2)
    assert screen.sizes == [(100, 30), (101, 30)]
    guest.loop.run(10)
    assert screen.sizes == [(100, 30), (101, 30), (102, 30)]


def test_keys_are_said_and_other_messages_are_not() -> None:
    guest = Guest()
    guest.enter()
    guest.terminal.note_input(KEY)
    guest.terminal.note_input(events.Paste("words"))
    assert guest.said == ["key"]


def test_from_a_key_to_its_frame_is_measured() -> None:
    guest = Guest()
    guest.terminal.note_input(KEY)  # before the app is there, nothing answers
    guest.enter()
    assert list(guest.counts.redraw_seconds) == []
    guest.loop.run(1)
    guest.terminal.note_input(KEY)
    guest.loop.run(0.25)
    guest.terminal.note_input(KEY)  # measured from the first of several
    guest.loop.run(0.25)
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    assert list(guest.counts.redraw_seconds) == [0.5]
    assert guest.counts.bytes_out == len(ENTER_APP_MODE) + len("a frame")
    guest.terminal.output.write("another")
    guest.terminal.output.flush()
    assert list(guest.counts.redraw_seconds) == [0.5]


def test_a_key_that_changed_nothing_is_not_measured_by_the_next_frame() -> None:
    guest = Guest()
    screen = guest.enter()
    screen.takes = 0.1
    guest.terminal.note_input(KEY)
    guest.terminal.input.receive(b"a")
    guest.loop.run(0.1 + FRAME_SLACK_SECONDS + 0.01)
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    assert list(guest.counts.redraw_seconds) == []


def test_a_later_key_is_measured_although_an_earlier_one_changed_nothing() -> None:
    guest = Guest()
    guest.enter()
    guest.terminal.note_input(KEY)
    guest.terminal.input.receive(b"a")
    guest.loop.run(FRAME_SLACK_SECONDS / 2)
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    assert list(guest.counts.redraw_seconds) == [FRAME_SLACK_SECONDS / 2]
    guest.terminal.note_input(KEY)
    guest.loop.run(FRAME_SLACK_SECONDS / 2 + 0.01)
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    assert len(guest.counts.redraw_seconds) == 2


def test_an_app_is_painted_again_after_frames_were_skipped_and_keys_wait_until_then() -> None:
    guest = Guest()
    screen = guest.enter()
    guest.channel.unsent = 10**6
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    guest.terminal.input.receive(b"a")
    guest.loop.run(1)
    assert (screen.repaints, screen.typed) == (0, "")
    guest.channel.unsent = 0
    guest.loop.run(1)
    assert (screen.repaints, screen.typed) == (1, "a")


def test_a_stalled_guest_is_reported_and_a_departed_one_not_repainted() -> None:
    guest = Guest(stalled=5)
    guest.enter()
    guest.channel.unsent = 10**6
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    guest.loop.run(6)
    assert guest.said == ["stalled"]
    guest.terminal.output.write("a frame")
    guest.terminal.output.flush()
    guest.terminal.detach()
    guest.channel.unsent = 0
    guest.loop.run(1)
    assert guest.screen.repaints == 0


def test_a_departed_guest_is_not_resized() -> None:
    guest = Guest()
    screen = guest.enter()
    guest.terminal.resize(100, 30)
    guest.terminal.resize(101, 30)
    guest.terminal.detach()
    guest.loop.run(10)
    guest.terminal.resize(102, 30)
    guest.loop.run(10)
    assert screen.sizes == [(100, 30)]


def test_looks_and_ticks_come_in_their_turn_and_not_to_who_has_left() -> None:
    guest, calls = Guest(), []
    guest.terminal.look_soon(lambda: calls.append("look"))
    guest.terminal.tick_in(1.0, lambda: calls.append("tick"))
    guest.loop.run(2.0)
    assert calls == ["look", "tick"]
    guest.scheduler.ticks.look(guest.scheduler.open("here"), lambda: None)
    guest.terminal.look_soon(lambda: calls.append("look"))
    guest.terminal.tick_in(0.0, lambda: calls.append("tick"))
    guest.terminal.close()
    guest.terminal.look_soon(lambda: calls.append("look"))
    guest.loop.run(2.0)
    assert calls == ["look", "tick"]


async def test_typing_in_the_join_queue_costs_nothing() -> None:
    guest = Guest()
    reader = guest.terminal.input.reader
    assert reader.feed("abc") == 3
    assert not reader.awaits_more
    reader.tick()
    called: list[str] = []
    reader.after_refresh(lambda: called.append("now"))
    await asyncio.sleep(0)
    assert called == ["now"]


def test_keys_that_wait_for_the_app_go_on_when_it_has_drawn() -> None:
    guest = Guest(work=1.0)
    screen = guest.enter()
    screen.takes = 0.01
    for _ in range(MAX_EVENTS_AHEAD + 3):
        guest.terminal.input.receive(b"a")
    assert len(screen.typed) == MAX_EVENTS_AHEAD
    assert guest.channel.paused
    guest.loop.run(0.02)
    assert len(screen.typed) == MAX_EVENTS_AHEAD + 3
    assert not guest.channel.paused


def test_all_modes_that_are_switched_on_are_switched_off_and_the_screen_is_the_shells() -> None:
    on = re.findall(r"\?(\d+)h", ENTER_APP_MODE)
    off = re.findall(r"\?(\d+)l", LEAVE_APP_MODE)
    assert "1049" in on, "the alternate screen"
    assert set(on) <= {*off, "25"}
    assert "\x1b[?25l" in ENTER_APP_MODE
    assert LEAVE_APP_MODE.endswith("\x1b[?25h"), "the cursor is back"


@pytest.mark.parametrize("line", ["", "Goodbye."])
def test_a_terminal_ends_lines_as_text_does_unless_it_says_otherwise(line: str) -> None:
    guest = Guest()
    guest.terminal.close(line)
    assert guest.channel.text == (line + "\n" if line else "")
