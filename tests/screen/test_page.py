"""The page as a whole: sizes, following, options, the end, skipped gaps."""

import pytest
from sample_blogs import blog, many, post, three_days
from screen_stage import at_the_end, now, on_stage, paused_at

from tui.model.blog import ReadWarning
from tui.replay import ReplayOptions
from tui.screen.page import NOTE_SECONDS

# Sizes


@pytest.mark.parametrize(
    ("size", "sidebar", "folded"),
    [
        ((100, 15), True, False),
        ((99, 15), True, True),
        ((60, 15), True, True),
        ((59, 15), False, False),
    ],
)
async def test_the_summary_is_beside_the_feed_or_folded_or_hidden(
    size: tuple[int, int], sidebar: bool, folded: bool
) -> None:
    async with on_stage(size=size) as stage:
        summary = stage.app.sidebar
        assert summary.display == sidebar
        assert (summary.folded and sidebar) == folded
        if sidebar:
            assert (summary.region.y < stage.app.feed.region.y) == folded


async def test_the_same_words_stay_on_top_when_the_window_changes() -> None:
    long = many(3)
    text = " ".join(f"word{n}" for n in range(800))
    long = long._replace(posts=(*long.posts[:2], long.posts[2]._replace(body=post(text=text).body)))
    async with on_stage(long, (120, 30), at_the_end()) as stage:
        await stage.press("pagedown", "pagedown", "pageup")
        top = stage.feed_rows()[0].split()[0]
        before = stage.rows()
        for size in ((70, 20), (40, 10), (200, 50), (61, 40)):
            await stage.resize(*size)
            assert top in stage.feed_rows()[0].split()
        for size in ((19, 4), (1, 1), (120, 30)):
            await stage.resize(*size)
        assert stage.rows() == before


async def test_the_order_can_change_while_reading() -> None:
    async with on_stage(many(30), (60, 16), at_the_end()) as stage:
        await stage.press("G", "j")
        assert stage.app.feed.reading.following, "nothing moves"
        await stage.press("g", *["j"] * 9)
        top = stage.feed_rows()[0]
        await stage.press("o")
        assert stage.feed_rows()[0] == top
        await stage.press("o")
        assert stage.feed_rows()[0] == top


# Options


async def test_a_loop_starts_again() -> None:
    async with on_stage(options=ReplayOptions(at="11:17", speed="60", loop=True)) as stage:
        await stage.pass_seconds(1)
        assert "The end · 11:18" in stage.text()
        assert "again in 5 s" in stage.bar()
        await stage.pass_seconds(1)
        assert "again in 4 s" in stage.bar()
        await stage.pass_seconds(4)
        await stage.pass_seconds(0)
        assert stage.bar().startswith("  ► PLAYING  09:2")
        assert "1/10" in stage.bar()


async def test_no_silence_lasts_longer_than_three_seconds_and_the_clock_is_true_meanwhile() -> None:
    async with on_stage(options=ReplayOptions(skip_gaps=True)) as stage:
        assert "next post in 3 s" in stage.bar()
        seen = []
        for _ in range(29):
            await stage.pass_seconds(0.1)
            seen.append(now(stage))
            assert stage.app.face.clock(stage.player.position) in stage.bar()
        assert seen == sorted(seen)
        assert "1/10" in stage.bar()
        await stage.pass_seconds(0.2)
        assert "2/10" in stage.bar()


async def test_a_note_is_seen_for_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        waits: list[float] = []
        monkeypatch.setattr(stage.app, "wake_in", lambda seconds, _: waits.append(seconds))
        stage.app.tell("One thing is so.")
        assert stage.last_row() == " One thing is so."
        assert 0 < waits[-1] <= NOTE_SECONDS
        await stage.pass_seconds(waits[-1])
        assert "is so" not in stage.last_row()
        stage.app.tell("The machine's clock is set back.")
        await stage.pass_seconds(-3600)
        assert "set back" not in stage.last_row()


async def test_a_guest_is_not_told_of_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = many(3)._replace(warnings=(ReadWarning("", "One thing is doubtful."),))
    async with on_stage(doubtful) as stage:
        assert "liveblog-tui check" not in stage.bar()
        monkeypatch.setattr(type(stage.app), "OPENS_LINKS", True)
        stage.app.show_moment()
        assert "1 reading note: liveblog-tui check" in stage.bar()


async def test_the_time_to_the_next_post_is_in_seconds_of_watching() -> None:
    async with on_stage(options=ReplayOptions(speed="60")) as stage:
        assert "next post in 5 s" in stage.bar(), "six, and not 10"
        await stage.pass_seconds(2)
        assert "next post in 4 s" in stage.bar()
        await stage.press("plus")
        await stage.press("z")
        await stage.pass_seconds(0)
        assert stage.app.transport.bar.next == "next post in 2 s"


async def test_a_blog_of_several_days_shows_the_days() -> None:
    async with on_stage(three_days(), options=at_the_end()) as stage:
        assert "26 Apr" in stage.text()
        assert "Mon 29 Apr 23:05 BST" in stage.bar()
        assert "26 Apr to 29 Apr 2024" in stage.rows()[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_without_a_summary_the_newest_pinned_post_is_the_card(size: tuple[int, int]) -> None:
    pinned = post("10:05", "Stay inside", "The bridge is closed.", pinned=True)
    entry = blog("10:00 One", pinned, post("10:20", "Later", pinned=True), "10:30 Last")
    async with on_stage(entry, size, paused_at("10:04")) as stage:
        assert "Pinned" not in stage.text()
        await stage.press("right")
        row = stage.rows()[stage.row_of("Pinned")]
        assert "10:05" in row
        assert size[0] > 100 or "Stay inside" in row
        await stage.press("9", "9")
        assert "10:05" not in stage.rows()[stage.row_of("Pinned")]
