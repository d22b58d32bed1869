"""NO_COLOR: no colours, but bold, dim, underlined and reversed text in their place."""

import pytest
from rich.style import Style
from sample_blogs import many
from screen_stage import Stage, on_stage, paused_at

from tui.replay import ReplayOptions


@pytest.fixture(autouse=True)
def no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def styles_of(stage: Stage, words: str) -> list[Style]:
    return [style for text, style in stage.pieces() if words in text]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
@pytest.mark.parametrize(
    "keys", ["", "a down space", "t 1 0 : 9 9", "slash c h i enter", "question_mark", "tab j", "s"]
)
async def test_nothing_has_a_colour(keys: str, theme: str) -> None:
    async with on_stage(options=paused_at("10:44"), theme=theme) as stage:
        await stage.press(*keys.split())
        for text, style in stage.pieces():
            assert style.color is None or style.color.is_default, text
            assert style.bgcolor is None or style.bgcolor.is_default, text


async def test_the_cursor_is_visible() -> None:
    async with on_stage(options=paused_at("10:44")) as stage:
        await stage.press("a", "down", "down")
        assert styles_of(stage, "Tom Bateman  1")[0].underline
        assert not styles_of(stage, "Yvette Tan   1")[0].underline
        await stage.press("escape", "tab")
        cursor = "".join(text for text, style in stage.pieces() if style.reverse)
        assert "09:26   Hello and welcome" in cursor, "a headline under “So far”"


async def test_matches_and_unread_posts_stand_out() -> None:
    async with on_stage(many(60), (60, 16), ReplayOptions(at="09:36", speed="30")) as stage:
        await stage.press("slash", *"number", "enter")
        assert [bool(style.reverse) for style in styles_of(stage, "number")].count(True) == 1
        await stage.press("g")
        await stage.pass_seconds(3)
        reversed_words = {text.strip() for text, style in stage.pieces() if style.reverse}
        assert "↓ 3 new posts · f follow" in reversed_words
        assert all(style.underline for text, style in stage.pieces() if text == "number")
