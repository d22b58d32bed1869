import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.hosting.guest import Depth, depth_of
from tui.hosting.guest_app.colours import filters_for

BLACK = Color(0, 0, 0)
RGB = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: RichColor.from_rgb(*rgb))


@pytest.mark.parametrize(
    ("term", "environment", "depth"),
    [
        ("xterm-256color", {}, Depth.PALETTE),
        ("screen-256color", {}, Depth.PALETTE),
        ("xterm-256color", {"COLORTERM": "truecolor"}, Depth.TRUE),
        ("xterm-256color", {"COLORTERM": "24bit"}, Depth.TRUE),
        ("xterm-256color", {"COLORTERM": "no"}, Depth.PALETTE),
        ("xterm-kitty", {}, Depth.TRUE),
        ("alacritty", {}, Depth.TRUE),
        ("tmux-direct", {}, Depth.TRUE),
        ("linux", {}, Depth.SIXTEEN),
        ("xterm", {}, Depth.SIXTEEN),
        ("dumb", {"COLORTERM": "truecolor"}, Depth.NONE),
        ("", {}, Depth.NONE),
    ],
)
def test_depth_of(term: str, environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(term, environment) is depth


def drawn(style: Style, depth: Depth, no_color: bool = False) -> str:
    segments = [Segment("x", style), Segment("y")]
    for each in filters_for(depth, no_color):
        segments = each.apply(segments, BLACK)
    assert [segment.text for segment in segments] == ["x", "y"]
    return (segments[0].style or Style()).render("x", color_system=ColorSystem.TRUECOLOR)


@given(RGB, RGB)
def test_each_depth_gets_only_its_own_sequences(colour: RichColor, ground: RichColor) -> None:
    style = Style.from_color(colour, ground)
    assert re.search(r"38;2;", drawn(style, Depth.TRUE))
    assert not re.search(r"[34]8;2;", drawn(style, Depth.PALETTE))
    assert not re.search(r"[34]8;[25];", drawn(style, Depth.SIXTEEN))
    assert re.search(
        r"38;2;", drawn(style, Depth.TRUE)
    )  # what one guest was shown did not stay in the style


@given(RGB)
def test_no_color_leaves_none(colour: RichColor) -> None:
    style = Style.from_color(colour, colour) + Style(bold=True)
    for depth in (Depth.TRUE, Depth.PALETTE, Depth.SIXTEEN):
        assert drawn(style, depth, True) == "\x1b[1;39;49mx\x1b[0m", (
            "39 and 49 are the terminal's own colours"
        )
