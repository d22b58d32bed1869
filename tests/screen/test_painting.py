"""A screen written bit by bit is the same as a screen written anew."""

import random
from datetime import timedelta
from functools import partial

import pytest
from drawn_screen import DrawnScreen
from rich.console import Console
from sample_blogs import blog, marked_posts
from screen_stage import StageApp, on_stage
from textual._compositor import LayoutUpdate
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from tui.replay import ReplayOptions
from tui.screen.page import TextScreen

DOINGS = 6
CHINESE = "发言人在长时间会谈后表示,部长们将于星期二再次举行会议。"
KEYS = "question_mark slash escape escape s o G g 5 9 z j enter m apostrophe n"
SIZES = ((80, 24), (61, 16), (120, 40), (45, 20))
_RENDER = Strip.render


def rendered_anew(strip: Strip, console: Console) -> str:
    """Render a strip without the caches that rich and Textual have filled in other tests."""
    strip._render_cache = None
    for segment in strip:
        if segment.style is not None:
            segment.style._ansi = None
    return _RENDER(strip, console)


def whole(app: StageApp) -> DrawnScreen:
    """The screen as one frame draws it."""
    screen = DrawnScreen(*app.size)
    stack = app._background_screens
    update = app.screen._compositor.render_update(full=True, screen_stack=stack)
    assert isinstance(update, LayoutUpdate)
    screen.feed(update.render_segments(app.console).encode())
    return screen


def write_to(terminal: DrawnScreen, text: str) -> None:
    terminal.feed(text.encode())


@pytest.fixture(autouse=True)
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app without a screen writes nothing."""
    monkeypatch.setattr(StageApp, "is_headless", False)
    monkeypatch.setattr(Strip, "render", rendered_anew)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_is_written_is_what_is_shown(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    posts = marked_posts(20, timedelta(minutes=5), CHINESE)
    async with on_stage(blog(*posts), (80, 24), ReplayOptions(speed="60")) as stage:
        for size in (SIZES[seed], chance.choice(SIZES)):
            terminal = DrawnScreen(*size)
            monkeypatch.setattr(stage.app._driver, "write", partial(write_to, terminal))
            await stage.resize(*size)
            for key in ("", *chance.choices(KEYS.split(), k=DOINGS)):
                await stage.press(*key.split())
                await stage.pass_seconds(1)
                assert terminal.cells == whole(stage.app).cells, f"after {key}"


@pytest.mark.parametrize("size", [(120, 40), (200, 60), (61, 16)])
@pytest.mark.parametrize("veils", [True, False])
async def test_a_panel_and_a_box_open_while_the_window_gets_another_size(
    veils: bool, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StageApp, "VEILS", veils)
    async with on_stage(size=(80, 24)) as stage:
        await stage.begin_resize(*size)
        await stage.press("s", "question_mark")
        terminal = DrawnScreen(*size)
        monkeypatch.setattr(stage.app._driver, "write", partial(write_to, terminal))
        await stage.resize(*size)
        assert "Keys" in stage.text()
        assert terminal.cells == whole(stage.app).cells


async def test_the_first_frame_is_written_once_then_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, text: written.append(text))
    async with on_stage(size=(120, 40), options=ReplayOptions(at="09:26")) as stage:
        whole = stage.app.screen._compositor.render_update(full=True)
        assert isinstance(whole, LayoutUpdate)
        page = len(whole.render_segments(stage.app.console))
        assert sum(map(len, written)) < 1.5 * page
        written.clear()
        await stage.pass_seconds(4)
        assert 0 < sum(map(len, written)) < page / 4
        await stage.press("question_mark")
        written.clear()
        await stage.press("escape")
        assert sum(map(len, written)) < 1.5 * page


@pytest.mark.parametrize("key", ["k", "G", "z", "m", "s", "5", "enter", "n"])
async def test_a_key_is_answered_by_one_drawing(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(options=ReplayOptions(at="10:20")) as stage:
        await stage.press("k")
        drawings = 0
        draw = TextScreen._compositor_refresh

        def counted(screen: TextScreen) -> None:
            nonlocal drawings
            drawings += bool(screen._compositor._dirty_regions)
            draw(screen)

        monkeypatch.setattr(TextScreen, "_compositor_refresh", counted)
        await stage.press(key)
        assert drawings == 1


@pytest.mark.parametrize("keys", ["question_mark", "slash", "a", "colon"])
async def test_a_box_over_the_page_costs_little_while_the_clock_goes_on(
    keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ReplayOptions(at="10:20", speed="10")
    async with on_stage(size=(120, 40), options=options) as stage:
        await stage.press(*keys.split())
        written: list[str] = []
        monkeypatch.setattr(stage.app._driver, "write", written.append)
        for _ in range(3):
            await stage.pass_seconds(1)
        assert sum(map(len, written)) < 3 * 2_000
