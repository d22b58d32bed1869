"""A live blog on the screen: longer states come, and nothing moves under the reader's eyes."""

import random
from datetime import timedelta

import pytest
from lives import SECOND, Life
from sample_blogs import at, blog, bundled_like, live_state
from screen_stage import Stage, each_key_of, on_stage

from tui.live.grown import begun, grow
from tui.model.blog import LiveBlog, Paragraph, Post
from tui.replay import ReplayOptions
from tui.screen.actions.live import Following

TEN = bundled_like()
MINUTE = timedelta(minutes=1)


async def take(stage: Stage, blog: LiveBlog, following: Following | None = None) -> None:
    stage.app.live_actions.take(blog, following or Following(blog.edge))
    await stage.settle()


@each_key_of("live")
async def test_the_key_goes_to_the_edge_and_says_where_nothing_is_live(key: str) -> None:
    async with on_stage(live_state(10), (45, 40), ReplayOptions(at="-20m")) as stage:
        assert "20 MIN BEHIND" in stage.bar().partition("L to live")[0]
        await stage.press(key)
        assert " LIVE " in stage.bar()
    async with on_stage() as stage:
        before = stage.text()
        await stage.press(key)
        assert stage.text() != before


async def test_a_post_that_has_just_come_can_be_marked() -> None:
    kept: list[str] = []

    def keep(blog: LiveBlog, post: int, _note: str | None) -> str:
        kept.append(blog.posts[post].title)
        return ""

    async with on_stage(live_state(3), options=ReplayOptions(at="end"), keep_mark=keep) as stage:
        await take(stage, live_state(4))
        await stage.pass_seconds(100)
        await stage.press("L", "m")
        assert kept == [TEN.posts[3].title]


async def test_times_have_their_day_once_a_midnight_has_passed() -> None:
    days = blog("2024-04-26 23:40 One", "2024-04-26 23:50 Two", "2024-04-27 00:10 Three")
    before = days._replace(posts=days.posts[:2], edge=at("2024-04-26 23:55"))
    async with on_stage(before, options=ReplayOptions(at="end"), command=("\x1b",)) as stage:
        assert "26 Apr" not in "".join(stage.feed_rows())
        await take(stage, days._replace(edge=at("2024-04-27 00:12")))
        await stage.pass_seconds(100)
        there = "".join(stage.feed_rows())
        assert (there.count("26 Apr"), there.count("27 Apr")) == (2, 1)
        assert "Sat 27 Apr 00:12 BST" in stage.bar()
        await stage.press("Y")
        assert '"\ufffd" --at 2024-04-27T00:12' in stage.last_row()


async def test_at_the_edge_behind_it_paused_and_back() -> None:
    async with on_stage(live_state(3), options=ReplayOptions(at="end")) as stage:
        assert "LIVE" in stage.bar().partition("newest 09:38")[0]
        assert stage.bar().endswith(" 3 posts   0:13")
        assert stage.rows()[-3].endswith("now 09:39")
        assert ("09:39", True) in [(text.strip(), style.bold) for text, style in stage.styled(27)]
        await stage.pass_seconds(5)
        await take(stage, live_state(3)._replace(edge=at("09:44")))
        await stage.pass_seconds(1)
        assert "x" not in stage.bar().partition("newest")[0], "the clock's rate is no news there"
        assert "asked" not in stage.bar()
        await stage.pass_seconds(100)
        assert "newest 09:38   asked 100 s ago" in stage.bar()
        await take(stage, stage.player.blog, Following(at("09:44"), saved_ago=100))
        await stage.pass_seconds(80)
        assert "newest 09:38   saved 3 min ago" in stage.bar()
        assert stage.bar().endswith(" 3 posts   0:18   all read")
        await stage.press("right_square_bracket")
        assert stage.last_row() == " No newer post yet."
        await take(stage, live_state(4))
        await stage.pass_seconds(2)
        assert "LIVE" in stage.bar()
        assert TEN.posts[3].headline[:20] in stage.text()
        await stage.press("space")
        await take(stage, live_state(6))
        assert "PAUSED" in stage.bar()
        assert "behind live, 2 new posts" in stage.bar()
        await stage.pass_seconds(600)
        assert TEN.posts[4].headline[:20] not in stage.text()
        await stage.press("space")
        for words in ("MIN BEHIND", "1 min to read", "L to live"):
            assert words in stage.bar()
        await stage.press("L")
        assert "LIVE" in stage.bar()
        assert TEN.posts[5].headline[:20] in stage.text()
        await stage.press("backspace")
        assert "MIN BEHIND" in stage.bar()
        await stage.press("L", "L")
        assert "Already at the live edge" in stage.last_row()


