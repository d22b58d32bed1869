"""Numbers that begin far above 1, and numbers that say nothing."""

import pytest
from sample_blogs import blog, post

from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.parts.numbers import numbered_part


def part_of(*ids: str) -> Part | None:
    posts = (post(f"10:{number:02}", id=name) for number, name in enumerate(ids))
    return numbered_part(Page(b""), blog(*posts))


def test_numbers_from_21_on_lack_20_posts() -> None:
    found = part_of("post-21", "post-22", "post-24", "post-25")
    assert found is not None
    assert found.lacks == 20
    assert part_of("41", "42", "43", "44") is not None
    assert part_of("5", "6", "7") is not None
    assert part_of("https://x.example/live#u-21", "u-22", "u-23") is not None


@pytest.mark.parametrize(
    "ids",
    [
        ("1", "2", "3", "4"),
        ("0", "1", "2", "3"),
        ("4", "5", "6", "7"),  # the first ones were tried out and removed
        ("21", "22"),
        ("21", "25", "39", "60"),
        ("24", "23", "22", "21"),
        ("a21", "b22", "c23", "d24"),
        ("", "22", "23", "24"),
        ("21", "22", "22", "23"),
        ("", "", "", ""),
        ("42", "43", "44", "45"),  # more than ten times as many are missing
        ("5001", "5002", "5003", "5004"),
        ("2259021", "2259022", "2259023", "2259024"),
    ],
)
def test_numbers_that_say_nothing(ids: tuple[str, ...]) -> None:
    assert part_of(*ids) is None
