"""The hints: the most useful keys come first, and a click finds its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_stage import Stage, at_the_end, on_stage, paused_at

from tui.replay import ReplayOptions
from tui.screen.hint_row import hints_row
from tui.screen.keys import hints


def hints_of(stage: Stage) -> str:
    return stage.rows()[-1]


async def test_eighty_columns_name_the_main_keys() -> None:
    async with on_stage(size=(80, 24), options=ReplayOptions(at="10:26")) as stage:
        row = "space pause   enter next   ←→ minute   : go to   / search   ? help   q quit"
        assert hints_of(stage) == f" {row}"
        await stage.press("space")
        assert hints_of(stage).startswith(" space play ")


async def test_a_search_a_filter_and_a_scroll_find_their_way_back_first() -> None:
    async with on_stage(size=(100, 30), options=paused_at("10:44")) as stage:
        await stage.press("a", "space", "enter")
        assert hints_of(stage).startswith(" esc clear   space play ")
        await stage.press("escape")
        assert "esc" not in hints_of(stage)
        await stage.search("the")
        assert hints_of(stage).startswith(" f follow   esc clear   n next   N back   space play ")


async def test_at_the_end_space_reads_again_and_enter_does_nothing_more() -> None:
    async with on_stage(size=(100, 30), options=at_the_end()) as stage:
        await stage.press("enter", "enter", "enter", "escape")
        await stage.pass_seconds(60)
        assert hints_of(stage).startswith(" space again   ←→")


@pytest.mark.parametrize("width", [45, 60])
async def test_a_narrow_bar_keeps_the_way_to_the_help_and_out(width: int) -> None:
    async with on_stage(size=(width, 24), options=paused_at("10:44")) as stage:
        await stage.search("the")
        await stage.pass_seconds(60)
        assert all(words in hints_of(stage) for words in ("esc clear", "space play", "? help"))


@given(st.integers(0, 250))
def test_the_hints_fit(width: int) -> None:
    row = hints_row(tuple(hints()), width)
    assert sum(cell_len(text) for text, _ in row) <= max(width, 1)
