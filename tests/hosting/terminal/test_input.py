"""A guest's input: keys wait and are spent by a clock that the test moves; pastes are cut."""

import itertools
from collections.abc import Callable

import pytest
from fake_channel import FakeChannel
from hypothesis import given
from hypothesis import strategies as st
from manual_loop import Loop
from textual.constants import ESCAPE_DELAY

from tui.hosting.cpu.guest_cpu import BURST_SECONDS, GuestCpu
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.options import Limits
from tui.hosting.terminal.catching_up import DONE_TIMEOUT_SECONDS, CatchingUp
from tui.hosting.terminal.input import (
    MAX_EVENTS_AHEAD,
    PASTE_END,
    PASTE_START,
    GuestInput,
    PasteLimiter,
)


class App:
    """Understands a key a character, and takes `cost` seconds for each."""

    awaits_more = False

    def __init__(self, loop: Loop, cost: float = 0.0) -> None:
        self.loop = loop
        self.cost = cost
        self.text = ""
        self.ticks = 0
        self.escape_answers = False
        self.unread = False
        self.busy_until = 0.0
        self.cpu: GuestCpu | None = None

    def feed(self, text: str) -> int:
        self.text += text
        self.busy_until = max(self.busy_until, self.loop.now) + self.cost * len(text)
        return len(text)

    def tick(self) -> int:
        self.ticks += 1
        self.escape_answers = self.cpu is not None and self.cpu.answering
        return 1

    def after_refresh(self, callback: Callable[[], None]) -> None:
        began = self.loop.now
        self.loop.call_later(self.busy_until - began, self._done, began, callback)

    def _done(self, began: float, callback: Callable[[], None]) -> None:
        if self.cpu is not None:
            self.cpu.charge(self.loop.now - began)
        callback()


def guest_input(loop: Loop, app: App, limits: Limits) -> tuple[GuestInput, FakeChannel]:
    channel = FakeChannel()
    app.cpu = CpuScheduler(loop.real, limits).open("here")

    def caught_up() -> None:
        made.caught_up()

    work = CatchingUp(loop.real, app.cpu, caught_up)
    made = GuestInput(channel, limits, loop.real, app, work, lambda: app.unread)
    return made, channel


def full_input() -> tuple[Loop, App, GuestInput, FakeChannel]:
    """Input that has given a slow app all that it may, and reads no more for now."""
    loop = Loop()
    app = App(loop, cost=0.01)
    way, channel = guest_input(loop, app, Limits(work=1.0))
    for _ in range(MAX_EVENTS_AHEAD + 1):
        way.receive(b"s")
    assert channel.paused
    return loop, app, way, channel


def test_typing_passes_at_once() -> None:
    loop = Loop()
    app = App(loop)
    under_test, channel = guest_input(loop, app, Limits())
    under_test.receive(b"hi")
    assert app.text == "hi"
    assert not channel.paused


@given(
    st.lists(st.tuples(st.integers(1, 400), st.floats(0, 2)), max_size=20),
    st.sampled_from([0.0, 0.002, 0.05]),
)
def test_everything_passes_in_order_and_no_faster_than_allowed(
    chunks: list[tuple[int, float]], cost: float
) -> None:
    loop = Loop()
    app = App(loop, cost)
    limits = Limits()
    under_test, channel = guest_input(loop, app, limits)
    sent = ""
    for size, pause in chunks:
        text = "".join(chr(97 + (len(sent) + at) % 26) for at in range(size))
        sent += text
        under_test.receive(text.encode())
        loop.run(pause)
        assert sent.startswith(app.text)
        assert len(app.text) <= 2 * limits.input_events + limits.input_events * loop.now + 16
    loop.run(1_000 + 8 * cost * len(sent))
    assert app.text == sent
    assert not channel.paused


