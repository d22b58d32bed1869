"""The reader's place in the feed: following or scrolled away.

event                     following                     scrolled away
the clock reads on        the page turns in time        -
the clock begins a post   its first page                -
posts come                -                             the last row counts those not seen
other posts are selected  anew if what is read is lost  the nearest words stay on top
the clock jumps           its first page                following, its first page
the reader turns a page   that page                     following, that page
the reader scrolls        scrolled away, if rows move   other words are on top
the reader follows        -                             following, the page being read
the window is resized     as for other posts            the same words stay on top

The place being read is the clock's, or further on if the reader has turned pages by hand: then
pages wait for the clock. A jump or other posts end that.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from tui.playback.view import FeedPlace, PostRead, TextPlace
from tui.screen.drawing.signs import PostState
from tui.screen.feed.layout import PostLines
from tui.screen.feed.pages import Pages
from tui.screen.feed.viewport import Document, RowRef


class Reading(Pages):
    """`lines_of` lays out a post at the current width; `moved` is called after each move."""

    def __init__(
        self, lines_of: Callable[[int], PostLines], *, newest_first: bool, moved: Callable[[], None]
    ) -> None:
        super().__init__(lines_of)
        self.document = Document((), 0, newest_first)
        self._moved = moved
        self.following = True  # pages turn for the reader; else scrolled away
        self._by_hand: PostRead | None = None  # of pages turned without the clock
        self._height = 0
        self.waiting = 0  # new live posts not reached, counted in the last row
        self._known = -1  # later posts are new
        self._seen = -1  # last post that was in the window
        self._left: set[int] = set()  # new posts left, or scrolled past
        self._glanced: set[int] = set()  # new posts in the window of a reader who scrolls
        self._revealed: int | None = None  # post of a match, until the reader scrolls

    # What the clock and the blog do

    def show(self, document: Document, at: PostRead | None, *, waiting: int, jumped: bool) -> None:
        """Show the posts of a moment, and the place that the clock reads."""
        are_others = document.indices is not self.document.indices
        self._set_document(document, anew=jumped or are_others)
        self.waiting = waiting
        self._set_height()
        hand = self._by_hand
        begins = self._read(at if at is None or hand is None else max(at, hand))
        self.following = self.following or jumped
        if self.following:
            is_lost = are_others and not self.is_in_sight
            self.turn_to_spot(anew=jumped or begins or is_lost)

    def _set_document(self, document: Document, *, anew: bool) -> None:
        """Set the posts shown, `anew` after a jump or a selection; posts that come move nothing."""
        old = self.document
        if anew or document.count < old.count:
            self._by_hand, self.is_held = None, False
            self._known = self._seen = document.newest  # no post is new
            self._left, self._glanced = set(), set()
        elif not self.following and len(document) > len(old):
            self.hold()
        self.document = document
        if not old.count:
            self.to_start()

    def _read(self, spot: PostRead | None) -> bool:
        """Set the place being read; True if another post begins."""
        before, self.spot = self.spot, spot
        if spot is None or (before is not None and spot.post == before.post):
            return False
        if self.following and before is not None and before.post > self._known:
            self._left.add(before.post)
        return True

    def continue_with(self, indices: Sequence[int]) -> None:
        """Continue with a longer state of the blog; as many posts are shown."""
        self.document = replace(self.document, indices=indices)

    # What the reader does

    def move(self, how: Callable[[], None], *, leaves: bool = True) -> None:
        """Scroll away, unless nothing moves that `leaves`; posts after the post being read become
        unread, unless they are seen."""
        top, following = self.top, self.following
        self.following = False
        if following and (read := self._post_read) is not None:
            self._seen = min(self._seen, max([read, *self.posts_at(self.places())]))
        self._revealed = None
        how()
        if not leaves and self.top == top:
            self.following = following
        self._moved()

    def go_to(self, post: int, line: int = 0) -> None:
        """Bring a line to the top."""
        self.move(lambda: self.bring(post, line))

    def reveal(self, post: int, line: int) -> None:
        """Bring a line into the window, to a third of its height; no move if it is there."""

        def show() -> None:
            if RowRef(post, line) not in self.see():
                self.bring(post, line)
                if self.top == (post, line):
                    self.shift(-(self.height // 3))

        self.move(show)
        self._revealed = post

    def follow(self) -> None:
        self.following, self.is_held = True, False
        self.turn_to_spot(anew=not self.is_in_sight)
        self._moved()

    def read_ahead(self, spot: PostRead) -> None:
        """Turn the page without the clock."""
        self.following, self._by_hand = True, spot
        self._read(spot if self.spot is None else max(self.spot, spot))
        self.turn_to_spot(anew=False)
        self._moved()

    def set_order(self, newest_first: bool) -> None:
        """Set the order; the line on top stays there, unless following."""
        self.shift(0)
        self.document = replace(self.document, newest_first=newest_first)
        if self.following:
            self.turn_to_spot(anew=True)
        self._moved()

    def resize(self, height: int) -> None:
        """Apply a new height or new lines of posts; the same words stay on top if they can."""
        first, self._height = not self._height, height
        self._set_height()
        self.seam, self.is_held = None, False  # a line of the layout before
        if self.following and (first or not self.is_in_sight):
            self.turn_to_spot(anew=True)

    def _set_height(self) -> None:
        self.height = self._height - (self.waiting > 0 and self._height > 1)

    @property
    def place(self) -> FeedPlace:
        return FeedPlace(*self.words, self.following)

    def restore(self, place: FeedPlace) -> None:
        *words, self.following = place
        self.put(TextPlace(*words))
        if self.following:
            self.follow()
        else:
            self._moved()

    # What is on the page

    @property
    def _post_read(self) -> int | None:
        return self.spot.post if self.spot and self.spot.post in self.document else None

    def see(self) -> list[RowRef]:
        """Lines in the window, seen now. The count of unread posts hides the last line."""
        places = self.places()
        if self.following:
            self._seen, self._glanced = self.document.newest, set()
            return places
        posts = self.posts_at(places)
        if self._posts_after(max([self._seen, *posts])):
            places = places[: max(self._height - 1, 1)]
            posts = self.posts_at(places)
        new = {post for post in posts if post > self._known}
        self._seen = max([self._seen, *posts])
        self._left |= self._glanced - new  # gone from the window: read
        self._glanced = new
        return places

    def posts_at(self, places: Sequence[RowRef]) -> list[int]:
        """Posts with words in the window."""
        card, lines_of = self.document.card, self.lines_of
        texts = (post for post, row in places if lines_of(post).lines[row].text)
        return [post for post in dict.fromkeys(texts) if post != card]

    def _posts_after(self, post: int) -> int:
        indices, count = self.document.indices, self.document.count
        return count - bisect_right(indices, post, 0, count)

    @property
    def unread(self) -> int:
        """New posts that never were in the window."""
        return self._posts_after(self._seen)

    def state(self, post: int) -> PostState:
        is_new, reading = self._known < post <= self.document.newest, self._post_read
        if post == reading and self.following:
            return PostState.READING_NEW if is_new else PostState.READING
        if not is_new or post in self._left:
            return PostState.READ
        return PostState.UNREAD if reading is not None and post < reading else PostState.NEW

    @property
    def states_key(self) -> tuple[object, ...]:
        """All that the states of posts depend on."""
        seen = self._known, frozenset(self._left), self.document.newest
        return (*seen, self._post_read, self.following, self.document.newest_first)

    def current_post(self) -> int | None:
        """Post being read; after a search that of the match, after a scroll the first of all."""
        if self.following:
            return None if self.spot is None else self.spot.post
        places = [place for place in self.see() if place.post != self.document.card]
        first = min(places, key=lambda x: (x.post != self._revealed, x.line != 0), default=None)
        return None if first is None else first.post
