"""The line of facts in this program's own Markdown, and the labels in its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from tui.model.blog import Embed, LiveBlog, Paragraph, Post
from tui.model.zones import find_zone
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.pieces.clocks.lines import Line

PLACE = 3  # lines above the posts in which the facts stand
BETWEEN = " · "
# Not compiled: few texts are Markdown.
_FACTS = (
    r"(?:(?P<names>.{1,2000}?) · )?as of (?P<day>[^·,]{6,40}), [\d:]{4,8} (?P<zone>[^·<>]{1,20})"
    r"(?: · <(?P<address>https?://[^\s<>]{1,2000})>)?"
)


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Facts that the writer of Markdown puts below the title."""

    publisher: str
    address: str
    zone: tzinfo | None

    def told(self, blog: LiveBlog) -> LiveBlog:
        """The blog with these facts, and its posts with the labels of their headings."""
        times = [x.published for x in blog.posts]
        return blog._replace(
            posts=tuple(map(_labelled, blog.posts)),
            publisher=self.publisher,
            url=self.address,
            zone=choose_zone(times, address=self.address, publisher=self.publisher),
            format="Markdown of liveblog-tui",
        )


def own_facts(lines: Sequence[Line]) -> tuple[OwnFacts | None, list[Line]]:
    """The facts, if the text has them, and the lines with only the day in their place."""
    if not lines or not lines[0].text.startswith("# "):
        return None, list(lines)
    for place, line in enumerate(lines[:PLACE]):
        if found := re.fullmatch(_FACTS, line.text):
            publisher = (found["names"] or "").partition(BETWEEN)[0].replace("\\", "")
            address = found["address"] or ""
            near = publisher_zones(address=address, publisher=publisher)
            facts = OwnFacts(publisher, address, find_zone(found["zone"], near))
            day = replace(line, text=found["day"])
            return facts, [*lines[:place], day, *lines[place + 1 :]]
    return None, list(lines)


def _labelled(post: Post) -> Post:
    """The post with its labels apart from its headline, and the address below its text."""
    labels, _, headline = post.headline.rpartition(BETWEEN)
    marks = labels.split(BETWEEN)
    last = post.body[-1] if post.body else None
    is_alone = isinstance(last, Paragraph) or (isinstance(last, Embed) and not last.text)
    address = re.fullmatch(r"https?://\S+", last.words[-1]) if last and is_alone else None
    return post._replace(
        headline=headline,
        body=post.body[:-1] if address else post.body,
        url=address[0] if address else "",
        kicker=BETWEEN.join(x for x in marks if x not in ("Key event", "Pinned")),
        key_event="Key event" in marks,
        pinned="Pinned" in marks,
    )
