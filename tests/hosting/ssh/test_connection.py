"""Connections that are no guests: silent, endless, too many."""

import asyncio
import random

import pytest
from hosting_stage import client, eventually, stage
from openssh import ssh
from patience import patience

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.options import Limits
from tui.hosting.ssh import connection


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
