"""The help: in groups, in two columns where there is room, all of it within reach."""

import pytest
from screen_stage import on_stage, paused_at

from tui.screen.dialogs.help import laid_out
from tui.screen.drawing.signs import MEANINGS
from tui.screen.keys import help_groups


async def test_help_has_two_columns_where_there_is_room() -> None:
    async with on_stage(size=(120, 40), options=paused_at("10:44")) as stage:
        await stage.press("question_mark")
        assert stage.row_of("The clock") == stage.row_of("Choose and search")
        for title in ("Scroll", "The window"):
            assert title in stage.text()


def test_a_full_row_of_one_column_does_not_touch_the_other() -> None:
    groups = (("One", (("a", "a word " * 30),)), ("Two", (("b", "b" * 100),)))
    for width in range(40, 110):
        rows = laid_out(groups, width, titled=False, beside=True)
        for row in rows[: rows.index(())]:
            text = "".join(piece for piece, _ in row)
            assert text[: width // 2].endswith("  "), text


async def test_all_of_help_can_be_reached_in_a_small_window() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        await stage.press("question_mark")
        seen, last = stage.text(), ""
        while stage.text() != last:
            last = stage.text()
            await stage.press("j")
            seen += stage.text()
        for _, rows in help_groups(without={"suspend"}):
            for keys, does in rows:
                beginning = does[:40]  # the rest may be wrapped
                assert any(keys in row and beginning in row for row in seen.splitlines()), keys


async def test_help_is_laid_out_anew_when_the_window_changes() -> None:
    async with on_stage(size=(120, 40), options=paused_at("10:44")) as stage:
        await stage.press("question_mark")
        wide = stage.rows()
        await stage.resize(80, 24)
        assert stage.row_of("The clock") < stage.row_of("→")
        assert "Choose and search" not in stage.text()
        await stage.resize(80, 14)
        assert "j k scroll" not in stage.text()
        await stage.resize(120, 40)
        assert stage.rows() == wide


async def test_help_scrolls_to_both_ends_by_the_keys_of_the_page() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        await stage.press("question_mark")
        top = stage.rows()
        await stage.press("G")
        assert "ctrl+c copies it" in stage.text()
        await stage.press("g")
        assert stage.rows() == top


async def test_the_help_says_what_the_signs_mean() -> None:
    async with on_stage(size=(120, 40)) as stage:
        await stage.press("question_mark")
        rows = [" ".join(row.split()) for row in stage.box_rows()]
        for sign, meaning in MEANINGS:
            assert any(f"{sign} {meaning}" in row for row in rows), sign


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_help_leaves_title_and_bar_free(size: tuple[int, int]) -> None:
    async with on_stage(size=size) as stage:
        region = stage.app.transport.region
        before = stage.rows()
        await stage.press("question_mark")
        assert stage.rows()[0] == before[0]
        assert stage.rows()[region.y :] == before[region.y :]


async def test_the_columns_are_laid_out_once_for_all_boxes_of_a_width() -> None:
    async with on_stage(size=(120, 40)) as stage:
        await stage.press("question_mark")
        before = laid_out.cache_info()
    async with on_stage(size=(120, 40)) as stage:
        await stage.press("question_mark")
        after = laid_out.cache_info()
    assert after.hits > before.hits
    assert after.misses == before.misses


def test_in_one_column_a_blank_row_comes_before_each_group_but_the_first() -> None:
    groups = tuple((title, ((title.lower(), "does"),)) for title in ("One", "Two", "Three"))
    rows = laid_out(groups, 40, titled=True, beside=False)
    texts = ["".join(text for text, _ in row) for row in rows]
    for title in ("Signs", "Two", "Three"):
        assert texts[texts.index(title) - 1] == ""
    assert texts.index("One") == 1
