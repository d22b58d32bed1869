"""The states of posts: new for as long as they are read, then read; unread where passed over."""

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.pages.read_posts import ReadPosts

READ, READING, READING_NEW, NEW, UNREAD = PostState


def states(posts: ReadPosts, count: int, reading: int, *, following: bool = True) -> list[int]:
    return [posts.state(ordinal, reading=reading, following=following) for ordinal in range(count)]


def test_what_a_jump_brought_is_not_new() -> None:
    posts = ReadPosts()
    posts.count(3, start=True)
    assert states(posts, 3, 2) == [READ, READ, READING]


def test_a_post_is_new_until_the_reading_place_leaves_it() -> None:
    posts = ReadPosts()
    posts.count(1, start=True)
    assert states(posts, 3, 1) == [READ, READING_NEW, NEW]
    posts.leave(1)
    assert states(posts, 3, 2) == [READ, READ, READING_NEW]


def test_a_post_passed_over_is_unread() -> None:
    posts = ReadPosts()
    posts.count(1, start=True)
    assert states(posts, 4, 3) == [READ, UNREAD, UNREAD, READING_NEW]


def test_after_a_scroll_none_is_being_read_and_those_that_were_in_the_window_are_read() -> None:
    posts = ReadPosts()
    posts.count(1, start=True)
    assert states(posts, 4, 2, following=False) == [READ, UNREAD, NEW, NEW]
    posts.see([0, 1])
    assert states(posts, 4, 2, following=False) == [READ, UNREAD, NEW, NEW]
    posts.see([2])
    assert states(posts, 4, 2, following=False) == [READ, READ, NEW, NEW]


def test_where_the_clock_goes_back_what_comes_again_is_new_again() -> None:
    posts = ReadPosts()
    posts.count(2, start=True)
    posts.leave(3)
    posts.count(1, start=False)
    assert states(posts, 4, 1) == [READ, READING_NEW, NEW, NEW]


def test_a_post_that_was_in_the_window_before_the_clock_went_back_is_new_again() -> None:
    posts = ReadPosts()
    posts.count(1, start=True)
    posts.see([0, 1])
    posts.count(1, start=False)
    posts.see([0])
    assert states(posts, 2, 0, following=False) == [READ, NEW]


def test_a_post_that_is_still_in_the_window_is_not_read_yet() -> None:
    posts = ReadPosts()
    posts.count(1, start=True)
    posts.see([1, 2])
    posts.see([2, 3])
    states = [posts.state(ordinal, reading=0, following=False) for ordinal in (1, 2, 3)]
    assert states == [PostState.READ, PostState.NEW, PostState.NEW]
