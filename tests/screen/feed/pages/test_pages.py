"""A reader's way step by step: which rows stand in the window after what."""

from feed_reader import CARD, laid_out

from tui.screen.feed.pages.page_turns import Spot
from tui.screen.feed.pages.reading import Reading
from tui.screen.feed.pages.top_words import FeedPlace
from tui.screen.feed.pages.viewport import Place

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
    assert before == [Place(0, 0)]
    reading.show(SHOWN, 2)
    assert reading.places() == before


def test_the_first_post_on_an_empty_page_fills_the_window() -> None:
    reading = an_empty_page_again(1)
    reading.resize(2)
    assert reading.places() == []
    reading.show(SHOWN, 1)
    assert reading.places() == [Place(0, 0), Place(0, 1)]


def test_the_first_post_on_an_empty_page_begins_on_top_and_is_not_unread() -> None:
    """Before the replay began again the reader had scrolled into the middle of that post."""
    reading = Reading(lambda post: laid_out([1] * 9, 3))
    reading.resize(3)
    reading.show(SHOWN, 1, jumped=True)
    reading.scroll(4)
    assert Place(0, 0) not in reading.places()
    reading.show(SHOWN, 0)
    reading.places()
    reading.show(SHOWN, 1)
    assert reading.places()[0] == Place(0, 0)
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
    assert before == [Place(1, 0), Place(1, 1)]
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
    assert reading.places() == [Place(0, 1)]
    reading.resize(2)
    assert reading.places() == [Place(0, 0), Place(0, 1)]
    reading.show(SHOWN, 2)
    before = reading.places()
    assert before == [Place(0, 0)]
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
    assert reading.places()[-1] == Place(1, 0)
    reading.reveal(1, 0)
    assert Place(1, 0) in reading.places()
    assert reading.unread == 1


def test_the_row_of_the_note_shows_posts_again_for_a_reader_who_follows_at_the_end() -> None:
    """The last words of the last post are being read, and they are in sight above the note."""
    reading = Reading(lambda post: laid_out([9], 3))
    reading.resize(3)
    reading.show(SHOWN, 1, spot=Spot(0, 0.0), jumped=True)
    reading.to_start()
    reading.show(SHOWN, 2, spot=Spot(1, 0.9))
    assert len(reading.places()) == 2
    reading.to_end()
    assert reading.places() == [Place(1, 2), Place(1, 3)]
    reading.follow()
    assert reading.places() == [Place(1, 1), Place(1, 2), Place(1, 3)]
