"""The replay in Debian's Chromium, and what a guest's process may not."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from browser import browser
from hosting_stage import eventually

from tui.hosting.guest_app.web_driver import size_from_browser
from tui.hosting.guests.admission import REFUSAL_MESSAGES
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.web.server import guest_command, guest_group, serve_web
from tui.model.errors import OptionError

SERVER = Path(__file__).parents[2] / "support/serve_web.py"
LATER = r"09:2[7-9]|09:[3-5]\d|1\d:\d\d"  # than the first post


class WebProcess:
    """A running host for browsers."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url

    def guest_processes(self) -> list[int]:
        """The processes it has started."""
        return [
            int(word)
            for word in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            .read_text()
            .split()
        ]


@asynccontextmanager
async def web_host(folder: Path, **options: Any) -> AsyncIterator[WebProcess]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(SERVER),
        json.dumps({"listen": "127.0.0.1:0"} | options),
        stdout=asyncio.subprocess.PIPE,
        cwd=folder,
        env=os.environ | {"HOME": str(folder), "TMPDIR": str(folder), "TEXTUAL": "devtools,debug"},
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            line = (await process.stdout.readline()).decode()
        yield WebProcess(process, line.split()[-1])
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_in_a_browser_the_page_loads_the_clock_moves_and_space_pauses(tmp_path: Path) -> None:
    async with web_host(tmp_path, speed=60) as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("Blinken")
        await page.until_value("document.body.classList.contains('-first-byte')", True)
        assert await page.value("document.querySelector('.xterm-screen') !== null")
        # Nothing is loaded from anywhere else.
        assert {url.split("/")[2] for url in page.asked if not url.startswith("data:")} == {
            host.url.split("/")[2]
        }

        before = await page.picture()
        since = len(page.heard)
        await page.until(LATER, since)
        async with asyncio.timeout(20):
            while await page.picture() == before:
                await asyncio.sleep(0.05)

        since = len(page.heard)
        await page.value("document.querySelector('textarea').focus()")
        await page.press(" ", "Space")
        await page.until("║", since)
        await page.until("paused", since)
        await page.settled()
        paused, since = await page.picture(), len(page.heard)
        await asyncio.sleep(1.5)  # in which the clock would move by more than a minute
        assert (await page.picture(), page.heard[since:]) == (paused, "")
        await page.press(" ", "Space")
        await page.until("►", since)

        await page.press("q", "KeyQ")
        await page.until_value(
            "document.getElementById('words').textContent", "Your visit has ended."
        )
        await eventually(lambda: host.guest_processes() == [])


@asynccontextmanager
async def browser_socket(
    host: WebProcess, query: str = "width=80&height=24", **headers: str
) -> AsyncIterator[Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{host.url}/ws?{query}", headers=headers) as socket,
    ):
        yield socket


async def painted(socket: Any, words: str) -> str:
    """Read until the words have come."""
    text = ""
    async with asyncio.timeout(20):
        async for message in socket:
            text += message.data.decode() if isinstance(message.data, bytes) else message.data
            if words in text:
                return text
    raise AssertionError(text)


async def test_a_window_is_clamped(tmp_path: Path) -> None:
    async with (
        web_host(tmp_path) as host,
        browser_socket(host, "width=90000&height=90000") as socket,
    ):
        text = await painted(socket, "Blinken")
        assert max(int(row) for row in re.findall(r"\x1b\[(\d+);\d+H", text)) <= 60
        await socket.send_json(["resize", {"width": 10**9, "height": 10**9}])
        await socket.send_json(["stdin", "?"])
        text = await painted(socket, "esc closes")
        assert max(int(row) for row in re.findall(r"\x1b\[(\d+);\d+H", text)) <= 60


async def test_guests_are_limited_and_another_sites_page_gets_none(tmp_path: Path) -> None:
    async with web_host(tmp_path, limits={"guests": 1}) as host:
        async with browser_socket(host) as socket:
            await painted(socket, "Blinken")
            with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                async with browser_socket(host):
                    pass
            assert refusal.value.status == 503
        await eventually(lambda: host.guest_processes() == [])
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            async with browser_socket(host, Origin="http://elsewhere.example"):
                pass
        assert refusal.value.status == 403
        async with browser_socket(host, Origin=host.url) as socket:
            await painted(socket, "Blinken")


