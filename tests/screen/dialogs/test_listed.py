"""Lists in boxes: their cursor and their hint stay in sight; the help."""

import pytest
from sample_blogs import blog, many, post
from screen_stage import Stage, at_the_end, each_key_of, on_stage, paused_at
from textual.widgets import OptionList

from tui.screen.dialogs.help import MOUSE
from tui.screen.drawing.signs import MEANINGS
from tui.screen.keys import help_groups


def under_cursor(stage: Stage) -> str:
    rows = stage.app.screen.query_one(OptionList)
    return rows.render_line((rows.highlighted or 0) - rows.scroll_offset.y).text.strip()


@pytest.mark.parametrize("size", [(80, 24), (40, 6)])
async def test_the_cursor_and_the_hint_stay_in_sight(size: tuple[int, int]) -> None:
    async with on_stage(many(30), size, at_the_end()) as stage:
        await stage.press("slash", *"text", "enter", "M", "home")
        for _ in range(stage.app.screen.query_one(OptionList).option_count - 1):
            assert under_cursor(stage) in stage.text()
            assert "esc close" in stage.text()
            await stage.press("down")
        assert under_cursor(stage) in stage.text()


async def test_the_cursor_stays_in_sight_as_rows_wrap_anew() -> None:
    long = [post(f"10:{n}", "", "A long text of so many words. " * 3) for n in range(10, 40)]
    async with on_stage(blog(*long), (80, 24), at_the_end()) as stage:
        await stage.press("slash", *"text", "enter", "M", "end")
        for width in (30, 20, 12, 6):
            await stage.resize(width, 24)
            assert width < 12 or "10:39" in "".join(stage.box_rows())


async def test_a_box_names_no_keys_to_a_guest_with_buttons() -> None:
    async with on_stage(many(3), (80, 24), at_the_end()) as stage:
        stage.app.has_keys = False
        await stage.press("slash", *"text")
        assert "3 matches" in stage.text()
        assert "esc cancel" not in stage.text()


async def test_a_box_is_as_low_as_its_list() -> None:
    async with on_stage(many(3), (80, 24), at_the_end()) as stage:
        await stage.press("slash", *"text", "enter", "M")
        assert len(stage.box_rows()) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("key", ["t", "slash", "a", "T"])
async def test_a_box_leaves_the_bar_free_and_at_80_columns_no_letters_beside_it(
    size: tuple[int, int], key: str
) -> None:
    async with on_stage(size=size, options=at_the_end()) as stage:
        bar = stage.rows()[stage.app.transport.region.y :]
        await stage.press(key)
        assert stage.rows()[stage.app.transport.region.y :] == bar
        box = stage.app.screen.query_one(".box").region
        rows = stage.rows()[box.y : box.bottom]
        assert size[0] > 80 or all(row == row.strip() for row in rows)


# The help: ten keys on top, the others in columns where there is room, all of it in sight


def lacks(text: str) -> list[tuple[str, str]]:
    """The rows of the help that are not on the screen."""
    rows = [row for _, group in help_groups(without={"suspend"}) for row in group]
    lines = text.splitlines()
    return [row for row in rows if not any(f"{row[0]}  {row[1]}" in line for line in lines)]


async def open_help(stage: Stage) -> None:
    await stage.press("question_mark")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_all_of_help_is_in_sight(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        await open_help(stage)
        assert not lacks(stage.text())
        for words in (*dict(MEANINGS).values(), "Time", "Page", "Take away", "Mouse"):
            assert words in stage.text()
        before = stage.rows()
        await stage.press("G")
        assert stage.rows() == before
        top = min(stage.row_of("space  play"), stage.row_of("search; n N"))
        assert top < stage.row_of("Time") < stage.row_of("Signs")
        await stage.press("tab")
        assert lacks(stage.text())


@pytest.mark.parametrize("size", [(45, 40), (40, 12), (59, 14)])
async def test_all_of_help_can_be_reached_in_a_small_window(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        await open_help(stage)
        seen, last = stage.text(), ""
        while stage.text() != last:
            last = stage.text()
            await stage.press("j")
            seen += "\n" + stage.text()
        assert not lacks(seen)
        assert all(meaning in seen for _, meaning in MOUSE)
        bottom = stage.rows()
        await stage.press("g")
        assert stage.rows() != bottom
        await stage.press("G")
        assert stage.rows() == bottom


async def test_no_word_of_the_help_is_cut_in_a_narrow_window() -> None:
    async with on_stage(size=(20, 6), options=paused_at("10:44")) as stage:
        await open_help(stage)
        words, last = "", ""
        while stage.text() != last:
            last = stage.text()
            words += " ".join(row.strip("│ ▁▂▃▄▅▆▇█") for row in stage.rows()[1:-1])
            await stage.press("j", "j", "j", "j")
        for meaning in ("next page or post", "clear the search", "click a headline", "being read"):
            assert meaning.replace(" ", "") in words.replace(" ", ""), meaning


async def test_the_keys_of_the_settings_are_those_of_the_help() -> None:
    async with on_stage(keymap={"play": "f5", "copy": "c", "next-match": "w"}) as stage:
        await open_help(stage)
        for words in ("f5  play, pause", "c  copy; cc moment", "search; w N matches"):
            assert words in stage.text()


@each_key_of("help")
@pytest.mark.parametrize("close", ["", "escape", "q"])
async def test_help_is_closed_by_the_key_that_opened_it(key: str, close: str) -> None:
    async with on_stage() as stage:
        before = stage.rows()
        await stage.press(key)
        assert "play, pause" in stage.text()
        await stage.press(close or key)
        assert stage.rows() == before