@pytest.mark.parametrize(("order", "arrow"), [(False, "↓"), (True, "↑")])
async def test_the_last_row_tells_of_posts_that_a_reader_away_has_not_come_to(
    order: bool, arrow: str
) -> None:
    asked = ReplayOptions(at="end")
    async with on_stage(live_state(3), options=asked, newest_first=order) as stage:
        await stage.pass_seconds(200)
        await take(stage, live_state(4))
        assert "to live" not in stage.text(), "it comes at once"
        await stage.pass_seconds(200)
        await stage.press("space")
        await take(stage, live_state(5))
        assert stage.feed_rows()[-1].strip() == f"{arrow} 1 new post · L to live"
        await take(stage, live_state(7))
        assert stage.feed_rows()[-1].strip() == f"{arrow} 3 new posts · L to live"
        assert "then    3 more posts" in stage.text()
        await stage.click_on("3 new posts")
        assert "new posts" not in stage.text()
        assert " LIVE " in stage.bar()
        assert TEN.posts[6].headline[:20] in stage.text()


async def test_not_all_is_read_while_a_new_post_was_never_in_the_window() -> None:
    async with on_stage(live_state(3), (60, 9), ReplayOptions(at="end")) as stage:
        await stage.press("g")
        await stage.drag((20, 1), (30, len(stage.feed_rows())))
        await take(stage, live_state(4))
        await stage.pass_seconds(200)
        assert stage.feed_rows()[-1].strip() == "↓ 1 new post · f follow"
        assert stage.app.screen.selections, "its words above this row"
        assert "all read" not in stage.bar()
        await stage.press("f")
        assert "all read" in stage.bar()


async def test_no_answer_is_said_in_the_bar_until_one_comes() -> None:
    async with on_stage(live_state(3), options=ReplayOptions(at="end")) as stage:
        trouble = Following(at("09:46"), "503: try again later.", 60, "503: try again later.")
        await take(stage, stage.player.blog, trouble)
        assert "503: try again later." in stage.last_row()
        await stage.pass_seconds(10)
        assert "NO ANSWER" in stage.bar()
        assert "since 09:46   tries again in 50 s   503: try again later." in stage.bar()
        await stage.pass_seconds(20)
        await stage.press("L")
        assert "503: try again later." in stage.last_row()
        await stage.search("China")
        assert "tries again in 30 s   “China” 1 of 1 · post 3   503: try" in stage.bar()
        await take(stage, live_state(3))
        assert "NO ANSWER" not in stage.bar()


async def test_a_blog_that_is_over_ends_with_its_card() -> None:
    async with on_stage(live_state(3), options=ReplayOptions(at="end")) as stage:
        await stage.pass_seconds(100)
        over = live_state(3)._replace(edge=None)
        await take(stage, over, Following(trouble="404 Not Found.", note="It is over."))
        await stage.pass_seconds(100)
        assert "THE END  09:38 BST   space again   404 Not Found." in stage.bar()
        await stage.press("L")
        assert "This live blog is no longer being written." in stage.last_row()


