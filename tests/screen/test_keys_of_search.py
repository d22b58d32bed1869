"""The keys of a search, tried on the app."""

from sample_blogs import blog, post
from screen_stage import at_the_end, on_stage

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
