"""Selecting and copying: the copy has the words without the line breaks of the screen."""

import pytest
from rich.cells import cell_len
from sample_blogs import blog, many, post
from screen_stage import Stage, at_the_end, on_stage, paused_at

from tui.model.blog import LiveBlog

LONG = " ".join(f"word{n}" for n in range(60))


def two_posts() -> LiveBlog:
    return blog(
        post("09:26", "The first", f"{LONG}\n\nThe end of it."),
        post("09:32", "The second", "Short."),
    )


async def select(stage: Stage, start: str, end: str) -> None:
    """Drags with the mouse from the first character to the last."""
    place, (x, y) = stage.place_of(start), stage.place_of(end)
    await stage.drag(place, (x + cell_len(end[:-1]), y))


def selected(stage: Stage) -> str | None:
    return stage.app.screen.get_selected_text()


async def test_the_words_of_the_help_can_be_copied() -> None:
    async with on_stage(size=(80, 24)) as stage:
        await stage.press("question_mark")
        await select(stage, "next page", "post  ")
        await stage.press("ctrl+c")
        assert stage.app.copied.strip() == "next page or post"


@pytest.mark.parametrize(
    ("start", "end", "copied"),
    [
        ("word1 ", "word2", "word1 word2"),
        ("word3 ", "word29", " ".join(f"word{n}" for n in range(3, 30))),
        ("美关系", "世界上最重要", "美关系 是 世界上最重要"),
    ],
)
async def test_a_selection_has_its_words_without_the_line_breaks_of_the_screen(
    start: str, end: str, copied: str
) -> None:
    both = blog(
        *two_posts().posts, post("09:33", "你好世界", "👨‍👩‍👧❤️中美关系 是 世界上最重要的双边关系")
    )
    async with on_stage(both, (60, 40), at_the_end()) as stage:
        await stage.press("g")
        await select(stage, start, end)
        assert selected(stage) == copied
        assert start.strip() in stage.reversed_text(stage.row_of(start))


async def test_a_selection_keeps_the_breaks_of_the_source() -> None:
    async with on_stage(two_posts(), (60, 30), at_the_end()) as stage:
        await stage.press("g")
        await select(stage, "word58", "Short.")
        assert selected(stage) == "word58 word59\n\nThe end of it.\n\nThe second\n\nShort."


@pytest.mark.parametrize("words", ["美关系", "So far"])
async def test_a_double_or_triple_click_selects_a_word(words: str) -> None:
    both = blog(*two_posts().posts, post("09:33", "你好世界", "中, 美关系 是"))
    async with on_stage(both, (120, 40), at_the_end()) as stage:
        for _ in range(3):
            await stage.click_on(words)
            assert selected(stage) in {None, words.split()[0]}
        assert selected(stage)


async def test_the_side_panel_s_words_can_be_selected_too() -> None:
    async with on_stage(size=(120, 40), options=at_the_end()) as stage:
        await select(stage, "Authors", "Authors")
        assert selected(stage) == "Authors"
        assert "Authors" in stage.reversed_text(stage.row_of("Authors"))
        await select(stage, "expecting", "as of 11:18")
        await stage.press("z")
        assert [*stage.app.screen.selections] == [stage.app.feed], "the panel's times are others"
        await select(stage, "17:43", "17:43")
        await stage.press("z")
        assert not stage.app.screen.selections, "words alone can be selected"


@pytest.mark.parametrize("newest_first", [False, True])
async def test_a_selection_stays_while_posts_come_and_ends_as_its_rows_move(
    newest_first: bool,
) -> None:
    at = paused_at("09:40")
    async with on_stage(many(60), (60, 20), at, newest_first=newest_first) as stage:
        await stage.press("pageup")
        first, *_, last = [row.strip() for row in stage.feed_rows() if "The text" in row]
        await select(stage, first, last)
        wanted = selected(stage) or ""
        assert wanted.startswith(first)
        assert wanted.endswith(last)
        stage.app.continue_with(many(61))
        await stage.pass_seconds(1)
        assert selected(stage) == wanted
        await stage.press("j" if newest_first else "k")
        assert not stage.app.screen.selections


async def test_ctrl_c_copies_the_selection_which_changes_no_text_and_does_not_quit() -> None:
    async with on_stage(two_posts(), (100, 30)) as stage:
        before = stage.rows()[:-1]
        await select(stage, "word3 ", "word29")
        assert stage.rows()[:-1] == before
        await stage.press("ctrl+c")
        assert stage.app.copied.endswith("word28 word29")
        assert not stage.app._exit
