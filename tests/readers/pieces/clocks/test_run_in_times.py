"""Texts of 2007 to 2013, whose posts begin with "2153:"."""

import pytest

from tui.model.errors import UndatedError
from tui.readers import read

TEXT = """Page last updated at 22:10 GMT, Tuesday, 4 November 2008

The count in Wexmoor

2153: The mill is called for Oake. 2150: The polls are closed now. 2147 GMT: A queue at the pier

2145: "It rains, they say." 2102: Nothing yet
and nobody on the green.
"""


def times_and_words(text: str) -> list[tuple[str, str]]:
    return [(f"{post.published:%d %H:%M}", post.text) for post in read(text.encode()).posts]


def test_each_time_begins_a_post_wherever_it_stands_on_the_line() -> None:
    assert times_and_words(TEXT) == [
        ("04 21:02", "Nothing yet\n\nand nobody on the green."),
        ("04 21:45", '"It rains, they say."'),
        ("04 21:47", "A queue at the pier"),
        ("04 21:50", "The polls are closed now."),
        ("04 21:53", "The mill is called for Oake."),
    ]


def test_the_day_is_that_of_the_last_update_and_the_rest_is_said() -> None:
    blog = read(TEXT.encode())
    assert blog.title == "The count in Wexmoor"
    [warning] = blog.warnings
    assert warning.message.startswith('No post says its day; it is taken from "Page last updated')
    assert "(2008-11-04)" in warning.message


def test_a_post_later_in_the_day_than_the_update_is_of_the_day_before() -> None:
    after_midnight = TEXT.replace("22:10 GMT, Tuesday, 4", "00:10 GMT, Wednesday, 5")
    assert times_and_words(after_midnight)[0][0] == "04 21:02"


def test_midnights_are_counted_from_there() -> None:
    text = TEXT.replace("22:10", "00:20").replace("Tuesday, 4", "Wednesday, 5")
    text = text.replace("2153:", "0005: It is all over, says the mill. 2153:")
    assert [day for day, _ in times_and_words(text)] == [
        "04 21:02", "04 21:45", "04 21:47", "04 21:50", "04 21:53", "05 00:05",
    ]  # fmt: skip


def test_without_any_day_it_is_told_how_to_give_one() -> None:
    with pytest.raises(UndatedError, match="--date 2020-10-15, the day of the oldest post"):
        read(TEXT.partition("\n")[2].encode())
