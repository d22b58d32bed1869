"""Guests of a live blog that is still being written."""

import time
from datetime import timedelta

from hosting_stage import client, stage
from sample_blogs import bundled_like

from tui.hosting.options import ServeOptions
from tui.hosting.views import ReplayViews
from tui.model.blog import LiveBlog

TEN = bundled_like()


def state(count: int) -> LiveBlog:
    posts = TEN.posts[:count]
    return TEN._replace(posts=posts, summary=(), edge=posts[-1].published + timedelta(minutes=1))


async def test_guests_see_new_posts_come_and_newcomers_begin_at_the_edge() -> None:
    views = ReplayViews(state(3), ServeOptions(), time.monotonic)
    async with (
        stage(views=views) as host,
        client(host.port, size=(120, 40)) as guest,
        client(host.port, "09:26", size=(120, 40)) as behind,
    ):
        await guest.until(b"LIVE")
        await behind.until(b"BEHIND")
        views.continue_with(state(5))
        await guest.until(b"5/5")
        async with client(host.port, size=(120, 40)) as late:
            await late.until(b"LIVE")
            await late.until(b"5/5")
