"""Small windows: every key has a visible effect, and the dialogs can be used."""

import pytest
from sample_blogs import blog, post
from screen_stage import on_stage, paused_at
from textual.widgets import Input

from tui.replay import ReplayOptions

SMALL = [(20, 5), (40, 10), (59, 30), (120, 12)]


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("back", ["s", "tab", "escape"])
async def test_the_summary_opens_over_the_feed_and_closes_again(
    size: tuple[int, int], back: str
) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        before = stage.rows()
        assert "Summary" not in stage.text()
        await stage.press("s")
        assert any("  Summary" in row for row in stage.rows()[1:3])
        assert stage.app.sidebar.size.height == stage.app.feed.size.height
        await stage.press(*[back] * (2 if back == "s" else 1))
        assert stage.rows() == before
        assert stage.app.feed.has_focus


async def test_the_time_of_a_post_stands_above_it_in_a_narrow_window() -> None:
    story = blog(post("09:26", "Hello", text="\n\n".join(["More of it."] * 20)))
    async with on_stage(story, (40, 10), ReplayOptions()) as stage:
        assert stage.rows()[1].startswith("━━ 09:26 ━")
        await stage.resize(80, 24)
        assert stage.feed_rows()[0].startswith("   09:26 ▌ Hello ━")
        await stage.resize(40, 10)
        assert stage.rows()[1].startswith("━━ 09:26 ━")
        await stage.press("j")
        assert stage.rows()[1] == "  Hello"
        await stage.resize(44, 10)
        assert stage.rows()[1] == "  Hello"


@pytest.mark.parametrize(
    ("typed", "reply"),
    [("10", "10:00 BST · post 5"), ("#7", "10:26 BST · post 7"), ("9:99", "Not a time: 9:99")],
)
async def test_the_smallest_window_fits_the_time_dialog_and_its_reply(
    typed: str, reply: str
) -> None:
    async with on_stage(size=(20, 5), options=paused_at("09:45")) as stage:
        await stage.press("t")
        await stage.type_in(typed)
        await stage.press(*["enter"] * reply.startswith("Not"))
        rows = stage.rows()
        line = stage.app.screen.query_one(Input).region.y
        assert rows[line].strip("│ ") == typed
        shown = " ".join(rows[line + 1 :]).translate({ord(sign): "" for sign in "│▌"})
        assert reply in " ".join(shown.split())


@pytest.mark.parametrize("key", ["T", "a", "M", "l"])
async def test_a_list_in_a_window_without_room_for_it_takes_every_key(key: str) -> None:
    story = blog(*(post(f"10:4{n}", "The news", url="https://news.example/1") for n in range(4)))
    async with on_stage(story, options=paused_at("10:43")) as stage:
        await stage.search("the")
        await stage.press(key)
        await stage.resize(1, 1)
        await stage.press("pagedown", "pageup", "end", "down")
        await stage.resize(80, 24)
        await stage.press("pagedown")
        assert stage.box_rows()
