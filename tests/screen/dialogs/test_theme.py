"""The box of themes: low, with the current one in view; a theme is shown before it is kept."""

import pytest
from screen_stage import each_key_of, on_stage, paused_at


async def test_the_current_theme_is_in_view_and_the_page_too() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        await stage.press("T")
        assert stage.app.theme in stage.text()
        assert stage.row_of("enter apply") - stage.row_of("Theme") == 9


@each_key_of("theme")
@pytest.mark.parametrize("end", ["enter", "the key that opened it", "escape"])
async def test_a_theme_is_shown_under_the_cursor_and_kept_or_left(key: str, end: str) -> None:
    kept: list[str] = []
    async with on_stage(options=paused_at("10:44")) as stage:
        stage.app.keep_theme = kept.append
        before = stage.app.theme
        await stage.press(key, "j")
        shown = stage.app.theme
        assert (shown != before, kept) == (True, [])
        await stage.press(end if end in ("enter", "escape") else key)
        assert len(stage.app.screen_stack) == 1
        if end == "escape":
            assert (stage.app.theme, kept) == (before, [])
        else:
            assert (stage.app.theme, kept) == (shown, [shown])
            assert f"Theme: {shown}" in stage.text()


async def test_without_colours_there_are_none_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press("T")
        assert "NO_COLOR is set" in stage.text()
