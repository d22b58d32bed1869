"""PROXY headers, byte by byte, and over a real connection."""

import asyncio
import socket
import struct
from ipaddress import ip_address, ip_network
from itertools import batched

import pytest
from hosting_stage import eventually, stage
from hypothesis import given
from hypothesis import strategies as st
from patience import let_others_run, patience

from tui.hosting import door
from tui.hosting.door import proxy_protocol as proxy
from tui.hosting.door.proxy_protocol import SIGNATURE
from tui.hosting.door.refusals import REFUSALS
from tui.hosting.options import Limits
from tui.model.errors import OptionError

HERE = (ip_network("127.0.0.0/8"),)


def parsed(data: bytes) -> tuple[str, bytes]:
    """The address in a header, and the bytes that are left of the connection behind it."""

    async def read() -> tuple[str, bytes]:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.setblocking(False)
            ours.sendall(data)
            ours.shutdown(socket.SHUT_WR)
            return await proxy.read_client(theirs), theirs.recv(100_000)

    return asyncio.run(read())


def second(source: str, *, command: int = 0x21, extra: bytes = b"") -> bytes:
    """A header of version 2."""
    address = ip_address(source)
    family = 0x11 if address.version == 4 else 0x21
    rest = address.packed * 2 + struct.pack("!HH", 40000, 22) + extra
    return SIGNATURE + struct.pack("!BBH", command, family, len(rest)) + rest


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (b"PROXY TCP4 203.0.113.7 10.0.0.1 40000 22\r\n", "203.0.113.7"),
        (b"PROXY TCP6 2001:db8::7 2001:db8::1 40000 22\r\n", "2001:db8::7"),
        (b"PROXY UNKNOWN\r\n", ""),
        (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", ""),
        (second("203.0.113.7"), "203.0.113.7"),
        (second("2001:db8::7", extra=b"\x04\x00\x03abc"), "2001:db8::7"),
        (second("203.0.113.7", command=0x20), proxy.HEALTH_CHECK),
        (SIGNATURE + b"\x20\x00\x00\x00", proxy.HEALTH_CHECK),
        (SIGNATURE + b"\x21\x00\x00\x00", ""),
        (SIGNATURE + b"\x21\x31\x00\x02ab", ""),
    ],
)
def test_a_header_names_the_guest_and_not_a_byte_more_is_taken(header: bytes, source: str) -> None:
    assert parsed(header + b"SSH-2.0-guest\r\n") == (source, b"SSH-2.0-guest\r\n")


@pytest.mark.parametrize(
    "header", [b"PROXY TCP4 203.0.113.7 10.0.0.1 40000 22\r\n", second("203.0.113.7")]
)
async def test_a_header_may_come_in_pieces(header: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        reading = asyncio.create_task(proxy.read_client(theirs))
        for piece in batched(header, 5):
            ours.send(bytes(piece))
            await let_others_run()
        assert await reading == "203.0.113.7"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH_10.0p2\r\n",
        b"PROXY TCP4 203.0.113.7",
        b"PROXY TCP4 nonsense 10.0.0.1 1 2\r\n",
        b"PROXY " + b"x" * 200 + b"\r\n",
        SIGNATURE + b"\x21\x11\x00\x02" + bytes(2),
        SIGNATURE + b"\x21\x11\x00\x0c" + bytes(5),
    ],
)
def test_an_invalid_header_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(data)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PROXY TCP4 ", SIGNATURE, SIGNATURE + b"\x21\x11"]),
)
def test_any_bytes_are_a_header_or_are_refused(data: bytes, beginning: bytes) -> None:
    try:
        source, rest = parsed(beginning + data)
    except ValueError:
        return
    assert (beginning + data).endswith(rest)
    assert source in ("", proxy.HEALTH_CHECK) or ip_address(source)


def test_networks_of_balancers() -> None:
    given_ = proxy.networks(["10.0.0.0/8", "2001:db8::/32"])
    assert proxy.is_in_networks("10.1.2.3", given_)
    assert proxy.is_in_networks("::ffff:10.1.2.3", given_)
    assert proxy.is_in_networks("2001:db8::1", given_)
    assert not proxy.is_in_networks("11.0.0.1", given_)
    with pytest.raises(OptionError, match="--proxy-protocol"):
        proxy.networks(["10.0.0.1/8"])


async def said(port: int, data: bytes, *, ends: bool = False, to_end: bool = False) -> bytes:
    """The host's answer to these first bytes: its first line, or all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        if ends:
            writer.write_eof()
        async with patience():
            return await (reader.read() if to_end else reader.readline())
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_limits_see_the_guests_address() -> None:
    limits = Limits(connects_per_minute=2, per_address=1000)
    async with stage(limits, proxies=HERE) as host:
        for _ in range(2):
            assert (await said(host.port, second("203.0.113.7"))).startswith(b"SSH-2.0-")
        told = await said(host.port, second("203.0.113.7"), to_end=True)
        assert REFUSALS["rate"].encode() in told
        other = await said(host.port, b"PROXY TCP4 203.0.113.8 10.0.0.1 1 2\r\n")
        assert other.startswith(b"SSH-2.0-")
        await eventually(lambda: len(host.events("gone")) == 3)
        addresses = {event["address"] for event in host.events("connected")}
        assert addresses == {"203.0.113.7", "203.0.113.8"}
        assert host.events("refused")[0]["address"] == "203.0.113.7"


async def test_a_balancers_own_look_is_answered_and_is_no_guest() -> None:
    async with stage(Limits(connects_per_minute=2), proxies=HERE) as host:
        for _ in range(5):
            banner = await said(host.port, SIGNATURE + b"\x20\x00\x00\x00")
            assert banner == b"SSH-2.0-liveblog-tui\r\n"
        assert not host.events("connected") + host.events("refused")


async def test_a_connection_without_a_header_is_refused() -> None:
    async with stage(proxies=HERE) as host:
        sentence = REFUSALS["proxy-protocol"].encode()
        asked = b"SSH-2.0-OpenSSH_10.0\r\n"
        assert sentence in await said(host.port, asked, ends=True, to_end=True)
        await said(host.port, b"", ends=True)
        await eventually(lambda: host.count("refusals_total", reason="proxy-protocol") == 2)
        assert [event["reason"] for event in host.events("refused")] == ["proxy-protocol"]


async def test_a_connection_past_the_balancer_is_refused() -> None:
    async with stage(proxies=(ip_network("192.0.2.0/24"),)) as host:
        told = await said(host.port, second("203.0.113.7"), to_end=True)
        assert REFUSALS["proxy-protocol"].encode() in told
        assert host.events("refused")[0]["reason"] == "proxy-protocol"


async def test_a_balancers_client_beyond_those_awaited_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door, "MOST_STARTING", 1)
    async with stage(proxies=HERE) as host:
        _, silent = await asyncio.open_connection("127.0.0.1", host.port)
        assert await said(host.port, second("203.0.113.7"), to_end=True) == b""
        silent.close()