def test_an_expensive_key_is_done_for_a_share_of_the_time_only() -> None:
    loop = Loop()
    app = App(loop, cost=0.1)
    under_test, _ = guest_input(loop, app, Limits(work=0.25))
    for _ in range(100):
        under_test.receive(b"sssss")
        loop.run(1.0)
    busy = 0.1 * len(app.text)
    assert busy <= BURST_SECONDS + 0.25 * loop.now + 0.1 * 16 + 0.02 * len(app.text)
    assert busy > 0.15 * loop.now


def test_only_a_few_keys_wait_in_an_app_that_has_not_caught_up() -> None:
    loop = Loop()
    app = App(loop, cost=1.0)
    under_test, channel = guest_input(loop, app, Limits())
    for _ in range(50):
        under_test.receive(b"s")
    assert len(app.text) == MAX_EVENTS_AHEAD
    assert channel.paused


def test_who_types_one_key_ahead_does_not_hurry_and_who_types_more_does() -> None:
    loop = Loop()
    app = App(loop, cost=1.0)
    under_test, _ = guest_input(loop, app, Limits())
    assert app.cpu is not None
    for _ in range(MAX_EVENTS_AHEAD):
        under_test.receive(b"s")
        assert not app.cpu.weight
    under_test.receive(b"s")
    assert app.cpu.weight


def test_an_app_that_never_says_that_it_is_done_still_gets_keys() -> None:
    loop = Loop()
    app = App(loop)
    app.busy_until = 1e9
    under_test, _ = guest_input(loop, app, Limits())
    for _ in range(20):
        under_test.receive(b"s")
    loop.run(20 * DONE_TIMEOUT_SECONDS / 0.1)
    assert len(app.text) == 20


def test_a_lone_escape_is_fed_after_a_moment_and_not_while_more_waits() -> None:
    loop = Loop()
    app = App(loop)
    under_test, _ = guest_input(loop, app, Limits())
    app.awaits_more = True
    under_test.receive(b"\x1b")
    loop.run(0.05)
    assert app.ticks == 0
    loop.run(0.1)
    assert app.ticks == 1
    assert app.escape_answers
    under_test.receive(b"k" * 300 + b"\x1b")
    loop.run(0.2)
    assert app.ticks == 1


def test_keys_wait_while_the_guest_does_not_read_what_they_do() -> None:
    loop = Loop()
    app = App(loop)
    under_test, channel = guest_input(loop, app, Limits())
    app.unread = True
    under_test.receive(b"abc")
    loop.run(5)
    assert (app.text, channel.paused) == ("", True)
    app.unread = False
    loop.run(0.2)
    assert (app.text, channel.paused) == ("abc", False)


def test_closing_stops_everything() -> None:
    loop = Loop()
    app = App(loop)
    under_test, _ = guest_input(loop, app, Limits())
    under_test.receive(b"k" * 500)
    under_test.close()
    before = app.text
    loop.run(1_000)
    assert app.text == before


def test_a_channel_that_is_gone_before_the_app_is_done_is_left_alone() -> None:
    loop, app, way, channel = full_input()
    way.close()
    way.receive(b"s")
    loop.run(60)
    assert channel.paused, "asyncssh has taken its session away"
    assert len(app.text) == MAX_EVENTS_AHEAD


def test_an_app_that_has_caught_up_gets_as_many_keys_again() -> None:
    loop = Loop()
    app = App(loop, cost=0.01)
    way, _ = guest_input(loop, app, Limits(work=1.0))
    for _ in range(5):
        before = len(app.text)
        for _ in range(MAX_EVENTS_AHEAD + 2):
            way.receive(b"s")
        assert len(app.text) == before + MAX_EVENTS_AHEAD
        loop.run(60)
        assert len(app.text) == before + MAX_EVENTS_AHEAD + 2


