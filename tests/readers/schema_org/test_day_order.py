"""Dates in figures, in the order of the land where they were written."""

from datetime import date

import pytest
from live_blog_data import page, posting, read_posting, update

from tui.readers import read

US = "https://edition.cnn.com/live"


def days(*times: str, url: str = "https://news.example/live", language: str = "") -> list[date]:
    """The days of posts that are dated so."""
    updates = [update(time, f"Update {number}") for number, time in enumerate(times)]
    blog = read_posting(*updates, url=url, inLanguage=language)
    return [post.published.date() for post in blog.posts]


def test_the_day_comes_first_but_in_the_united_states() -> None:
    assert days("5/4/2024 10:26") == [date(2024, 4, 5)]
    assert days("5/4/2024 10:26", language="en-US") == [date(2024, 5, 4)]
    assert days("5/4/2024 10:26", url=US) == [date(2024, 5, 4)]


@pytest.mark.parametrize("url", [US, "https://news.example/live"])
def test_a_date_that_can_be_read_in_one_way_decides_for_all(url: str) -> None:
    assert days("5/4/2024 10:26", "5/13/2024 10:26", url=url)[0] == date(2024, 5, 4)
    assert days("5/4/2024 10:26", "13/4/2024 10:26", url=url)[0] == date(2024, 4, 5)


def test_the_language_of_the_page_counts_too() -> None:
    blog = read(page(posting(update("5/4/2024 10:26")), lang="en-US"))
    assert blog.start.date() == date(2024, 5, 4)