async def refusal_text(host: WebProcess) -> str:
    """The words of the answer to a request for one more guest."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{host.url}/ws?width=80&height=24", headers=upgrade) as answer,
    ):
        assert answer.status == 503
        return await answer.text()


@pytest.mark.parametrize(("limit", "reason"), [("guests", "full"), ("per_address", "address")])
async def test_a_refused_guest_learns_which_limit_it_was(
    tmp_path: Path, limit: str, reason: str
) -> None:
    async with web_host(tmp_path, limits={limit: 1}) as host, browser_socket(host) as socket:
        await painted(socket, "Blinken")
        assert await refusal_text(host) == REFUSAL_MESSAGES[reason]


async def test_the_whole_summary_from_the_start_if_the_host_says_so(tmp_path: Path) -> None:
    async with (
        web_host(tmp_path, spoilers=True) as host,
        browser_socket(host, "width=120&height=40") as socket,
    ):
        await painted(socket, " as of 11:18")


async def test_a_guest_who_does_nothing_makes_room(tmp_path: Path) -> None:
    async with web_host(tmp_path, limits={"idle": 1.0}) as host, browser_socket(host) as socket:
        await painted(socket, "Still there?")
        async with asyncio.timeout(20):
            async for _ in socket:
                pass
        await eventually(lambda: host.guest_processes() == [])


async def test_a_guest_with_waiting_input_is_gone_at_once(
    tmp_path: Path,
) -> None:
    async with web_host(tmp_path, limits={"work": 0.01}) as host:
        async with browser_socket(host, "width=120&height=60") as socket:
            await painted(socket, "Blinken")
            await socket.send_json(["stdin", "?" + "jk" * 3000])
            await painted(socket, "esc closes")
        async with asyncio.timeout(20):
            await eventually(lambda: host.guest_processes() == [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_when_the_host_ends_no_guests_process_stays(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with web_host(tmp_path) as host, browser_socket(host) as socket:
        await painted(socket, "Blinken")
        (pid,) = host.guest_processes()
        host.process.send_signal(number)
        async with asyncio.timeout(20):
            async for _ in socket:  # a browser, too, notices that the visit has ended
                pass
            assert await host.process.wait() == (0 if number == signal.SIGTERM else -number)
        await eventually(lambda: not Path(f"/proc/{pid}").exists())
        if number == signal.SIGTERM:
            assert not list(tmp_path.glob("liveblog-tui-*"))


@pytest.mark.parametrize("field", ["room", "drain", "metrics", "room_store", "proxy_protocol"])
def test_an_option_of_ssh_is_refused(field: str) -> None:
    given: dict[str, Any] = {
        field: {"drain": 1.0, "room": True, "proxy_protocol": ("10.0.0.0/8",)}.get(field, "x")
    }
    with pytest.raises(OptionError, match=f"--{field.replace('_', '-')} is for guests over SSH"):
        serve_web(ServeOptions(**given), None, say=print)  # type: ignore[arg-type]  # it does not come to the blog


def test_the_command_is_one_word_a_word_whatever_is_in_it() -> None:
    command = guest_command(ServeOptions(zones=("'; touch /tmp/x; '", "$(id)")), Path("/tmp/a b"))
    assert command.startswith("exec ")
    assert "'\"'\"'" in command


@pytest.mark.parametrize(
    ("given", "size"),
    [((80, 24), (80, 24)), ((10**9, 10**9), (200, 60)), ((-5, 0), (1, 1)), (("x", None), (80, 24))],
)
def test_a_size_is_drawable(given: tuple[object, object], size: tuple[int, int]) -> None:
    assert size_from_browser(*given, Limits()) == size


def test_addresses_that_count_as_one() -> None:
    assert guest_group("203.0.113.7") == "203.0.113.7"
    assert guest_group("2001:db8::1") == guest_group("2001:db8::2")
    assert guest_group("127.0.0.1") == guest_group("::1") == ""
