"""Every post of several pages once, none lost."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import at, blog, blogs, join, post

from tui.model.blog import LiveBlog
from tui.sources.join.combine import content_of

LIVE = "https://news.example/live/bells"


def source(*specs: str) -> LiveBlog:
    """A page of posts: "10:00 Headline: words #id @address"."""
    posts = []
    for spec in specs:
        form = r"([\d:]+) (.*?)(?:: (.*?))?(?: #(\S+))?(?: @(\S+))?"
        found = re.fullmatch(form, spec)
        assert found
        clock, headline, words, name, url = found.groups("")
        posts.append(post(clock, headline.strip("_"), words, id=name, url=url))
    return blog(*posts, url=LIVE, format="page")


def told(*sources: LiveBlog, saved: bool) -> list[str]:
    """The headlines of the joined posts, each with a sign for each edit.

    `saved` ones say when: an hour apart from 11:00 on.
    """
    times = [at(f"{11 + n}:00") if saved else None for n in range(len(sources))]
    captures = [one._replace(captured=time) for one, time in zip(sources, times, strict=True)]
    (one,) = join(captures)
    return [f"{each.headline}{'*' * len(each.versions)}" for each in one.posts]


JOINED: dict[str, Any] = answers("joined-posts")
"""Two sources, and the posts that they are together."""


@pytest.mark.parametrize("name", JOINED)
def test_posts_are_the_same_by_id_address_or_content(name: str) -> None:
    pages = [source(*JOINED[name][page]) for page in ("early", "late")]
    assert told(*pages, saved=True) == JOINED[name]["posts"].split(" ")


def test_other_words_are_an_edit_only_where_it_is_known_when_the_pages_were_saved() -> None:
    early, late = source("10:00 One: Said so."), source("10:00 One: Said nothing.")
    assert told(early, late, saved=False) == ["One", "One"]


def test_a_source_without_ids_holds_posts_that_another_has_ids_for() -> None:
    page = source("10:00 One #post-a", "10:10 Two #post-b")
    copied = source("10:00 One", "10:10 Two", "10:20 Three")
    for sources in ((page, copied), (copied, page)):
        (one,) = join(sources)
        assert [each.headline for each in one.posts] == ["One", "Two", "Three"]
        assert {each.id for each in one.posts} == {"post-a", "post-b", ""}


def test_an_id_that_one_source_gives_a_post_finds_it_again_after_an_edit() -> None:
    copied = source("10:00 One: Said so.", "10:10 Two")
    page = source("10:00 One: Said so. #post-aaaaaa", "10:10 Two #post-bbbbbb")
    edited = source("10:00 Once: No more. #post-aaaaaa", "10:10 Two #post-bbbbbb")
    assert told(copied, page, edited, saved=True) == ["One*", "Two"]


@given(blogs(max_posts=8), st.data())
def test_cut_in_overlapping_pieces_every_post_is_there_once(
    one: LiveBlog, data: st.DataObject
) -> None:
    count = len(one.posts)
    assume(len(set(map(content_of, one.posts))) == count)  # posts that are the same are one
    # So are those without an id that have one address at one minute, which an edit leaves.
    unnamed = [(content_of(post)[0], post.url) for post in one.posts if not post.id and post.url]
    assume(len(set(unnamed)) == len(unnamed))
    cut = data.draw(st.integers(0, count - 1))
    again = data.draw(st.integers(0, cut))
    pieces = [one._replace(posts=one.posts[again:]), one._replace(posts=one.posts[: cut + 1])]
    (joined,) = join([piece._replace(url=LIVE) for piece in pieces])
    assert sorted(map(content_of, joined.posts)) == sorted(map(content_of, one.posts))


def test_posts_that_are_only_counted_do_not_make_one_blog_of_two() -> None:
    bell = source("10:00 One: A bell. #post-000001", "10:10 Two: Hay. #post-000002")
    geese = source("10:20 Three: Geese. #post-000001", "10:30 Four: Rye. #post-000002")
    assert len(join([bell, geese._replace(url="https://news.example/geese")])) == 2
