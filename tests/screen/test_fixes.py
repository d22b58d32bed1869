"""Faults of Textual and rich: a minimal program shows each, and its cure.

Where a test says that the fault is not there any more, the library was mended: take the cure away.
"""

from typing import Any

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from tui.screen.base_app import BaseApp
from tui.screen.fixes import ACROSS, DOWN, BaseScreen, OverPage


class Paged(App[None]):
    """Its screen has a class by its width."""

    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN
    page: type[Screen[None]] = BaseScreen

    def get_default_screen(self) -> Screen[None]:
        return self.page(id="_default")


class Clock(Paged):
    """A page with a clock, and a box over it."""

    CSS = "#clock { height: 1; } ModalScreen { background: transparent; } #box { height: 3; }"

    def compose(self) -> ComposeResult:
        yield Static("10:00", id="clock")

    def on_mount(self) -> None:
        self.push_screen(Box())


class Box(OverPage[None]):
    def compose(self) -> ComposeResult:
        yield Static("a box", id="box")


@pytest.mark.parametrize("page", [Screen, BaseScreen])
async def test_a_page_under_a_box_is_clean_after_a_frame(page: type[Screen[None]]) -> None:
    app = Clock()
    app.page = page
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        below = app.screen_stack[0]
        below.query_one("#clock", Static).update("10:01")
        for _ in range(4):
            await pilot.pause()
        below._on_timer_update()
        is_dirty = below._repaint_required or bool(below._compositor._dirty_regions)
        assert is_dirty == (page is Screen)


@pytest.mark.parametrize("page", [Screen, BaseScreen])
async def test_a_moved_row_is_written_if_its_place_was_asked_for_before_the_layout(
    page: type[Screen[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, first, second, written = Paged(), Static("one"), Static("two"), list[Any]()
    app.page = page
    async with app.run_test(size=(20, 10)) as pilot:
        await app.mount(first, second)
        await pilot.pause()
        monkeypatch.setattr(app, "_display", lambda _, update: written.append(update))
        first.display = False
        app.screen._compositor.update_widgets({Static()})  # without a place yet
        assert second.size
        await pilot.pause()
    assert any(written) == (page is BaseScreen)


async def test_a_screen_has_the_classes_of_a_size_before_it_is_laid_out_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[bool] = []
    resized = Screen._screen_resized

    def watched(screen: Screen[None], size: Any) -> None:
        seen.append(screen.has_class("-wide"))
        resized(screen, size)

    app = Paged()
    async with app.run_test(size=(70, 20)) as pilot:
        monkeypatch.setattr(Screen, "_screen_resized", watched)
        await pilot.resize_terminal(120, 20)
        await pilot.pause()
    assert set(seen) == {True}


async def test_a_window_with_its_old_size_again_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    size, app, painted = Size(70, 20), BaseApp(), list[bool]()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app._size = Size(71, 20)  # of which the screen has not heard yet
        monkeypatch.setattr(app.screen, "refresh", lambda **_: painted.append(True))
        app.post_message(Resize(size, size))
        await pilot.press("ctrl+l")
    assert len(painted) == 2


def test_a_cut_sign_of_several_characters_keeps_the_width() -> None:
    for sign in ("❤\ufe0f", "👨\u200d👩\u200d👧\u200d👦"):
        before, after = Segment(f"a{sign}b").split_cells(2)
        assert (before.text, after.text) == ("a ", " b")
        assert cell_len(before.text) + cell_len(after.text) == cell_len(f"a{sign}b")
