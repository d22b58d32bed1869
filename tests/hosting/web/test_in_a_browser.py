"""The page in Debian's Chromium: on a phone, a tablet and a desktop."""

import re
import time
from pathlib import Path

import pytest
from browser import Browser, browser
from hosting_stage import Stage, eventually, stage
from patience import patience

from tui.hosting import terminal
from tui.hosting.options import ServeOptions
from tui.hosting.views import ReplayViews, build_views
from tui.hosting.web import pages, visit
from tui.sources import load
from tui.sources.bundled import BUNDLED

PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1440, 900)
SIZES = [
    pytest.param(PHONE, True, id="phone"),
    pytest.param(TABLET, True, id="tablet"),
    pytest.param(DESKTOP, False, id="desktop"),
]
BLOG = load(BUNDLED[0].name)
SCREEN = "document.querySelector('.xterm-rows').innerText"
CLOCK = re.compile(r"(?:► PLAYING|\|\| PAUSED|■ THE END)\s+(\d\d:\d\d)")
CUT_OFF = """(() => {
    const { right, bottom } = document.querySelector(".xterm-screen").getBoundingClientRect();
    return right > innerWidth || bottom > innerHeight
        || document.documentElement.scrollWidth > innerWidth
        || document.documentElement.scrollHeight > innerHeight;
})()"""


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


@pytest.mark.parametrize(("size", "touch"), SIZES)
async def test_the_page_fits_the_clock_moves_and_space_pauses(
    tmp_path: Path, size: tuple[int, int], touch: bool
) -> None:
    async with (
        stage(views=replays()) as host,
        browser(tmp_path, f"{host.url}/", size, touch=touch) as page,
    ):
        began = await until_clock(page, "►")
        assert await page.value("document.title") == "Blinken in Beijing"
        assert await page.value(CUT_OFF) is False
        # Nothing is loaded from anywhere else, and nothing that the page's policy forbids.
        assert {url.split("/")[2] for url in page.asked if not url.startswith("data:")} == {
            host.url.split("/")[2]
        }
        assert await page.value("violations.join()") == ""
        await until_clock(page, "►", other_than=began)

        buttons = "getComputedStyle(document.getElementById('buttons')).display"
        assert await page.value(buttons) == ("grid" if touch else "none")
        if touch:
            await page.tap("[data-key=' ']")
        else:
            await page.press(" ", "Space")
        paused = await until_clock(page, "|| PAUSED")
        await page.settled()
        assert await clock(page) == paused
        if touch:
            await page.tap("[data-key=']']")
        else:
            await page.press_named("ArrowRight", 39)
        assert await until_clock(page, "|| PAUSED", other_than=paused) > paused


def columns(page_text: str) -> int:
    return max(len(line) for line in page_text.splitlines())


@pytest.mark.parametrize(
    ("size", "least", "most"), [(PHONE, 40, 60), (TABLET, 75, 110), (DESKTOP, 110, 150)]
)
async def test_the_font_is_as_large_as_the_width_allows(
    tmp_path: Path, size: tuple[int, int], least: int, most: int
) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/", size) as page:
        await page.until("line 20")
        (app,) = host.views.apps
        assert least <= app.size.width <= most
        assert await page.value(CUT_OFF) is False


async def test_a_window_larger_than_what_is_drawn_has_a_larger_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (pages, terminal):
        monkeypatch.setattr(room, "MAX_COLUMNS", 60)
        monkeypatch.setattr(room, "MAX_LINES", 20)
    async with stage() as host, browser(tmp_path, f"{host.url}/", DESKTOP) as page:
        await page.until("line 10")
        (app,) = host.views.apps
        assert app.size.width <= 60
        assert app.size.height == 20
        assert await page.value("document.querySelector('.xterm-screen').clientWidth") > 900
        assert await page.value(CUT_OFF) is False


async def test_a_finger_scrolls(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/", PHONE, touch=True) as page:
        await page.until("line 20")
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
        await page.call("Input.insertText", text="10:26")
        await page.tap("button.main")
        await page.until("A visit stripped of fanfare")
        await page.until_value(keyboard, "none")


async def lose(host: Stage) -> None:
    """Cut the connections of all browsers."""
    for connection in list(host.worker.host.connections):
        connection.abort()


STATE = "document.getElementById('state').textContent"


async def test_a_lost_connection_comes_back_with_the_place_kept(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        await page.press_named("PageDown", 34)
        await page.until("line 50")
        since = len(page.heard)
        await lose(host)
        await page.until("line 50", since)
        await page.until_value(STATE, "")
        since = len(page.heard)
        await page.press("a", "KeyA")
        await eventually(lambda: "a" in host.views.apps[0].seen)
        assert len(host.views.apps) == 1


async def test_a_visit_begins_anew_at_a_host_that_has_begun_anew(tmp_path: Path) -> None:
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        host.web.visits.clear()
        since = len(page.heard)
        await lose(host)
        await page.until("line 20", since)
        await page.until_value(STATE, "")
        await eventually(lambda: len(host.views.apps) == 2)


async def test_a_page_that_cannot_come_back_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "AWAY_SECONDS", 1)
    async with stage() as host, browser(tmp_path, f"{host.url}/") as page:
        await page.until("line 20")
        host.close_door()
        await lose(host)
        await page.until_value(f"{STATE}.includes('Trying again')", True)
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
    async with (
        stage(views=replays()) as host,
        browser(tmp_path, f"{host.url}/?at=10:25") as page,
    ):
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
        stage(views=made.first, choice=made.by_name) as host,
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
