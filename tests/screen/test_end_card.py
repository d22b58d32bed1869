"""The card at the end of a blog."""

from screen_stage import on_stage

from tui.replay import ReplayOptions


async def test_the_end_stays_with_a_card_that_says_how_to_go_on() -> None:
    async with on_stage(options=ReplayOptions(at="11:17")) as stage:
        assert "The end" not in stage.text()
        await stage.pass_seconds(600)
        assert "The end · 10 posts, 09:26 to 11:18 BST" in stage.text()
        for words in ("space again   t jump   s summary   q quit", "the end · space again"):
            assert words in stage.text()
        assert not stage.app._exit
        await stage.press("space")
        assert "The end" not in stage.text()
