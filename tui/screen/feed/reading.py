"""The place of the reader in the feed: the window, the place being read, the unread posts. Pure.

While the reader has not scrolled the window follows the reading place, a post and a line: pages are
turned for them. Once they scroll, nothing moves until they ask for it.

Two anchors: the viewport's top place, and the words that stood there when the window last moved;
these come back on top after a resize, when lines are counted anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.layout import PostLines
from tui.screen.feed.pages import Pages, Spot
from tui.screen.feed.read_posts import ReadPosts
from tui.screen.feed.viewport import Change, Document, Place, Viewport


class FeedPlace(NamedTuple):
    """A place to come back to: character `start` of part `part` of a post on top, or following.

    The start of a post, with the row of its time wherever that stands, is part 0 and start -1.
    """

    post: int
    part: int
    start: int
    following: bool


class Reading:
    """The reader's way through the posts. `lines_of` lays out a post at the width in force."""

    def __init__(self, lines_of: Callable[[int], PostLines], *, newest_first: bool = False) -> None:
        self._lines_of = lines_of
        self.viewport = Viewport(lambda post: len(lines_of(post).lines))
        self._pages = Pages(self.viewport, lines_of)
        self.newest_first = newest_first
        self.following = True
        """Pages are turned for the reader; else only the reader moves the window."""
        self.spot: Spot | None = None
        """The place being read: as the clock says, or further on if a reader turned the page."""
        self._ahead = False
        """The reader has turned the page further on than the clock is."""
        self._height = 0
        self.waiting = 0
        """New posts of a live blog that the reader has not come to: the last row tells of them."""
        self._reaches_end = True
        """The document may end in the window only on its last row: not after a tick."""
        self._read = ReadPosts()
        self._words = FeedPlace(0, 0, -1, True)
        """The words that stood on top when the window last moved."""

    @property
    def document(self) -> Document:
        return self.viewport.document

    def show(
        self,
        indices: Sequence[int],
        count: int,
        *,
        spot: Spot | None = None,
        card: int | None = None,
        jumped: bool = False,
    ) -> bool:
        """Shows the first `count` of `indices`, and the card, with the place that is read now; True
        if the rows in the window may be others."""
        old, top = self.document, self.viewport.top
        change = Change.JUMP if jumped else old.change_to(indices, count, card)
        self._read.count(count, start=change in (Change.JUMP, Change.OTHER))
        self.following = self.following or jumped
        self._ahead = self._ahead and change in (Change.NOTHING, Change.GROWS)
        if change is not Change.NOTHING:
            self.viewport.document = Document(indices, count, self.newest_first, card)
        began = self._set_spot(spot)
        if self.following:
            if change is not Change.NOTHING:
                self.viewport.settle()
            lost = change is Change.OTHER and not self._pages.in_sight(self.spot)
            self._follow(anew=change is Change.JUMP or began or lost)
        elif change is not Change.NOTHING:
            self._stay(old)
        return change is not Change.NOTHING or began or top != self.viewport.top

    def _stay(self, old: Document) -> None:
        """Leaves the rows of a reader who has scrolled where they are."""
        if not self.document.continues(old):
            if not len(old):  # nothing is left that was scrolled to
                self.viewport.to_start()
            self._settle()
        # The end of the document may have held the window further up than the words noted.
        elif self.viewport.top != self._place_of_words():
            self._note_words()

    def continue_with(self, indices: Sequence[int]) -> None:
        """The chosen posts of a longer state of the blog, of which as many are shown."""
        self.viewport.document = replace(self.document, indices=indices)

    def set_order(self, newest_first: bool) -> None:
        """Turns the order round; the post on top stays on top, unless pages are turned."""
        self.newest_first = newest_first
        self.viewport.document = replace(self.document, newest_first=newest_first)
        if self.following:
            self._follow(anew=True)
        else:
            self._settle()

    def resize(self, height: int) -> None:
        """The height or the lines of the posts have changed: the same words stay on top."""
        self._height = height
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
        self._stop_following()
        if Place(post, line) in self._fit():
            self._note_words()
        else:
            self.viewport.reveal(post, line)
            self._settle()

    def follow(self) -> None:
        """Back to the place being read: from now on pages are turned again."""
        self.following = True
        self.viewport.height = self._rows
        self.viewport.settle()
        self._follow(anew=not self._pages.in_sight(self.spot))

    def next_page(self) -> Spot | None:
        """The first words of the next page of the post being read; None on its last page."""
        return None if self.spot is None else self._pages.next_page(self.spot)

    @property
    def shows_end(self) -> bool:
        return self._pages.shows_card

    def read_ahead(self, spot: Spot) -> None:
        """Turns the page without the clock: the reader is further on than it."""
        self.following, self._ahead = True, False
        self._set_spot(spot)
        self._ahead = True
        self._follow(anew=False)

    @property
    def next_shares(self) -> tuple[float, ...]:
        """The shares of the post being read at which the page is turned, and the mark goes on to
        the next paragraph, as far as there is more of it."""
        if self.spot is None or not self.following:
            return ()
        shares = self._pages.turn_share(self.spot), self._pages.part_share(self.spot)
        return tuple(share for share in shares if share is not None)

    @property
    def mark(self) -> tuple[int, int] | None:
        """The post and the part of it being read: where the mark in the gutter stands."""
        if self.spot is None or self.document.ordinal(self.spot.post) is None:
            return None
        return self.spot.post, self._pages.part_of(self.spot)

    @property
    def seam(self) -> Place | None:
        """The blank line above the new words of the page when it was turned last."""
        return self._pages.seam if self.following else None

    def places(self) -> list[Place]:
        """The lines in the window; the posts that begin in it count as read from now on.

        While others are unread the last row is not the posts': it is for saying so.
        """
        if self.following:
            self.viewport.height = self._rows
            self._read.see_all()
            return list(self.viewport.places())
        places = self._fit()
        self._reaches_end = False
        self._read.see(self._begun(places))
        return places

    @property
    def _rows(self) -> int:
        return self._height - (self.waiting > 0 and self._height > 1)

    def _fit(self) -> list[Place]:
        """The lines in the window of somebody who scrolls, set to its height and its end."""
        top = self.viewport.top
        for height in dict.fromkeys((self._rows, self._height - (self._height > 1))):
            # Each height from the same top: the end holds a higher window further up.
            self.viewport.height, self.viewport.top = height, top
            if self._reaches_end:
                self.viewport.settle()
            places = list(self.viewport.places())
            if not self._read.unread_with(self._begun(places)):
                break
        return places

    def _begun(self, places: list[Place]) -> list[int]:
        """The ordinals of the posts, and of the card, that begin in these places."""
        begun = (self.document.ordinal(post) for post, line in places if line == 0)
        return [ordinal for ordinal in begun if ordinal is not None]

    @property
    def unread(self) -> int:
        """The number of posts that have come and never were in the window."""
        return self._read.unread

    def state(self, post: int) -> PostState:
        """The state in the head of a post; the card has none."""
        ordinal = self.document.ordinal(post)
        if ordinal is None or ordinal >= self.document.count:
            return PostState.READ
        return self._read.state(ordinal, reading=self._ordinal_read, following=self.following)

    def told_states(self) -> tuple[tuple[int, PostState], ...]:
        """The posts that are not simply read, for a list beside the feed."""
        document = self.document
        told = self._read.to_tell(document.count, self._ordinal_read)
        states = ((post, self.state(post)) for post in map(document.indices.__getitem__, told))
        return tuple(each for each in states if each[1] is not PostState.READ)

    @property
    def place(self) -> FeedPlace:
        return self._words._replace(following=self.following)

    def restore(self, place: FeedPlace) -> None:
        self._words = place
        self.following = place.following
        self._to_words()

    def current_post(self) -> int | None:
        """The post being read; after a scroll by hand the first that begins in the window."""
        if self.following:
            return self.document.newest if self.spot is None else self.spot.post
        posts = [place for place in self.viewport.places() if place.post != self.document.card]
        first = next((place.post for place in posts if place.line == 0), None)
        return posts[0].post if first is None and posts else first

    @property
    def _ordinal_read(self) -> int | None:
        return None if self.spot is None else self.document.ordinal(self.spot.post)

    def _set_spot(self, spot: Spot | None) -> bool:
        """Notes the place being read; True if it is in another post than before."""
        if self._ahead and self.spot is not None and spot is not None:
            if spot <= self.spot:
                return False
            self._ahead = False
        began = spot is not None and (self.spot is None or spot.post != self.spot.post)
        if began and self.following and (left := self._ordinal_read) is not None:
            self._read.leave(left)
        self.spot = spot
        return began

    def _follow(self, *, anew: bool) -> None:
        """Brings the reading place into the window, turning pages as they are read."""
        self.viewport.height = self._rows
        self._pages.follow(self.spot, anew=anew)
        self._note_words()

    def _moved(self) -> None:
        self._stop_following()
        self._settle()

    def _stop_following(self) -> None:
        """Posts after the one being read are unread from now on."""
        if self.following:
            self.following = False
            if (read := self._ordinal_read) is not None:
                self._read.stop_at(read)

    def _settle(self) -> None:
        """Moves the window to existing lines, as `places` will show them, and notes its words."""
        self._reaches_end = True
        self._fit()
        self._note_words()

    def _note_words(self) -> None:
        if self.viewport.height and len(self.document):
            post, number = self.viewport.top
            lines = self._lines_of(post).lines
            line = lines[min(number, len(lines) - 1)]
            part, start = (line.part, line.start) if number else (0, -1)
            self._words = FeedPlace(post, part, start, True)

    def _place_of_words(self) -> Place:
        """The line where the noted words stand now, or as near as their post is shown."""
        document, words = self.document, self._words
        if not len(document):
            return self.viewport.top
        post = document.post(document.nearest_slot(words.post))
        line = self._lines_of(post).line_at(words.part, words.start)
        return Place(post, line if post == words.post else 0)

    def _to_words(self) -> None:
        """The words on top again; the page is set anew only if the place being read is out of
        sight.

        After a scroll by hand `places` settles the window: it knows if the last row is kept free.
        """
        self._reaches_end = True
        self.viewport.top = self._place_of_words()
        if self.following:
            self.viewport.height = self._rows
            self.viewport.settle()
            if not self._pages.in_sight(self.spot):
                self._follow(anew=True)
