"""A reader of the feed for state machines: what stands in the window, and what always holds."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.layout import BLANK, PostLine, PostLines
from tui.screen.feed.pages import Measure, Spot, words_end
from tui.screen.feed.reading import Reading
from tui.screen.feed.viewport import RowRef

POSTS = 9
CARD = POSTS
counts = st.integers(0, POSTS)


def laid_out(sizes: Sequence[int], width: int) -> PostLines:
    """A post whose parts have these lengths, wrapped anywhere, with a blank line at its end."""
    lines = [
        PostLine("text", "x" * min(width, size - start), part=part, start=start)
        for part, size in enumerate(sizes)
        for start in range(0, size, width)
    ]
    lines.append(PostLine(BLANK, part=len(sizes) - 1, start=sizes[-1] + 1))
    return PostLines(tuple(lines), tuple("x" * size for size in sizes), ((),) * len(sizes))


class FeedReader(RuleBasedStateMachine):
    """The clock says what is read (`spot`), the reader scrolls.

    `newest_seen` models unread posts: the newest in the window so far, or brought by a jump.
    """

    @initialize(
        posts=st.lists(
            st.lists(st.integers(1, 60), min_size=1, max_size=3),
            min_size=POSTS + 1,
            max_size=POSTS + 1,
        ),
        width=st.integers(3, 20),
        height=st.integers(1, 14),
        newest_first=st.booleans(),
        count=counts,
    )
    def begin(
        self, posts: list[list[int]], width: int, height: int, newest_first: bool, count: int
    ) -> None:
        self.posts = posts
        self.width = width
        self.indices: Sequence[int] = range(POSTS)
        self.newest_seen = -1
        self.spot: Spot | None = None
        self.reading = Reading(self.lines, newest_first=newest_first)
        self.resize(height)
        self.show(count, jumped=True)

    def lines(self, post: int) -> PostLines:
        return laid_out(self.posts[post], self.width)

    def resize(self, height: int) -> None:
        self.height = height
        self.reading.resize(height)

    @property
    def shown(self) -> list[int]:
        """The posts shown, oldest first."""
        return list(self.indices[: self.reading.document.count])

    def show(
        self,
        count: int,
        *,
        share: float = 0.0,
        jumped: bool = False,
        indices: Sequence[int] | None = None,
    ) -> None:
        """Shows the first posts, of which so much of the newest has been read."""
        new = self.indices if indices is None else indices
        if jumped or new is not self.indices:
            self.newest_seen = max(new[:count], default=-1)
        self.indices = new
        self.spot = Spot(new[count - 1], share) if count else None
        card = CARD if count == len(new) and count else None
        self.reading.show(new, count, spot=self.spot, card=card, jumped=jumped)
        self.newest_seen = min(self.newest_seen, max(self.shown, default=-1))
        self.seen_places()

    def seen_places(self) -> list[RowRef]:
        """The places in the window, whose posts are seen now; at the end card all of them are."""
        places = self.reading.places()
        last = max(self.shown, default=-1)
        heads = [last if place.post == CARD else place.post for place in places]
        self.newest_seen = last if self.reading.following else max([self.newest_seen, *heads])
        return places

    def line_read(self) -> RowRef | None:
        """The line being read; None where all words of the post have been."""
        spot = self.reading.spot
        if spot is None:
            return None
        layout = self.lines(spot.post)
        row = int(Measure(layout).row_at(spot.share))
        return RowRef(spot.post, row) if row < words_end(layout) else None

    # Invariants

    @invariant()
    def what_is_read_is_in_the_window_while_pages_are_turned(self) -> None:
        if self.reading.following and (read := self.line_read()) is not None:
            assert read in self.reading.places()

    @invariant()
    def the_window_shows_a_stretch_of_the_document(self) -> None:
        document = self.reading.document
        posts = [document.post(slot) for slot in range(len(document))]
        lines = [RowRef(post, n) for post in posts for n in range(len(self.lines(post).lines))]
        places = self.reading.places()
        at = lines.index(places[0]) if places else 0
        assert places == lines[at : at + len(places)]
        rows = max(self.height - 1, 1) if self.reading.unread else self.height
        # With the newest first what comes is above the rows that a reader has scrolled to.
        if self.reading.following or not document.newest_first:
            assert len(places) == min(rows, len(lines)), "an empty row where text would fit"

    @invariant()
    def what_is_unread_came_after_all_that_was_seen(self) -> None:
        self.seen_places()
        unread = [post for post in self.shown if post > self.newest_seen]
        assert self.reading.unread == len(unread)
        new = {PostState.NEW, PostState.UNREAD}
        assert all(self.reading.state(post) in new for post in unread)
        assert self.reading.state(CARD) is PostState.READ

    @invariant()
    def one_post_at_most_is_being_read(self) -> None:
        reading = {PostState.READING, PostState.READING_NEW}
        marked = [post for post in self.shown if self.reading.state(post) in reading]
        spot = self.reading.spot
        shown = spot is not None and spot.post in self.shown and self.reading.following
        assert marked == ([spot.post] if spot is not None and shown else [])

    @invariant()
    def the_current_post_is_in_the_window_and_never_the_card(self) -> None:
        current = self.reading.current_post()
        assert (current is None) == (not self.shown) or current is None
        if current is not None and not self.reading.following:
            assert (
                current in {place.post for place in self.reading.places()} - {CARD}
                or self.only_the_card_is_in_it()
            )

    def only_the_card_is_in_it(self) -> bool:
        return {place.post for place in self.reading.places()} == {CARD}
