"""The card at the end of a blog."""

import pytest
from sample_blogs import at, bundled_like
from screen_stage import at_the_end, on_stage

from tui.model.part import Coverage, MissingSpan
from tui.replay import ReplayOptions


async def test_the_end_stays_with_a_card_that_says_how_to_go_on() -> None:
    async with on_stage(options=ReplayOptions(at="11:17")) as stage:
        assert "The end" not in stage.text()
        await stage.pass_seconds(600)
        assert "The end · 11:18 BST" in stage.text()
        for words in (
            "space again   : go to   s summary   q quit",
            "THE END  11:18 BST   space again",
        ):
            assert words in stage.text()
        assert not stage.app._exit
        await stage.press("space")
        assert "The end" not in stage.text()


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        (MissingSpan(after=at("11:18")), "The end of this part · 11:18 BST"),
        (MissingSpan(before=at("09:26")), "The end · 11:18 BST"),
    ],
)
async def test_a_part_without_the_newest_posts_does_not_say_that_the_blog_ended(
    missing: MissingSpan, title: str
) -> None:
    part = bundled_like()._replace(part=Coverage((missing,)))
    async with on_stage(part, (80, 24), at_the_end()) as stage:
        await stage.press("enter", "enter")
        assert title in stage.text()


async def test_of_a_filter_the_choices_stand_apart_from_the_times() -> None:
    async with on_stage(options=at_the_end(authors=("Tan", "Wong"))) as stage:
        await stage.press("G")
        card = " ".join(" ".join(stage.feed_rows()).split())
        assert "The end · 11:18 BST 2 of 10 posts from 09:26 · Tessa Wong, Yvette Tan" in card


@pytest.mark.parametrize("width", [32, 74, 116])
async def test_a_card_whose_lines_become_fewer_or_more_is_drawn_anew(width: int) -> None:
    options = ReplayOptions(authors=("Bateman",), skip_gaps=True)
    async with on_stage(options=options, size=(width, 36)) as stage:
        await stage.press("9", "z")
        await stage.pass_seconds(14)
        await stage.pass_seconds(60)
        for _ in range(4):  # its times are longer on one clock face than on another
            await stage.press("z")
            assert "quit" in stage.text()
