"""Updates that stand in the data several times are read once, and none is lost."""

from typing import Any

import pytest
from live_blog_data import as_json, messages, page, posting, read_posting, said, update

from tui.readers import read
from tui.readers.schema_org.repeated import TWICE

ALL = [
    update(
        "2024-04-26T10:26:00Z", "Bridge closed", "Until the evening.", url="https://n.example/#a"
    ),
    update("2024-04-26T10:41:00Z", "Lanterns gone", "Forty of them.", url="https://n.example/#b"),
    update("2024-04-26T10:52:00Z", "Bread for all", "By the mill.", url="https://n.example/#c"),
]


def test_a_live_blog_of_several_objects_has_the_updates_of_all() -> None:
    for blocks in ([posting(x) for x in ALL], [posting(*ALL[:2]), posting(*ALL[1:])]):
        blog = read(page(*blocks))
        assert [post.headline for post in blog.posts] == [x["headline"] for x in ALL]
        assert said(blog) == []


@pytest.mark.parametrize(
    "about",
    [{}, {"headline": None}, {"url": None}, {"url": "https://news.example/"}],
)
def test_a_copy_of_the_whole_adds_nothing(about: dict[str, Any]) -> None:
    unnamed = posting(update(), update(headline="Second"), **about)
    named = posting(*ALL, **about)
    cut = posting(*({**x, "articleBody": "Cut"} for x in ALL), **about)
    for one, copy in ((unnamed, unnamed), (named, named), (named, cut)):
        blog = read(page(one, copy))
        assert len(blog.posts) == len(one["liveBlogUpdate"])
        assert "another live blog" not in messages(blog)


def test_an_update_twice_in_a_list_is_one_post() -> None:
    blog = read_posting(*ALL, ALL[0])
    assert len(blog.posts) == 3
    assert said(blog) == [TWICE.format(1)]


def test_two_texts_under_one_id_and_two_without_an_id_stay() -> None:
    assert len(read_posting(*ALL, {**ALL[0], "articleBody": "It is open again."}).posts) == 4
    assert len(read_posting(update(), update()).posts) == 2


def test_the_address_of_the_whole_is_no_updates_id() -> None:
    here = {"url": "https://news.example/live"}
    blocks = [posting({**x, **here}) for x in ALL]
    assert len(read(page(*blocks)).posts) == 3


def test_of_several_live_blogs_the_pages_own_is_read() -> None:
    head = '<link rel="canonical" href="https://news.example/live?page=1">'
    other = posting(*ALL, headline="Geese", url="https://news.example/geese")
    blocks = other, posting(update())
    assert read(page(*blocks, head=head)).title == "A live blog"
    assert read(page(*blocks)).title == "Geese"
    assert "another live blog" in said(read(page(*blocks, head=head)))[0]
    assert read(as_json(list(blocks))).title == "Geese"
