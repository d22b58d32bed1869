"""The top row says what of a live blog is there, as long as there is room."""

import pytest
from sample_blogs import at, blog
from screen_stage import on_stage, paused_at

from tui.model.part import Coverage, MissingSpan

BEFORE, BETWEEN = MissingSpan(None, at("10:00")), MissingSpan(at("10:05"), at("10:20"))
PART = Coverage((BEFORE,), (1,), 5, "pages")
GAPS = Coverage((BEFORE, BETWEEN), (1, 3), 5, "pages")
TITLE = "Bells, live from the village pond"


MARKED = "Marked posts: 2 of 10"


@pytest.mark.parametrize(
    ("width", "part", "selection", "note"),
    [
        (100, PART, "", "BBC News · Friday 26 April 2024 · part 1 of 5: begins at 10:00"),
        (80, PART, "", " 26 April 2024 · part 1 of 5: begins at 10:00"),
        (60, PART, "", " 26 April 2024 · part 1 of 5"),
        (60, GAPS, "", " parts 1 and 3 of 5"),
        (100, None, MARKED, " BBC News · Friday 26 April 2024 · Marked posts: 2 of 10"),
        (60, None, MARKED, " Marked posts: 2 of 10"),
        (40, None, MARKED, " Marked posts"),
        (80, PART, MARKED, " Marked posts · part 1 of 5"),
        (60, PART, MARKED, " part 1 of 5"),
        (40, PART, MARKED, " Marked posts"),
    ],
)
async def test_the_part_and_what_is_selected_stay_longest(
    width: int, part: Coverage | None, selection: str, note: str
) -> None:
    one = blog("10:00 One", "10:20 Two", title=TITLE, publisher="BBC News", part=part)
    async with on_stage(one, (width, 24), paused_at("10:00"), selection=selection) as stage:
        shown = stage.rows()[0]
        assert shown.startswith(" Bells, live")
        assert shown.rstrip().endswith(note)
        assert ("BBC" in shown) == ("BBC" in note)


async def test_a_whole_says_nothing_of_parts() -> None:
    one = blog("10:00 One", "10:20 Two", part=Coverage(pages=(1, 2), total=2))
    async with on_stage(one, options=paused_at("10:00")) as stage:
        assert "part" not in stage.rows()[0]
