"""The day that the user gives to posts which say none."""

from datetime import date

import pytest

from tui.readers import read
from tui.readers.page import GivenDay
from tui.readers.pieces.clocks.days import GIVEN_DAY

DAY = date(2020, 10, 15)
DOWN = "1. Cpublished at 00:10\n\n2. Bpublished at 23:50\n\n3. Apublished at 23:40\n"
UP = "1. Apublished at 23:40\n\n2. Bpublished at 23:50\n\n3. Cpublished at 00:10\n"


@pytest.mark.parametrize("text", [DOWN, UP])
def test_the_oldest_post_is_of_that_day_and_midnights_follow(text: str) -> None:
    blog = read(text.encode(), GivenDay(DAY))
    assert [f"{post.published:%Y-%m-%d %H:%M}" for post in blog.posts] == [
        "2020-10-15 23:40",
        "2020-10-15 23:50",
        "2020-10-16 00:10",
    ]
    assert [warning.message for warning in blog.warnings] == [f"{GIVEN_DAY} (2020-10-15)."]


@pytest.mark.parametrize(
    ("said", "expected"),
    [("14 October", "2020-10-14"), ("31 December", "2020-12-31"), ("29 February", "2020-02-29")],
)
def test_a_day_without_its_year_gets_the_year(said: str, expected: str) -> None:
    text = f"1. Bpublished at 10:30\n\n2. Apublished at 10:00 {said}\n"
    assert f"{read(text.encode(), GivenDay(DAY)).posts[0].published:%Y-%m-%d}" == expected


def test_posts_that_say_their_day_keep_it() -> None:
    text = "1. Bpublished at 10:30\n\n2. Apublished at 10:00 BST 14 May 2015\n"
    blog = read(text.encode(), GivenDay(DAY))
    assert f"{blog.posts[0].published:%Y-%m-%d}" == "2015-05-14"
    assert not any(GIVEN_DAY in warning.message for warning in blog.warnings)
