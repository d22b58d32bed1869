"""On terminals with few colours all text stays readable."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.style import Style
from screen_stage import StageApp, on_stage, paused_at

from tui.screen.app import THEMES
from tui.screen.drawing.colour_depth import downgraded
from tui.screen.drawing.styles import STYLES

RGB = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: Color.from_rgb(*rgb))
UNSEEN = {"feed--bar"}
"""The style of a column without text."""


def same(style: Style) -> bool:
    """Whether a style draws text in the colour of its background."""
    assert style.color is not None
    assert style.bgcolor is not None
    return not style.color.is_default and (style.color.number, style.color.triplet) == (
        style.bgcolor.number,
        style.bgcolor.triplet,
    )


@given(RGB, RGB, st.sampled_from([ColorSystem.STANDARD, ColorSystem.EIGHT_BIT]))
@example(Color.from_rgb(87, 170, 100), Color.from_rgb(88, 134, 155), ColorSystem.STANDARD)
def test_text_never_vanishes_in_its_background(
    colour: Color, ground: Color, system: ColorSystem
) -> None:
    assert same(downgraded(Style.from_color(colour, ground), system)) <= (colour == ground)


@pytest.mark.parametrize("theme", THEMES)
async def test_sixteen_colours_are_enough_for_every_style(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setattr(StageApp, "is_headless", False)
    async with on_stage(options=paused_at("10:44"), theme=theme) as stage:
        app = stage.app
        assert app.console.color_system == "standard"
        for widget in (app.feed, app.sidebar, app.transport, app.title_bar):
            for name in STYLES:
                part, _, rest = name.partition("--")
                if part == widget.id and name not in UNSEEN:
                    style = widget._style(name if widget is app.feed else rest)
                    assert not same(style), name
                    assert style.color is not None
                    assert (style.color.number or 0) < 16, name


def test_attributes_and_links_stay() -> None:
    style = Style(bold=True, link="https://example.org/", color="#ff0000")
    after = downgraded(style, ColorSystem.STANDARD)
    assert (after.bold, after.link) == (True, "https://example.org/")


async def test_a_screenshot_has_all_colours_on_any_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    async with on_stage(options=paused_at("10:44")) as stage:
        colour = stage.app.feed._style("feed--mark").color
        assert colour is not None
        assert colour.triplet is not None


@given(RGB, st.sampled_from([ColorSystem.STANDARD, ColorSystem.EIGHT_BIT]))
def test_text_hidden_on_purpose_stays_hidden(colour: Color, system: ColorSystem) -> None:
    assert same(downgraded(Style.from_color(colour, colour), system))
