"""Limits of authors; `tests/data/forms` has them in the forms that pages write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, posting

from tui.readers import read
from tui.readers.pieces.people import people_in, read_authors


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_any_value_gives_authors_with_a_name(value: object) -> None:
    assert all(author.name.strip() for author in read_authors(people_in(value, {})))


def test_of_a_crowd_of_names_fifty_are_read() -> None:
    update = {"datePublished": "2024-04-26T10:26:00Z", "headline": "H", "articleBody": "Words."}
    for crowd in (
        [{"@type": "Person", "name": f"Ann Number {number}"} for number in range(2000)],
        [f"Ann Number {number}" for number in range(2000)],
    ):
        blog = read(as_json(posting(update | {"author": crowd}, update)))
        assert 0 < max(len(post.authors) for post in blog.posts) <= 50


def test_of_names_that_list_others_fifty_are_read() -> None:
    pairs = [
        f"Ann {chr(65 + n % 26)}{chr(97 + n // 26)} and Ben {chr(65 + n % 26)}{chr(97 + n // 26)}"
        for n in range(50)
    ]
    assert len(read_authors(pairs)) == 50


def test_only_the_beginning_of_a_name_is_read() -> None:
    assert [author.name for author in read_authors(["Ann Lee" + " " * 2000 + "Zed"])] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("posted by {}", "pia"),
        ("9:05 by {} in Holm", "pia"),
        ("Photo by {}", ""),
        ("In reply to {}", ""),
        ("{} is back", ""),
    ],
)
def test_only_a_byline_names_an_author_inside_a_line(line: str, author: str) -> None:
    lines = [line.format("<b class=author>pia</b>"), "", "", ""]
    posts = "".join(
        f'<article><time datetime="2033-05-02T0{hour}:07Z"></time><p>Words of {hour}.</p><p>{line}'
        '<div>A quoted post.<footer><time datetime="2033-05-01T08:00Z"></time></footer></div>'
        "</article>"
        for hour, line in enumerate(lines)
    )
    first, *others = read(f"<html><body>{posts}".encode()).posts
    assert [post.published.hour for post in (first, *others)] == [0, 1, 2, 3]
    assert [x.name for x in first.authors] == [author] * bool(author)
    assert (len(first.body) == 2) != bool(author)
