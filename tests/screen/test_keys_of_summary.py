"""The keys of the side panel and of its summary, on every size of screen."""

import pytest
from sample_blogs import bundled_like, many
from screen_stage import at_the_end, on_stage, paused_at

from tui.replay import ReplayOptions

WHOLE = "Blinken says he raised"


WIDE, FOLDED = (100, 30), (80, 24)
SO_FAR, ALL, CLOSED = "0 of 2 so far", "as of 11:18", ""


@pytest.mark.parametrize(
    ("size", "keys", "told"),
    [
        (WIDE, "", SO_FAR),
        (WIDE, "s", ALL),
        (WIDE, "s s", CLOSED),
        (WIDE, "s s s", SO_FAR),
        (FOLDED, "", CLOSED),
        (FOLDED, "s", SO_FAR),
        (FOLDED, "s s", ALL),
        (FOLDED, "s s s", CLOSED),
    ],
)
async def test_the_panel_shows_the_summary_so_far_all_of_it_and_closes(
    size: tuple[int, int], keys: str, told: str
) -> None:
    async with on_stage(size=size) as stage:
        await stage.press(*keys.split())
        assert stage.told("Summary") == told
        assert (WHOLE in stage.text()) == (told == ALL)
        assert bool(stage.told("So far")) == (told != CLOSED)


@pytest.mark.parametrize("size", [(80, 24), (48, 12)])
async def test_all_of_the_summary_opens_on_a_smaller_screen_and_leaves_the_page(
    size: tuple[int, int],
) -> None:
    async with on_stage(size=size) as stage:
        await stage.press("j", "j")
        before = stage.feed_rows()
        await stage.press("s", "s")
        assert WHOLE in stage.text()
        await stage.press("s")
        assert stage.feed_rows() == before


@pytest.mark.parametrize("close", ["s", "escape", "tab"])
async def test_closing_what_was_opened_for_all_of_the_summary_takes_it_away(close: str) -> None:
    async with on_stage(size=(80, 24)) as stage:
        before = stage.rows()
        await stage.press("s", "s", close)
        assert stage.rows() == before
        await stage.press("s", "s")
        assert WHOLE in stage.text()


@pytest.mark.parametrize("options", [paused_at("start"), at_the_end()])
async def test_without_more_to_show_the_key_closes_at_once(options: ReplayOptions) -> None:
    blog = bundled_like() if options.at == "end" else many(3)
    async with on_stage(blog, (120, 40), options) as stage:
        await stage.press("s")
        assert "So far" not in stage.text()
        await stage.press("s", "0")
        assert WHOLE not in stage.text()


async def test_tab_goes_into_the_panel_and_back() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press("tab")
        assert stage.app.sidebar.has_focus
        await stage.press("down", "down", "enter")
        assert "09:38   China and US should 'seek common ground" in stage.feed_rows()[1]
        await stage.press("tab")
        assert stage.app.feed.has_focus


@pytest.mark.parametrize("size", [(80, 24), (48, 12)])
async def test_shift_tab_opens_the_panel_that_it_focuses(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        await stage.press("shift+tab")
        assert "So far" in stage.text()
        await stage.press("down", "enter")
        assert "So far  " not in stage.text()
        before = stage.feed_rows()
        await stage.press("k")
        assert stage.feed_rows() != before
