"""The words on top of the window, which come back there after a resize. Pure."""

from collections.abc import Callable
from typing import NamedTuple

from tui.screen.feed.pages.viewport import Place, Viewport
from tui.screen.feed.posts.post_lines import PostLines


class FeedPlace(NamedTuple):
    """A place to come back to: character `start` of part `part` of a post on top, or following.

    The start of a post, with the row of its time wherever that stands, is part 0 and start -1.
    """

    post: int
    part: int
    start: int
    following: bool


class TopWords:
    """The words that stood on top when the window last moved."""

    def __init__(self, viewport: Viewport, lines_of: Callable[[int], PostLines]) -> None:
        self._viewport = viewport
        self._lines_of = lines_of
        self.place = FeedPlace(0, 0, -1, True)

    def remember(self) -> None:
        """Notes the words that stand on top now."""
        if self._viewport.height and len(self._viewport.document):
            post, number = self._viewport.top
            lines = self._lines_of(post).lines
            line = lines[min(number, len(lines) - 1)]
            part, start = (line.part, line.start) if number else (0, -1)
            self.place = self.place._replace(post=post, part=part, start=start)

    def remember_if_elsewhere(self) -> None:
        """Notes the words that stand on top now, if those noted stand further down.

        So it is where the end of the document held the window.
        """
        if self._viewport.top != self._found():
            self.remember()

    def put_back(self) -> None:
        """Brings the same words on top, or as near as their post is shown."""
        self._viewport.top = self._found()

    def _found(self) -> Place:
        """The line where the words stand now."""
        document = self._viewport.document
        if not len(document):
            return self._viewport.top
        post = document.post(document.nearest_slot(self.place.post))
        line = self._lines_of(post).line_at(self.place.part, self.place.start)
        return Place(post, line if post == self.place.post else 0)
