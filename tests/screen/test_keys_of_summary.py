"""The key for all of the summary, on every size of screen."""

import pytest
from sample_blogs import many
from screen_stage import at_the_end, each_key_of, on_stage, paused_at

from tui.replay import ReplayOptions
from tui.sources import load
from tui.sources.bundled import BUNDLED


@each_key_of("whole-summary")
async def test_all_of_the_summary_and_back(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert "as of 11:18" in stage.told("Summary")
        assert "Blinken says he raised" in stage.text()
        await stage.press(key)
        assert "0 of 2 so far" in stage.told("Summary")
        await stage.press("s", "s", key)
        assert "as of 11:18" in stage.told("Summary")
        await stage.press(key)
        assert "Summary" not in stage.text()


@each_key_of("whole-summary")
async def test_all_of_the_summary_opens_on_a_smaller_screen(key: str) -> None:
    for size in ((80, 24), (48, 12)):
        async with on_stage(size=size) as stage:
            await stage.press("j", "j", "j", "j")
            before = stage.feed_rows()
            await stage.press(key)
            assert "Blinken says he raised" in stage.text()
            await stage.press(key)
            assert stage.feed_rows() == before
            await stage.press("s", key, key)
            assert "Blinken says he raised" not in stage.text()
            assert stage.app.screen.has_class("-open-sidebar")


@each_key_of("whole-summary")
@pytest.mark.parametrize("close", ["s", "escape", "tab"])
async def test_closing_what_was_opened_for_all_of_the_summary_takes_it_away(
    key: str, close: str
) -> None:
    async with on_stage(size=(80, 24)) as stage:
        before = stage.rows()
        await stage.press(key, close)
        assert stage.rows() == before
        await stage.press(key)
        assert "Blinken says he raised" in stage.text()


@each_key_of("whole-summary")
async def test_all_of_the_summary_fits_a_small_screen_at_once(key: str) -> None:
    async with on_stage(load(BUNDLED[0].name), (80, 24), paused_at("11:03")) as stage:
        await stage.press(key)
        assert "drawing sharp criticism from Beijing" in " ".join(stage.text().split())
        await stage.resize(120, 40)
        await stage.press(key)
        assert "4 of 7 so far" in stage.told("Summary")


@each_key_of("whole-summary")
async def test_the_page_being_read_is_still_there_after_it(key: str) -> None:
    async with on_stage(load(BUNDLED[0].name), (80, 24), ReplayOptions()) as stage:
        await stage.pass_seconds(12)
        before = stage.feed_rows()
        await stage.press(key, key)
        assert stage.feed_rows() == before


@each_key_of("whole-summary")
async def test_a_blog_without_a_summary_says_so(key: str) -> None:
    async with on_stage(many(3)) as stage:
        await stage.press(key)
        assert stage.last_row() == " This live blog has no summary."


@each_key_of("whole-summary")
async def test_at_the_end_all_of_the_summary_is_there_already(key: str) -> None:
    async with on_stage(size=(120, 40), options=at_the_end()) as stage:
        await stage.press(key)
        assert stage.last_row() == " At the end all of the summary is shown."
        await stage.press("0")
        assert "Blinken says he raised" not in stage.text()


@pytest.mark.parametrize("size", [(80, 24), (48, 12)])
async def test_shift_tab_opens_the_sidebar_that_it_focuses(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        await stage.press("shift+tab")
        assert "So far" in stage.text()
        await stage.press("down", "enter")
        assert "So far  " not in stage.text()
        before = stage.feed_rows()
        await stage.press("k")
        assert stage.feed_rows() != before
