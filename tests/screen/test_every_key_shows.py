"""Every key has an effect that can be seen, if only a sentence in the bar."""

import pytest
from screen_stage import on_stage, paused_at

from tui.screen.keys import KEYS

TIMES = 2
"""Presses of each key: the second finds what the first one left to do, often nothing."""
NOT_HERE = ("quit", "suspend")


@pytest.mark.parametrize(("size", "moment"), [((40, 10), "start"), ((120, 40), "end")])
async def test_every_key_shows(size: tuple[int, int], moment: str) -> None:
    async with on_stage(size=size, options=paused_at(moment, speed="60")) as stage:
        await stage.press("slash", *"fanfare", "enter")
        for entry in KEYS:
            for key in entry.keys.split(",") * TIMES:
                if entry.id in NOT_HERE:
                    continue
                await stage.pass_seconds(60)
                before = stage.pieces()
                await stage.press(key)
                assert stage.pieces() != before, f"{key} ({entry.does})"
                while len(stage.app.screen_stack) > 1:
                    await stage.press("escape")
                if stage.player.view().playing:
                    await stage.press("space")


async def test_every_command_without_a_key_shows() -> None:
    async with on_stage(size=(40, 10), options=paused_at("10:44")) as stage:
        zones = [f"times: {face.label}" for face in stage.app.options.faces]
        for command in [*zones[1:], *zones[:1], "themes"]:
            before = stage.pieces()
            await stage.press("colon")
            await stage.paste(command)
            await stage.press("enter")
            await stage.pass_seconds(60)
            assert stage.pieces() != before, command
