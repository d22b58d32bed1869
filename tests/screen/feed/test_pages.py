"""A reader's way step by step: which rows stand in the window after what."""

from feed_reader import CARD, laid_out

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.pages import Spot
from tui.screen.feed.reading import Reading
from tui.screen.feed.viewport import FeedPlace, RowRef

SHOWN = range(3)


def test_a_place_no_longer_shown_leads_to_the_post_before_it() -> None:
    reading = Reading(lambda post: laid_out([30], 10))
    reading.resize(2)
    reading.show(range(9), 9, jumped=True)
    reading.restore(FeedPlace(7, 0, 20, False))
    assert reading.viewport.top == (7, 2)
    reading.show(range(9), 4)
    reading.restore(FeedPlace(7, 0, 20, False))
    assert reading.viewport.top == (3, 0)


def an_empty_page_again(count: int) -> Reading:
    """A reader who has scrolled to the last row of so many posts before the replay began again."""
    reading = Reading(lambda post: laid_out([1], 3))
    reading.resize(1)
    reading.show(SHOWN, count, jumped=True)
    reading.to_end()
    reading.show(SHOWN, 0)
    assert reading.places() == []
    return reading


def test_the_second_post_on_an_empty_page_leaves_the_first_where_it_is() -> None:
    reading = an_empty_page_again(2)
    reading.show(SHOWN, 1)
    before = reading.places()
    assert before == [RowRef(0, 0)]
    reading.show(SHOWN, 2)
    assert reading.places() == before


def test_the_first_post_on_an_empty_page_begins_on_top_and_is_not_unread() -> None:
    """Before the replay began again the reader had scrolled into the middle of that post."""
    reading = Reading(lambda post: laid_out([1] * 9, 3))
    reading.resize(3)
    reading.show(SHOWN, 1, jumped=True)
    reading.scroll(4)
    assert RowRef(0, 0) not in reading.places()
    reading.show(SHOWN, 0)
    reading.places()
    reading.show(SHOWN, 1)
    assert reading.places()[0] == RowRef(0, 0)
    assert reading.unread == 0


def test_a_resize_leaves_the_rows_of_a_reader_who_went_to_the_end_past_the_note() -> None:
    """To the end of a window whose last row said what is unread: then it shows posts again."""
    reading = Reading(lambda post: laid_out([1], 3))
    reading.resize(2)
    reading.show(SHOWN, 1, jumped=True)
    reading.to_start()
    reading.show(SHOWN, 2)
    reading.places()
    assert reading.unread == 1
    reading.to_end()
    before = reading.places()
    assert before == [RowRef(1, 0), RowRef(1, 1)]
    reading.show(SHOWN, 3)
    reading.places()
    reading.resize(2)
    assert reading.places() == before[:1]


def test_a_resize_leaves_the_rows_that_the_end_of_the_feed_once_held_in_the_window() -> None:
    """A higher window shows a row above the words on top; a post comes, and the row stays."""
    reading = Reading(lambda post: laid_out([1], 3))
    reading.resize(1)
    reading.show(SHOWN, 1, jumped=True)
    reading.to_end()
    assert reading.places() == [RowRef(0, 1)]
    reading.resize(2)
    assert reading.places() == [RowRef(0, 0), RowRef(0, 1)]
    reading.show(SHOWN, 2)
    before = reading.places()
    assert before == [RowRef(0, 0)]
    reading.resize(2)
    assert reading.places() == before


def test_a_line_in_sight_is_revealed_without_a_move() -> None:
    """The newest post, which stands first, has come above the rows of a reader who scrolled."""
    reading = Reading(lambda post: laid_out([1], 3), newest_first=True)
    reading.resize(4)
    reading.show(SHOWN, 1, jumped=True)
    reading.to_start()
    before = reading.places()
    reading.show(SHOWN, 2)
    assert reading.places() == before
    reading.reveal(0, 0)
    assert reading.places() == before


