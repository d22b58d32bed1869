"""The page under a box: a tick draws the rows that changed, and a closed box keeps nothing."""

import asyncio
import gc

import pytest
from patience import patience
from screen_stage import on_stage
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip

from tui.replay import ReplayOptions
from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.layers import PageScreen
from tui.screen.drawing.page_compositor import PageCompositor

BOXES = {"help": "question_mark", "search": "slash", "filter": "a", "time": "t"}


def drawn_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the page that are drawn under a box from now on."""
    drawn: list[int] = []
    rows = PageScreen.rows

    def watched(screen: PageScreen, numbers: range) -> list[Strip]:
        drawn.extend(numbers)
        return rows(screen, numbers)

    monkeypatch.setattr(PageScreen, "rows", watched)
    return drawn


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_tick_under_a_box_draws_the_rows_of_the_bar_and_no_more(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(size=(100, 40), options=ReplayOptions(at="10:20", speed="10")) as stage:
        await stage.press(key)
        drawn = drawn_rows(monkeypatch)
        await stage.pass_seconds(1)
        assert 0 < len(drawn) <= 5, "the clock goes on under the box"
        count = len(drawn)
        await stage.settle()
        await stage.settle()
        assert len(drawn) == count, "the page stays clean until something changes"


async def test_a_tick_is_painted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = []
    render = PageCompositor.render_partial_update

    def watched(compositor: PageCompositor) -> object:
        painted.append(compositor)
        return render(compositor)

    monkeypatch.setattr(PageCompositor, "render_partial_update", watched)
    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        stage.app.player.next_post()
        painted.clear()
        stage.app.tick_now()
        assert len(painted) == 1


async def test_the_last_tick_may_come_after_the_last_screen() -> None:
    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        stack = stage.app._screen_stack
        screens = stack.copy()
        stack.clear()
        stage.app.tick_now()
        stack.extend(screens)


async def test_the_page_goes_on_around_a_box() -> None:
    async with on_stage(size=(100, 40), options=ReplayOptions(at="10:20", speed="10")) as stage:
        before = stage.bar()
        await stage.press("slash")
        await stage.pass_seconds(6)
        assert stage.bar() != before
        under = stage.bar()
        await stage.press("escape")
        assert stage.bar() == under


async def test_nothing_under_a_box_can_be_clicked_or_linked() -> None:
    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        await stage.press("slash")
        assert isinstance(stage.app.screen, Box)
        for y in range(stage.app.size.height):
            row = stage.app.screen.render_lines(Region(0, y, stage.app.size.width, 1))[0]
            assert all(s.style is None or not (s.style.meta or s.style.link) for s in row)


@pytest.mark.parametrize("key", BOXES.values(), ids=BOXES)
async def test_a_closed_box_keeps_no_rows(key: str) -> None:
    def caches() -> int:
        gc.collect()
        return sum(isinstance(each, StylesCache) for each in gc.get_objects())

    async with on_stage(options=ReplayOptions(at="10:20", paused=True)) as stage:
        await stage.press(key, "escape")
        before = caches()
        for _ in range(3):
            await stage.press(key, "escape")
        async with patience(lambda: f"{caches()} and not {before}"):
            while caches() > before:  # a closed box is taken apart by and by
                await asyncio.sleep(0.05)
