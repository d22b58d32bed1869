"""Whole minutes: labels show no seconds, so that a minute stands for all that came in it."""

from datetime import datetime, timedelta
from itertools import chain

from tui.model.blog import LiveBlog
from tui.model.versions import Changes
from tui.playback.timeline import Timeline

MINUTE = timedelta(minutes=1)


def through_minute(blog: LiveBlog, minute: datetime) -> datetime:
    """The moment from which the page is as it stands at the end of a minute.

    That is when its last post, edit or point of the summary came; the minute itself without any.
    """
    last = minute + MINUTE - timedelta(microseconds=1)
    newest = Timeline.of(blog).newest_at(last)
    posted = () if newest is None else (blog.posts[newest].published,)
    changes = Changes.of(blog)
    known = chain.from_iterable((point.known, point.until) for point in blog.summary)
    moments = [*posted, *filter(None, known), *changes.newest_at(last)]
    return max((moment for moment in moments if minute <= moment <= last), default=minute)
