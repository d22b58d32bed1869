"""Names of live blogs: short, all different, typed without quotes."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers

from tui.hosting.guest.blog_names import MOST_CHARACTERS, RESERVED, blog_names

SOURCES = ["saved/Mubashir Mina.html", "https://example.org/live/storm/", "-", "ميناء.html"]


NAMES: list[tuple[list[str], list[str]]] = [
    *answers("names-of-titles"),
    (["x" * 99 + " and more"], ["x" * MOST_CHARACTERS]),
]


@pytest.mark.parametrize(("titles", "names"), NAMES)
def test_the_first_words_that_tell_titles_apart(titles: list[str], names: list[str]) -> None:
    assert blog_names(titles, SOURCES[: len(titles)]) == names


@given(st.lists(st.text(alphabet="aAbé -'2$\n\x1bع", max_size=40), max_size=6))
def test_any_titles_have_names_of_their_own_that_a_shell_leaves_alone(titles: list[str]) -> None:
    names = blog_names(titles, ["x"] * len(titles))
    assert len(set(names)) == len(titles)
    for name in names:
        assert shlex.split(name) == [name] == [shlex.quote(name)]
        assert name.isascii()
        assert name not in RESERVED
        assert not name.startswith("-")
        assert len(name) <= MOST_CHARACTERS + len("-9")