def test_keys_that_wait_for_the_app_go_on_at_the_moment_it_is_done() -> None:
    loop, app, _, channel = full_input()
    loop.run(MAX_EVENTS_AHEAD * 0.01 + 0.001)
    assert len(app.text) == MAX_EVENTS_AHEAD + 1
    assert not channel.paused


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xe2\x82", b"\xed\xa0\x80"])
def test_a_bad_byte_is_a_bad_character_and_what_follows_is_read(bad: bytes) -> None:
    loop = Loop()
    app = App(loop)
    way, _ = guest_input(loop, app, Limits())
    way.receive(bad + b"k\xc3\xa9")
    loop.run(10)
    assert "\ufffd" in app.text
    assert app.text.endswith("ké")


def test_an_escape_waits_for_what_may_follow_and_no_longer() -> None:
    loop = Loop()
    app = App(loop)
    way, _ = guest_input(loop, app, Limits())
    app.awaits_more = True
    way.receive(b"\x1b")
    loop.run(ESCAPE_DELAY)
    assert app.ticks == 0, "the parser's own time is not over"
    loop.run(ESCAPE_DELAY / 5)
    assert app.ticks == 1
    way.receive(b"\x1b")
    loop.run(ESCAPE_DELAY / 2)
    way.receive(b"[")
    loop.run(ESCAPE_DELAY)
    assert app.ticks == 1, "the time begins with the last byte"
    app.awaits_more = False
    way.receive(b"A")
    loop.run(10)
    assert app.ticks == 1
    assert loop.timers == 0


PLAIN = st.lists(
    st.sampled_from([b"a", b"\x1b", b"[", b"2", b"0", b"~", b"\x1b[A", b"\x1b[200", b"\x1b[20"]),
    max_size=12,
).map(b"".join)


def cut(limit: int, pieces: list[bytes]) -> bytes:
    pastes = PasteLimiter(limit)
    return b"".join(pastes.limit(piece) for piece in pieces)


def pieces_of(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(place % (len(data) + 1) for place in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(edges)]


@given(PLAIN, PLAIN, PLAIN, st.integers(0, 20), st.lists(st.integers(0, 1000), max_size=20))
def test_only_the_inside_of_a_paste_is_cut(
    before: bytes, inside: bytes, after: bytes, limit: int, cuts: list[int]
) -> None:
    if (
        PASTE_START in before + PASTE_START[:-1]
        or PASTE_START in after
        or PASTE_END in inside + PASTE_END[:-1]
    ):
        return
    data = before + PASTE_START + inside + PASTE_END + after
    assert (
        cut(limit, pieces_of(data, cuts))
        == before + PASTE_START + inside[:limit] + PASTE_END + after
    )


@given(PLAIN, st.lists(st.integers(0, 1000), max_size=20))
def test_outside_a_paste_nothing_is_held_back(typed: bytes, cuts: list[int]) -> None:
    pastes = PasteLimiter(5)
    if PASTE_START in typed:
        return
    for piece in pieces_of(typed, cuts):
        assert pastes.limit(piece) == piece


def test_a_paste_that_never_ends_passes_no_more_than_the_limit() -> None:
    assert cut(10, [PASTE_START, *[b"x" * 1000] * 100]) == PASTE_START + b"x" * 10


def test_only_the_whole_beginning_of_a_paste_begins_one() -> None:
    tail = PASTE_START[1:] + b"x" * 100
    for typed in (tail, b"x" + tail, b"\x1b" + b"x" + tail, PASTE_START[:3] + tail):
        assert cut(5, [typed]) == typed
        assert cut(5, [typed[:1], typed[1:]]) == typed
    twice = b"\x1b" + PASTE_START
    assert cut(5, [twice + b"x" * 100]) == twice + b"x" * 5


def test_each_paste_is_cut_for_itself_and_what_is_typed_between_is_not() -> None:
    paste = PASTE_START + b"x" * 9 + PASTE_END
    typed = PASTE_START[1:] + b"y" * 9
    short = PASTE_START + b"x" * 5 + PASTE_END
    assert cut(5, [paste + typed + paste]) == short + typed + short
    assert cut(5, [paste, paste, typed, paste]) == short + short + typed + short
