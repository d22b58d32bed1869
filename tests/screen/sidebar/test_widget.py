"""The sidebar: its columns in a vast window, its cursor, the summary that comes true in time."""

import pytest
from sample_blogs import blog, many, post
from screen_stage import Stage, at_the_end, on_stage, paused_at

from tui.sources import load
from tui.sources.bundled import BUNDLED


def under_cursor(stage: Stage) -> str:
    return "".join(map(stage.reversed_text, range(stage.app.size.height))).strip()


HIDDEN = "Blinken says he raised concerns"


async def test_key_events_have_their_sign_among_the_headlines() -> None:
    one = blog(post("09:30", "A verdict", key_event=True), "09:31 Another")
    async with on_stage(one, (120, 24), paused_at("end")) as stage:
        assert "09:30 ◆ A verdict" in stage.text()
        assert "09:31   Another" in stage.text()


async def test_a_panel_of_long_headlines_scrolls_to_the_first() -> None:
    long = blog(*(post(f"10:{n:02}", f"Number {n} " + "word " * 20) for n in range(40)))
    async with on_stage(long, (120, 40), at_the_end()) as stage:
        await stage.press("tab", *["pageup"] * 9)
        assert "10:00   Number 0 word" in stage.text()


async def test_a_click_in_either_column_finds_its_row() -> None:
    async with on_stage(size=(200, 50), options=paused_at("10:44")) as stage:
        await stage.click_on("Tom Bateman   ")
        assert "1 of 8" in stage.bar()
        await stage.press("escape", "escape")
        await stage.click_on("09:38   China")
        assert "09:38" in stage.feed_rows()[1]
        x, y = stage.place_of("Yvette Tan  ")
        await stage.click(x, y - 3)
        assert "showing" not in stage.bar(), "between summary and authors is nothing"


@pytest.mark.parametrize("back", ["tab", "escape"])
async def test_the_cursor_goes_with_the_focus(back: str) -> None:
    async with on_stage(size=(120, 40), options=paused_at("10:44")) as stage:
        before = stage.text()
        await stage.press("tab")
        row = stage.row_of("10:43   China")
        assert "China" in stage.reversed_text(row), "the post being read"
        await stage.press(back)
        assert stage.reversed_text(row) == ""
        assert stage.text() == before


async def test_below_a_long_summary_stands_the_key_that_scrolls_it() -> None:
    async with on_stage(load(BUNDLED[0].name), (40, 10), paused_at("10:44")) as stage:
        await stage.press("s", "s")
        more = int(stage.rows()[stage.row_of("more lines · PgDn")].split()[1])
        for key, left in (("pagedown", more - 5), ("pageup", more)):
            await stage.press(key)
            assert f"↓ {left} more lines" in stage.text()
        stage.app.has_keys = False
        await stage.press("pagedown")
        assert "PgDn" not in stage.text(), "a phone has buttons"


async def test_page_keys_scroll_the_headlines_where_the_summary_is_whole() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        await stage.press("tab", "pageup")
        assert "09:26   Hello" in stage.rows()[stage.row_of("  So far") + 1]


async def test_the_summary_comes_true_in_time_and_un_happens() -> None:
    async with on_stage(options=paused_at("09:44", speed="60")) as stage:
        assert "0 of 2 so far" in stage.told("Summary")
        await stage.press("right")
        assert "1 of 2 so far" in stage.told("Summary")
        assert "Partners, not rivals" in stage.text()
        assert HIDDEN[:20] not in stage.text()
        await stage.press("9", "shift+right", "shift+right")
        assert HIDDEN[:20] in stage.text()
        await stage.press("left")
        assert HIDDEN[:20] not in stage.text()


async def test_the_panel_can_be_entered_where_it_opens_as_wide_as_two_columns() -> None:
    async with on_stage(many(40), (95, 20), paused_at("end")) as stage:
        stage.app.has_keys = False  # a tablet may have a keyboard
        await stage.press("tab", "down")
        assert "Post number" in under_cursor(stage)
        for _ in range(2):  # left, then entered, in a wider window
            await stage.resize(120, 20)
            await stage.press("tab")
            await stage.resize(95, 20)
            assert stage.app.sidebar.folded
            assert stage.app.focused is stage.app.feed


async def test_spoilers_shows_the_whole_summary_from_the_start() -> None:
    async with on_stage(spoilers=True) as stage:
        assert "as of 11:18" in stage.told("Summary")
        assert HIDDEN[:20] in stage.text()


@pytest.mark.parametrize("newest_first", [False, True])
async def test_every_headline_can_be_reached_by_keys(newest_first: bool) -> None:
    sample, posts = many(40), range(40)
    async with on_stage(sample, (120, 24), at_the_end(), newest_first=newest_first) as stage:
        await stage.press("tab", *["up"] * 40)
        for post in reversed(posts) if newest_first else posts:
            assert under_cursor(stage).split()[-1] == str(post + 1)
            await stage.press("down")


@pytest.mark.parametrize("newest_first", [False, True])
async def test_the_wheel_brings_older_headlines_from_where_they_are(newest_first: bool) -> None:
    async with on_stage(many(100), (120, 24), at_the_end(), newest_first=newest_first) as stage:
        x, y = stage.place_of("So far  ")

        def oldest() -> int:
            rows = [row for column in stage.app.sidebar.panel.columns for row in column]
            return min(row.to for row in rows if isinstance(row.to, int))

        first = oldest()
        await stage.wheel(3 if newest_first else -3, x + 2, y + 3)
        assert oldest() < first
        await stage.wheel(-3 if newest_first else 3, x + 2, y + 3)
        assert oldest() == first


@pytest.mark.parametrize("keys", [("tab", "pagedown"), ("s", "s", *["up"] * 12)])
async def test_a_size_that_shows_more_of_the_panel_leaves_it_where_it_was(
    keys: tuple[str, ...],
) -> None:
    async with on_stage(load(BUNDLED[0].name), (200, 14), paused_at("90%")) as stage:
        await stage.press(*keys)
        before = stage.rows()
        for rows in (15, 50, 14):
            await stage.resize(200, rows)
        assert stage.rows() == before


@pytest.mark.parametrize("moment", ["10:36", "10:44", "11:05"])
async def test_the_panel_closes_on_the_same_page(moment: str) -> None:
    options = paused_at(moment)
    async with on_stage(load(BUNDLED[0].name), (80, 24), options) as stage:
        await stage.press("enter")
        before = [row.strip("┄ ") for row in stage.rows()]
        await stage.press("s")
        assert "So far" in stage.text()
        await stage.press("s", "s")
        assert [row.strip("┄ ") for row in stage.rows()] == before
