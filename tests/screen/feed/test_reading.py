"""The reader's position as a state machine: posts come and go, windows change, texts stay put."""

from collections.abc import Callable

from feed_reader import POSTS, FeedReader, counts
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tui.screen.feed.pages import SLOWER, Measure, words_end
from tui.screen.feed.viewport import FeedPlace, RowRef


class ReaderAndModel(FeedReader):
    """Whatever happens to the reader, in any order."""

    @rule(more=st.integers(0, 4))
    def posts_come(self, more: int) -> None:
        before, following = self.seen_places(), self.reading.following
        old_end = self.reading.viewport.at_end and self.reading.viewport.at_start
        came = min(len(self.indices) - len(self.shown), more)
        share = self.spot.share if self.spot is not None and not came else 0.0
        self.show(len(self.shown) + came, share=share)
        after = self.seen_places()
        if not following and not old_end:
            both = min(len(before), len(after))  # the row of the count may show posts again
            assert after[:both] == before[:both], "an arrival moved a reader who has scrolled away"
            assert len(after) >= len(before) - 1, "only the last row says what is new"
        assert self.reading.following == following

    @precondition(lambda self: self.spot is not None and self.reading.document.card is None)
    @rule()
    def the_newest_post_is_read_line_by_line(self) -> None:
        assert self.spot is not None
        self.show(len(self.shown), share=self.spot.share)  # after a resize a page may be due
        layout = self.lines(self.spot.post)
        for row in range(words_end(layout)):
            share = Measure(layout).share_before(row + 0.6)
            if share < self.spot.share:
                continue
            before, following = self.seen_places(), self.reading.following
            self.show(len(self.shown), share=share)
            after = self.seen_places()
            if not following:
                assert after == before
            elif after != before:
                self.the_page_was_turned(before, after)

    def the_page_was_turned(self, before: list[RowRef], after: list[RowRef]) -> None:
        """No line is left out; the line read is in the middle of those that stay, or the first or
        last one of a paragraph, or a slower reader has just come to them."""
        next_line = before[-1]._replace(line=before[-1].line + 1)
        assert after[0] in before or after[0] == next_line, "lines are left out"
        stayed = [place for place in after if place in before]
        read = self.line_read()
        if read in stayed and stayed.index(read) > len(stayed) // 2 + 1:
            assert self.reading.spot is not None
            measure = Measure(self.lines(read.post))
            slower = measure.row_at(self.reading.spot.share * SLOWER)
            paragraph = measure.paragraph_at(read.line)
            assert paragraph is not None
            edge = read.line in (paragraph.begin, paragraph.end - 1)
            assert edge or slower < after[0].line + 1

    @precondition(lambda self: self.spot is not None and self.reading.following)
    @rule()
    def the_reader_turns_the_page(self) -> None:
        before, page = self.seen_places(), self.reading.next_page()
        if page is None or self.spot is None or self.reading.document.card is not None:
            return
        assert page > self.spot
        self.reading.read_ahead(page)
        after = self.seen_places()
        assert self.reading.following
        self.the_page_was_turned(before, after)
        self.show(len(self.shown), share=self.spot.share)
        assert self.seen_places() == after, "the clock, behind the reader, turned the page back"

    @rule(count=counts, share=st.floats(0, 1))
    def the_clock_jumps(self, count: int, share: float) -> None:
        self.show(min(count, len(self.indices)), share=share, jumped=True)
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
        self.moved_by_hand(lambda: self.reading.scroll(lines))

    @rule()
    def the_reader_goes_to_the_top(self) -> None:
        self.moved_by_hand(self.reading.to_start)

    @rule()
    def the_reader_goes_to_the_bottom(self) -> None:
        self.moved_by_hand(self.reading.to_end)

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def the_reader_goes_to_a_post(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from(self.shown))
        self.moved_by_hand(lambda: self.reading.go_to(post))
        assert RowRef(post, 0) in self.seen_places()

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def a_match_is_revealed(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from(self.shown))
        line = data.draw(st.integers(0, len(self.lines(post).lines) - 1))
        before, top = self.seen_places(), self.reading.viewport.top
        self.moved_by_hand(lambda: self.reading.reveal(post, line))
        assert RowRef(post, line) in self.seen_places()
        if RowRef(post, line) in before:
            assert self.reading.viewport.top == top

    def moved_by_hand(self, move: Callable[[], None]) -> None:
        """From then on nothing follows; what comes after the post being read is unread."""
        move()
        assert not self.reading.following
        self.seen_places()

    @rule()
    def the_reader_follows(self) -> None:
        self.reading.follow()
        self.seen_places()
        assert self.reading.following
        assert self.reading.unread == 0

    @rule(width=st.integers(1, 25), height=st.integers(1, 16))
    def the_window_is_resized_there_and_back(self, width: int, height: int) -> None:
        if self.reading.following:
            return
        before, words, card_alone = (
            self.seen_places(),
            self.reading.place,
            self.only_the_card_is_in_it(),
        )
        old_width, old_height = self.width, self.height
        self.width = width
        self.resize(height)
        if not self.reading.viewport.at_end and self.shown:
            self.the_words_are_on_top(words)
        self.seen_places()
        self.width = old_width
        self.resize(old_height)
        # Once the unread posts are seen, the row of their count shows posts again.
        assert set(before) <= set(self.seen_places()) or card_alone
        assert self.reading.place == words

    def the_words_are_on_top(self, words: FeedPlace) -> None:
        top = self.reading.viewport.top
        if words.start < 0:
            assert top == (words.post, 0), "the start of a post"
            return
        line = self.lines(top.post).lines[top.line]
        assert (top.post, line.part) == (words.post, words.part)
        end = max(line.start + self.width, len(line.text) + 2 + line.start)
        assert line.start <= words.start < end

    @rule(width=st.integers(3, 20), height=st.integers(1, 14))
    def the_window_is_resized(self, width: int, height: int) -> None:
        following = self.reading.following
        self.width = width
        self.resize(height)
        self.seen_places()
        assert self.reading.following == following

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

    @rule(count=counts, lines=st.integers(-30, 30))
    def a_jump_is_undone(self, count: int, lines: int) -> None:
        before, place, old, card_alone = (
            self.seen_places(),
            self.reading.place,
            len(self.shown),
            self.only_the_card_is_in_it(),
        )
        share = self.spot.share if self.spot is not None else 0.0
        self.show(min(count, len(self.indices)), jumped=True)
        self.reading.scroll(lines)
        self.seen_places()
        self.show(old, share=share, jumped=True)
        self.reading.restore(place)
        assert self.reading.following == place.following
        if not place.following:
            assert set(before) <= set(self.seen_places()) or card_alone
            assert self.reading.place == place

    @rule(data=st.data())
    def a_post_elsewhere_grows(self, data: st.DataObject) -> None:
        before = self.seen_places()
        posts = {place.post for place in before}
        hidden = [post for post in range(POSTS) if post not in posts]
        if hidden and not self.reading.viewport.at_end:
            post = data.draw(st.sampled_from(hidden))
            self.posts[post] = [*self.posts[post], data.draw(st.integers(1, 90))]
            assert self.seen_places() == before


TestReading = ReaderAndModel.TestCase
TestReading.settings = settings(max_examples=80, stateful_step_count=25)
