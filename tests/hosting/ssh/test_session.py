"""Guests on terminals, over real connections in this process."""

import asyncio
import random

import asyncssh
import pytest
from hosting_stage import client, connected, eventually, pages_wait, stage
from openssh import ssh
from patience import patience
from stand_in import StandInViews

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.options import Limits
from tui.hosting.ssh import connection
from tui.hosting.terminal import LEAVE_APP_MODE
from tui.replay import ReplayOptions

PAGE_DOWN = b"\x1b[6~"


async def test_a_projector_takes_no_guests_place_and_of_projectors_there_are_few() -> None:
    async with stage(Limits(guests=1, per_address=1, projectors=1)) as host:
        async with client(host.port, "--projector") as projector, client(host.port) as guest:
            await projector.until(b"line 20")
            await guest.until(b"line 20")
            async with client(host.port, "--projector") as second:
                assert await second.ended() == 1
                assert "No room for another projector" in second.output.decode()
            assert [host.count(name) for name in ("guests", "joins_total")] == [2, 2]
            assert host.events("refused")[0]["reason"] == "limit-projectors"
        await eventually(lambda: len(host.events("left")) == 2)
        assert sorted(event.get("kind", "") for event in host.events("left")) == ["", "projector"]
        assert host.count("guests") == 0
        async with client(host.port, "--projector") as later:
            await later.until(b"line 20")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x1b[99999999999999u",
        b"\x1b[48;9999;9999;0;0t\x1b[<0;5;5M",
        b"\x1b[?2048;1$y",
        b"\x1b[?2048;1$y\x1b[48;9999;9999;0;0t",
        b"\x1b[<0;999999999999;1M",
        b"\x1b[1;1R",
        b"\x1b[I\x1b[O",
        b"\x1b" * 50,
        bytes(range(256))
        .replace(b"q", b"")
        .replace(b"x", b"")
        .replace(b"\x11", b"")
        .replace(b"\x03", b""),
    ],
)
async def test_sequences_that_no_keyboard_makes_do_no_harm(nonsense: bytes) -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        guest.send(nonsense)
        await eventually(lambda: host.views.apps[0].size == (80, 24))
        guest.send(b"\x1b[201~k")
        await eventually(lambda: "k" in host.views.apps[0].seen)
        assert host.views.apps[0].size == (80, 24)
        assert not host.events("crashed")


async def test_copying_goes_to_the_guests_own_terminal() -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        await guest.press(b"c", b"\x1b]52;c;Y29waWVkIHdvcmRz\x07")


async def test_a_crash_is_one_guests_and_one_line() -> None:
    async with stage() as host, client(host.port) as other, client(host.port) as guest:
        await guest.until(b"line 20")
        guest.send(b"x")
        assert await guest.ended() == 1
        assert guest.output.split(LEAVE_APP_MODE.encode())[1].count(b"\n") == 1
        assert b"Something went wrong" in guest.output
        await other.until(b"line 20")
        await other.press(PAGE_DOWN, b"line 30")
        (crash,) = host.events("crashed")
        assert "RuntimeError in " in crash["where"]
        assert "secret" not in str(host.log)
        assert host.count("crashes_total") == 1


async def test_a_failure_before_the_app_is_there_is_one_guests_too() -> None:
    class Broken(StandInViews):
        def app(self, guest: Guest) -> GuestApp:
            raise ZeroDivisionError

    async with stage(views=Broken()) as host:
        for _ in range(2):
            async with client(host.port) as guest:
                assert await guest.ended() == 1
                assert b"Something went wrong" in guest.output


async def test_the_request_reaches_the_app() -> None:
    guests: list[Guest] = []

    class Asked(StandInViews):
        def app(self, guest: Guest) -> GuestApp:
            guests.append(guest)
            return super().app(guest)

    async with stage(views=Asked()) as host:
        env = {"COLORTERM": "truecolor", "NO_COLOR": "1", "LD_PRELOAD": "evil.so", "PATH": "/"}
        async with client(host.port, "10:26 --speed 10", env=env, username="ann") as guest:
            await guest.until(b"line 20")
        (seen,) = guests
        assert (seen.asked.replay.at, seen.asked.replay.speed) == ("10:26", "10")
        assert (seen.user, seen.address) == ("ann", "127.0.0.1")
        assert (seen.no_color, seen.colour_depth) == (True, ColourDepth.TRUE)


