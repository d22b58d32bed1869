"""The row on top and the card at the end of a live blog."""

import pytest
from readings import answers
from sample_blogs import at, blog, bundled_like
from screen_stage import at_the_end, on_stage, paused_at

from tui.model.coverage import Coverage, MissingSpan
from tui.replay import ReplayOptions

BEFORE, BETWEEN = MissingSpan(None, at("10:00")), MissingSpan(at("10:05"), at("10:20"))
PART = Coverage((BEFORE,), (1,), 5, "pages")
GAPS = Coverage((BEFORE, BETWEEN), (1, 3), 5, "pages")
TITLE = "Bells, live from the village pond"


@pytest.mark.parametrize(("width", "part", "selection", "note"), answers("notes-of-the-title"))
async def test_the_part_and_what_is_selected_stay_longest(
    width: int, part: str, selection: str, note: str
) -> None:
    lacks = {"part": PART, "gaps": GAPS}.get(part)
    one = blog("10:00 One", "10:20 Two", title=TITLE, publisher="BBC News", part=lacks)
    async with on_stage(one, (width, 24), paused_at("10:00"), selection=selection) as stage:
        shown = stage.rows()[0]
        assert shown.startswith(" Bells, live")
        assert shown.rstrip().endswith(note)
        assert "  " in shown.strip(), "title and facts are apart"
        assert ("BBC" in shown) == ("BBC" in note)


async def test_a_whole_says_nothing_of_parts() -> None:
    one = blog("10:00 One", "10:20 Two", part=Coverage(pages=(1, 2), total=2))
    async with on_stage(one, options=paused_at("10:00")) as stage:
        assert "part" not in stage.rows()[0]


async def test_the_end_stays_with_a_card_that_says_how_to_go_on() -> None:
    async with on_stage(options=ReplayOptions(at="11:17")) as stage:
        assert "The end" not in stage.text()
        await stage.press("m")
        await stage.pass_seconds(600)
        assert "The end · 11:18 BST" in stage.text()
        assert "space again   : go to   ' marks   q quit" in stage.text()
        assert "THE END  11:18 BST   space again" in stage.text()
        assert not stage.app._exit
        await stage.press("space")
        assert "The end" not in stage.text()


async def test_the_card_says_how_long_was_read_without_pauses() -> None:
    async with on_stage(options=ReplayOptions(speed="1", at="11:15:50")) as stage:
        for seconds, key in ((70, "space"), (500, "space"), (200, "G"), (0, "m")):
            await stage.pass_seconds(seconds)
            await stage.press(key)
        assert "10 posts from 09:26 · read in 2 min 10 s · 1 mark" in stage.text()
        await stage.resize(45, 40)
        assert [row.strip() for row in stage.feed_rows()[-6:-3]] == [
            "The end · 11:18 BST",
            "10 posts from 09:26 · read in 2 min 10 s",
            "1 mark",
        ]


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
