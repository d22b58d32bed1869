"""An update's id is its own: what several updates carry is none."""

from typing import Any

import pytest
from live_blog_data import read_posting, update

HERE = "https://news.example/live"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([{"@id": "a"}, {"@id": "b"}], ["a", "b"]),
        ([{"identifier": 7}, {"@id": "b", "identifier": True}], ["7", ""]),
        ([{"url": f"{HERE}#a"}, {"url": f"{HERE}/b"}], ["a", ""]),
        ([{"url": f"{HERE}?post=a#post"}, {"url": f"{HERE}?post=b#post"}], ["", ""]),
        ([{"@id": "blog-1"}, {"@id": "blog-1"}], ["", ""]),
        ([{"@id": "ä"}, {}], ["", ""]),
    ],
)
def test_ids_of_updates(ids: list[dict[str, Any]], expected: list[str]) -> None:
    first, second = ids
    blog = read_posting({**update(), **first}, {**update(headline="Second"), **second})
    assert [post.id for post in blog.posts] == expected


def test_addresses_that_differ_before_the_mark_stay_apart() -> None:
    urls = [f"{HERE}?post={name}#post" for name in "ab"]
    blog = read_posting(*(update(headline=url, url=url) for url in urls))
    assert [post.url for post in blog.posts] == urls
