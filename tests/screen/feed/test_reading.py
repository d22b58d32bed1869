"""The reader's position as a state machine: posts come and go, windows change, texts stay put."""

from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tui.screen.feed.post_lines import Line, PostLines, Role
from tui.screen.feed.reading import FeedPlace, Reading
from tui.screen.feed.viewport import Place

POSTS = 9
CARD = POSTS
counts = st.integers(0, POSTS)


def laid_out(sizes: Sequence[int], width: int) -> PostLines:
    """A post whose parts have these lengths, wrapped anywhere, with a blank line at its end."""
    lines = [
        Line(Role.BODY, "x" * min(width, size - start), part=part, start=start)
        for part, size in enumerate(sizes)
        for start in range(0, size, width)
    ]
    lines.append(Line(Role.BLANK, part=len(sizes) - 1, start=sizes[-1] + 1))
    return PostLines(tuple(lines), tuple("x" * size for size in sizes), ((),) * len(sizes))


class ReaderAndModel(RuleBasedStateMachine):
    """`newest_seen` models unread posts: the newest in the window so far, or shown by a jump."""

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
        self.reading = Reading(
            lambda post: laid_out(self.posts[post], self.width), newest_first=newest_first
        )
        self.resize(height)
        self.show(count, jumped=True)

    def resize(self, height: int) -> None:
        self.height = height
        self.reading.resize(height)

    @property
    def shown(self) -> list[int]:
        """The posts shown, oldest first."""
        return list(self.indices[: self.reading.document.count])

    def show(
        self, count: int, *, jumped: bool = False, indices: Sequence[int] | None = None
    ) -> None:
        new = self.indices if indices is None else indices
        if jumped or new is not self.indices:
            self.newest_seen = max(new[:count], default=-1)
        self.indices = new
        card = CARD if count == len(new) and count else None
        self.reading.show(new, count, card=card, jumped=jumped)
        self.newest_seen = min(self.newest_seen, max(self.shown, default=-1))
        self.seen_places()

    def seen_places(self) -> list[Place]:
        """The places in the window; its headlines are seen now, at the end card all of them."""
        places = self.reading.places()
        last = max(self.shown, default=-1)
        heads = [last if place.post == CARD else place.post for place in places if place.line == 0]
        self.newest_seen = max([self.newest_seen, *heads])
        return places

    # Rules

    @rule(more=st.integers(0, 4))
    def posts_come(self, more: int) -> None:
        before, following = self.seen_places(), self.reading.following
        old_end = self.reading.viewport.at_end and self.reading.viewport.at_start
        came = min(len(self.indices) - len(self.shown), more)
        self.show(len(self.shown) + came)
        after = self.seen_places()
        if not following and not old_end:
            assert after == before[: len(after)], "an arrival moved a reader who has scrolled away"
            assert len(after) >= len(before) - 1, "only the last row says what is new"
        assert self.reading.following == following
        if following and came:
            assert Place(self.shown[-1], 0) in after, "the newest headline is not in the window"

    @rule(count=counts)
    def the_clock_jumps(self, count: int) -> None:
        self.show(min(count, len(self.indices)), jumped=True)
        assert self.reading.following
        assert self.reading.unread == 0

    @rule(fewer=st.integers(1, POSTS))
    def the_replay_begins_again(self, fewer: int) -> None:
        following = self.reading.following
        self.show(max(0, len(self.shown) - fewer))
        assert self.reading.following == following

    @rule(chosen=st.sets(st.integers(0, POSTS - 1)), share=st.floats(0, 1))
    def other_posts_are_selected(self, chosen: set[int], share: float) -> None:
        indices = tuple(sorted(chosen))
        self.show(round(share * len(indices)), indices=indices)
        assert self.reading.unread == 0

    @rule(lines=st.integers(-40, 40))
    def the_reader_scrolls(self, lines: int) -> None:
        self.reading.scroll(lines)
        self.the_newest_edge_decides()

    @rule()
    def the_reader_goes_to_the_top(self) -> None:
        self.reading.to_start()
        self.the_newest_edge_decides()

    @rule()
    def the_reader_goes_to_the_bottom(self) -> None:
        self.reading.to_end()
        self.the_newest_edge_decides()

    def the_newest_edge_decides(self) -> None:
        at_edge = (
            self.reading.viewport.at_start
            if self.reading.newest_first
            else self.reading.viewport.at_end
        )
        assert self.reading.following == at_edge
        self.seen_places()

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def the_reader_goes_to_a_post(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from(self.shown))
        self.reading.go_to(post)
        assert Place(post, 0) in self.seen_places()

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def a_match_is_revealed(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from(self.shown))
        line = data.draw(st.integers(0, len(laid_out(self.posts[post], self.width).lines) - 1))
        before, top = self.seen_places(), self.reading.viewport.top
        self.reading.reveal(post, line)
        assert Place(post, line) in self.seen_places()
        if Place(post, line) in before:
            assert self.reading.viewport.top == top

    @rule()
    def the_reader_follows(self) -> None:
        unread, following = self.reading.unread, self.reading.following
        first_unread = self.shown[len(self.shown) - unread] if unread else None
        self.reading.follow()
        places = self.seen_places()
        if first_unread is not None and not following:
            assert Place(first_unread, 0) in places
        elif self.shown:
            assert self.reading.following
            assert Place(self.shown[-1], 0) in places

    @rule(width=st.integers(1, 25), height=st.integers(1, 16))
    def the_window_is_resized_there_and_back(self, width: int, height: int) -> None:
        before, words, card_alone = (
            self.seen_places(),
            self.reading.place,
            self.only_the_card_is_in_it(),
        )
        old_width, old_height = self.width, self.height
        self.width = width
        self.resize(height)
        if not self.reading.following and not self.reading.viewport.at_end and self.shown:
            top = self.reading.viewport.top
            line = laid_out(self.posts[top.post], width).lines[top.line]
            assert (top.post, line.part) == (words.post, words.part)
            assert (
                line.start <= words.start < max(line.start + width, len(line.text) + 2 + line.start)
            )
        self.seen_places()
        self.width = old_width
        self.resize(old_height)
        # Once the unread posts are seen, the row of their count shows posts again.
        assert set(before) <= set(self.seen_places()) or card_alone
        assert self.reading.place == words

    @rule(width=st.integers(3, 20), height=st.integers(1, 14))
    def the_window_is_resized(self, width: int, height: int) -> None:
        following = self.reading.following
        self.width = width
        self.resize(height)
        places = self.seen_places()
        assert self.reading.following == following
        if following and self.shown and not self.reading.viewport.past_newest:
            assert Place(self.shown[-1], 0) in places

    @rule()
    def the_order_is_turned_round(self) -> None:
        top, following, unread = (
            self.reading.viewport.top,
            self.reading.following,
            self.reading.unread,
        )
        self.reading.set_order(not self.reading.newest_first)
        assert self.reading.following == following
        assert self.reading.unread == unread
        places = self.seen_places()
        if self.shown and not following:
            assert top in places, "the line on top is out of sight"
            assert self.reading.viewport.top == top or self.reading.viewport.at_end
        elif self.shown:
            assert Place(self.shown[-1], 0) in places

    @rule(count=counts, lines=st.integers(-30, 30))
    def a_jump_is_undone(self, count: int, lines: int) -> None:
        before, place, old, card_alone = (
            self.seen_places(),
            self.reading.place,
            len(self.shown),
            self.only_the_card_is_in_it(),
        )
        self.show(min(count, len(self.indices)), jumped=True)
        self.reading.scroll(lines)
        self.seen_places()
        self.show(old, jumped=True)
        self.reading.restore(place)
        assert set(before) <= set(self.seen_places()) or card_alone
        assert self.reading.place == place or place.following

    @rule(data=st.data())
    def a_post_elsewhere_grows(self, data: st.DataObject) -> None:
        before = self.seen_places()
        posts = {place.post for place in before}
        hidden = [post for post in range(POSTS) if post not in posts]
        if hidden and not self.reading.viewport.at_end:
            post = data.draw(st.sampled_from(hidden))
            self.posts[post] = [*self.posts[post], data.draw(st.integers(1, 90))]
            assert self.seen_places() == before

    # Invariants

    @invariant()
    def the_window_shows_a_stretch_of_the_document(self) -> None:
        document = self.reading.document
        posts = [document.post(slot) for slot in range(len(document))]
        lines = [
            Place(post, n)
            for post in posts
            for n in range(len(laid_out(self.posts[post], self.width).lines))
        ]
        places = self.reading.places()
        at = lines.index(places[0]) if places else 0
        assert places == lines[at : at + self.reading.viewport.height]
        assert len(places) == min(self.reading.viewport.height, len(lines)), (
            "there is an empty row where text would fit"
        )

    @invariant()
    def the_last_row_says_what_is_unread(self) -> None:
        self.seen_places()
        rows = self.height - 1 if self.reading.unread and self.height > 1 else self.height
        assert self.reading.viewport.height == rows

    @invariant()
    def what_is_unread_came_after_all_that_was_seen(self) -> None:
        self.seen_places()
        unread = [post for post in self.shown if post > self.newest_seen]
        assert self.reading.unread == len(unread)
        marked = [post for post in self.shown if self.reading.is_new(post)]
        assert marked == (unread or self.shown[-1:])
        assert not self.reading.is_new(CARD)

    @invariant()
    def the_current_post_is_in_the_window_and_never_the_card(self) -> None:
        current = self.reading.current_post()
        assert (current is None) == (not self.shown) or current is None
        if current is not None:
            assert (
                current in {place.post for place in self.reading.places()} - {CARD}
                or self.only_the_card_is_in_it()
            )

    def only_the_card_is_in_it(self) -> bool:
        return {place.post for place in self.reading.places()} == {CARD}


