"""The page in Debian's Chromium: on a phone, a tablet and a desktop."""

import asyncio
import base64
import itertools
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hosting_stage import Stage, eventually, stage
from patience import patience
from programs import need

from tui.hosting.options import ServeOptions
from tui.hosting.views import ReplayViews, build_views
from tui.hosting.web import visit
from tui.sources import load
from tui.sources.bundled import BUNDLED

PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1440, 900)
SIZES = [
    pytest.param(PHONE, True, range(40, 61), id="phone"),
    pytest.param(TABLET, True, range(75, 111), id="tablet"),
    pytest.param(DESKTOP, False, range(110, 151), id="desktop"),
]
BLOG = load(BUNDLED[0].name)
SCREEN = "document.querySelector('.xterm-rows').innerText"
ROWS = "document.querySelector('.xterm-rows').children.length"
CLOCK = re.compile(r"(?:► PLAYING|\|\| PAUSED|■ THE END)\s+(\d\d:\d\d)")
CUT_OFF = """(() => {
    const { right, bottom } = document.querySelector(".xterm-screen").getBoundingClientRect();
    return right > innerWidth || bottom > innerHeight
        || document.documentElement.scrollWidth > innerWidth
        || document.documentElement.scrollHeight > innerHeight;
})()"""


CUT_WORDS = """(() => {
    const row = document.getElementById("buttons"), every = [...row.querySelectorAll("button")];
    const cut = [row, ...every].filter(each => each.scrollWidth > each.clientWidth);
    return (every.length > 12 ? cut : [row]).map(each => each.textContent).join();
})()"""
NOTE_VIOLATIONS = """window.violations = []; document.addEventListener("securitypolicyviolation",
    event => violations.push(event.violatedDirective + " " + event.blockedURI));"""
# A state may pass between two looks.
NOTE_STATES = """window.said = []; document.addEventListener("DOMContentLoaded", () => {
    const state = document.getElementById("state");
    const note = () => said.push(state.textContent);
    if (state) new MutationObserver(note).observe(state, { childList: true });
});"""

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
        """The value of a script."""
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

    async def middle(self, selector: str) -> tuple[float, float]:
        """The middle of an element."""
        box = await self.value(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
            f"(document.querySelector({selector!r}).getBoundingClientRect()).join()"
        )
        x, y = map(float, box.split(","))
        return x, y

    async def tap(self, selector: str) -> None:
        """Touch an element."""
        await self.touch("touchStart", await self.middle(selector))
        await self.touch("touchEnd")

    async def click(self, selector: str, *, times: int = 1) -> None:
        x, y = await self.middle(selector)
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                how = {"type": kind, "button": "left", "clickCount": count}
                await self.call("Input.dispatchMouseEvent", x=x, y=y, **how)

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
    """The address of the browser's DevTools, which the browser prints at its start."""
    while line := (await stderr.readline()).decode():
        if found := re.search(r"listening on ws://([^/]+)/", line):
            return found[1]
    raise AssertionError("the browser has ended")


