"""The palette: times, headlines so far and commands, found by typing."""

import pytest
from screen_stage import Stage, now, on_stage, paused_at

VISIT = "A visit stripped of fanfare"


async def type_in(stage: Stage, text: str) -> None:
    await stage.press("colon")
    await stage.type_in(text)


@pytest.mark.parametrize("key", ["colon", "t", "ctrl+p"])
async def test_each_key_opens_it_and_escape_closes_it(key: str) -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        before = stage.rows()
        await stage.press(key)
        assert "Go to a time, a post or a command" in stage.text()
        await stage.press("escape")
        assert stage.rows() == before


async def test_only_headlines_that_have_been_published_are_found() -> None:
    async with on_stage(options=paused_at("10:11")) as stage:
        await type_in(stage, "visit")
        assert VISIT not in stage.text()
        await stage.press("escape", "right_square_bracket")
        await type_in(stage, "visit")
        assert VISIT in stage.text()
        assert "So far" in stage.text()
        await stage.press("enter", "left_square_bracket", "left_square_bracket", "colon")
        assert VISIT not in stage.text(), "it was chosen, and is not published any more"


@pytest.mark.parametrize("size", [(80, 24), (80, 12)])
async def test_the_first_headline_leads_to_its_post_and_backspace_back(
    size: tuple[int, int],
) -> None:
    async with on_stage(size=size, options=paused_at("11:10")) as stage:
        before, moment = stage.feed_rows(), now(stage)
        await type_in(stage, "st")
        await stage.press("enter")
        assert VISIT in stage.feed_rows()[0]
        assert now(stage) == moment
        await stage.press("backspace")
        assert stage.feed_rows() == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_post_under_the_cursor_is_shown_beside_or_below(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("11:10")) as stage:
        await type_in(stage, "list or c")
        assert "list or copy the marked posts" in stage.text(), "nothing is beside it"
        await stage.press("escape")
        await type_in(stage, "st")
        assert "The lack of fanfare" in stage.text() or "Tom Bateman, in Beijing" in stage.text()
        await stage.press("down")
        assert "still many issues" in stage.text()


async def test_commands_are_found_by_their_words_and_an_empty_line_offers_the_last() -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press("colon", "enter")
        assert "Go to a time" in stage.text(), "nothing is chosen"
        await stage.type_in("export marks")
        assert "list or copy the marked posts" in stage.text()
        await stage.press("escape")
        await type_in(stage, "newest")
        await stage.press("enter")
        assert stage.app.feed.reading.document.newest_first
        assert "Newest first" in stage.last_row()
        await type_in(stage, "dark")
        await stage.press("enter", "down", "enter")
        assert "Theme: liveblog-light" in stage.last_row(), "another box"
        await type_in(stage, "dracula")
        await stage.press("enter")
        assert "Theme: dracula" in stage.last_row()
        await stage.press("colon")
        last = "theme: dracula", "theme: liveblog-light", "themes"
        for words, row in zip(last, stage.box_rows()[2:5], strict=True):
            assert words in row
        await stage.press("down", "down", "down", "enter")
        assert len(stage.app.screen_stack) == 2


@pytest.mark.parametrize("keys", ["colon d r a c u l a", "T down", "T d r a c u"])
@pytest.mark.parametrize("end", ["enter", "escape"])
async def test_a_theme_is_shown_under_the_cursor_and_kept_or_left(keys: str, end: str) -> None:
    kept: list[str] = []
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        stage.app.keep_theme = kept.append
        before = stage.app.theme
        await stage.press(*keys.split())
        shown = stage.app.theme
        assert f"▌T       theme: {shown}" in stage.text(), "an edge at the cursor"
        assert (shown != before, kept) == (True, [])
        await stage.press(end)
        assert len(stage.app.screen_stack) == 1
        assert stage.app.theme == (shown if end == "enter" else before)
        assert kept == ([shown] if end == "enter" else [])


async def test_the_current_theme_is_under_the_cursor_and_the_page_in_view() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44"), theme="nord") as stage:
        await stage.press("T")
        assert "▌T       theme: nord" in stage.text()
        assert stage.row_of("enter choose") - stage.row_of("Go to a time") == 9
        await stage.press(*["backspace"] * 7, *"99:99")
        assert "NOT FOUND  Not a time: 99:99" in stage.text()
        await stage.press("enter")
        assert len(stage.app.screen_stack) == 2, "nothing to choose"
        await stage.press(*["backspace"] * 5, *"10:44")
        assert "NOT FOUND" not in stage.text()


async def test_without_colours_there_are_none_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press("T")
        assert "NO_COLOR is set" in stage.text()


async def test_there_are_no_commands_of_the_system() -> None:
    async with on_stage() as stage:
        for words in ("screenshot", "maximize", "keys"):
            await type_in(stage, words)
            assert "Commands" not in stage.text(), words
            await stage.press("escape")


@pytest.mark.parametrize("no_color", ["", "1"])
@pytest.mark.parametrize("theme", ["liveblog-dark", "textual-dark", "ansi-dark"])
async def test_the_row_under_the_cursor_stands_out(
    theme: str, no_color: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    async with on_stage(options=paused_at("10:44"), theme=theme) as stage:
        await type_in(stage, "st")
        first, second = (
            {style for _, style in stage.styled(stage.row_of(row))} for row in (VISIT, "still many")
        )
        assert any(style.bold and (style.underline or style.bgcolor) for style in first - second)
        for ink, ground in ((style.color, style.bgcolor) for style in first):
            assert not (ground and ground.number and ink and ink.is_default), "on the accent"


async def test_times_and_keys_stand_in_a_column_before_the_words() -> None:
    async with on_stage(size=(45, 40), options=paused_at("10:44")) as stage:
        await type_in(stage, "st")
        at = stage.row_of("10:11")
        assert "There are" in stage.rows()[at]
        assert stage.rows()[at + 1].startswith("│ " + " " * 9)
        assert "0 start of the live blog" in " ".join(stage.text().split())
