"""Debian's Chromium without a window, driven over its DevTools protocol."""

import asyncio
import base64
import itertools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from patience import patience
from programs import need

NOTE_VIOLATIONS = """window.violations = []; document.addEventListener("securitypolicyviolation",
    event => violations.push(event.violatedDirective + " " + event.blockedURI));"""

# xterm.js reads its input when it has time and paints it in a later frame, so two pictures taken
# at once may be alike although there is more to paint.
A_WHILE = """new Promise(done =>
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))), 100))"""


class Browser:
    """One page. `heard` is all that came over WebSockets, `asked` each address that it loaded."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reading = asyncio.create_task(self._read())
        self.heard = ""
        self.asked: list[str] = []
        self.arrived = asyncio.Event()

    async def _read(self) -> None:
        async for message in self._socket:
            told = message.json()
            if told.get("id") in self._answers:
                self._answers.pop(told["id"]).set_result(told)
            elif told.get("method") == "Network.webSocketFrameReceived":
                self._hear(told["params"]["response"])
            elif told.get("method") == "Network.requestWillBeSent":
                self.asked.append(told["params"]["request"]["url"])

    def _hear(self, frame: dict[str, Any]) -> None:
        data = frame["payloadData"]
        self.heard += (
            base64.b64decode(data).decode("utf-8", "replace") if frame["opcode"] == 2 else data
        )
        self.arrived.set()

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser for something."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with patience():
            answer = await self._answers[number]
        assert "result" in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def value(self, script: str) -> Any:
        """What a script comes to."""
        return (await self.call("Runtime.evaluate", expression=script))["result"].get("value")

    async def until(self, pattern: str, since: int = 0) -> "re.Match[str]":
        """Wait until such text has come; returns the last of it."""
        async with patience(lambda: (pattern, self.heard[since:][-2000:])):
            while not (found := list(re.finditer(pattern, self.heard[since:]))):
                self.arrived.clear()
                await self.arrived.wait()
        return found[-1]

    async def until_value(self, script: str, wanted: Any) -> None:
        """Wait until a script comes to a value."""
        value = None
        async with patience(lambda: (script, value)):
            while (value := await self.value(script)) != wanted:
                await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """The page as it is painted now."""
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])

    async def settled(self) -> None:
        """Wait until all has come and is painted."""
        before, heard = b"", -1
        async with patience():
            while (now := await self.picture()) != before or heard != len(self.heard):
                before, heard = now, len(self.heard)
                await self.call("Runtime.evaluate", expression=A_WHILE, awaitPromise=True)

    async def touch(self, kind: str, *points: tuple[float, float]) -> None:
        """Put fingers down ("touchStart"), move or lift them."""
        there = [{"x": x, "y": y} for x, y in points]
        await self.call("Input.dispatchTouchEvent", type=kind, touchPoints=there)

    async def tap(self, selector: str) -> None:
        """Touch the middle of an element."""
        box = await self.value(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
            f"(document.querySelector({selector!r}).getBoundingClientRect()).join()"
        )
        x, y = map(float, box.split(","))
        await self.touch("touchStart", (x, y))
        await self.touch("touchEnd")

    async def swipe(self, x: int, y: int, to: int) -> None:
        """Draw a finger up or down."""
        await self.touch("touchStart", (x, y))
        for step in range(1, 11):
            await self.touch("touchMove", (x, y + (to - y) * step / 10))
        await self.touch("touchEnd")

    async def key(self, down: str, text: str = "", **names: Any) -> None:
        """Press a key and let it go."""
        await self.call("Input.dispatchKeyEvent", type=down, text=text, **names)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **names)

    async def press_named(self, name: str, number: int) -> None:
        """Press a key that writes nothing; `number` is the one that browsers know it by."""
        await self.key("rawKeyDown", key=name, code=name, windowsVirtualKeyCode=number)

    async def press(self, key: str, code: str) -> None:
        """Press a key that writes a character."""
        await self.key("keyDown", key, key=key, code=code)


async def _address(stderr: asyncio.StreamReader) -> str:
    """The address of the browser's DevTools, from what it says at its start."""
    while line := (await stderr.readline()).decode():
        if found := re.search(r"listening on ws://([^/]+)/", line):
            return found[1]
    raise AssertionError("the browser has ended")


@asynccontextmanager
async def browser(
    folder: Path, url: str, size: tuple[int, int] = (1200, 700), *, touch: bool = False
) -> AsyncIterator[Browser]:
    """A browser with a window of that size, that has been sent to an address.

    The page has `violations`, of its own policy.
    """
    need("chromium")
    process = await asyncio.create_subprocess_exec(
        "chromium",
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--remote-debugging-port=0", "--disable-background-networking"),
        *(f"--user-data-dir={folder / 'profile'}", "about:blank"),
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert process.stderr is not None
    draining = None
    try:
        async with aiohttp.ClientSession() as session:
            async with patience():
                address = await _address(process.stderr)
                draining = asyncio.create_task(process.stderr.read())
                async with session.get(f"http://{address}/json") as answer:
                    pages = [page for page in await answer.json() if page["type"] == "page"]
                target = pages[0]["webSocketDebuggerUrl"]
                socket = await session.ws_connect(target, max_msg_size=0)
            page = Browser(socket)
            await page.call("Network.enable")
            await page.call("Page.enable")
            window = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": touch}
            await page.call("Emulation.setDeviceMetricsOverride", **window)
            if touch:
                await page.call("Emulation.setTouchEmulationEnabled", enabled=True)
            await page.call("Page.addScriptToEvaluateOnNewDocument", source=NOTE_VIOLATIONS)
            await page.call("Page.navigate", url=url)
            yield page
            await socket.close()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        if draining is not None:
            await draining
