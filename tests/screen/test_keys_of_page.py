"""The keys of the page, each tried on the app."""

import os
import re
from pathlib import Path

import pytest
from sample_blogs import at, blog, bundled_like, many, post
from screen_stage import at_the_end, each_key_of, now, on_stage, paused_at

from tui.model.blog import Version
from tui.replay import ReplayOptions
from tui.screen.actions.resume import ResumePoint
from tui.screen.feed.reading import FeedPlace
from tui.screen.keys import KEYS


@each_key_of("authors")
async def test_authors(key: str) -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press(key)
        assert "Show only" in stage.text()
        assert "Tom Bateman" in stage.text()
        await stage.press("escape")
        assert "Show only" not in stage.text()


@each_key_of("down")
async def test_down(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("g")
        before = stage.feed_rows()
        await stage.press(key)
        assert stage.feed_rows()[:-1] == before[1:]


@each_key_of("up")
async def test_up(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("k")  # by hand: no mark of what is being read from here on
        before = stage.feed_rows()
        await stage.press(key)
        assert stage.feed_rows()[1:] == before[:-1]


@each_key_of("page-down")
async def test_page_down(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("g")
        before = stage.feed_rows()
        await stage.press(key)
        assert stage.feed_rows()[:2] == before[-2:]


@each_key_of("page-up")
async def test_page_up(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("k")
        before = stage.feed_rows()
        await stage.press(key)
        assert stage.feed_rows()[-2:] == before[:2]


@each_key_of("top")
async def test_top(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press(key)
        assert "Post number 1 " in stage.feed_rows()[0]


@each_key_of("bottom")
async def test_bottom(key: str) -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("g", key)
        assert any("The end · 09:" in row for row in stage.feed_rows())


@each_key_of("summary")
async def test_summary_folds(key: str) -> None:
    async with on_stage() as stage:
        assert "0 of 2" in stage.told("Summary")
        await stage.press(key)
        assert "as of 11:18" in stage.told("Summary")
        await stage.press(key)
        assert "Summary" not in stage.text()
        await stage.press(key)
        assert "0 of 2" in stage.told("Summary")


@each_key_of("summary")
async def test_summary_opens_on_a_smaller_screen(key: str) -> None:
    async with on_stage(size=(80, 24)) as stage:
        assert "s open" in stage.text()
        assert "So far" not in stage.text()
        await stage.press(key)
        assert "1 post" in stage.told("So far")
        await stage.press(key)
        assert "as of 11:18" in stage.told("Summary")
        await stage.press(key)
        assert "So far" not in stage.text()
        await stage.press(key)
        assert "0 of 2" in stage.told("Summary")


@each_key_of("focus")
async def test_focus_goes_into_the_summary_and_back(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert stage.app.sidebar.has_focus
        await stage.press("down", "down", "enter")
        assert "09:38   China and US should 'seek common ground" in stage.feed_rows()[1]
        await stage.press(key)
        assert stage.app.feed.has_focus


@each_key_of("order")
async def test_order(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert stage.feed_rows()[1].startswith("   10:26 ▌ A visit")
        assert stage.last_row() == " Newest first"
        await stage.press(key)
        assert stage.last_row() == " Oldest first"


@each_key_of("zone")
async def test_zones_change_nothing_but_the_display(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        before, position = stage.feed_rows(), stage.player.position
        zones = []
        for _ in stage.app.options.faces:
            await stage.press(key)
            zones.append(stage.bar().split("   ")[0].strip())
            assert stage.player.position == position
        assert zones == [
            "|| PAUSED  17:26 Beijing",
            "|| PAUSED  09:26 UTC",
            "|| PAUSED  +01:00 since start",
            "|| PAUSED  10:26 BST",
        ]
        assert stage.feed_rows() == before


@each_key_of("copy")
async def test_copy_the_post(key: str) -> None:
    async with on_stage(size=(60, 24), options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert stage.app.copied == (
            "10:26 BST\n\nAnalysis\n\nA visit stripped of fanfare\n\nTom Bateman, in Beijing\n\n"
            "The lack of fanfare is consistent with the whole trip.\n\nThey are both playing tough."
        )
        assert stage.last_row() == " Copied: A visit stripped of fanfare"


@each_key_of("copy-moment")
async def test_copy_the_moment(key: str) -> None:
    options = paused_at("10:26", authors=("Bateman",))
    command = ("liveblog-tui", "replay", "blinken-beijing")
    async with on_stage(size=(120, 24), options=options, command=command) as stage:
        await stage.press(key)
        assert stage.app.copied == (
            'liveblog-tui replay blinken-beijing --at 10:26 --author "Tom Bateman"'
        )
        assert stage.app.copied in stage.last_row()
        await stage.resize(60, 24)
        row = stage.last_row()
        assert row.startswith(" Copied: liveblog-tui replay ")
        assert row.rstrip().endswith("…")


@each_key_of("links")
async def test_links(key: str) -> None:
    entry = blog(post("10:00", "x", url="https://example.org/1"))
    async with on_stage(entry, options=at_the_end()) as stage:
        await stage.press(key)
        assert "https://example.org/1" in stage.text()
        await stage.press(key)
        assert "https://example.org/1" not in stage.text()


@each_key_of("suspend")
async def test_suspend_without_a_shell_says_so(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getpgrp", lambda: os.getsid(0))
    async with on_stage() as stage:
        await stage.press(key)
        assert "No shell to suspend to here. q quits." in stage.last_row()


@each_key_of("quit")
async def test_quit(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert stage.app._exit


async def test_ctrl_c_quits_without_a_selection() -> None:
    async with on_stage() as stage:
        await stage.press("ctrl+c")
        assert stage.app._exit


async def test_a_key_can_be_remapped() -> None:
    async with on_stage(keymap={"next-post": "n,ctrl+n", "next-match": "ctrl+f"}) as stage:
        await stage.press("n")
        assert now(stage) == "09:32:00"
        await stage.press("ctrl+n")
        assert now(stage) == "09:38:00"
        await stage.press("right_square_bracket")
        assert now(stage) == "09:38:00"


async def test_keys_go_to_a_filtered_post() -> None:
    async with on_stage(
        bundled_like(), options=paused_at("start", authors=("Tessa", "Bateman"))
    ) as stage:
        await stage.press("right_square_bracket")
        assert now(stage) == "09:57:00"
        await stage.press("right_square_bracket")
        assert now(stage) == "10:26:00"
        await stage.press("left_square_bracket")
        assert now(stage) == "09:57:00"


async def test_a_blog_of_one_post_is_at_its_end_and_no_key_breaks_it() -> None:
    async with on_stage(blog("09:26 Only one")) as stage:
        for key in KEYS:
            if key.id != "quit":
                await stage.press(key.keys.split(",")[0], "escape")
        assert "Only one" in stage.text()


@each_key_of("look-back")
async def test_look_back(key: str) -> None:
    edited = post("10:00", "Bells", "Six.")
    first = post("10:00", "Bells", "Five.", versions=(Version(at("10:31"), edited),))
    entry = blog(first, "11:00 x")
    async with on_stage(entry, options=paused_at("10:35")) as stage:
        await stage.press(key)
        assert "Five." in stage.text()


@each_key_of("go-on")
async def test_go_on(key: str) -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        stage.app.resume_actions.point = ResumePoint(at("10:27"), FeedPlace(6, 0, 0, True))
        await stage.press(key)
        assert stage.player.position == at("10:27")


@each_key_of("theme")
async def test_theme(key: str) -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press(key)
        assert "enter apply" in stage.text()


def test_every_key_of_the_table_has_a_test() -> None:
    """Counts the tests in the source, as not all may run."""
    sources = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py")
    )
    tried = set(re.findall(r'each_key_of\("([^"]+)"\)', sources))
    assert {entry.id for entry in KEYS if not entry.id.startswith("tenth-")} <= tried


async def test_remapped_keys_show_everywhere() -> None:
    keymap = {
        "summary": "w",
        "follow": "x",
        "play": "p",
        "jump": "ctrl+t,u",
        "clear": "f2",
        "next-post": "f3",
    }
    async with on_stage(
        many(60), (80, 24), ReplayOptions(at="09:36", speed="30"), keymap=keymap
    ) as stage:
        assert "w open" in stage.text()
        await stage.press("g")
        await stage.pass_seconds(3)
        assert "↓ 3 new posts · x" in stage.text()
        await stage.press("9", "9", "shift+right", "G")
        for line in ("p again", "ctrl+t go to", "w summary", "q quit"):
            assert line in stage.text()
    async with on_stage(
        size=(80, 24), options=paused_at("start", authors=("Bateman",)), keymap=keymap
    ) as stage:
        assert "press f3 to go there, f2 to show all." in " ".join(stage.text().split())
