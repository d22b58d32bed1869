"""At every moment feed, sidebar and transport bar show posts[:k] and nothing else."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import bundled_like, many
from screen_stage import Stage, on_stage

from tui.model.blog import LiveBlog, Post
from tui.playback.selection import authors_of
from tui.replay import ReplayOptions
from tui.screen.feed.viewport import Document
from tui.screen.sidebar.widget import Sidebar

BLOG = bundled_like()
NAMED = ["space", "right", "left", "shift+right", "shift+left", "backspace", "pageup", "pagedown"]
MOVES = [*NAMED, *"][.,+-=0123456789jkgGfozs"]
moves = st.lists(st.sampled_from(MOVES) | st.integers(1, 40), max_size=12)


def known_at(moment: datetime, blog: LiveBlog = BLOG) -> list[Post]:
    """The definition: the posts published at or before the moment."""
    return [post for post in blog.posts if post.published <= moment]


def check_truth(stage: Stage) -> None:
    """Checks every part of the page against the definition."""
    position, player = stage.player.position, stage.player
    known = known_at(position)
    shown = [post for post in known if player.selection.admits(post)]
    document = stage.app.feed.reading.document
    assert posts_of(document) == shown
    assert (document.card is None) == bool(shown and not player.view().ended)
    visible = "\n".join(stage.feed_rows())
    for post in BLOG.posts:
        if post not in shown:
            assert post.headline[:28] not in visible, "a post that is not there yet is seen"
    if stage.app.sidebar.display and not stage.app.sidebar.folded:
        check_sidebar(stage.app.sidebar, known, shown)
    bar = stage.bar()
    count = f"{len(shown)} of {len(known)}" if player.selection.active else f"{len(known)}/10"
    assert count in bar
    assert stage.app.face.clock(position) in bar
    elapsed = int((position - BLOG.start).total_seconds()) // 60
    if not player.view().ended:
        assert f" {elapsed // 60}:{elapsed % 60:02d} / 1:52" in bar


def posts_of(document: Document) -> list[Post]:
    """The posts of a document, oldest first."""
    return [BLOG.posts[index] for index in document.indices[: document.count]]


def check_sidebar(sidebar: Sidebar, known: list[Post], shown: list[Post]) -> None:
    rows = [row for column in sidebar.panel.columns for row in column]
    text = ["".join(piece or " " for piece, _ in row.pieces).strip() for row in rows]
    title = next(row for row in text if row.startswith("So far "))
    assert title.endswith(f" {len(shown)} post{'' if len(shown) == 1 else 's'}")
    posts = [row.to for row in rows if isinstance(row.to, int)]
    assert set(posts) <= {BLOG.posts.index(post) for post in shown}
    authors = {
        row.to: int(line.split()[-1])
        for row, line in zip(rows, text, strict=True)
        if isinstance(row.to, str)
    }
    wanted = Counter(key for post in known for key in authors_of(post))
    if authors:
        assert authors == dict(wanted)


@given(
    moves,
    st.sampled_from(
        [
            ReplayOptions(),
            ReplayOptions(speed="60"),
            ReplayOptions(authors=("Bateman", "unsigned"), skip_gaps=True),
        ]
    ),
)
async def test_the_page_is_true_after_any_keys(
    keys: list[str | int], options: ReplayOptions
) -> None:
    async with on_stage(BLOG, (130, 36), options) as stage:
        check_truth(stage)
        for key in keys:
            if isinstance(key, int):
                await stage.pass_seconds(key / 4)
            else:
                await stage.press(key)
            check_truth(stage)


FRAMES = 1_000
READS_BEFORE = 12
"""Frames begin up to this many readings of the clock before a post comes."""


async def test_no_frame_shows_two_moments() -> None:
    """Draws frames while a post comes, by a clock that moves a microsecond at each reading."""
    async with on_stage(many(FRAMES // 10), options=ReplayOptions(speed="60")) as stage:
        app, player = stage.app, stage.player
        stage.clock.creep = 1e-6
        frames = []
        for frame in range(FRAMES):
            before = timedelta(microseconds=60 * (frame % READS_BEFORE))
            player.start_at(player.all_posts.published(1 + frame % 98) - before)
            app.show_moment()
            known, bar = app.feed.reading.document.count, app.transport.bar.posts
            frames.append((known, int(bar.partition("/")[0]), app.view.shown))
        arrived = {known for known, *_ in frames}
        assert len(arrived) > 90
        assert [frame for frame in frames if len(set(frame)) > 1] == []