@asynccontextmanager
async def browser(
    folder: Path, url: str, size: tuple[int, int] = (1200, 700), *, touch: bool = False
) -> AsyncIterator[Browser]:
    """A browser with a window of that size, that has been sent to an address.

    The page has `violations`, of its own policy, and all states that it `said`.
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
            for script in (NOTE_VIOLATIONS, NOTE_STATES):
                await page.call("Page.addScriptToEvaluateOnNewDocument", source=script)
            await page.call("Page.navigate", url=url)
            yield page
            await socket.close()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        if draining is not None:
            await draining


def replays() -> ReplayViews:
    return ReplayViews(BLOG, ServeOptions(speed=60), time.monotonic)


async def clock(page: Browser) -> str:
    """The mark and the time of the clock on the screen; empty as long as there is none."""
    found = CLOCK.search((await page.value(SCREEN) or "").replace("\xa0", " "))
    return found[0] if found else ""


async def until_clock(page: Browser, mark: str, other_than: str = "") -> str:
    """Wait until the clock shows the mark, and another time than before."""
    shown = ""
    async with patience(lambda: shown):
        while not (shown := await clock(page)).startswith(mark) or shown == other_than:
            pass
    return shown


@pytest.mark.parametrize(("size", "touch", "columns"), SIZES)
async def test_the_page_fits_the_clock_moves_and_space_pauses(
    tmp_path: Path, size: tuple[int, int], columns: range, *, touch: bool
) -> None:
    async with (
        stage(views=replays()) as host,
        browser(tmp_path, f"{host.url}/", size, touch=touch) as page,
    ):
        began = await until_clock(page, "►")
        assert await page.value("document.title") == "Blinken in Beijing"
        assert await page.value(CUT_OFF) is False
        assert max(map(len, (await page.value(SCREEN)).splitlines())) in columns
        # Nothing is loaded from anywhere else, and nothing that the page's policy forbids.
        assert {url.split("/")[2] for url in page.asked if not url.startswith("data:")} == {
            host.url.split("/")[2]
        }
        assert await page.value("violations.join()") == ""
        await until_clock(page, "►", other_than=began)

        await (page.tap if touch else page.click)("[data-key=' ']")
        paused = await until_clock(page, "|| PAUSED")
        await page.settled()
        assert await clock(page) == paused
        if touch:
            await page.tap("[data-key=']']")
        else:
            await page.press_named("ArrowRight", 39)
        assert await until_clock(page, "|| PAUSED", other_than=paused) > paused


async def test_page_and_replay_are_as_light_as_the_system(tmp_path: Path) -> None:
    async with stage(views=replays()) as host, browser(tmp_path, "about:blank") as page:
        prefers = [{"name": "prefers-color-scheme", "value": "light"}]
        await page.call("Emulation.setEmulatedMedia", features=prefers)
        await page.call("Page.navigate", url=f"{host.url}/")
        await page.until("48;2;251;247;240")
        for part in ("html", ".xterm-scrollable-element"):
            colour = f"getComputedStyle(document.querySelector('{part}')).backgroundColor"
            await page.until_value(colour, "rgb(251, 247, 240)")


CLICK_TWICE = """
    const button = document.querySelector("#buttons .main");
    for (const detail of [1, 2])
        button.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
"""
"""Before the host's answer brings other buttons."""


@pytest.mark.parametrize(("size", "at_once"), [(PHONE, True), ((1280, 720), False)])
async def test_a_double_click_begins_once_and_all_words_of_the_buttons_can_be_read(
    tmp_path: Path, size: tuple[int, int], *, at_once: bool
) -> None:
    options = ServeOptions(room=True, in_class=True, present_link=True, web="127.0.0.1:0")
    made = build_views(options, {"": BLOG}, now=time.monotonic, wall=time.time)
    (room,) = made.rooms
    async with stage(views=made.views[""], room=room, presenters=made.presenters) as host:
        url = f"{host.url}/#present={made.presenters.code}"
        async with browser(tmp_path, url, size) as page:
            await page.until("Begin")
            await page.settled()
            if at_once:
                await page.value(CLICK_TWICE)
            else:
                await page.click("#buttons .main", times=2)
            await page.until("Pause")
            room.press(said="Look here.")
            await page.until("Clear message")
            await page.settled()
            assert room.clock.playing
            assert "Say to everybody" not in page.heard
            await page.value("document.querySelector('#buttons button:last-child').click()")
            await page.until_value(CUT_WORDS, "")


