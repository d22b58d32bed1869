"""What was kept of an earlier run: the offer to go on there, and the colours."""

import pytest
from sample_blogs import at
from screen_stage import Stage, each_key_of, on_stage, paused_at

from tui.playback.selection import Selection
from tui.screen.actions.resume import ResumePoint
from tui.screen.feed.viewport import FeedPlace

OFFER = "r resume there"
LEFT = ResumePoint(
    at("10:27"), FeedPlace(6, 1, 0, True), Selection(authors=frozenset({"Tom Bateman"}))
)


def leave(stage: Stage, left: ResumePoint = LEFT) -> None:
    """As if the blog had been left so in an earlier run."""
    stage.app.resume_actions.point = left
    stage.app.show_moment()


async def test_the_place_is_offered_until_something_was_read() -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        assert "goes on" not in stage.text()
        leave(stage)
        await stage.settle()
        assert OFFER in stage.text()
        assert not stage.app.has_read
        await stage.press("right_square_bracket")
        assert OFFER not in stage.text()
        assert stage.app.has_read


@each_key_of("go-on")
async def test_the_key_goes_on_there_with_the_filter(key: str) -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        leave(stage)
        await stage.press(key)
        assert stage.player.position == at("10:27")
        assert stage.player.selection == LEFT.selection
        assert stage.app.feed.reading.place.post == 6
        assert "Resumed at 10:27 BST." in stage.text()
        await stage.press("backspace")
        assert stage.player.position == at("09:26")


async def test_it_goes_on_at_the_word_that_was_being_read() -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        leave(stage, LEFT._replace(read=(6, 0.5)))
        await stage.press("r")
        assert stage.app.feed.reading.spot == pytest.approx((6, 0.5))
