"""The mouse: everything that can be clicked, dragged or scrolled."""

import pytest
from readings import answers
from sample_blogs import at, blog, bundled_like, many, post
from screen_stage import Stage, at_the_end, now, on_stage, paused_at
from textual import events

from tui.model.blog import Author
from tui.replay import ReplayOptions
from tui.screen.dialogs.palette import PaletteBox


def scrubber_row(stage: Stage) -> int:
    return stage.app.transport.region.y


async def test_a_click_on_the_scrubber_seeks() -> None:
    async with on_stage(size=(114, 40)) as stage:  # 112 minutes on 112 cells
        await stage.click(1 + 60, scrubber_row(stage))
        assert abs((stage.player.position - at("10:26")).total_seconds()) < 60
        await stage.click(1 + 111, scrubber_row(stage))
        assert now(stage) == "11:18:00"
        await stage.click(1, scrubber_row(stage))
        assert now(stage) == "09:26:00"


async def test_the_scrubber_can_be_dragged_even_off_its_row() -> None:
    async with on_stage(size=(100, 30)) as stage:
        y = scrubber_row(stage)
        await stage.drag((1, y), (40, y), (99, y - 9))
        assert now(stage) == "11:18:00"
        await stage.mouse(events.MouseMove, 20, y)
        assert now(stage) == "11:18:00"


async def test_a_drag_along_the_scrubber_is_undone_by_one_key() -> None:
    async with on_stage(size=(100, 30), options=paused_at("10:26")) as stage:
        y = scrubber_row(stage)
        ways = [(x, y) for x in range(11, 40)]
        still = [(39, y - 1), (40, y - 1)]  # the first of them leads nowhere further
        await stage.drag((10, y), *ways, *still)
        await stage.press("backspace")
        assert now(stage) == "10:26:00"


async def test_the_wheel_scrolls_the_feed() -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("g")
        before = stage.feed_rows()
        await stage.wheel(1, 20, 8)
        assert stage.feed_rows()[:-3] == before[3:]
        await stage.wheel(-1, 20, 8)
        assert stage.feed_rows() == before


async def test_the_bar_can_be_dragged_through_the_whole_feed() -> None:
    async with on_stage(many(60), (60, 20), at_the_end()) as stage:
        region = stage.app.feed.region
        x = region.right - 1
        await stage.drag((x, region.bottom - 1), (x, region.y))
        assert "Post number 1 " in stage.feed_rows()[0]
        await stage.drag((x, region.y), (x, region.y + region.height // 2))
        number = next(int(row.split()[3]) for row in stage.feed_rows() if "Post number" in row)
        assert 25 <= number <= 35
        await stage.drag((x, region.y + 2), (x, region.bottom - 1))
        assert "The end" in stage.text()


@pytest.mark.parametrize("newest_first", [False, True])
async def test_a_click_on_the_unread_pill_goes_to_what_is_being_read(newest_first: bool) -> None:
    options = ReplayOptions(at="09:36", speed="30")
    async with on_stage(many(60), (60, 16), options, newest_first=newest_first) as stage:
        await stage.press("G" if newest_first else "g")
        before = stage.feed_rows()
        await stage.pass_seconds(3)
        pill = "↑ 3 new posts" if newest_first else "↓ 3 new posts"
        assert pill in stage.text()
        assert stage.feed_rows()[:-1] == before[:-1]
        shown = stage.text()
        await stage.click(5, stage.row_of(pill) - 1)
        assert stage.text() == shown
        await stage.click_on(pill)
        assert any("Post number 24" in row for row in stage.feed_rows())
        assert stage.app.feed.reading.following
        assert "new posts" not in stage.text()


async def test_a_headline_under_so_far_goes_to_its_post_and_undo_returns() -> None:
    async with on_stage(size=(100, 20), options=paused_at("10:43")) as stage:
        before = stage.feed_rows()
        await stage.click_on("10:11   There are")
        assert stage.feed_rows()[0].startswith("   10:11   There are")
        assert now(stage) == "10:43:00"
        await stage.press("backspace")
        assert stage.feed_rows() == before


async def test_a_click_on_the_authors_of_a_post_filters_by_them() -> None:
    both = (Author('Ann O\'Hara, of "Now"', "in Cork"), Author("Bo"))
    story = blog(post("10:26", "Geese", authors=both), post("10:27", "Ducks", authors=both[1:]))
    story = blog(*story.posts, post("10:27", "Swans"))
    async with on_stage(story, options=paused_at("10:27")) as stage:
        await stage.press("g")
        x, y = stage.place_of("in Cork; Bo")
        await stage.drag(stage.place_of("Geese"), (x, y))
        assert "3/3" in stage.bar(), "a drag is no click"
        await stage.press("escape")
        for shown in ("2 of 3", "3/3"):
            await stage.click(x, y)
            assert shown in stage.bar()


async def test_the_folded_summary_opens_and_leads_to_posts() -> None:
    async with on_stage(size=(80, 24), options=paused_at("10:26")) as stage:
        await stage.click(5, 1)
        await stage.click_on("09:38   China")
        assert stage.feed_rows()[0].startswith("   09:38   China and US")
        assert "s open" in stage.text()


async def test_a_click_on_a_line_of_the_end_card_runs_its_action() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.click_on("The end · 11:18")
        assert stage.player.view().ended
        await stage.click_on(": go to   s summary")
        assert isinstance(stage.app.screen, PaletteBox)
        await stage.press("escape")
        await stage.click_on("space again   : go to")
        assert stage.bar().startswith("  ► PLAYING  09:26")
        await stage.click_on("q quit")
        assert stage.app._exit


async def test_the_wheel_scrolls_the_summary_and_the_headlines_apart() -> None:
    long = bundled_like()._replace(summary=bundled_like().summary * 12)
    async with on_stage(long, (100, 24), at_the_end()) as stage:
        sidebar = stage.app.sidebar.region
        before = stage.rows()
        assert "more lines" in stage.text()
        await stage.wheel(1, sidebar.x + 3, sidebar.y + 3)
        after = stage.rows()
        assert after[sidebar.y + 2][sidebar.x :] == before[sidebar.y + 4][sidebar.x :]
        headlines = stage.row_of("So far") + 1
        first = stage.rows()[headlines][sidebar.x :]
        await stage.wheel(-1, sidebar.x + 3, headlines)
        assert stage.rows()[headlines + 2][sidebar.x :] == first


@pytest.mark.parametrize(("hint", "beyond", "seen"), answers("clicks-on-hints"))
async def test_a_click_on_a_hint_runs_the_keys_action(hint: str, beyond: int, seen: str) -> None:
    async with on_stage(size=(120, 40), options=paused_at("10:44")) as stage:
        x, y = stage.place_of(hint)
        await stage.click(x + beyond, y)
        assert seen in stage.text()


async def test_clicks_on_the_rest_of_the_bar_do_nothing() -> None:
    async with on_stage(size=(120, 40), options=paused_at("10:44")) as stage:
        await stage.press("z")
        before = stage.text()
        for x, y in ((118, 39), (40, 38)):
            await stage.click(x, y)
        assert stage.text() == before
        await stage.resize(80, 14)
        before = stage.text()
        await stage.click(3, 13)
        assert stage.text() == before
