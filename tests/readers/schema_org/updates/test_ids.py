"""An update's id is its own: what several updates carry is none."""

from datetime import UTC, datetime
from typing import Any

import pytest
from live_blog_data import read_posting, update

from tui.readers.schema_org.updates.ids import begun_at

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


@pytest.mark.parametrize(
    "fields",
    [
        {"@id": "block-662b5c1e0000000000000000"},
        {"identifier": "662b5c1e0123456789abcdef"},
        {"@id": 7, "url": f"{HERE}#block-662b5c1effffffffffffffff"},
    ],
)
def test_an_object_id_says_when_its_update_was_begun(fields: dict[str, Any]) -> None:
    assert begun_at(fields) == datetime.fromtimestamp(0x662B5C1E, UTC)
    assert begun_at({key: f"{value}0" for key, value in fields.items()}) is None
