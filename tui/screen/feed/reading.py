"""The reader's position in the feed: the window, whether it follows, unread posts. Pure.

There are two anchors: the viewport's top place, and the words there when the reader last moved.
The second restores the same words to the top after a resize, which changes all line numbers.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.screen.feed.post_lines import PostLines
from tui.screen.feed.viewport import Document, Place, Viewport


class FeedPlace(NamedTuple):
    """A place to return to: character `start` of part `part` of a post on top, or following."""

    post: int
    part: int
    start: int
    following: bool


class Reading:
    """The reader's position; `lines_of` lays out a post at the current width."""

    def __init__(self, lines_of: Callable[[int], PostLines], *, newest_first: bool = False) -> None:
        self._lines_of = lines_of
        self.viewport = Viewport(lambda post: len(lines_of(post).lines))
        self.newest_first = newest_first
        self.following = True
        self._height = 0
        self._unread_from = 0
        self._words = FeedPlace(0, 0, 0, True)

    @property
    def document(self) -> Document:
        return self.viewport.document

    def show(
        self, indices: Sequence[int], count: int, *, card: int | None = None, jumped: bool = False
    ) -> bool:
        """Shows the first `count` of `indices` and the card; returns whether anything changed."""
        old = self.document
        if not jumped and indices is old.indices and (count, card) == (old.count, old.card):
            return False
        # Only posts that the clock brings are unread, not those of a jump or a new selection.
        if jumped or indices is not old.indices:
            self._unread_from = count
        self._unread_from = min(self._unread_from, count)
        self.following = self.following or jumped
        self.viewport.document = Document(indices, count, newest_first=self.newest_first, card=card)
        self._place()
        return True

    def set_order(self, newest_first: bool) -> None:
        """Sets the order; the post on top stays there, unless the reader follows the newest."""
        old = self.document
        self.newest_first = newest_first
        self.viewport.document = Document(
            old.indices, old.count, newest_first=newest_first, card=old.card
        )
        self._place()

    def resize(self, height: int) -> None:
        """Takes a new window height and line numbers; the same words stay on top."""
        self._height = self.viewport.height = height
        self._to_words()

    def scroll(self, lines: int) -> None:
        self.viewport.scroll(lines)
        self._moved()

    def to_start(self) -> None:
        self.viewport.to_start()
        self._moved()

    def to_end(self) -> None:
        self.viewport.to_end()
        self._moved()

    def go_to(self, post: int, line: int = 0) -> None:
        """Moves a line to the top of the window."""
        self.viewport.show(post, line)
        self._moved()

    def reveal(self, post: int, line: int) -> None:
        """Moves a line into the window, unless it is there."""
        self.viewport.reveal(post, line)
        self._moved()

    def follow(self) -> None:
        """Goes to the first unread post; if there is none, follows the newest."""
        if self.unread and not self.following:
            self.go_to(self.document.indices[self._unread_from])
        else:
            self.following = True
            self._place()

    def places(self) -> list[Place]:
        """The places in the window; posts that begin in it count as read from now on.

        While others are unread, the last row is kept free for their count.
        """
        top = self.viewport.top
        for height in (self._height, self._height - (self._height > 1)):
            # Each height from the same top: the end holds a higher window further up.
            self.viewport.height, self.viewport.top = height, top
            self.viewport.settle()
            places = list(self.viewport.places())
            read = self._read_with(places)
            if read == self.document.count:
                break
        self._unread_from = read
        return places

    def _read_with(self, places: list[Place]) -> int:
        """The number of posts read, including those that begin in these places."""
        begun = (self.document.ordinal(post) for post, line in places if line == 0)
        read = max((ordinal + 1 for ordinal in begun if ordinal is not None), default=0)
        return max(self._unread_from, min(read, self.document.count))

    @property
    def unread(self) -> int:
        """The number of new posts that have not been in the window."""
        return self.document.count - self._unread_from

    def is_new(self, post: int) -> bool:
        """Whether a post has the mark of new ones: the newest, and all unread ones."""
        ordinal = self.document.ordinal(post)
        last = self.document.count - 1
        return ordinal is not None and min(self._unread_from, last) <= ordinal <= last

    @property
    def place(self) -> FeedPlace:
        return self._words._replace(following=self.following)

    def restore(self, place: FeedPlace) -> None:
        """Returns to a place, or near it if its post is not shown."""
        self._words = place
        self.following = place.following
        self._to_words()

    def current_post(self) -> int | None:
        """The current post: the newest while following, else the first to begin in the window."""
        if self.following:
            return self.document.newest
        posts = [place for place in self.viewport.places() if place.post != self.document.card]
        first = next((place.post for place in posts if place.line == 0), None)
        return posts[0].post if first is None and posts else first

    def _moved(self) -> None:
        """Notes a move by the reader, who follows from now on if the newest edge is visible."""
        self.following = self.viewport.at_start if self.newest_first else self.viewport.at_end
        self._remember_words()

    def _place(self) -> None:
        if self.following:
            self.viewport.follow()
        else:
            self.viewport.settle()
        self._remember_words()

    def _remember_words(self) -> None:
        if self.viewport.height and len(self.document):
            post, number = self.viewport.top
            lines = self._lines_of(post).lines
            line = lines[min(number, len(lines) - 1)]
            self._words = FeedPlace(post, line.part, line.start, self.following)

    def _to_words(self) -> None:
        """Restores the words on top, or follows the newest unless its headline was passed.

        `places` settles the window: it knows whether the last row is kept free.
        """
        if len(self.document):
            post = self.document.post(self.document.nearest_slot(self._words.post))
            line = self._lines_of(post).line_at(self._words.part, self._words.start)
            self.viewport.top = Place(post, line if post == self._words.post else 0)
        if self.following and not self.viewport.past_newest:
            self.viewport.follow()
