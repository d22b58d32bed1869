"""Pages of HTML without a script: a live blog at a moment with links around it, and the list."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote, urlencode

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, moment_name
from tui.playback.timeline import Timeline
from tui.screen.blog_list import ListedBlog
from tui.sources.bundled import assets
from tui.writers.html import html


def html_page(blog: LiveBlog, moment: datetime, face: ClockFace) -> str:
    """Links are relative to /as-of/."""
    timeline = Timeline.of(blog)
    newest = timeline.newest_at(moment)
    watched = moment_name(face, min(max(moment, blog.start), blog.end))
    links = [("../?" + urlencode({"at": watched}), "Watch from here")]
    if newest is not None:
        earlier = timeline.previous_before(timeline.published(newest))
        if earlier is not None:
            links.append(_as_of(timeline.published(earlier), "Earlier", face))
    later = timeline.next_after(moment)
    if later is not None:
        links.append(_as_of(timeline.published(later), "Later", face))
    return html(blog, as_of=moment, links=links)


def html_list(blogs: Sequence[ListedBlog]) -> str:
    rows = "".join(
        f'<li><a href="{blog.name}/"><strong dir="auto">{escape(blog.title)}</strong></a><br>'
        f'{escape(blog.facts)} · <a href="{blog.name}/as-of/">as plain text</a></li>\n'
        for blog in blogs
    )
    return (assets() / "web/list.html").read_text("utf-8").replace("{rows}", rows)


def _as_of(moment: datetime, word: str, face: ClockFace) -> tuple[str, str]:
    return f"./{quote(moment_name(face, moment))}", f"{word}: {face.time(moment)}"
