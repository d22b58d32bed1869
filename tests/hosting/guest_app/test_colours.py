import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.hosting.guest import ColourDepth, colour_depth_of
from tui.hosting.guest_app.app import line_filters_for

BLACK = Color(0, 0, 0)
RGB = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: RichColor.from_rgb(*rgb))


@pytest.mark.parametrize(
    ("term", "environment", "depth"),
    [
        ("xterm-256color", {}, ColourDepth.PALETTE),
        ("screen-256color", {}, ColourDepth.PALETTE),
        ("xterm-256color", {"COLORTERM": "truecolor"}, ColourDepth.TRUE),
        ("xterm-256color", {"COLORTERM": "24bit"}, ColourDepth.TRUE),
        ("xterm-256color", {"COLORTERM": "no"}, ColourDepth.PALETTE),
        ("xterm-kitty", {}, ColourDepth.TRUE),
        ("alacritty", {}, ColourDepth.TRUE),
        ("tmux-direct", {}, ColourDepth.TRUE),
        ("linux", {}, ColourDepth.SIXTEEN),
        ("xterm", {}, ColourDepth.SIXTEEN),
        ("dumb", {"COLORTERM": "truecolor"}, ColourDepth.NONE),
        ("", {}, ColourDepth.NONE),
    ],
)
def test_colour_depth_of(term: str, environment: dict[str, str], depth: ColourDepth) -> None:
    assert colour_depth_of(term, environment) is depth


def drawn(style: Style, depth: ColourDepth, no_color: bool = False) -> str:
    segments = [Segment("x", style), Segment("y")]
    for each in line_filters_for(depth, no_color):
        segments = each.apply(segments, BLACK)
    assert [segment.text for segment in segments] == ["x", "y"]
    return (segments[0].style or Style()).render("x", color_system=ColorSystem.TRUECOLOR)


@given(RGB, RGB)
def test_each_depth_gets_only_its_own_sequences(colour: RichColor, ground: RichColor) -> None:
    style = Style.from_color(colour, ground)
    assert re.search(r"38;2;", drawn(style, ColourDepth.TRUE))
    assert not re.search(r"[34]8;2;", drawn(style, ColourDepth.PALETTE))
    assert not re.search(r"[34]8;[25];", drawn(style, ColourDepth.SIXTEEN))
    assert re.search(
        r"38;2;", drawn(style, ColourDepth.TRUE)
    )  # what one guest was shown did not stay in the style


@given(RGB)
def test_no_color_leaves_none(colour: RichColor) -> None:
    style = Style.from_color(colour, colour) + Style(bold=True)
    for depth in (ColourDepth.TRUE, ColourDepth.PALETTE, ColourDepth.SIXTEEN):
        assert drawn(style, depth, True) == "\x1b[1;39;49mx\x1b[0m", (
            "39 and 49 are the terminal's own colours"
        )
