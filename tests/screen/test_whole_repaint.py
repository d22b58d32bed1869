"""After each resize of the window all of it is painted."""

import pytest
from painting import Painting
from screen_stage import StageApp, on_stage
from textual.events import Resize
from textual.geometry import Size

from tui.replay import ReplayOptions


@pytest.mark.parametrize("keys", [(), ("question_mark",), ("slash",)], ids=str)
@pytest.mark.parametrize("sizes", [[(80, 24)], [(40, 10), (80, 24)]], ids=str)
async def test_a_window_that_has_its_size_again_is_painted_wholly(
    sizes: list[tuple[int, int]], keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StageApp, "is_headless", False)
    options = ReplayOptions(at="09:46", paused=True)
    async with on_stage(options=options, size=(80, 24)) as stage:
        painting = Painting(stage, monkeypatch)
        await painting.resize(80, 24)
        await stage.press(*keys)
        painting.lose()
        for size in map(Size._make, sizes):
            stage.app.post_message(Resize(size, size))
        await stage.settle()
        stage.app._check_resize()  # else a timer waits for the next size
        await stage.settle()
        painting.check(f"resizes to {sizes}")


async def test_a_box_that_opens_before_the_page_has_its_new_size_paints_all_of_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(StageApp, "is_headless", False)
    async with on_stage(options=ReplayOptions(at="09:46", paused=True), size=(80, 24)) as stage:
        painting = Painting(stage, monkeypatch)
        await painting.resize(80, 24)
        monkeypatch.setattr(stage.app, "_check_resize", lambda: None)  # it waits for the next size
        stage.app.post_message(Resize(Size(60, 20), Size(60, 20)))
        await stage.settle()
        painting.lose()
        await stage.press("question_mark")
        painting.check("it opens")
