"""The box of themes: low, with the current one in view."""

from screen_stage import on_stage, paused_at


async def test_the_current_theme_is_in_view_and_the_page_too() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        await stage.press("T")
        assert stage.app.theme in stage.text()
        assert "enter apply" in stage.text()
        assert stage.row_of("enter apply") - stage.row_of("Theme") == 9


async def test_the_key_that_opened_the_box_chooses_too() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:44")) as stage:
        before = stage.app.theme
        await stage.press("T", "j", "T")
        assert stage.app.theme != before
        assert len(stage.app.screen_stack) == 1
