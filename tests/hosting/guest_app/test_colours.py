import pytest

from tui.hosting.guest import ColourDepth, colour_depth_of


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
