"""A replay on this terminal: what is said once it shows."""

from screen_stage import on_stage, paused_at

from tui.cli.on_screen import _on_screen
from tui.screen.page import NOTE_SECONDS


async def test_trouble_with_the_settings_and_a_missing_part_are_both_told() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        _on_screen(stage.app, ["Your settings are not used.", "", "To get the rest: fetch."])
        assert stage.last_row() == " Your settings are not used."
        await stage.pass_seconds(NOTE_SECONDS)
        assert stage.last_row() == " To get the rest: fetch."