TestReading = ReaderAndModel.TestCase
TestReading.settings = settings(max_examples=80, stateful_step_count=25)


def test_a_place_no_longer_shown_leads_to_the_post_before_it() -> None:
    reading = Reading(lambda post: laid_out([30], 10))
    reading.resize(2)
    reading.show(range(9), 9, jumped=True)
    reading.restore(FeedPlace(7, 0, 20, False))
    assert reading.viewport.top == (7, 2)
    reading.show(range(9), 4)
    reading.restore(FeedPlace(7, 0, 20, False))
    assert reading.viewport.top == (3, 0)


def test_a_resize_there_and_back_leaves_the_row_above_the_note_of_what_is_unread() -> None:
    """At the end of a 3x2 window, newest first, whose second row says that a post is unread."""
    width = 3
    reading = Reading(lambda post: laid_out([1], width), newest_first=True)
    posts = range(2)
    reading.resize(1)
    reading.show(posts, 1, jumped=True)
    reading.places()
    reading.scroll(1)
    reading.show(posts, 2, card=CARD)
    reading.places()
    reading.resize(2)
    reading.places()
    reading.to_end()
    before = reading.places()
    assert (before, reading.unread) == ([Place(0, 1)], 1)
    width = 1
    reading.resize(1)
    reading.places()
    width = 3
    reading.resize(2)
    assert reading.places() == before