def test_a_line_on_the_last_row_is_revealed_above_the_note_of_what_is_unread() -> None:
    """The first of three posts is being read; a scroll by hand makes the others unread."""
    reading = Reading(lambda post: laid_out([9], 3))
    reading.resize(5)
    reading.show(SHOWN, 3, spot=Spot(0, 0.0), jumped=True)
    assert reading.places()[-1] == RowRef(1, 0)
    reading.reveal(1, 0)
    assert RowRef(1, 0) in reading.places()
    assert reading.unread == 1


def at_the_end(height: int, *, share: float = 1.0) -> Reading:
    """Follows at the end: a post of six lines, a card of three, a blank line after each."""
    reading = Reading(lambda post: laid_out([30] if post == CARD else [60], 10))
    reading.resize(height)
    reading.show(range(1), 1, spot=Spot(0, 0.0), card=CARD, jumped=True)
    reading.show(reading.document.indices, 1, spot=Spot(0, share), card=CARD)
    return reading


def test_the_whole_card_comes_as_soon_as_all_that_is_to_be_read_stays_in_sight() -> None:
    card = [RowRef(CARD, line) for line in range(3)]
    assert at_the_end(8, share=0.4).places()[-1] == card[0]
    assert set(card) < set(at_the_end(8, share=0.6).places())
    assert set(card) < set(at_the_end(8).places())


def on_its_second_page() -> Reading:
    """Follows within a post of twenty lines; the window has eight rows."""
    reading = Reading(lambda post: laid_out([200], 10))
    reading.resize(8)
    reading.show(SHOWN, 1, spot=Spot(0, 0.0), jumped=True)
    reading.show(SHOWN, 1, spot=Spot(0, 0.4))
    assert reading.places()[0] == RowRef(0, 5)
    return reading


def test_a_resize_or_a_filter_keeps_the_top_words_while_what_is_read_is_in_sight() -> None:
    reading = on_its_second_page()
    reading.resize(7)
    assert reading.places()[0] == RowRef(0, 5)
    reading.show((0, 2), 1, spot=Spot(0, 0.4))
    assert reading.places()[0] == RowRef(0, 5)
    reading.resize(3)  # too few for the ninth line
    assert RowRef(0, 8) in reading.places()


def test_the_card_leaves_a_page_that_is_still_being_read_where_a_resize_put_it() -> None:
    for height in (5, 7, 10):
        reading = on_its_second_page()
        reading.resize(height)
        before = reading.places()
        reading.show(reading.document.indices, 1, spot=reading.spot, card=CARD)
        assert reading.places() == before


def test_a_post_whose_turn_it_is_comes_in_full_if_it_fits() -> None:
    reading = Reading(lambda post: laid_out([30] if post == 0 else [60], 10))
    reading.resize(8)
    reading.show(SHOWN, 1, spot=Spot(0, 0.0), jumped=True)
    reading.show(SHOWN, 2, spot=Spot(1, 0.0))
    assert reading.places()[-1] == RowRef(1, 6)


def test_a_jump_or_a_filter_ends_what_the_reader_has_read_ahead() -> None:
    for indices, jumped in ((SHOWN, True), ((0, 2), False)):
        reading = on_its_second_page()
        reading.read_ahead(Spot(0, 0.9))
        reading.show(SHOWN, 1, spot=Spot(0, 0.5))
        assert reading.spot == Spot(0, 0.9)
        reading.show(indices, 1, spot=Spot(0, 0.1), jumped=jumped)
        assert reading.spot == Spot(0, 0.1)


def test_a_post_is_new_until_it_is_read_and_unread_if_passed_over() -> None:
    reading = Reading(lambda post: laid_out([60], 10))
    reading.resize(8)
    reading.show(range(4), 1, spot=Spot(0, 0.0), jumped=True)
    reading.show(reading.document.indices, 4, spot=Spot(2, 0.0))
    seen = PostState.READ, PostState.UNREAD, PostState.READING_NEW, PostState.NEW
    assert tuple(map(reading.state, range(4))) == seen
