"""The feed's picture: equal only where all rows look alike."""

from collections.abc import Awaitable, Callable, Hashable

import pytest
from sample_blogs import blog, many, post
from screen_stage import Stage, on_stage, paused_at
from strip_cells import Cell, cells_of

from tui.playback.selection import Selection
from tui.screen.drawing.styles import Styles
from tui.screen.feed.matches import Match
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.rows import FeedRows


def told(stage: Stage) -> tuple[Hashable, list[list[Cell]]]:
    """The feed's picture, and how its rows look."""
    feed = stage.app.feed
    feed.prepare()
    return feed.picture, [cells_of(feed.row(y)) for y in range(feed.size.height)]


async def search(stage: Stage) -> None:
    stage.app.feed.highlight("the", None)


async def to_a_match(stage: Stage) -> None:
    feed = stage.app.feed
    row = feed.drawn.rows[0]
    assert row is not None
    feed.go_to(row.place.post)
    feed.highlight("e", None)
    before = told(stage)
    feed.highlight("e", Match(row.place.post, 0))
    assert told(stage)[0] != before[0]
    assert told(stage)[1] != before[1]


async def other_theme(stage: Stage) -> None:
    stage.app.theme = "textual-light"
    await stage.settle()


async def other_zone(stage: Stage) -> None:
    await stage.press("z")


async def other_order(stage: Stage) -> None:
    await stage.press("o")


async def mark(stage: Stage) -> None:
    await stage.press("m")


async def jump(stage: Stage) -> None:
    await stage.press("5")


async def resize(stage: Stage) -> None:
    await stage.resize(90, 30)


async def without_sidebar(stage: Stage) -> None:
    await stage.press("s")


async def select_nothing(stage: Stage) -> None:
    stage.player.select(Selection(authors=frozenset({"nobody"})))
    stage.app.show_moment(jumped=True)
    await stage.settle()


CHANGES = (
    *(search, to_a_match, other_theme, other_zone, other_order, mark, jump, resize),
    *(without_sidebar, select_nothing),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
async def test_rows_that_look_different_have_another_picture(
    change: Callable[[Stage], Awaitable[None]],
) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        picture, rows = told(stage)
        assert told(stage) == (picture, rows)
        await change(stage)
        assert told(stage)[1] != rows
        assert told(stage)[0] != picture


async def test_the_rows_of_another_blog_never_look_the_same() -> None:
    async with on_stage() as stage:
        styles, face = Styles(stage.app.feed), stage.app.face
        looks = [FeedRows(LayoutCache(many(9)), face).look(styles) for _ in range(2)]
        assert looks[0] != looks[1]


async def test_selected_text_has_a_picture_of_its_own() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    async with on_stage(blog(post("09:26", "One", words))) as stage:
        await stage.drag(stage.place_of("word3 "), stage.place_of("word29"))
        assert told(stage)[0] != told(stage)[0]