async def test_an_edit_and_a_late_post_are_marked() -> None:
    first = begun(live_state(3), at("09:46"))
    words = first.posts[1]._replace(body=(Paragraph("Other words."),))
    late = Post(at("09:30"), "A late one", body=(Paragraph("Late."),), id="post-late")
    page = live_state(3)._replace(posts=(first.posts[0], late, words, first.posts[2]))
    async with on_stage(first, (100, 60), ReplayOptions(at="end")) as stage:
        await stage.pass_seconds(100)
        await take(stage, grow(first, page, at("09:59")))
        await stage.pass_seconds(30)
        for told in ("Other words.", "edited between 09:46 and 09:59", "dated 09:30"):
            assert told in stage.text()


async def test_search_filter_and_marks_stay() -> None:
    async with on_stage(live_state(5), (100, 40), ReplayOptions(at="end")) as stage:
        await stage.search("China")
        count = len(stage.app.searching.every)
        await take(stage, live_state(8))
        assert stage.app.searching.words == "China"
        assert len(stage.app.searching.every) == count
        await stage.press("L")
        assert len(stage.app.searching.every) > count


async def test_new_posts_are_counted_behind_the_filter() -> None:
    unsigned = ReplayOptions(at="end", authors=("unsigned",))
    async with on_stage(live_state(3), options=unsigned) as stage:
        await stage.press("space")
        await take(stage, live_state(8))
        count = sum(not post.authors for post in TEN.posts[3:8])
        assert 0 < count < 5
        assert f"behind live, {count} new posts" in stage.bar()


@pytest.mark.parametrize("seed", range(3))
async def test_no_row_moves_when_a_longer_state_comes(seed: int) -> None:
    chance, now = random.Random(seed), at("09:00")
    life = Life(chance, length=30)
    while len(life.posts) < 2:
        life.live(now)
    blog = begun(life.page(), now)
    size = chance.choice([(80, 24), (120, 40), (60, 18)])
    newest_first = chance.random() < 0.4
    async with on_stage(blog, size, ReplayOptions(), newest_first=newest_first) as stage:
        for _ in range(24):
            for _ in range(chance.choice([1, 3])):
                await stage.pass_seconds(chance.uniform(1, 12))
            keys = ["space", "down", "up", "pagedown", "n", "p", "f", "g", "right", "left", "L"]
            await stage.press(*chance.sample(keys, chance.choice([0, 1, 2])))
            rows, view = stage.feed_rows(), stage.player.view()
            now += chance.choice([15, 30, 60, 600]) * SECOND
            life.live(now)
            blog = grow(blog, life.page(), now)
            await take(stage, blog)
            after = stage.player.view()
            same = (view.moment, view.shown, view.changes)
            assert (after.moment, after.shown, after.changes) == same
            assert stage.feed_rows()[:-1] == rows[:-1], "the last one may tell of new posts"


async def test_a_long_silence_up_to_the_edge_is_behind_it() -> None:
    silent = live_state(3)._replace(edge=at("10:20"))
    async with on_stage(silent, options=ReplayOptions(at="09:40", speed="1")) as stage:
        await stage.pass_seconds(1)
        assert "39 MIN BEHIND" in stage.bar()
        await stage.press("L")
        assert " LIVE " in stage.bar()
        await take(stage, live_state(3)._replace(edge=at("10:21")))
        await stage.pass_seconds(1)
        assert " LIVE " in stage.bar(), "a look at the source took a minute"


async def test_a_longer_state_lays_out_only_what_is_new() -> None:
    before, longer = live_state(3), live_state(4)
    async with on_stage(before, options=ReplayOptions(at="end")) as stage:
        rows = stage.app.feed.rows
        drawn = [rows.lines(post) for post in range(3)]
        await take(stage, longer._replace(posts=(*before.posts, longer.posts[3])))
        assert all(rows.lines(post) is lines for post, lines in enumerate(drawn))
