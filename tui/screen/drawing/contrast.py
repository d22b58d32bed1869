"""Moves colours away from their ground until readable, by WCAG 2 contrast (1 to 21)."""

from collections.abc import Callable

from textual.color import Color

TEXT, MARKS, ORNAMENT = 4.5, 3.0, 2.0  # least contrast
_STEPS = 20
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def corrected(
    colour: Color, ground: Color, least: float, shown: Callable[[Color], Color] = lambda x: x
) -> Color:
    """First colour toward black or white with enough contrast, as the terminal has `shown` it;
    palette colours stay."""
    if colour.ansi is not None or ground.ansi is not None:
        return colour
    end = max(_BLACK, _WHITE, key=lambda extreme: contrast(extreme, ground))
    moved = (colour.blend(end, step / _STEPS, 1.0) for step in range(_STEPS))
    return next((each for each in moved if contrast(shown(each), ground) >= least), end)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
