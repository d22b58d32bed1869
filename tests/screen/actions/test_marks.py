"""The sign beside posts that the reader marked; the keys themselves are tried with the others."""

import pytest
from screen_stage import Stage, on_stage, paused_at

from tui.screen.drawing.signs import BOOKMARK

TIME = "10:26"


def cells(stage: Stage) -> list[str]:
    """All cells above the bar, which has a note after each press."""
    height = stage.app.transport.region.y
    return [cell for row in stage.rows()[:height] for cell in row]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_marked_post_has_one_sign_and_nothing_else_moves(
    size: tuple[int, int], newest_first: bool
) -> None:
    async with on_stage(None, size, paused_at(TIME), newest_first=newest_first) as stage:
        before = cells(stage)
        await stage.press("m")
        changed = [(a, b) for a, b in zip(before, cells(stage), strict=True) if a != b]
        assert [sign for _, sign in changed] == [BOOKMARK]
        row = next(row for row in stage.rows() if BOOKMARK in row)
        assert row.partition(BOOKMARK)[2].split()[0] == TIME
        await stage.press("apostrophe", "d", "d", "escape")
        assert cells(stage) == before


async def test_marks_of_earlier_have_their_sign_from_the_first_frame() -> None:
    async with on_stage(options=paused_at(TIME), marks={6: "", 9: "Later"}) as stage:
        assert sum(BOOKMARK in row for row in stage.feed_rows()) == 1


async def test_the_sign_is_there_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(options=paused_at(TIME), marks={6: ""}) as stage:
        assert sum(BOOKMARK in row for row in stage.feed_rows()) == 1
