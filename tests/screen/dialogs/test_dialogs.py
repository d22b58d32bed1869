"""The boxes with a line to type in, used with keys; and every box beside a clock that waits."""

import asyncio

import pytest
from readings import answers
from rich.style import Style
from sample_blogs import blog, post
from screen_stage import Stage, _key_event, at_the_end, now, on_stage, paused_at
from textual.widgets import Input

from tui.model.blog import LiveBlog
from tui.replay import ReplayOptions
from tui.screen.dialogs.dialog import MOST_CHARACTERS, TextLine


async def typed(stage: Stage, key: str, text: str) -> None:
    await stage.press(key)
    await stage.type_in(text)


@pytest.mark.parametrize(("text", "understood", "moment"), answers("moments-while-typing"))
async def test_the_moment_shows_while_typing_and_enter_goes_there(
    text: str, understood: str, moment: str
) -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await typed(stage, "t", text)
        assert understood in " ".join(stage.text().split())
        assert now(stage) == "10:44:00"
        await stage.press("enter")
        assert now(stage) == moment
        assert "Go to a time" not in stage.text()


async def test_an_unknown_moment_stays_in_the_box_with_a_sentence_about_it() -> None:
    async with on_stage() as stage:
        await typed(stage, "t", "10:26 Atlantis")
        await stage.press("enter")
        assert stage.app.screen.query_one(Input).value == "10:26 Atlantis"
        assert now(stage) == "09:26:00"
        box, rows = stage.row_of("Go to a time"), stage.rows()
        assert 'No place or time zone "Atlantis"' in rows[box + 2]


async def test_an_empty_line_shows_examples_in_the_zone_on_screen() -> None:
    async with on_stage() as stage:
        await stage.press("t", "enter")
        assert "10:11 · 16:30 Beijing · +10m · 50% · #7" in stage.text()
        await stage.press("escape", "z", "t")
        assert "17:11 · 16:30 Beijing" in stage.text()
        await stage.type_in("17:26")
        await stage.press("enter")
        assert "17:26 Beijing" in stage.bar()


@pytest.mark.parametrize("box", ["?", "t", "a", "/", "'", "T"])
async def test_the_clock_waits_while_a_box_is_open_and_escape_changes_nothing(box: str) -> None:
    async with on_stage(options=ReplayOptions(speed="60")) as stage:
        await stage.pass_seconds(2)
        await stage.press("m", box)
        assert (stage.player.view().held, stage.player.view().playing) == (True, False)
        await stage.pass_seconds(60)
        await stage.press("escape")
        assert (now(stage), stage.player.view().playing) == ("09:28:00", True)
        await stage.pass_seconds(1)
        assert now(stage) == "09:29:00"


@pytest.mark.parametrize(
    ("box", "key", "moment"),
    [("?", "right", "10:27"), ("?", "[", "10:11"), ("'", "shift+right", "10:36")],
)
async def test_the_keys_of_time_act_in_a_box_and_leave_it_open(
    box: str, key: str, moment: str
) -> None:
    async with on_stage(options=ReplayOptions(at="10:26"), size=(100, 50)) as stage:
        await stage.press("m", box, key)
        assert now(stage) == f"{moment}:00"
        assert len(stage.app.screen_stack) == 2
        assert stage.player.view().held


def five() -> LiveBlog:
    """Five of ten posts have the word."""
    texts = ("Tea." if n in (1, 3, 4, 6, 8) else "None." for n in range(10))
    return blog(*(post(f"10:0{n}", f"Post {n}", text) for n, text in enumerate(texts)))


async def test_the_search_counts_its_matches_marks_them_and_wraps_round() -> None:
    async with on_stage(five(), (100, 50), at_the_end()) as stage:
        await stage.press("g")
        await typed(stage, "slash", "tea")
        assert "“tea” 5 matches in 5 posts" in stage.text()
        await stage.press("enter")
        styles = [
            Style(reverse=style.reverse, underline=style.underline)
            for y, row in enumerate(stage.rows())
            for text, style in stage.styled(y)
            if text == "Tea" and row.startswith(" " * 10)
        ]
        assert sum(style.reverse is True for style in styles) == 1, "the current one"
        assert all(style.reverse or style.underline for style in styles)
        for number in (1, 2, 3, 4, 5, 1):
            assert f"“tea” {number} of 5" in stage.bar()
            await stage.press("n")
        await stage.press("N", "N")
        assert "“tea” 5 of 5" in stage.bar()


async def test_only_posts_so_far_are_searched_and_the_count_grows() -> None:
    async with on_stage(five(), options=paused_at("10:03")) as stage:
        await stage.search("tea")
        assert " of 2" in stage.bar()
        await stage.press("]")
        assert "of 3" in stage.bar()
        await stage.press("0")
        assert "“tea” not found" in stage.bar()


async def test_the_search_opens_again_with_its_words_and_tells_the_only_match() -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.search("fanfare is consistent")
        await stage.press("n")
        assert stage.last_row() == " This is the only match so far."
        await stage.press("slash")
        assert stage.app.screen.query_one(Input).value == "fanfare is consistent"


async def test_pasted_lines_are_one_line() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press("slash")
        await stage.paste("a line\nand another\n")
        (line,) = stage.app.screen.query(TextLine)
        assert line.value == "a line and another"


async def test_ctrl_v_pastes_like_the_terminal() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:26")) as stage:
        stage.app._clipboard = "one\ntwo" * 400
        await stage.press("slash", "ctrl+v", "left")
        assert stage.app.searching.words == ("one two" * 400)[:1000]


async def test_of_a_long_paste_a_line_takes_what_fits() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press("slash", "a")
        await stage.paste("x" * 5000)
        await stage.press("y")
        (line,) = stage.app.screen.query(TextLine)
        assert line.value == "a" + "x" * (MOST_CHARACTERS - 1)


@pytest.mark.parametrize(("before", "key"), [("", "a"), ("the", "M")])
async def test_an_app_that_ends_as_a_box_opens_ends_well(before: str, key: str) -> None:
    for steps in range(0, 20, 3):
        async with on_stage(options=at_the_end()) as stage:
            if before:
                await stage.search(before)
            driver, event = stage.app._driver, _key_event(key)
            assert driver is not None
            event.set_sender(stage.app)
            driver.send_message(event)
            for _ in range(steps):
                await asyncio.sleep(0)
            stage.app.exit()
        assert stage.app.return_code == 0, steps


@pytest.mark.parametrize("box", ["a", "T", "?", "t", "/"])
async def test_ctrl_c_copies_what_is_selected_and_else_ends_the_program(box: str) -> None:
    async with on_stage() as stage:
        await stage.press(box)
        if box == "/":
            await stage.type_in("tea")
            await stage.press("shift+home", "ctrl+c")
            assert stage.app.copied == "tea"
            await stage.press("end")
        await stage.press("ctrl+c")
        assert stage.app.return_code == 0
        assert stage.app.was_interrupted
