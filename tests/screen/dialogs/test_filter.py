"""The filter dialog, used with keys and mouse."""

from sample_blogs import at, bundled_like
from screen_stage import at_the_end, on_stage, paused_at
from textual.widgets import OptionList

from tui.replay import ReplayOptions


async def test_several_authors_may_be_chosen_and_cleared() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a")
        assert stage.checked() == []
        await stage.press("space", "down", "space")
        assert stage.checked() == ["Yvette Tan", "Tessa Wong"]
        assert "2 of 10" in stage.bar()
        await stage.press("delete")
        assert stage.checked() == []
        assert "10/10" in stage.bar()


async def test_the_filter_lists_authors_unsigned_and_kinds_with_their_counts() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a")
        listed = [" ".join(row.split()) for row in stage.box_rows()]
        assert [row for row in listed if "[ ]" in row] == [
            "[ ] Yvette Tan 1",
            "[ ] Tessa Wong 1",
            "[ ] Tom Bateman 1",
            "[ ] unsigned 7",
            "[ ] with image 4",
            "[ ] Analysis 2",
        ]
        assert "Authors" in listed
        assert "Kinds" in listed


async def test_the_filters_counts_follow_the_posts_and_its_cursor_stays_on_its_choice() -> None:
    async with on_stage(options=ReplayOptions(at="09:56")) as stage:
        await stage.press("a", "down", "down", "space")
        assert stage.checked() == ["with image"]
        before = [" ".join(row.split()) for row in stage.box_rows() if "[ ]" in row or "[x]" in row]
        assert before == ["[ ] Yvette Tan 1", "[ ] unsigned 3", "[x] with image 1"]
        stage.player.seek(at("10:11"))  # a room's clock runs on: an author who is new has written
        stage.app.show_moment()
        after = [" ".join(row.split()) for row in stage.box_rows() if "[ ]" in row or "[x]" in row]
        assert after == [
            "[ ] Yvette Tan 1",
            "[ ] Tessa Wong 1",
            "[ ] unsigned 4",
            "[x] with image 2",
        ]
        assert stage.app.screen.query_one(OptionList).highlighted == 5
        await stage.press("space")
        assert stage.checked() == []


async def test_choices_one_after_the_other_keep_the_place_in_the_feed() -> None:
    async with on_stage(options=paused_at("10:10"), size=(60, 15)) as stage:
        await stage.press("k", "k")
        rows = stage.feed_rows()
        await stage.press("a", "space")
        assert stage.checked() == ["Yvette Tan"], "whose only post is another one"
        await stage.press("down", "space", "down", "space", "enter")
        assert "filter: 3 authors" in stage.bar()
        assert stage.feed_rows() == rows
        await stage.press("a", "delete", "escape")
        assert stage.feed_rows() == rows


async def test_a_low_window_shows_what_was_typed_too() -> None:
    async with on_stage(options=paused_at("10:10"), size=(40, 10)) as stage:
        await stage.press("a", "x")
        assert "Show only: x▌ · no such name" in stage.text()
        assert "esc cancel" in stage.text()
        await stage.press("backspace", "w")
        assert "Show only: w▌" in stage.text()
        assert "[ ] Tessa Wong  1" in stage.text()
        await stage.press("backspace")
        assert "Show only ─" in stage.text()


async def test_a_kind_and_an_author_must_both_match() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a", *["down"] * 3, "space")
        assert "7 of 10" in stage.bar()
        await stage.press("down", "space")
        assert "4 of 10" in stage.bar()
        assert stage.checked() == ["unsigned", "with image"]
        await stage.press("enter")
        assert "unsigned · with image" in stage.bar()


async def test_clicks_choose_too() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a", "down", "down", "space")
        assert stage.checked() == ["Tom Bateman"]
        await stage.click_on("[ ] Yvette Tan")
        assert stage.checked() == ["Yvette Tan", "Tom Bateman"]
        await stage.press("escape")
        assert "2 of 10" in stage.bar()


async def test_enter_chooses_the_one_under_the_cursor_where_none_was_chosen() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a", "down", "down", "enter")
        assert "Tom Bateman" in stage.bar()
        await stage.press("a", "enter")
        assert "Tom Bateman" in stage.bar(), "with a choice made, enter only closes"
        assert "Yvette Tan" not in stage.bar()
        await stage.press("a", "delete", "enter")
        assert "showing" not in stage.bar(), "nor does it choose after all were cleared"


async def test_typing_narrows_to_the_names_that_begin_so() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a")
        await stage.type_in("bat")
        assert [" ".join(row.split()) for row in stage.box_rows() if "[" in row] == [
            "[ ] Tom Bateman 1"
        ]
        assert "Show only: bat" in stage.text()
        await stage.press("x")
        assert "no such name so far" in stage.text()
        await stage.press("backspace", "enter")
        assert "Tom Bateman" in stage.bar()


async def test_authors_stand_in_the_order_of_the_sidebar() -> None:
    async with on_stage(options=at_the_end(), size=(120, 40)) as stage:
        beside = [facet.label for facet in stage.app.sidebar._state.authors]
        await stage.press("a")
        listed = [" ".join(row.split()[2:-1]) for row in stage.box_rows() if "[ ]" in row]
        assert listed[: len(beside)] == beside


async def test_an_empty_result_says_how_to_clear_it() -> None:
    async with on_stage(options=paused_at("09:30", authors=("Bateman",))) as stage:
        shown = " ".join(" ".join(stage.feed_rows()).split())
        assert "No post yet by Tom Bateman." in shown
        assert "comes at 10:26 BST" in shown
        assert "esc to show all" in shown
        assert "0 of 1" in stage.bar()
        await stage.press("escape")
        assert "Hello and welcome" in stage.text()


async def test_a_chosen_author_is_listed_before_their_first_post() -> None:
    async with on_stage(
        options=paused_at("09:30", authors=("Bateman",), kinds=("Analysis",))
    ) as stage:
        await stage.press("a")
        assert stage.checked() == ["Tom Bateman", "Analysis"]
        assert "Tessa Wong" not in stage.text(), "no author is listed before their first post"
        await stage.click_on("[x] Tom Bateman  0")
        assert stage.checked() == ["Analysis"]


async def test_a_filter_without_posts_says_how_to_clear_it() -> None:
    async with on_stage(options=at_the_end(authors=("Tan",), kinds=("Analysis",))) as stage:
        shown = " ".join(" ".join(stage.feed_rows()).split())
        assert "No post of this live blog is by Yvette Tan, and of the kind Analysis." in shown
        assert "esc to show all" in shown
        await stage.press("escape")
        assert "10/10" in stage.bar()


async def test_the_marks_of_filtered_posts_are_dim() -> None:
    async with on_stage(options=paused_at("start", authors=("Bateman",))) as stage:
        y = stage.app.transport.region.y
        row = stage.rows()[y]
        assert row.count("·") == 8
        assert row.count("┼") == 1


async def test_the_newest_post_stays_while_the_filter_changes() -> None:
    async with on_stage(bundled_like(), options=at_the_end()) as stage:
        await stage.press("a", "down", "space", "escape")
        assert any("Xi will be friendly" in row for row in stage.feed_rows())
        await stage.press("escape")
        assert any("Blinken to hold news conference" in row for row in stage.feed_rows())
