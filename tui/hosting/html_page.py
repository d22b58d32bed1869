"""The page as of a moment as HTML without a script, with links to the moments around it."""

from datetime import datetime
from urllib.parse import quote, urlencode

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, moment_name
from tui.playback.timeline import Timeline
from tui.writers.html import html


def html_page(blog: LiveBlog, moment: datetime, face: ClockFace) -> str:
    """Write the page; its links are relative to /as-of/."""
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


def _as_of(moment: datetime, word: str, face: ClockFace) -> tuple[str, str]:
    return f"./{quote(moment_name(face, moment))}", f"{word}: {face.time(moment)}"
