"""Requests that the browsers' server answers or refuses, and the cost of connections."""

import asyncio
import socket

import aiohttp
import pytest
from hosting_stage import Stage, client, eventually, stage, web_client
from patience import patience

from tui.hosting.options import Limits
from tui.hosting.web import server, visit
from tui.hosting.web.server import is_own_name
from tui.hosting.web.visit import MAX_MESSAGE_BYTES


async def status_of(host: Stage, path: str, **headers: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{host.url}{path}", headers=headers) as answer,
    ):
        return answer.status


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}


async def test_a_foreign_host_is_refused_also_with_an_equal_origin() -> None:
    foreign = {"Host": "elsewhere.example", "Origin": "http://elsewhere.example"}
    async with stage() as host:
        async with (
            aiohttp.ClientSession() as session,
            session.get(host.url, headers={"Host": "elsewhere.example"}) as answer,
        ):
            assert (answer.status, answer.headers["X-Frame-Options"]) == (421, "DENY")
            assert "elsewhere" not in str(answer.headers)
        assert await status_of(host, "/ws", **UPGRADE, **foreign) == 421
        assert await status_of(host, "/ws", **UPGRADE, Origin="http://elsewhere.example") == 403
        assert not host.events("connected")
        async with web_client(host.url, Origin=host.url) as guest:
            await guest.until("line 20")


async def test_behind_a_proxy_guests_have_addresses_of_their_own() -> None:
    async with (
        stage(Limits(per_address=1)) as host,
        web_client(host.url, X_Forwarded_For="203.0.113.7") as one,
        web_client(host.url, X_Forwarded_For="203.0.113.8") as other,
    ):
        await one.until("line 20")
        await other.until("line 20")
        told = {event["address"] for event in host.events("joined")}
        assert told == {"203.0.113.7", "203.0.113.8"}
        again = "198.51.100.1, 203.0.113.7"
        async with web_client(host.url, X_Forwarded_For=again) as second:
            assert "your address" in await second.until_told("ended")


async def test_the_websockets_address_is_no_page_and_a_browser_that_is_gone_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def is_gone(*_: object) -> None:
        raise aiohttp.ClientConnectionResetError

    async with stage() as host:
        assert await status_of(host, "/ws") == 400
        monkeypatch.setattr(aiohttp.web.WebSocketResponse, "prepare", is_gone)
        with pytest.raises(aiohttp.ClientError):
            await status_of(host, "/ws", **UPGRADE)
        assert not host.events("crashed")


async def test_a_browser_that_no_longer_answers_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEARTBEAT_SECONDS", 0.3)
    monkeypatch.setattr(visit, "STAYED_SECONDS", 0.0)
    async with stage() as host, web_client(host.url):  # it reads nothing, so it answers no ping
        await eventually(lambda: host.events("joined") and not host.count("connections"))
        assert host.count("guests") == 1


async def test_a_message_longer_than_any_of_the_page_ends_the_connection() -> None:
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        await guest.socket.send_bytes(b"x" * (MAX_MESSAGE_BYTES + 1))
        assert await guest.closed() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_what_fails_is_noted_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage() as host:
        monkeypatch.setattr(host.views, "html", None)
        assert await status_of(host, "/as-of/10:26") == 500
        assert "TypeError" in host.events("crashed")[0]["where"]
        assert host.count("crashes_total") == 1


async def end_of(sock: socket.socket) -> bytes:
    """Read until the host closes the connection."""
    try:
        return await asyncio.get_running_loop().sock_recv(sock, 1000)
    except ConnectionResetError:
        return b""


def connected(host: Stage) -> socket.socket:
    address, port = host.url.removeprefix("http://").split(":")
    sock = socket.create_connection((address, int(port)))
    sock.setblocking(False)
    return sock


async def test_of_too_many_connections_without_a_websocket_the_oldest_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "MAX_REQUESTING", 2)
    async with stage() as host, web_client(host.url) as guest:
        await guest.until("line 20")
        with connected(host) as oldest, connected(host), connected(host):
            async with patience():
                assert await end_of(oldest) == b""
        await guest.press("\x1b[6~")
        await guest.until("line 40")  # who watches does not count


async def test_a_guests_key_is_answered_before_a_flood_of_requests() -> None:
    answered, flood = 0, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 500

    async def ask() -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", host.web_port)
        writer.write(flood)
        while data := await reader.read(1 << 16):
            answered += data.count(b"HTTP/1.1 200")

    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        asking = [asyncio.create_task(ask()) for _ in range(10)]
        await eventually(lambda: answered)
        await guest.press(b"\x1b[6~", b"line 30")
        assert answered < 1000
        await eventually(lambda: answered == 5000)
        for task in asking:
            task.cancel()


OWN = "127.0.0.1:8000 localhost:8000 LOCALHOST [::1]:8000 [fe80::1]:8000 demo-host Demo-Host:443"
FOREIGN = "elsewhere.example:8000 demo-host.elsewhere.example [::1 user@localhost@elsewhere.example"


@pytest.mark.parametrize("host", [*OWN.split(), *FOREIGN.split(), ""])
def test_a_host_answers_to_its_own_names(host: str) -> None:
    assert is_own_name(host, {"demo-host", "localhost"}) == (host in OWN.split())
