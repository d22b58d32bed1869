"""The keys of the page, of its side panel and of a search, tried on the app."""

import pytest
from readings import answers
from sample_blogs import blog, bundled_like, many, post
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
        assert f"Copied: {moment}" in " ".join(map(str.strip, stage.rows()[-2:]))
        await stage.press("j", "Y")
        assert stage.app.copied == moment


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quit(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert stage.app._exit


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
        assert "f3 go there   f2 all posts" in stage.text()
        await stage.press("]")
        assert now(stage) == "09:26:00"
        await stage.press("ctrl+n")
        assert now(stage) == "10:26:00"


async def test_another_action_has_the_keys_of_a_pair() -> None:
    keymap = {"play": "[,]", "next-post": "f3", "previous-post": "f4"}
    async with on_stage(keymap=keymap) as stage:
        assert "[ ] play" in stage.text()


# The side panel and its summary

WHOLE = "Blinken says he raised"


@pytest.mark.parametrize(("columns", "keys", "told"), answers("keys-of-the-panel"))
async def test_the_panel_shows_the_summary_so_far_all_of_it_and_closes(
    columns: int, keys: str, told: str
) -> None:
    async with on_stage(size=(columns, 24)) as stage:
        await stage.press(*keys.split())
        assert stage.told("Summary") == told
        assert (WHOLE in stage.text()) == (told == "as of 11:18")
        assert bool(stage.told("So far")) == bool(told)


@pytest.mark.parametrize("size", [(80, 24), (48, 12)])
@pytest.mark.parametrize("close", ["s", "escape", "tab"])
async def test_closing_what_was_opened_for_all_of_the_summary_takes_it_away(
    size: tuple[int, int], close: str
) -> None:
    async with on_stage(size=size) as stage:
        await stage.press("j", "j")
        before = stage.feed_rows()
        await stage.press("s", "s", close)
        assert stage.feed_rows() == before
        await stage.press("s", "s")
        assert WHOLE in stage.text()


@pytest.mark.parametrize("options", [paused_at("start"), at_the_end()])
async def test_without_more_to_show_the_key_closes_at_once(options: ReplayOptions) -> None:
    blog = bundled_like() if options.at == "end" else many(3)
    async with on_stage(blog, (120, 40), options) as stage:
        await stage.press("s")
        assert "So far" not in stage.text()
        await stage.press("s", "0")
        assert WHOLE not in stage.text()


async def test_tab_goes_into_the_panel_and_back() -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press("tab")
        assert stage.app.sidebar.has_focus
        await stage.press(*["up"] * 4, "enter")
        assert "09:38   China and US should 'seek common ground" in stage.feed_rows()[1]
        await stage.press("tab")
        assert stage.app.feed.has_focus


@pytest.mark.parametrize("size", [(80, 24), (48, 12)])
async def test_shift_tab_opens_the_panel_that_it_focuses(size: tuple[int, int]) -> None:
    async with on_stage(size=size, options=paused_at("10:44")) as stage:
        await stage.press("shift+tab")
        assert "So far" in stage.text()
        await stage.press("up", "enter")
        assert "So far  " not in stage.text()
        before = stage.feed_rows()
        await stage.press("k")
        assert stage.feed_rows() != before


# A search

TEA = blog("10:00 Green tea here", "10:05 Nothing", "10:07 More tea, then tea", "10:08 tea")


async def test_without_words_the_keys_of_matches_ask_for_them() -> None:
    async with on_stage() as stage:
        for words in ("", " "):
            await stage.search(words)
            for key in "nM":
                await stage.press(key)
                assert "Search the posts so far" in stage.text()
                await stage.press("escape")


async def test_a_search_without_a_match_tells_so_at_each_key() -> None:
    async with on_stage() as stage:
        await stage.search("coffee")
        for key in "nN":
            await stage.press("j")
            assert "not found" not in stage.last_row()
            await stage.press(key)
            assert stage.last_row() == " “coffee” not found"
        await stage.press("escape")
        assert stage.last_row() == " Search ended."


async def test_clear_ends_the_search_first_and_then_the_filter() -> None:
    async with on_stage(options=at_the_end(authors=("Bateman",))) as stage:
        await stage.search("fanfare")
        await stage.press("escape")
        assert "fanfare”" not in stage.bar()
        assert "1 of 10" in stage.bar()
        await stage.press("escape")
        assert "10/10" in stage.bar()


async def test_matches_inside_a_long_post_come_into_the_window_one_by_one() -> None:
    text = "\n\n".join(f"Tea {n}\n\n{'so on ' * 100}" for n in range(4))
    entry = blog(post("10:00", "Long", text))
    async with on_stage(entry, (80, 24), at_the_end()) as stage:
        await stage.search("tea")
        for n in range(4):
            style = dict(stage.styled(stage.row_of(f"Tea {n}")))["Tea"]
            assert style.reverse, "the current match stands out"
            assert f"{n + 1} of 4 · post 1" in stage.bar()
            await stage.press("n")
        assert "1 of 4 · post 1" in stage.bar()


async def test_the_list_of_matches() -> None:
    async with on_stage(TEA, (80, 24), at_the_end()) as stage:
        await stage.search("tea")
        await stage.press("M")
        rows = [" ".join(row.split()) for row in stage.box_rows()]
        assert rows == [
            "10:00 Green tea here",
            "10:07 More tea, then tea",
            "10:07 More tea, then tea",
            "10:08 tea",
        ]
        await stage.press("home", "j", "down", "enter")
        assert "3 of 4 · post 3" in stage.bar()
        await stage.press("M", "escape")
        assert "3 of 4 · post 3" in stage.bar()


async def test_escape_in_the_box_keeps_the_search_before() -> None:
    async with on_stage(TEA, options=at_the_end()) as stage:
        await stage.search("tea")
        await stage.press("slash", *"not", "escape")
        assert "“tea” 4 matches" in stage.bar()
