"""A frame shows one moment: the feed, the sidebar and the bar never disagree about it."""

from datetime import timedelta

from sample_blogs import many
from screen_stage import on_stage

from tui.replay import ReplayOptions

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
            known, bar = app.feed.reading.document.count, app.transport.clock.bar.posts
            frames.append((known, int(bar.partition("/")[0]), app.sidebar.content.posts))
        arrived = {known for known, *_ in frames}
        assert len(arrived) > 90
        assert [frame for frame in frames if len(set(frame)) > 1] == []