async def test_a_finger_scrolls(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/", PHONE, touch=True) as page:
        await page.until("line 20")
        await page.settled()
        since = len(page.heard)
        await page.swipe(200, 600, to=200)
        await page.until(r"line 6\d", since)
        since = len(page.heard)
        await page.swipe(200, 200, to=700)
        await page.until(r"line 0", since)


async def test_a_time_is_typed_on_a_phone(tmp_path: Path) -> None:
    async with (
        stage(views=replays()) as host,
        browser(tmp_path, f"{host.url}/", PHONE, touch=True) as page,
    ):
        await until_clock(page, "►")
        keyboard = "document.activeElement.inputMode"
        assert await page.value(keyboard) == "none"
        await page.tap("[data-key=t]")
        await page.until_value(keyboard, "text")
        await page.until_value("document.querySelector('button.main').textContent", "OK")
        await page.call("Input.insertText", text="10:26")
        await page.tap("button.main")
        await page.until("A visit stripped of fanfare")
        await page.until_value(keyboard, "none")


STATE = "document.getElementById('state').textContent"


async def lose(host: Stage, page: Browser, *, forgets: bool = False) -> None:
    """Cut the connections of all browsers. Frames may still come before the page notices."""
    for each in host.web.visits.values():
        if each.connection is not None:
            each.connection._transport.abort()
    if forgets:
        host.web.visits.clear()
    await page.until_value("said.some(each => each.includes('Trying again'))", True)


def again(words: str) -> str:
    """A pattern for words that come over the next connection, which begins with a token."""
    return rf'"token"[\s\S]*{words}'


async def test_a_lost_connection_comes_back_with_the_place_kept(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        await page.press_named("PageDown", 34)
        await page.until("line 50")
        since = len(page.heard)
        await lose(host, page)
        await page.until(again("line 50"), since)
        await page.until_value(STATE, "")
        await page.press("a", "KeyA")
        await eventually(lambda: "a" in host.views.apps[0].seen)
        assert len(host.views.apps) == 1


async def test_a_page_says_that_its_line_is_silent_until_the_next_sign_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "SILENT_SECONDS", 1)
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        rows = await page.value(ROWS)
        await page.until_value("said.some(each => each.includes('No answer from the host'))", True)
        assert await page.value(ROWS) == rows  # the last of them has the keys
        await page.until_value(STATE, "")


async def test_a_visit_begins_anew_at_a_host_that_has_begun_anew(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        since = len(page.heard)
        await lose(host, page, forgets=True)
        await page.until(again("line 20"), since)
        await page.until_value(STATE, "")
        await eventually(lambda: len(host.views.apps) == 2)


async def test_a_page_waits_for_a_stopped_host_to_start_again(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        since = len(page.heard)
        for session in list(host.worker.host.sessions.values()):
            session.end("stopping")
        await page.until_value(STATE, "The host is stopping. Goodbye.Watch again")
        await page.until(again("line 20"), since)
        await page.until_value(STATE, "")
        await page.press("a", "KeyA")
        await eventually(lambda: "a" in host.views.apps[1].seen)


async def test_a_page_that_cannot_come_back_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "AWAY_SECONDS", 1)
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        host.close_door()
        await lose(host, page)
        await page.until_value(f"{STATE}.includes('could not be reached')", True)
        assert await page.value("document.querySelector('#state button').textContent") == (
            "Watch again"
        )


async def test_a_visit_that_has_ended_can_begin_again(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        await page.press("q", "KeyQ")
        await page.until_value(f"{STATE}.includes('Your visit has ended.')", True)
        since = len(page.heard)
        await page.value("document.querySelector('#state button').click()")
        await page.until("line 20", since)


async def test_a_screen_reader_hears_each_headline_and_finds_the_page_as_text(
    tmp_path: Path,
) -> None:
    async with stage(views=replays()) as host, browser(tmp_path, f"{host.url}/?at=10:25") as page:
        news = "document.querySelector('[aria-live=polite]').textContent"
        await page.until_value(f"{news}.includes('A visit stripped of fanfare')", True)
        plain = await page.value("document.getElementById('plain').href")
        assert plain == f"{host.url}/as-of/10%3A26"
        await page.call("Page.navigate", url=plain)
        await page.until_value(
            "document.querySelector('article h2')?.textContent", "A visit stripped of fanfare"
        )
        assert await page.value("violations.join()") == ""


async def test_without_javascript_there_is_a_link_to_the_page_as_text(tmp_path: Path) -> None:
    async with stage(views=replays()) as host, browser(tmp_path, "about:blank") as page:
        await page.call("Emulation.setScriptExecutionDisabled", value=True)
        await page.call("Page.navigate", url=f"{host.url}/")
        await page.until_value("document.querySelector('noscript a')?.href", f"{host.url}/as-of/")
        assert await page.value("document.querySelector('noscript a').offsetWidth") > 0


async def test_the_first_page_leads_to_one_of_several_live_blogs_and_its_end_back(
    tmp_path: Path,
) -> None:
    blogs = {"blinken-beijing": BLOG, "bell": BLOG._replace(title="The bell")}
    made = build_views(ServeOptions(speed=60), blogs, now=time.monotonic, wall=time.time)
    async with (
        stage(views=made.views[""], choice=made.views) as host,
        browser(tmp_path, f"{host.url}/", PHONE, touch=True) as page,
    ):
        await page.until_value("document.links.length == 4", True)
        assert await page.value("document.documentElement.scrollWidth > innerWidth") is False
        await page.call("Page.navigate", url=await page.value("document.links[2].href"))
        await until_clock(page, "►")
        assert await page.value("document.title") == "The bell"
        assert await page.value(CUT_OFF) is False
        await page.press("q", "KeyQ")
        await page.until_value("document.getElementById('list').offsetWidth > 100", True)
        way_back = await page.value("document.getElementById('list').href")
        await page.call("Page.navigate", url=way_back)
        await page.until_value("document.links.length == 4", True)
        assert await page.value("violations.join()") == ""
