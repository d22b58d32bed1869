"""The reader's place in the feed: following or scrolled away.

event                     following                     scrolled away
the clock reads on        the page turns in time        -
the clock begins a post   its first page                -
posts come                -                             the last row counts those not seen
other posts are selected  anew if what is read is lost  the nearest words stay on top
the clock jumps           its first page                following, its first page
the reader turns a page   that page                     following, that page
the reader scrolls        scrolled away                 other words are on top
the reader follows        -                             following, the page being read
the window is resized     as for other posts            the same words stay on top

The place being read is the clock's, or further on if the reader has turned pages by hand: then
pages wait for the clock. A jump or other posts end that.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.layout import PostLines
from tui.screen.feed.pages import Pages, Spot
from tui.screen.feed.read_posts import ReadPosts
from tui.screen.feed.viewport import Document, FeedPlace, RowRef, Viewport, Words


class Reading:
    """`lines_of` lays out a post at the current width; `moved` is called after each move."""

    def __init__(
        self,
        lines_of: Callable[[int], PostLines],
        *,
        newest_first: bool,
        moved: Callable[[], None],
    ) -> None:
        self._lines_of = lines_of
        self.viewport = Viewport(lines_of)
        self.viewport.document = Document((), 0, newest_first)
        self._pages = Pages(self.viewport, lines_of)
        self._posts = ReadPosts()
        self._moved = moved
        self.following = True  # pages turn for the reader; else scrolled away
        self._by_clock: Spot | None = None
        self._by_hand: Spot | None = None  # of pages turned without the clock
        self._height = 0
        self._before_resize: Words | None = None  # on top, before a window too small for them
        self.waiting = 0  # new live posts not reached, counted in the last row

    @property
    def document(self) -> Document:
        return self.viewport.document

    @property
    def newest_first(self) -> bool:
        return self.document.newest_first

    @property
    def spot(self) -> Spot | None:
        """Place being read."""
        clock, hand = self._by_clock, self._by_hand
        return clock if clock is None or hand is None else max(clock, hand)

    # What the clock and the blog do

    def show(
        self,
        indices: Sequence[int],
        count: int,
        *,
        spot: Spot | None,
        card: int | None,
        waiting: int,
        jumped: bool,
    ) -> None:
        """Show the first `count` of `indices`, and the card."""
        before, are_others = self.spot, indices is not self.document.indices
        document = replace(self.document, indices=indices, count=count, card=card)
        self._set_document(document, anew=jumped or are_others)
        self._by_clock, self.waiting = spot, waiting
        self._set_height()
        if begins := self._begins(before):
            self._leave(before)
            self._before_resize = None
        self.following = self.following or jumped
        if self.following:
            self._pages.follow(
                self.spot, anew=jumped or begins or (are_others and not self._is_in_sight)
            )

    def _set_document(self, document: Document, *, anew: bool) -> None:
        """Set the posts shown, `anew` after a jump or a selection; posts that come move nothing."""
        old = self.document
        if anew or document.count < old.count:
            self._by_hand = None
            self.viewport.release()
        elif not self.following and len(document) > len(old):
            self.viewport.hold()
        self._posts.show(document, start=anew)
        self.viewport.document = document
        if not len(old):
            self.viewport.to_start()

    def continue_with(self, indices: Sequence[int]) -> None:
        """Continue with a longer state of the blog; as many posts are shown."""
        self.viewport.document = replace(self.document, indices=indices)

    # What the reader does

    def scroll(self, lines: int) -> None:
        self.move(lambda viewport: viewport.scroll(lines))

    def move(self, how: Callable[[Viewport], None]) -> None:
        """Scroll away; posts after the post being read become unread, unless they are seen."""
        if self.following:
            self.following, self._before_resize = False, None
            if (read := self._post_read) is not None:
                self._posts.stop_at(max([read, *self._posts_at(self.viewport.places())]))
        how(self.viewport)
        self._moved()

    def go_to(self, post: int, line: int = 0) -> None:
        """Bring a line to the top."""
        self.move(lambda viewport: viewport.show(post, line))

    def reveal(self, post: int, line: int) -> None:
        """Bring a line into the window, to a third of its height; no move if it is there."""

        def show(viewport: Viewport) -> None:
            if RowRef(post, line) not in self.places():
                viewport.show(post, line)
                if viewport.top == (post, line):
                    viewport.scroll(-(viewport.height // 3))

        self.move(show)

    def follow(self) -> None:
        """Return to the place being read; pages turn again."""
        self.following = True
        self.viewport.release()
        self._pages.follow(self.spot, anew=not self._is_in_sight)
        self._moved()

    def read_ahead(self, spot: Spot) -> None:
        """Turn the page without the clock."""
        before = self.spot
        self.following, self._by_hand = True, spot
        if self._begins(before):
            self._leave(before)
        self._pages.follow(self.spot, anew=False)
        self._moved()

    def set_order(self, newest_first: bool) -> None:
        """Set the order; the line on top stays there, unless following."""
        self.viewport.scroll(0)
        self.viewport.document = replace(self.document, newest_first=newest_first)
        if self.following:
            self._pages.follow(self.spot, anew=True)
        self._moved()

    def resize(self, height: int) -> None:
        """Apply a new height or new lines of posts; the same words stay on top, or come back."""
        first, self._height = not self._height, height
        self._set_height()
        self._pages.seam = None  # a line of the layout before
        self.viewport.release()
        if not self.following:
            return
        now = self.viewport.words
        before = self._before_resize or now
        for words in (before, now):
            self.viewport.put(words)
            if self._is_in_sight and not first:
                return
        self._pages.follow(self.spot, anew=True)
        self._before_resize = None if first else before

    @property
    def place(self) -> FeedPlace:
        return FeedPlace(*self.viewport.words, self.following)

    def restore(self, place: FeedPlace) -> None:
        *words, self.following = place
        self.viewport.put(Words(*words))
        if self.following and not self._is_in_sight:
            self._pages.follow(self.spot, anew=True)
        self._moved()

    # What is on the page

    def next_page(self) -> Spot | None:
        return None if self.spot is None else self._pages.next_page(self.spot)

    @property
    def shows_end(self) -> bool:
        return self._pages.shows_card

    @property
    def next_shares(self) -> tuple[float, ...]:
        """Shares of the post at which the page turns and the next paragraph starts."""
        return self._pages.next_shares(self.spot) if self.following and self.spot else ()

    @property
    def mark(self) -> tuple[int, int] | None:
        """Post and part being read, for the mark in the gutter."""
        if self.spot is None or self.spot.post not in self.document:
            return None
        return self.spot.post, self._pages.part_of(self.spot)

    @property
    def seam(self) -> RowRef | None:
        return self._pages.seam if self.following else None

    def places(self) -> list[RowRef]:
        """Lines in the window, seen now. The count of unread posts hides the last line."""
        places = self.viewport.places()
        if self.following:
            self._posts.see_all()
            return places
        if self._posts.unread_with(self._posts_at(places)):
            places = places[: max(self._height - 1, 1)]
        self._posts.see(self._posts_at(places))
        return places

    def _posts_at(self, places: Sequence[RowRef]) -> list[int]:
        """Posts with words in the window."""
        card, lines_of = self.document.card, self._lines_of
        texts = (post for post, row in places if lines_of(post).lines[row].text)
        return [post for post in dict.fromkeys(texts) if post != card]

    @property
    def unread(self) -> int:
        return self._posts.unread

    def state(self, post: int) -> PostState:
        return self._posts.state(post, reading=self._post_read, following=self.following)

    def told_states(self) -> tuple[tuple[int, PostState], ...]:
        """Posts with a state other than READ, for a list."""
        states = ((post, self.state(post)) for post in self._posts.to_tell(self._post_read))
        return tuple(each for each in states if each[1] is not PostState.READ)

    def current_post(self) -> int | None:
        """Post being read; after a scroll the first that begins in the window."""
        if self.following:
            return self.document.newest if self.spot is None else self.spot.post
        places = [place for place in self.places() if place.post != self.document.card]
        first = next((place.post for place in places if place.line == 0), None)
        return places[0].post if first is None and places else first

    def _set_height(self) -> None:
        self.viewport.height = self._height - (self.waiting > 0 and self._height > 1)

    @property
    def _is_in_sight(self) -> bool:
        return self._pages.in_sight(self.spot)

    def _begins(self, before: Spot | None) -> bool:
        """True if another post than `before` is being read."""
        return self.spot is not None and (before is None or self.spot.post != before.post)

    def _leave(self, spot: Spot | None) -> None:
        """Note that the reader is through with a post."""
        if self.following and spot is not None:
            self._posts.leave(spot.post)

    @property
    def _post_read(self) -> int | None:
        return self.spot.post if self.spot and self.spot.post in self.document else None
