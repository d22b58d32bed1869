"""The keys of a search, each tried on the app."""

import pytest
from sample_blogs import blog, post
from screen_stage import at_the_end, each_key_of, on_stage


@each_key_of("search")
async def test_search(key: str) -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press(key)
        await stage.type_in("fanfare")
        await stage.press("enter")
        assert "“fanfare” 1 of 2 · post 7" in stage.bar()
        assert any("fanfare" in row for row in stage.feed_rows())


@each_key_of("next-match")
async def test_next_match(key: str) -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.search("Xi")
        assert "“Xi” 1 of" in stage.bar()
        await stage.press(key)
        assert "“Xi” 2 of" in stage.bar()


@each_key_of("next-match")
async def test_next_match_without_a_search_asks_for_one(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert "Search the posts so far" in stage.text()


@each_key_of("previous-match")
async def test_previous_match(key: str) -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.search("Said Xi")
        assert "“Said Xi” 1 of 2" in stage.bar()
        await stage.press(key)
        assert "“Said Xi” 2 of 2" in stage.bar()


@pytest.mark.parametrize("key", ["n", "N"])
async def test_a_search_without_a_match_tells_so_at_each_key(key: str) -> None:
    async with on_stage() as stage:
        await stage.search("coffee")
        await stage.press("j")
        assert "not found" not in stage.last_row()
        await stage.press(key)
        assert stage.last_row() == " “coffee” not found"


async def test_blanks_alone_are_no_search() -> None:
    async with on_stage() as stage:
        await stage.search(" ")
        await stage.press("n")
        assert "Search the posts so far" in stage.text()


@each_key_of("clear")
async def test_clear_ends_the_search_first_and_then_the_filter(key: str) -> None:
    async with on_stage(options=at_the_end(authors=("Bateman",))) as stage:
        await stage.search("fanfare")
        await stage.press(key)
        assert "fanfare”" not in stage.bar()
        assert "1 of 10" in stage.bar()
        await stage.press(key)
        assert "10/10" in stage.bar()


async def test_matches_inside_a_long_post_come_into_the_window_one_by_one() -> None:
    text = "\n\n".join(f"Tea {n}\n\n{'so on ' * 100}" for n in range(4))
    entry = blog(post("10:00", "Long", text))
    async with on_stage(entry, (80, 24), at_the_end()) as stage:
        await stage.press("slash", *"tea", "enter")
        for n in range(4):
            assert any(f"Tea {n}" in row for row in stage.feed_rows())
            y = stage.row_of(f"Tea {n}")
            style = dict(stage.styled(y))["Tea"]
            assert style.reverse, "the current match stands out"
            assert f"{n + 1} of 4 · post 1" in stage.bar()
            await stage.press("n")
        assert "1 of 4 · post 1" in stage.bar()


@each_key_of("matches")
async def test_the_list_of_matches(key: str) -> None:
    entry = blog("10:00 Green tea here", "10:05 Nothing", "10:07 More tea, then tea", "10:08 tea")
    async with on_stage(entry, (80, 24), at_the_end()) as stage:
        await stage.press("slash", *"tea", "enter", key)
        rows = [" ".join(row.split()) for row in stage.box_rows()]
        assert [row for row in rows if row[:2] == "10"] == [
            "10:00 Green tea here",
            "10:07 More tea, then tea",
            "10:07 More tea, then tea",
            "10:08 tea",
        ]
        await stage.press("home", "j", "down", "enter")
        assert "3 of 4 · post 3" in stage.bar()
        await stage.press(key, "escape")
        assert "3 of 4 · post 3" in stage.bar()
