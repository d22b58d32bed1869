"""The lines of a search's matches, for a list of them. Pure."""

from collections.abc import Iterator
from itertools import islice

from textual.content import Content

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Changes
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import whole_clusters
from tui.screen.feed.matches import Matches

BEFORE_CHARACTERS = 24
"""What stands before a match on its line, at most."""
AFTER_CHARACTERS = 60


def match_lines(
    matches: Matches, blog: LiveBlog, changes: int, face: ClockFace, most: int
) -> list[Content]:
    """A line for each of the first `most` matches, its words bold, after the time of its post.

    Posts stand as after so many `changes`.
    """
    return list(islice(_lines(matches, blog, changes, face), most))


def _lines(matches: Matches, blog: LiveBlog, changed: int, face: ClockFace) -> Iterator[Content]:
    changes = Changes.of(blog)
    for index in matches.posts:
        post = changes.standing(index, changed).post
        for text in post.words:
            for found in occurrences(text, matches.words):
                start, end = whole_clusters(text, *found)
                yield Content.assemble(
                    (f"{face.time(post.published)}  ", "not bold"),
                    _before(text, start),
                    (_flat(text[start:end]), "bold underline"),
                    _flat(text[end : end + AFTER_CHARACTERS]),
                )


def _before(text: str, start: int) -> str:
    """The words before a match, cut at a space where there is one."""
    if start <= BEFORE_CHARACTERS:
        return _flat(text[:start])
    near = text[start - BEFORE_CHARACTERS : start]
    return "…" + _flat(near[near.find(" ") + 1 :] if " " in near.rstrip() else near)


def _flat(text: str) -> str:
    return text.replace("\n", " ")
