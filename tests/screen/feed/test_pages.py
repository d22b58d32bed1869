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
