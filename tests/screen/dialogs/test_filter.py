"""The filter box, used with keys and mouse."""

import pytest
from sample_blogs import at
from screen_stage import Stage, at_the_end, on_stage, paused_at
from textual.widgets import OptionList

from tui.playback.selection import AuthorTally
from tui.replay import ReplayOptions


def listed(stage: Stage) -> list[str]:
    return [" ".join(row.split()) for row in stage.box_rows() if row.strip()[:1] == "["]


async def test_authors_unsigned_and_kinds_are_chosen_and_cleared() -> None:
    async with on_stage(options=at_the_end(), size=(120, 40)) as stage:
        tally = AuthorTally(stage.app.player.blog)
        beside = [facet.label for facet in tally.at(stage.app.view.known)]
        await stage.press("a")
        assert listed(stage) == [
            "[ ] Yvette Tan 1",
            "[ ] Tessa Wong 1",
            "[ ] Tom Bateman 1",
            "[ ] unsigned 7",
            "[ ] with image 4",
            "[ ] Analysis 2",
        ]
        assert [row[4:-2] for row in listed(stage)][: len(beside)] == beside
        assert stage.row_of("Authors") < stage.row_of("Kinds")
        await stage.press("space", "down", "space")
        assert stage.checked() == ["Yvette Tan", "Tessa Wong"]
        assert "2 of 10" in stage.bar()
        await stage.click_on("[x] Yvette Tan")
        assert stage.checked() == ["Tessa Wong"]
        await stage.press("delete")
        assert stage.checked() == []
        assert "10/10" in stage.bar()


async def test_the_filters_counts_follow_the_posts_and_its_cursor_stays_on_its_choice() -> None:
    async with on_stage(options=ReplayOptions(at="09:56")) as stage:
        await stage.press("a", "down", "down", "space")
        assert listed(stage) == ["[ ] Yvette Tan 1", "[ ] unsigned 3", "[x] with image 1"]
        stage.player.seek(at("10:11"))  # a room's clock runs on: an author who is new has written
        stage.app.show_moment()
        assert listed(stage) == [
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


@pytest.mark.parametrize("size", [(100, 30), (40, 10)])
async def test_typing_narrows_to_the_names_that_begin_so(size: tuple[int, int]) -> None:
    async with on_stage(options=at_the_end(), size=size) as stage:
        await stage.press("a")
        assert "esc cancel" in stage.text()
        await stage.type_in("bat")
        assert listed(stage) == ["[ ] Tom Bateman 1"]
        assert "Show only: bat▌" in stage.text()
        await stage.press("x")
        assert "Show only: batx▌ · no such name" in stage.text()
        await stage.press("backspace", "enter")
        assert stage.player.selection.authors == {"Tom Bateman"}


async def test_enter_chooses_the_row_under_the_cursor_where_none_was_chosen() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.press("a", "down", "down", "enter")
        assert "Tom Bateman" in stage.bar()
        await stage.press("a", "enter")
        assert "Tom Bateman" in stage.bar(), "with a choice made, enter only closes"
        assert "Yvette Tan" not in stage.bar()
        await stage.press("a", "delete", "enter")
        assert "10/10" in stage.bar(), "nor does it choose after all were cleared"


async def test_a_filter_without_posts_says_how_to_clear_it() -> None:
    yet = paused_at("09:30", authors=("Bateman",))
    never = at_the_end(authors=("Tan",), kinds=("Analysis",))
    for options, reason in (
        (yet, "No post yet fits the filter: Tom Bateman. The first"),
        (never, "No post of this live blog fits the filter: Yvette Tan · Analysis."),
    ):
        async with on_stage(options=options) as stage:
            shown = " ".join(" ".join(stage.feed_rows()).split())
            assert reason in shown
            assert "esc all posts" in shown
            await stage.press("escape")
            assert "No post" not in stage.text()


async def test_a_chosen_author_is_listed_before_their_first_post() -> None:
    options = paused_at("09:30", authors=("Bateman",), kinds=("Analysis",))
    async with on_stage(options=options) as stage:
        await stage.press("a")
        assert stage.checked() == ["Tom Bateman", "Analysis"]
        assert "Tessa Wong" not in stage.text(), "no author is listed before their first post"
        await stage.click_on("[x] Tom Bateman  0")
        assert stage.checked() == ["Analysis"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_applies_and_escape_cancels_as_the_box_says(size: tuple[int, int]) -> None:
    async with on_stage(options=paused_at("10:44", authors=("Bateman",)), size=size) as stage:
        before = stage.rows()
        await stage.press("a", "space")
        assert "enter apply" in stage.text()
        assert "esc cancel" in stage.text()
        await stage.press("escape")
        assert stage.rows() == before
