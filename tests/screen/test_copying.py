"""Selecting and copying: the copy has the words without the line breaks of the screen."""

import base64

import pytest
from rich.cells import cell_len
from sample_blogs import blog, many, post
from screen_stage import Stage, at_the_end, on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.screen.app import ReplayApp

LONG = " ".join(f"word{n}" for n in range(60))


def two_posts() -> LiveBlog:
    return blog(
        post("09:26", "The first", f"{LONG}\n\nThe end of it."),
        post("09:32", "The second", "Short."),
    )


async def select(stage: Stage, start: str, end: str) -> None:
    """Drags with the mouse from the first character of a word to the last of another."""
    x, y = stage.place_of(end)
    await stage.drag(stage.place_of(start), (x + cell_len(end[:-1]), y))


def selected(stage: Stage) -> str | None:
    return stage.app.screen.get_selected_text()


async def test_a_selection_over_wrapped_rows_has_no_screen_line_breaks() -> None:
    async with on_stage(two_posts(), (60, 30)) as stage:
        await select(stage, "word3 ", "word29")
        assert selected(stage) == " ".join(f"word{n}" for n in range(3, 30))


async def test_a_selection_keeps_the_breaks_of_the_source() -> None:
    async with on_stage(two_posts(), (60, 30), at_the_end()) as stage:
        await stage.press("g")
        await select(stage, "word58", "Short.")
        text = selected(stage)
        assert text is not None
        assert [line for line in text.splitlines() if line] == [
            "word58 word59",
            "The end of it.",
            "The second",
            "Short.",
        ]


async def test_a_part_of_one_row() -> None:
    async with on_stage(two_posts(), (60, 30)) as stage:
        await select(stage, "word1 ", "word2")
        assert selected(stage) == "word1 word2"
        y = stage.row_of("word1 word2")
        assert "word1 word2" in stage.reversed_text(y)


async def test_wide_characters_are_selected_whole() -> None:
    async with on_stage(
        blog(post("09:26", "你好世界", "中美关系 是 世界上最重要的双边关系之一")), (60, 20)
    ) as stage:
        await select(stage, "美关系", "世界上最重要")
        assert selected(stage) == "美关系 是 世界上最重要"


async def test_a_selection_stays_on_its_words_while_posts_come_and_the_reader_scrolls() -> None:
    async with on_stage(many(60), (60, 20), paused_at("09:40")) as stage:
        await stage.press("pageup")
        first, *_, last = [row.strip() for row in stage.feed_rows() if "The text" in row]
        await select(stage, first, last)
        wanted = selected(stage)
        assert wanted is not None
        assert wanted.startswith(first)
        assert wanted.endswith(last)
        await stage.press("k", "k", "j", "right_square_bracket", "k")
        assert selected(stage) == wanted


async def test_ctrl_c_copies_the_selection_and_does_not_quit() -> None:
    async with on_stage(two_posts(), (60, 30)) as stage:
        await select(stage, "word3 ", "word5")
        await stage.press("ctrl+c")
        assert stage.app.copied == "word3 word4 word5"
        assert not stage.app._exit


async def test_a_resize_drops_the_selection_without_errors() -> None:
    async with on_stage(two_posts(), (60, 30)) as stage:
        await select(stage, "word3 ", "word29")
        await stage.resize(100, 30)
        assert not selected(stage)


async def test_y_copies_by_osc_52_without_control_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = blog(post("09:26", "A \x1b]0;title\x07 headline", "Text \x9b31m."))
    async with on_stage(hostile) as stage:
        written: list[str] = []
        monkeypatch.setattr(stage.app._driver, "write", written.append)
        ReplayApp.copy_to_clipboard(stage.app, stage.app.feed.rows.versions.text(0, stage.app.face))
        (sequence,) = [text for text in written if "]52;" in text]
        assert sequence.startswith("\x1b]52;c;")
        assert sequence.endswith("\a")
        payload = sequence.removeprefix("\x1b]52;c;").removesuffix("\a")
        assert base64.b64decode(payload, validate=True).decode().startswith("09:26 BST")


async def test_y_without_a_post_copies_nothing() -> None:
    async with on_stage(options=paused_at("start", authors=("Bateman",))) as stage:
        await stage.press("y")
        assert stage.last_row() == " No post to copy."
