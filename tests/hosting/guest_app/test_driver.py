"""The driver between an app and its guest's terminal: what passes, and what it never does."""

import gc
import io
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from fake_channel import FakeChannel
from manual_loop import Loop
from textual import events, messages
from textual.message import Message

from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.guest_app.driver import GuestDriver
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits
from tui.hosting.terminal.terminal import ENTER_APP_MODE, LEAVE_APP_MODE, GuestTerminal


class App:
    """As much of an app as a driver asks for: keeps what it is sent."""

    def __init__(self) -> None:
        self.loop = Loop()
        self.channel = FakeChannel()
        self.counts = WorkerMetrics()
        self.keys = 0
        self.scheduler = CpuScheduler(self.loop.real, Limits())
        self.terminal = GuestTerminal(
            self.channel,
            Limits(),
            self.counts,
            self.loop.real,
            self.scheduler,
            self.scheduler.open("here"),
            unsent=lambda: self.channel.unsent,
            on_key=self.count_key,
            on_leave=lambda: None,
            on_stalled=lambda: None,
        )
        self.messages: list[Message] = []
        self.refreshed = 0
        self.later: list[Callable[[], None]] = []

    def count_key(self) -> None:
        self.keys += 1

    def post_message(self, message: Message) -> None:
        self.messages.append(message)

    def call_later(self, callback: Callable[[], None]) -> None:
        callback()

    def call_after_keys(self, callback: Callable[[], None]) -> None:
        self.later.append(callback)

    def refresh(self) -> None:
        self.refreshed += 1

    @property
    def pressed(self) -> list[str]:
        return [message.key for message in self.messages if isinstance(message, events.Key)]

    @property
    def sizes(self) -> list[tuple[int, int]]:
        return [
            (message.size.width, message.size.height)
            for message in self.messages
            if isinstance(message, events.Resize)
        ]


def driver_of(app: App, size: tuple[int, int] | None = None) -> GuestDriver:
    return GuestDriver(cast(Any, app), size=size)


async def test_keys_mouse_and_pastes_reach_the_app_in_order() -> None:
    app = App()
    driver = driver_of(app)
    assert driver.feed("a\x1b[6~") == 2
    assert driver.feed("\x1b[<65;10;5M") == 1
    assert driver.feed("\x1b[200~some words\x1b[201~") == 1
    key, page_down, wheel, paste = app.messages
    assert app.pressed == ["a", "pagedown"]
    assert isinstance(wheel, events.MouseScrollDown)
    assert (wheel.x, wheel.y) == (9, 4)
    assert isinstance(paste, events.Paste)
    assert paste.text == "some words"
    assert app.keys == 3, "a paste is no key"
    assert (key, page_down) == tuple(app.messages[:2])


async def test_a_terminal_that_can_hold_frames_back_may_say_so() -> None:
    app = App()
    driver_of(app).feed("\x1b[?2026;1$y")
    assert [type(message) for message in app.messages] == [
        messages.TerminalSupportsSynchronizedOutput
    ]


@pytest.mark.parametrize(
    "said",
    [
        "\x1b[48;9999;9999;0;0t",
        "\x1b[?2048;1$y\x1b[48;9999;9999;0;0t",
        "\x1b[I\x1b[O",
        "\x1b[1;1R",
    ],
)
async def test_nothing_else_reaches_the_app_but_counts_as_said(said: str) -> None:
    app = App()
    driver = driver_of(app)
    assert driver.feed(said) >= 1
    assert app.messages == []
    driver.feed("k")
    assert app.pressed == ["k"]


async def test_an_escape_is_a_key_when_nothing_follows() -> None:
    app = App()
    driver = driver_of(app)
    assert not driver.awaits_more
    assert driver.feed("\x1b") == 0
    assert driver.awaits_more
    assert app.pressed == []
    parser = driver._parser._parser
    parser._timeout_time = 1e-9  # its time is over
    driver.tick()
    assert app.pressed == ["escape"]
    assert not driver.awaits_more


async def test_the_app_takes_the_terminal_over_in_its_size_and_gives_it_back() -> None:
    app = App()
    driver = driver_of(app, (100, 30))
    driver.start_application_mode()
    assert app.sizes == [(100, 30)]
    driver.write("a ")
    driver.write("frame")
    driver.flush()
    driver.stop_application_mode()
    assert app.channel.text == ENTER_APP_MODE + "a frame" + LEAVE_APP_MODE
    app.messages.clear()
    driver.resize(120, 40)
    assert app.sizes == [(120, 40)]
    (resize,) = app.messages
    assert isinstance(resize, events.Resize)
    assert resize.virtual_size == resize.size
    assert driver._size == (120, 40)


async def test_a_terminal_of_unknown_size_is_80_by_24() -> None:
    app = App()
    driver_of(app).start_application_mode()
    assert app.sizes == [(80, 24)]


async def test_typing_reaches_the_app_through_its_terminal() -> None:
    app = App()
    driver = driver_of(app)
    driver.start_application_mode()
    app.terminal.input.receive(b"x")
    assert app.pressed == ["x"]
    assert list(app.counts.redraw_seconds) == []
    driver.write("its frame")
    driver.flush()
    assert len(app.counts.redraw_seconds) == 1
    app.terminal.resize(90, 20)
    assert app.sizes[-1] == (90, 20)


async def test_painting_again_and_waiting_for_it_are_the_apps() -> None:
    app = App()
    driver = driver_of(app)
    driver.repaint()
    assert app.refreshed == 1
    called: list[str] = []
    driver.after_refresh(lambda: called.append("drawn"))
    assert called == []
    app.later[0]()
    assert called == ["drawn"]


async def test_no_browser_is_opened_and_no_file_written_on_the_server(tmp_path: Path) -> None:
    app = App()
    driver = driver_of(app)
    driver.open_url("https://example.org/")
    words = io.StringIO("words")
    driver.deliver_binary(words, delivery_key="k", save_path=tmp_path / "a.txt")
    assert words.closed
    assert list(tmp_path.iterdir()) == []
    assert app.messages == []


async def test_nothing_keeps_a_parser_alive_that_is_done() -> None:
    driver = driver_of(App())
    driver.feed("\x1b[97;5u")  # a key that Textual's own parser would remember for ever
    parser = weakref.ref(driver._parser._parser)
    gc.disable()
    try:
        driver.disable_input()
        del driver
        assert parser() is None
    finally:
        gc.enable()
