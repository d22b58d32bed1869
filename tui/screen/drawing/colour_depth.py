"""Reduces colours to the terminal's: grounds stay grey (Rich makes them navy), text readable."""

from functools import lru_cache
from io import StringIO
from typing import override

from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.screen.drawing.colours import TEXT, contrast, corrected

GREYS = {  # darkest first
    ColorSystem.EIGHT_BIT: (16, *range(232, 256), 231),
    ColorSystem.STANDARD: (0, 8, 7, 15),
}
MOST_HUE = 60  # largest difference of channels in a ground; a chip has more
LEAST_CONTRAST = 1.05  # text never gets the colour of its ground


class Downgrade(LineFilter):
    def __init__(self, system: ColorSystem) -> None:
        super().__init__()
        self._system = system

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, None if style is None else downgraded(style, self._system), control)
            for text, style, control in segments
        ]


def downgraded(style: Style, system: ColorSystem) -> Style:
    """Reduce a style; text never gets the colour of its ground."""
    return style + Style.from_color(*_colours(style.color, style.bgcolor, system))


@lru_cache(4096)
def _colours(
    colour: RichColor | None, ground: RichColor | None, system: ColorSystem
) -> tuple[RichColor | None, RichColor | None]:
    new_ground = None if ground is None else _ground(ground, system)
    if colour is None or ground is None or new_ground is None or colour.is_default:
        return (None if colour is None else colour.downgrade(system)), new_ground
    if colour == ground:  # hidden on purpose
        return new_ground, new_ground
    if ground.is_default or ColorType.STANDARD in (colour.type, ground.type):
        return colour.downgrade(system), new_ground
    ink, paper = _seen(colour), _seen(ground)
    least = max(LEAST_CONTRAST, min(TEXT, contrast(ink, paper)))
    moved = corrected(
        ink, _seen(new_ground), least, lambda each: _seen(each.rich_color.downgrade(system))
    )
    return moved.rich_color.downgrade(system), new_ground


def _seen(colour: RichColor) -> Color:
    return Color(*colour.get_truecolor())


def _ground(ground: RichColor, system: ColorSystem) -> RichColor:
    """Grey of the same lightness, except for a chip."""
    if ground.type is not ColorType.TRUECOLOR:
        return ground.downgrade(system)
    channels = ground.get_truecolor()
    middling = max(channels) >= 128 and min(channels) <= 195
    if max(channels) - min(channels) > MOST_HUE or middling:
        return ground.downgrade(system)
    wanted = _lightness(ground)
    return min(map(RichColor.from_ansi, GREYS[system]), key=lambda x: abs(_lightness(x) - wanted))


def _lightness(colour: RichColor) -> float:
    red, green, blue = colour.get_truecolor()
    return 0.299 * red + 0.587 * green + 0.114 * blue


SIXTEEN = Downgrade(ColorSystem.STANDARD)
PALETTE = Downgrade(ColorSystem.EIGHT_BIT)


def truecolor_console() -> Console:
    """A console for an app without a terminal of its own, whatever the environment says."""
    return Console(
        color_system="truecolor",
        file=StringIO(),
        highlight=False,
        emoji=False,
        legacy_windows=False,
        force_terminal=True,
        safe_box=False,
        _environ={},
    )
