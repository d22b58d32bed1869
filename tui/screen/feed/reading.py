"""The reader's place in the feed. Pages turn until the reader scrolls by hand; after a resize the
same words stand on top."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.layout import PostLines
from tui.screen.feed.pages import Pages, Spot
from tui.screen.feed.read_posts import ReadPosts
from tui.screen.feed.viewport import Change, Document, FeedPlace, RowRef, Span, Viewport, places_of


class Reading:
    """`lines_of` lays out a post at the current width."""

    def __init__(self, lines_of: Callable[[int], PostLines], *, newest_first: bool = False) -> None:
        self._lines_of = lines_of
        self.viewport = Viewport(lambda post: len(lines_of(post).lines))
        self._pages = Pages(self.viewport, lines_of)
        self.viewport.document = Document((), 0, newest_first)
        self.following = True  # pages turn for the reader
        self.spot: Spot | None = None  # place being read, by the clock or further on
        self._ahead = False  # the reader is ahead of the clock
        self._height = 0
        self.waiting = 0  # new live posts not reached, counted in the last row
        self._reaches_end = True  # keep the last line on the last row; not after a tick
        self._read = ReadPosts()
        self._words = FeedPlace(0, 0, -1, True)  # on top at the last move

    @property
    def document(self) -> Document:
        return self.viewport.document

    @property
    def newest_first(self) -> bool:
        return self.document.newest_first

    def show(
        self,
        indices: Sequence[int],
        count: int,
        *,
        spot: Spot | None = None,
        card: int | None = None,
        jumped: bool = False,
    ) -> bool:
        """Show the first `count` of `indices`, and the card; True if rows may have changed."""
        old, top = self.document, self.viewport.top
        change = Change.JUMP if jumped else old.change_to(indices, count, card)
        self._read.count(count, start=change in (Change.JUMP, Change.OTHER))
        self.following = self.following or jumped
        self._ahead = self._ahead and change in (Change.NOTHING, Change.GROWS)
        if change is not Change.NOTHING:
            self.viewport.document = replace(old, indices=indices, count=count, card=card)
        began = self._set_spot(spot)
        if self.following:
            self._follow_change(change, began)
        else:
            self._stay(change, was_empty=not len(old))
        return change is not Change.NOTHING or began or top != self.viewport.top

    def _stay(self, change: Change, *, was_empty: bool) -> None:
        """Keep the rows of a reader who has scrolled."""
        if change is Change.GROWS and not was_empty:
            # The end of the document may have held the window further up than the words noted.
            if self.viewport.top != self._place_of_words():
                self._note_words()
        elif change is not Change.NOTHING:
            if was_empty:  # nothing is left that was scrolled to
                self.viewport.to_start()
            self._settle()

    def _follow_change(self, change: Change, began: bool) -> None:
        if change is not Change.NOTHING:
            self.viewport.settle()
        lost = change is Change.OTHER and not self._pages.in_sight(self.spot)
        self._follow(anew=change is Change.JUMP or began or lost)

    def continue_with(self, indices: Sequence[int]) -> None:
        """Continue with a longer state of the blog; as many posts are shown."""
        self.viewport.document = replace(self.document, indices=indices)

    def set_order(self, newest_first: bool) -> None:
        """Set the order; the top post stays on top, unless following."""
        self.viewport.document = replace(self.document, newest_first=newest_first)
        if self.following:
            self._follow(anew=True)
        else:
            self._settle()

    def resize(self, height: int) -> None:
        """Apply a new height or new lines of posts; the same words stay on top."""
        self._height = height
        self._pages.seam = None  # a line of the layout before
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
        """Bring a line to the top."""
        self.viewport.show(post, line)
        self._moved()

    def reveal(self, post: int, line: int) -> None:
        """Bring a line into the window, to a third of its height; no move if it is there."""
        self._stop_following()
        if RowRef(post, line) in places_of(self._fit()):
            self._note_words()
            return
        self.viewport.show(post, line)
        if self.viewport.top == (post, line):
            self.viewport.scroll(-(self.viewport.height // 3))
        self._settle()

    def follow(self) -> None:
        """Return to the place being read; pages turn again."""
        self.following = True
        self.viewport.height = self._rows
        self.viewport.settle()
        self._follow(anew=not self._pages.in_sight(self.spot))

    def next_page(self) -> Spot | None:
        return None if self.spot is None else self._pages.next_page(self.spot)

    @property
    def shows_end(self) -> bool:
        return self._pages.shows_card

    def read_ahead(self, spot: Spot) -> None:
        """Turn the page without the clock."""
        self.following, self._ahead = True, False
        self._set_spot(spot)
        self._ahead = True
        self._follow(anew=False)

    @property
    def next_shares(self) -> tuple[float, ...]:
        """Shares of the post at which the page turns and the next paragraph starts."""
        return self._pages.next_shares(self.spot) if self.following and self.spot else ()

    @property
    def mark(self) -> tuple[int, int] | None:
        """Post and part being read, for the mark in the gutter."""
        if self.spot is None or self.document.ordinal(self.spot.post) is None:
            return None
        return self.spot.post, self._pages.part_of(self.spot)

    @property
    def seam(self) -> RowRef | None:
        return self._pages.seam if self.following else None

    def places(self) -> list[RowRef]:
        return places_of(self.spans())

    def spans(self) -> list[Span]:
        """Lines in the window; posts that begin here are read. Unread posts take the last row."""
        if self.following:
            self.viewport.height = self._rows
            self._read.see_all()
            return list(self.viewport.spans())
        spans = self._fit()
        self._reaches_end = False
        self._read.see(self._begun(spans))
        return spans

    @property
    def _rows(self) -> int:
        return self._height - (self.waiting > 0 and self._height > 1)

    def _fit(self) -> list[Span]:
        """Lines in the window of a reader who scrolls, fitted to its height and end."""
        top = self.viewport.top
        for height in dict.fromkeys((self._rows, self._height - (self._height > 1))):
            # Each height from the same top: the end holds a higher window further up.
            self.viewport.height, self.viewport.top = height, top
            if self._reaches_end:
                self.viewport.settle()
            spans = list(self.viewport.spans())
            if not self._read.unread_with(self._begun(spans)):
                break
        return spans

    def _begun(self, spans: list[Span]) -> list[int]:
        begun = (self.document.ordinal(span.post) for span in spans if span.first == 0)
        return [ordinal for ordinal in begun if ordinal is not None]

    @property
    def unread(self) -> int:
        return self._read.unread

    def state(self, post: int) -> PostState:
        ordinal = self.document.ordinal(post)
        if ordinal is None or ordinal >= self.document.count:
            return PostState.READ
        return self._read.state(ordinal, reading=self._ordinal_read, following=self.following)

    def told_states(self) -> tuple[tuple[int, PostState], ...]:
        """Posts with a state other than READ, for a list."""
        told = self._read.to_tell(self.document.count, self._ordinal_read)
        states = ((post, self.state(post)) for post in map(self.document.indices.__getitem__, told))
        return tuple(each for each in states if each[1] is not PostState.READ)

    @property
    def place(self) -> FeedPlace:
        return self._words._replace(following=self.following)

    def restore(self, place: FeedPlace) -> None:
        self._words = place
        self.following = place.following
        self._to_words()

    def current_post(self) -> int | None:
        """Post being read; after a scroll the first that begins in the window."""
        if self.following:
            return self.document.newest if self.spot is None else self.spot.post
        spans = [span for span in self.viewport.spans() if span.post != self.document.card]
        first = next((span.post for span in spans if span.first == 0), None)
        return spans[0].post if first is None and spans else first

    @property
    def _ordinal_read(self) -> int | None:
        return None if self.spot is None else self.document.ordinal(self.spot.post)

    def _set_spot(self, spot: Spot | None) -> bool:
        """Set the place being read; True if it is in another post."""
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
        self.viewport.height = self._rows
        self._pages.follow(self.spot, anew=anew)
        self._note_words()

    def _moved(self) -> None:
        self._stop_following()
        self._settle()

    def _stop_following(self) -> None:
        """Stop following; posts after the post being read become unread."""
        if self.following:
            self.following = False
            if (read := self._ordinal_read) is not None:
                self._read.stop_at(read)

    def _settle(self) -> None:
        """Move the window to existing lines, and note its words."""
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

    def _place_of_words(self) -> RowRef:
        """Line of the noted words, or the nearest post shown."""
        document, words = self.document, self._words
        if not len(document):
            return self.viewport.top
        post = document.post(document.slot(words.post))
        line = self._lines_of(post).line_at(words.part, words.start)
        return RowRef(post, line if post == words.post else 0)

    def _to_words(self) -> None:
        """Put the noted words on top; turn anew only if the place being read is out of sight."""
        self._reaches_end = True
        self.viewport.top = self._place_of_words()
        if self.following:
            self.viewport.height = self._rows
            self.viewport.settle()
            if not self._pages.in_sight(self.spot):
                self._follow(anew=True)
