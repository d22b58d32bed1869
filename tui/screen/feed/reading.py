"""Where the reader is in the feed: the window, whether it follows, what is unread. Pure: no widget, no colour.

Two anchors: the viewport's top place, and the words that stood there when the reader last moved. The second
brings the same words back on top after a resize, when lines are counted anew.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.screen.feed.post_lines import PostLines
from tui.screen.feed.viewport import Document, Place, Viewport


class FeedPlace(NamedTuple):
    """A place to come back to: character `start` of part `part` of a post on top, or following."""

    post: int
    part: int
    start: int
    following: bool


class Reading:
    """The reader's way through the posts. `lines_of` lays out a post at the width in force."""

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
        """Shows the first `count` of `indices` (and the card); says whether that is anything new."""
        old = self.document
        if not jumped and indices is old.indices and (count, card) == (old.count, old.card):
            return False
        # What a jump or a new selection shows is not news; what the clock brings is.
        if jumped or indices is not old.indices:
            self._unread_from = count
        self._unread_from = min(self._unread_from, count)
        self.following = self.following or jumped
        self.viewport.document = Document(indices, count, newest_first=self.newest_first, card=card)
        self._place()
        return True

    def set_order(self, newest_first: bool) -> None:
        """Turns the order round; the post on top stays on top, unless the newest is followed."""
        old = self.document
        self.newest_first = newest_first
        self.viewport.document = Document(
            old.indices, old.count, newest_first=newest_first, card=old.card
        )
        self._place()

    def resize(self, height: int) -> None:
        """The window's height or the lines of the posts have changed: the same words stay on top."""
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
        """Brings a line to the top of the window."""
        self.viewport.show(post, line)
        self._moved()

    def reveal(self, post: int, line: int) -> None:
        """Brings a line into the window, moving only if it is not there."""
        self.viewport.reveal(post, line)
        self._moved()

    def follow(self) -> None:
        """To the first unread post, or if there is none to the newest, moving on with those that come."""
        if self.unread and not self.following:
            self.go_to(self.document.indices[self._unread_from])
        else:
            self.following = True
            self._place()

    def places(self) -> list[Place]:
        """What stands in the window; the posts that begin in it count as read from now on.

        While others are unread the last row is not the posts': it is for saying so.
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
        """How many posts have been read, those too that begin in these places."""
        begun = (self.document.ordinal(post) for post, line in places if line == 0)
        read = max((ordinal + 1 for ordinal in begun if ordinal is not None), default=0)
        return max(self._unread_from, min(read, self.document.count))

    @property
    def unread(self) -> int:
        """How many posts have come that never were in the window."""
        return self.document.count - self._unread_from

    def is_new(self, post: int) -> bool:
        """Whether a post bears the mark of what is new: the newest, and all that are unread."""
        ordinal = self.document.ordinal(post)
        last = self.document.count - 1
        return ordinal is not None and min(self._unread_from, last) <= ordinal <= last

    @property
    def place(self) -> FeedPlace:
        return self._words._replace(following=self.following)

    def restore(self, place: FeedPlace) -> None:
        """Back to a place, as far as its post is shown."""
        self._words = place
        self.following = place.following
        self._to_words()

    def current_post(self) -> int | None:
        """The post the reader is at: the newest while following, else the first that begins in the window."""
        if self.following:
            return self.document.newest
        posts = [place for place in self.viewport.places() if place.post != self.document.card]
        first = next((place.post for place in posts if place.line == 0), None)
        return posts[0].post if first is None and posts else first

    def _moved(self) -> None:
        """The reader has moved: they follow from now on if the newest edge is in sight."""
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
        """The words on top again; or where the newest is followed, unless the reader is past it.

        `places` settles the window: it knows whether the last row is the posts'.
        """
        if len(self.document):
            post = self.document.post(self.document.nearest_slot(self._words.post))
            line = self._lines_of(post).line_at(self._words.part, self._words.start)
            self.viewport.top = Place(post, line if post == self._words.post else 0)
        if self.following and not self.viewport.past_newest:
            self.viewport.follow()
