"""The keys of the page, tried on the app."""

import pytest
from sample_blogs import bundled_like, many
from screen_stage import at_the_end, now, on_stage, paused_at

from tui.replay import ReplayOptions


async def test_scrolling() -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        for key in ("g", "home"):
            await stage.press("G", key)
            assert "Post number 1 " in stage.feed_rows()[0]
        for key in ("j", "down"):
            before = stage.feed_rows()
            await stage.press(key)
            assert stage.feed_rows()[:-1] == before[1:]
        for key in ("k", "up"):
            before = stage.feed_rows()
            await stage.press(key)
            assert stage.feed_rows()[1:] == before[:-1]
        before = stage.feed_rows()
        await stage.press("pagedown")
        assert stage.feed_rows()[:2] == before[-2:]
        await stage.press("pageup")
        assert stage.feed_rows() == before
        for key in ("G", "end"):
            await stage.press("g", key)
            assert any("The end · 09:" in row for row in stage.feed_rows())


async def test_zones_change_nothing_but_the_display() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        before, position = stage.feed_rows(), stage.player.position
        zones = []
        for _ in stage.app.options.faces:
            await stage.press("z")
            zones.append(stage.bar().split("   ")[0].strip())
            assert stage.player.position == position
        assert zones == [
            "|| PAUSED  17:26 Beijing",
            "|| PAUSED  09:26 UTC",
            "|| PAUSED  +01:00 since start",
            "|| PAUSED  10:26 BST",
        ]
        assert stage.feed_rows() == before


async def test_copy_the_post_and_at_the_second_press_the_moment() -> None:
    options = paused_at("10:26", authors=("Bateman",))
    command = ("liveblog-tui", "replay", "blinken-beijing")
    async with on_stage(size=(60, 24), options=options, command=command) as stage:
        await stage.press("y")
        assert stage.app.copied == (
            "10:26 BST\n\nAnalysis\n\nA visit stripped of fanfare\n\nTom Bateman, in Beijing\n\n"
            "The lack of fanfare is consistent with the whole trip.\n\nThey are both playing tough."
        )
        assert stage.last_row() == " Copied: A visit stripped of fanfare"
        await stage.press("y")
        moment = 'liveblog-tui replay blinken-beijing --at 10:26 --author "Tom Bateman"'
        assert stage.app.copied == moment
        assert stage.last_row().startswith(" Copied: liveblog-tui replay ")
        assert stage.last_row().rstrip().endswith("…")
        await stage.press("j", "Y")
        assert stage.app.copied == moment


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quit(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert stage.app._exit


async def test_keys_go_to_a_filtered_post() -> None:
    options = paused_at("start", authors=("Tessa", "Bateman"))
    async with on_stage(bundled_like(), options=options) as stage:
        for key, moment in (("]", "09:57:00"), ("]", "10:26:00"), ("[", "09:57:00")):
            await stage.press(key)
            assert now(stage) == moment


async def test_remapped_keys_act_and_show_everywhere() -> None:
    keymap = {
        "summary": "w",
        "follow": "x",
        "play": "p",
        "jump": "ctrl+t,u",
        "clear": "f2",
        "next-post": "f3,ctrl+n",
    }
    options = ReplayOptions(at="09:36", speed="30")
    async with on_stage(many(60), (80, 24), options, keymap=keymap) as stage:
        assert "w open" in stage.text()
        await stage.press("g")
        await stage.pass_seconds(3)
        assert "↓ 3 new posts · x" in stage.text()
        await stage.press("9", "9", "shift+right", "G")
        for line in ("p again", "ctrl+t go to", "w summary", "q quit"):
            assert line in stage.text()
    options = paused_at("start", authors=("Bateman",))
    async with on_stage(size=(80, 24), options=options, keymap=keymap) as stage:
        assert "press f3 to go there, f2 to show all." in " ".join(stage.text().split())
        await stage.press("]")
        assert now(stage) == "09:26:00"
        await stage.press("ctrl+n")
        assert now(stage) == "10:26:00"
