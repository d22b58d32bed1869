"""The feed's CPU time in one process: seeks, a post above the reader, a resize.

They are compared with a feed of one widget a post. The terminal is Textual's headless one, so the
figures leave out the writing of a frame (about 2 ms).
"""

import asyncio
import time
from collections.abc import Callable
from statistics import median

from sample_blogs import many
from table import Row
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.playback.player import Player
from tui.screen.app import ReplayApp
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.widget import Feed
from tui.screen.view_options import ViewOptions

ROUNDS = 7
SIZE = (120, 40)


class Naive(App[None]):
    """The simplest feed: a widget for each post."""

    def __init__(self, blog: LiveBlog) -> None:
        super().__init__()
        self._blog = blog

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="posts"):
            for post in self._blog.posts:
                yield Static(Content(f"{post.headline}\n{post.body}"))


def replay(blog: LiveBlog, *, newest_first: bool = False) -> ReplayApp:
    """The app on a clock that stands still."""
    player = Player(blog, now=lambda: 0.0, playing=False)
    options = ViewOptions(clock_faces(blog), newest_first=newest_first)
    return ReplayApp(player, options, LayoutCache(blog), now=lambda: 0.0)


async def cpu_ms(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """Milliseconds of CPU until the result is on the screen."""
    start = time.process_time()
    act()
    await pilot.pause()
    return (time.process_time() - start) * 1000


async def seek_ms(count: int) -> tuple[float, float]:
    """A seek from the first post to the last: the first time, and the median of all."""
    app = replay(many(count))
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(ROUNDS):
            app.clock_actions.jump(lambda: app.player.seek(app.player.blog.start))
            await pilot.pause()
            taken.append(
                await cpu_ms(
                    pilot,
                    lambda: app.clock_actions.jump(lambda: app.player.seek(app.player.blog.end)),
                )
            )
    return taken[0], median(taken)


async def naive_seek_ms(count: int) -> float:
    """The same for the naive feed: from its top to its end."""
    app = Naive(many(count))
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        posts = app.query_one("#posts", VerticalScroll)
        for _ in range(3):
            posts.scroll_home(animate=False)
            await pilot.pause()
            taken.append(await cpu_ms(pilot, lambda: posts.scroll_end(animate=False)))
    return median(taken)


async def arrival_cells() -> float:
    """Cells of text repainted for a new post above a reader who scrolled away.

    The pill and the scroll bar do not count.
    """
    app = replay(many(1000), newest_first=True)
    painted: list[Region] = []
    async with app.run_test(size=SIZE) as pilot:
        app.clock_actions.action_tenth(5)
        app.feed.scroll_rows(200)
        app.player.next_post()
        app.show_moment()
        await pilot.pause()
        top = app.feed.reading.viewport.top
        refresh = app.feed.refresh

        def watched(*regions: Region, **options: bool) -> Feed:
            painted.extend(regions or [app.feed.size.region])
            return refresh(*regions, **options)

        app.feed.refresh = watched  # type: ignore[method-assign]  # only to count what is repainted
        app.player.next_post()
        app.show_moment()
        await pilot.pause()
        assert app.feed.reading.viewport.top == top
        width, last_row = app.feed.size.width, app.feed.size.height - 1
        return float(
            sum(region.area for region in painted if region.y < last_row and region.x < width - 1)
        )


async def resize_ms(count: int) -> float:
    """A window that gets narrower and wider."""
    app = replay(many(count))
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        app.clock_actions.action_tenth(9)
        await pilot.pause()
        for number in range(ROUNDS):
            start = time.process_time()
            await pilot.resize_terminal(110 + number, 40)
            await pilot.pause()
            taken.append((time.process_time() - start) * 1000)
    return median(taken)


def rows() -> list[Row]:
    """The figures that one process can measure of itself."""
    _, thousand = asyncio.run(seek_ms(1_000))
    first, many_posts = asyncio.run(seek_ms(100_000))
    return [
        Row("seek first to last, 1,000 posts", thousand, 10, "ms CPU"),
        Row("the same, a widget for each post", asyncio.run(naive_seek_ms(1_000)), None, "ms CPU"),
        Row("seek first to last, 100,000 posts", many_posts, 10, "ms CPU"),
        Row("the same, the first time", first, 10, "ms CPU"),
        Row(
            "arrival above a scrolled reader, cells of text repainted",
            asyncio.run(arrival_cells()),
            0,
        ),
        Row("resize, 1,000 posts", asyncio.run(resize_ms(1_000)), 30, "ms CPU"),
    ]
