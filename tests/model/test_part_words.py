"""What every output says of a part."""

from typing import get_args

import pytest
from sample_blogs import at, blog

from tui.model.clock_face import zone_face
from tui.model.part import Coverage, MissingSpan, Sign
from tui.model.part_words import how_known, how_to_get_the_rest, part_line

FACE = zone_face("Europe/London", at("11:42"), at("17:00"))
BEFORE = MissingSpan(None, at("11:42"))
BETWEEN = MissingSpan(at("12:00"), at("13:05"))
AFTER = MissingSpan(at("16:20"), None)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (None, ""),
        (Coverage(pages=(1, 2), total=2), ""),
        (Coverage((BEFORE,), (1,), 5, "pages"), "part 1 of 5: begins at 11:42"),
        (Coverage((BEFORE, AFTER), (3,), 5), "part 3 of 5: begins at 11:42, ends at 16:20"),
        (Coverage((AFTER,), (5,), 5), "part 5 of 5: ends at 16:20"),
        (Coverage((BETWEEN,), (1, 3), 3), "parts 1 and 3 of 3: lacks 12:00 to 13:05"),
        (
            Coverage((BEFORE, BETWEEN), (1, 3, 4, 5), 7),
            "parts 1 and 3 to 5 of 7: begins at 11:42, lacks 12:00 to 13:05",
        ),
        (Coverage((BEFORE,)), "a part: begins at 11:42"),
    ],
)  # fmt: skip
def test_a_part_says_its_number_and_where_it_begins(part: Coverage | None, said: str) -> None:
    assert part_line(blog("11:42 One", part=part), FACE) == said


def test_every_sign_has_its_words() -> None:
    said = {how_known(Coverage((BEFORE,), sign=sign)) for sign in get_args(Sign.__value__)}
    assert said == {
        "",
        "the source counts its pages",
        "the page links to older posts",
        "a capture begins after the one before it was saved",
    }


def test_one_sentence_says_how_to_get_the_rest() -> None:
    here = "https://news.example/live?page=2"
    part = Coverage((BEFORE,), (1,), 5, links=(here,))
    sentence = how_to_get_the_rest(blog("11:42 One", part=part))
    assert sentence == (
        f"Save pages 2 to 5 in a browser too (the next is {here}) and give all the files, "
        "or the folder that they are in, as sources."
    )
    sentence = how_to_get_the_rest(blog("11:42 One", part=Coverage((BEFORE,))))
    assert sentence.startswith("Save its pages with the other posts in a browser too and give")
    sentence = how_to_get_the_rest(blog("11:42 One", part=Coverage((BETWEEN,), (1, 2), 2)))
    assert sentence.startswith("Save all pages again in a browser, the one with the newest posts ")
    assert how_to_get_the_rest(blog("11:42 One")) == ""
    assert how_to_get_the_rest(blog("11:42 One", part=Coverage(pages=(1,), total=1))) == ""
