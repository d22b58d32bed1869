"""A guest at a terminal, with hours in hand: time limits, sizes, keys, and who does not read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hosting_stage import host_without_ports
from readings import answers
from stand_in import StandIn, StandInViews
from virtual_time import in_virtual_time

from tui.hosting import terminal as guest_terminal
from tui.hosting.auth import BY_LINK
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.host import Host
from tui.hosting.monitoring import EventLog
from tui.hosting.options import Limits
from tui.hosting.session import FAREWELLS, WARNING, Session
from tui.hosting.terminal import GuestTerminal

PAGE_DOWN = b"\x1b[6~"
MINUTE = 60.0


class Wire:
    """Keeps the bytes sent to a guest, of which the last `unsent` wait on this side."""

    def __init__(self) -> None:
        self.sent = b""
        self.unsent = 0
        self.paused = False

    @property
    def text(self) -> str:
        return self.sent.decode()

    def write(self, data: bytes) -> None:
        self.sent += data

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False


class AtTerminal:
    """A guest in a session."""

    def __init__(self, host: Host, views: StandInViews, size: tuple[int, int]) -> None:
        self.host, self._views = host, views
        self.wire = Wire()
        self.statuses: list[int] = []
        self.terminal = GuestTerminal(self.wire, host.metrics, host.account())
        self.terminal.needs_carriage_return = True
        self.terminal.resize(*size)
        self.session = Session(host, self.terminal, self.statuses.append)

    @property
    def app(self) -> StandIn:
        return self._views.apps[-1]

    def type(self, keys: bytes) -> None:
        self.terminal.receive(keys)

    async def until(self, words: str, since: int = 0) -> None:
        """Wait until the words are sent."""
        while words not in self.wire.text[since:]:
            assert not self.statuses, self.wire.text[-500:]
            await asyncio.sleep(0.1)

    async def press(self, keys: bytes, words: str) -> None:
        since = len(self.wire.text)
        self.type(keys)
        await self.until(words, since)

    async def ended(self) -> float:
        """Wait for the end of the session; returns the time."""
        while not self.statuses:
            await asyncio.sleep(0.5)
        return now()


def now() -> float:
    return asyncio.get_running_loop().time()


@asynccontextmanager
async def at_terminal(
    limits: Limits | None = None,
    command: str = "",
    *,
    size: tuple[int, int] = (80, 24),
    depth: ColourDepth = ColourDepth.PALETTE,
    fingerprint: str = "",
) -> AsyncIterator[AtTerminal]:
    """A guest who has asked for a session."""
    views, limits = StandInViews(), limits or Limits()
    log = EventLog(lambda line: None, as_json=True)
    host = host_without_ports(views, limits, log)
    guest = AtTerminal(host, views, size)
    asks = Guest(address="here", colour_depth=depth, fingerprint=fingerprint)
    guest.session.start(asks, command)
    yield guest
    guest.session.end("left")
    await host.stop()


QUARTER = Limits(idle=15 * MINUTE)


@in_virtual_time
@pytest.mark.parametrize(
    ("limits", "key_at", "warned", "ended"),
    [
        (QUARTER, None, 14 * MINUTE, 15 * MINUTE),
        (QUARTER, 5 * MINUTE, 19 * MINUTE, 20 * MINUTE),
        (QUARTER, 14.5 * MINUTE, 14 * MINUTE, 29.5 * MINUTE),
        (Limits(idle=20), None, 10, 20),
    ],
)
async def test_a_guest_is_warned_before_the_end_of_their_time_and_a_key_keeps_the_seat(
    limits: Limits, key_at: float | None, warned: float, ended: float
) -> None:
    async with at_terminal(limits) as guest:
        if key_at is not None:
            asyncio.get_running_loop().call_at(key_at, guest.type, b"k")
        await guest.until(WARNING[:12])
        assert now() == pytest.approx(warned, abs=1)
        assert await guest.ended() == pytest.approx(ended, abs=1)
        assert guest.wire.text.endswith(guest_terminal.LEAVE_APP_MODE + f"{FAREWELLS['idle']}\r\n")
        assert (guest.session.reason, guest.statuses) == ("idle", [0])


@in_virtual_time
@pytest.mark.parametrize(("command", "key"), [("--projector", ""), ("", BY_LINK)])
async def test_projectors_and_presenters_stay_as_long_as_they_like(command: str, key: str) -> None:
    async with at_terminal(Limits(idle=20), command, fingerprint=key) as guest:
        await asyncio.sleep(5 * MINUTE)
        assert not guest.statuses
        assert WARNING[:12] not in guest.wire.text


@in_virtual_time
@pytest.mark.parametrize("key", [b"q", b"\x03", b"\x04", b"xq"])
async def test_before_the_app_is_there_a_guest_can_leave(key: bytes) -> None:
    async with at_terminal() as guest:
        guest.type(b"x?!\x1b")
        assert not guest.statuses
        guest.type(key)
        assert guest.statuses == [0]
        assert guest_terminal.ENTER_APP_MODE not in guest.wire.text


@in_virtual_time
async def test_leaving_gives_the_terminal_back_and_is_the_end() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        assert guest.wire.text.count(guest_terminal.ENTER_APP_MODE) == 1
        guest.type(b"q")
        await guest.ended()
        assert guest.wire.text.endswith(guest_terminal.LEAVE_APP_MODE)
        assert guest.wire.text.count(guest_terminal.LEAVE_APP_MODE) == 1
        sent = guest.wire.sent
        guest.type(b"kkk")
        guest.terminal.resize(100, 30)
        guest.terminal.write("a frame")
        await asyncio.sleep(MINUTE)
        assert guest.wire.sent == sent


@in_virtual_time
async def test_keys_hurry_an_app_and_a_new_size_hurries_nobody() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        guest.terminal.resize(100, 30)
        assert not guest.terminal.account.answering
        guest.type(b"k" * 40)
        assert guest.terminal.account.answering


@in_virtual_time
async def test_the_end_tells_why_also_amidst_keys_and_resizes() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        guest.terminal.resize(100, 30)
        guest.terminal.resize(120, 30)
        guest.type(b"\x1b" + b"x" * 500)
        guest.session.end("stopping")
        words = guest.wire.text.split(guest_terminal.LEAVE_APP_MODE)[1]
        assert words == f"{FAREWELLS['stopping']}\r\n"


@in_virtual_time
@pytest.mark.parametrize(("asked", "given"), answers("sizes-of-terminals"))
async def test_unknown_and_absurd_sizes(asked: tuple[int, int], given: tuple[int, int]) -> None:
    async with at_terminal(size=asked) as first, at_terminal() as later:
        await first.until(guest_terminal.ENTER_APP_MODE)
        await later.until("line 20")
        later.terminal.resize(*asked)
        await asyncio.sleep(1)
        assert first.app.size == later.app.size == tuple(given)


@in_virtual_time
async def test_a_window_that_is_dragged_is_resized_a_few_times_and_ends_in_its_last_size() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        sizes: list[Any] = []
        guest.app.screen.screen_layout_refresh_signal.subscribe(
            guest.app.screen, lambda screen: sizes.append(screen.size)
        )
        for width in range(100, 150):
            guest.terminal.resize(width, 30)
            await asyncio.sleep(guest_terminal.RESIZE_SECONDS / 10)
        await asyncio.sleep(1)
        assert guest.app.size == (149, 30)
        assert len(set(sizes)) <= 7


@in_virtual_time
async def test_a_guest_who_joins_is_sent_the_page_once() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        since = len(guest.wire.text)
        await asyncio.sleep(1)
        assert "line 10 " not in guest.wire.text[since:]


@in_virtual_time
async def test_a_window_that_goes_back_to_its_size_at_once_is_painted_again() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        since = len(guest.wire.text)
        for size in ((90, 20), (70, 20), (90, 20)):
            guest.terminal.resize(*size)
        await asyncio.sleep(1)
        assert guest.wire.text[since:].count("line 10 ") >= 2


@in_virtual_time
@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xe2\x82", b"\xed\xa0\x80"])
async def test_a_bad_byte_is_a_bad_character_and_what_follows_is_read(bad: bytes) -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        guest.type(bad + b"k\xc3\xa9")
        await asyncio.sleep(10)
        assert guest.app.seen[-2:] == ["k", "é"]


@in_virtual_time
async def test_everything_typed_arrives_in_order_and_the_client_waits_meanwhile() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        typed = "".join(chr(97 + at % 16) for at in range(300)).replace("c", "z")
        guest.type(typed.encode())
        assert guest.wire.paused
        while guest.wire.paused:
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        assert "".join(guest.app.seen) == typed


@in_virtual_time
async def test_frames_are_skipped_whole_and_keys_wait_while_the_guest_does_not_read() -> None:
    async with at_terminal() as guest:
        await guest.until("line 20")
        guest.wire.unsent = guest_terminal.MOST_UNSENT_BYTES + 1
        sent = guest.wire.sent
        guest.type(PAGE_DOWN)
        await asyncio.sleep(1)
        guest.type(b"a")
        await asyncio.sleep(1)
        assert guest.wire.sent == sent
        assert guest.app.seen == ["pagedown"]
        guest.wire.unsent = guest_terminal.MOST_UNSENT_BYTES // 2 + 1
        await asyncio.sleep(1)
        assert guest.wire.sent == sent, "else a slow reader would get a frame at each look"
        guest.wire.unsent = guest_terminal.MOST_UNSENT_BYTES // 2
        await guest.until("line 30", len(sent))
        await asyncio.sleep(1)
        assert guest.app.seen == ["pagedown", "a"]