async def test_one_session_a_connection_and_then_it_is_closed() -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        for _ in range(3):
            with pytest.raises(asyncssh.ChannelOpenError):
                await guest.connection.create_process()
        assert len(host.views.apps) == 1
        guest.send(b"q")
        assert await guest.ended() == 0
        await eventually(lambda: host.count("connections") == 0)


async def test_typed_words_are_in_no_log() -> None:
    async with stage() as host, client(host.port, "10:26 --author Swordfish") as guest:
        await guest.until(b"line 20")
        guest.send(b"Swordfish")
        await eventually(lambda: host.views.apps[0].pressed == 9)
        guest.send(b"q")
        await guest.ended()
        await eventually(lambda: host.events("left"))
        assert "Swordfish" not in str(host.log)
        assert [line["event"] for line in host.log] == ["started", "connected", "joined", "left"]


# Without a terminal to draw on: the page as text


async def test_a_terminal_that_draws_nothing_gets_text() -> None:
    async with stage() as host, client(host.port, "10:26", term="dumb") as guest:
        assert await guest.ended() == 0
        assert guest.output == b"The page as of 10:26, by all\r\n\xc3\x9cnd more\r\n"


async def test_a_long_page_arrives_whole_and_is_not_kept_for_a_slow_reader() -> None:
    async with stage() as host, connected(host.port) as connection:
        process = await connection.create_process("long", encoding=None, window=32 * 1024)
        process.stdin.write(b"q\x03 what is piped in does not matter")
        await eventually(lambda: host.count("sent_bytes_total") > 0)
        await asyncio.sleep(0.3)
        assert host.count("sent_bytes_total") < 1024 * 1024
        async with patience():
            page = await process.stdout.read()
        assert page == b"a long line of text\n" * 200_000
        assert process.exit_status == 0


async def test_joining_waits_for_no_page_and_leaving_cancels_it() -> None:
    class Counting(StandInViews):
        def page(self, requested: ReplayOptions, width: int) -> str:
            made.append(requested.at)
            return super().page(requested, width)

    made: list[str] = []
    async with stage(views=Counting()) as host, connected(host.port) as patient:
        with pages_wait(host):
            async with connected(host.port) as leaver:
                await leaver.create_process("10:26")
                await eventually(lambda: host.events("joined"))
            await eventually(lambda: host.events("left"))
            page = asyncio.create_task(patient.run("10:27"))
            async with client(host.port) as guest:
                await guest.until(b"line 20")
            assert made == []
        assert (await page).exit_status == 0
        assert made == ["10:27"]


# Connections that are no guests: silent, endless, too many


async def read_to_end(reader: asyncio.StreamReader) -> bytes:
    async with patience():
        try:
            return await reader.read()
        except ConnectionError:
            return b""


async def test_a_silent_connection_is_closed_in_time() -> None:
    async with stage(Limits(login_time=0.2)) as host:
        reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
        told = await read_to_end(reader)
        assert told.startswith(b"SSH-2.0-liveblog-tui\r\n")
        writer.close()
        await eventually(lambda: host.count("connections") == 0)


@pytest.mark.parametrize(
    "garbage",
    [
        random.Random(1).randbytes(20_000),
        b"GET / HTTP/1.1\r\n\r\n" * 100,
        b"SSH-2.0-x\r\n" + b"\xff" * 999,
    ],
    ids=["random", "http", "ssh"],
)
async def test_garbage_ends_the_connection(garbage: bytes) -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
        writer.write(garbage)
        await read_to_end(reader)
        writer.close()
        await eventually(lambda: host.count("connections") == 1)
        await guest.press(b"\x1b[6~", b"line 30")
        assert not host.events("crashed")


async def test_openssh_shows_the_sentence_of_each_refusal() -> None:
    cases = {
        "rate": Limits(connects_per_minute=1),
        "limit-guests": Limits(guests=1),
        "busy": Limits(),
    }
    for reason, limits in cases.items():
        async with stage(limits) as host, client(host.port) as guest:
            await guest.until(b"line 20")
            if reason == "busy":
                host.door.forget_worker(0)
            answer = await ssh(host, "127.0.0.1", give=b"")
            assert REFUSALS[reason] in answer.out + answer.err
            assert "reset" not in answer.err


async def test_a_vanished_client_goes_when_it_no_longer_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "KEEPALIVE_SECONDS", 0.1)
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        transport = guest.connection._transport
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()  # as if stopped: the connection stays, but nothing answers
        await eventually(lambda: host.events("left"))
        assert 0.3 < host.events("left")[0]["duration"] < 5
        await eventually(lambda: host.count("connections") == 0)
        transport.resume_reading()
