"""Reduces colours to those of the terminal.

Rich alone would give some text the colour of its own background.
"""

from functools import lru_cache
from typing import override

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Downgrade(LineFilter):
    """Reduces every colour to those of `system`."""

    def __init__(self, system: ColorSystem) -> None:
        super().__init__()
        self._system = system

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in colours of the system."""
        return [
            Segment(text, None if style is None else downgraded(style, self._system), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def downgraded(style: Style, system: ColorSystem) -> Style:
    """The style in colours of `system`; text never gets the colour of its own background."""
    colour = None if style.color is None else style.color.downgrade(system)
    ground = None if style.bgcolor is None else style.bgcolor.downgrade(system)
    # The colours themselves differ: they keep their old names.
    same = (
        colour is not None
        and ground is not None
        and (colour.type, colour.number) == (ground.type, ground.number)
    )
    if same and style.color != style.bgcolor:
        colour = _opposite(style, ground)
    return style + Style.from_color(colour, ground)


def _opposite(style: Style, ground: RichColor | None) -> RichColor:
    """Black or light grey, the one that contrasts with the background and that `ground` is not."""
    true_ground = style.bgcolor.get_truecolor() if style.bgcolor is not None else (0, 0, 0)
    number = 0 if sum(true_ground) > 3 * 127 else 7
    if ground is not None and ground.number == number:  # a middling grey may become light grey
        number = 7 - number
    return RichColor.from_ansi(number)


SIXTEEN = Downgrade(ColorSystem.STANDARD)
"""Shared, because strips cache the result for each filter object."""
