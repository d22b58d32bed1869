"""Page colours of a theme, readable on every ground, and reduced to those of the terminal."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from io import StringIO
from typing import override

from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.style import Style as ThemeStyle

READ_SHARE, RULE_SHARE, KEY_SHARE, BAR_SHARE = 0.76, 0.38, 0.10, 0.15  # of the text colour
TERMINAL_COLOURS = (  # variables; theme variable or colour of the terminal's palette; no colour
    # The colours of a palette are unknown: only chips have grounds. Without colours none has.
    ("text read", "ansi_default", "ansi_default"),
    ("muted rule bar thumb", "ansi_bright_black", "dim"),
    ("accent", "accent", "ansi_default"),
    ("room", "success", "ansi_default"),
    ("first", "primary", "ansi_default"),
    ("wrong", "error", "ansi_default"),
    ("card key", "transparent", "transparent"),
    ("chip-accent", "accent", "transparent"),
    ("chip-error", "ansi_red", "transparent"),
    ("chip-success", "ansi_green", "transparent"),
    ("chip-kicker", "ansi_blue", "transparent"),
    ("on-accent", "ink", "ansi_default"),
    ("on-success", "ansi_black", "ansi_default"),
    ("on-error on-kicker", "ansi_bright_white", "ansi_default"),
)
TEXT, MARKS, ORNAMENT = 4.5, 3.0, 2.0  # least contrast by WCAG 2, which goes from 1 to 21
_STEPS = 20
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)
GREYS = {  # darkest first
    ColorSystem.EIGHT_BIT: (16, *range(232, 256), 231),
    ColorSystem.STANDARD: (0, 8, 7, 15),
}
MOST_HUE = 60  # largest difference of channels in a grey; a chip has more
LEAST_CONTRAST = 1.05  # text never gets the colour of its ground


def page_colours(variables: Mapping[str, str], *, no_color: bool = False) -> dict[str, str]:
    """Variables of signs.py, from the variables of a theme."""
    if no_color or theme_colour(variables["accent"]).ansi is not None:
        return _terminal_colours(variables, no_color=no_color)
    page, side, card = (
        theme_colour(variables[name]) for name in ("background", "surface", "panel")
    )
    grounds = (page, side, card)
    text = _on(page + theme_colour(variables["foreground"]), grounds, TEXT)
    key = card + text.multiply_alpha(KEY_SHARE)
    colours = {
        "page-text": _on(text, (*grounds, key), TEXT),
        "page-read": _on(page + text.multiply_alpha(READ_SHARE), (page,), TEXT),
        "page-muted": _on(page + theme_colour(variables["text-muted"]), grounds, TEXT),
        "page-rule": _on(page + text.multiply_alpha(RULE_SHARE), grounds, MARKS),
        "page-bar": _on(page + text.multiply_alpha(BAR_SHARE), (page,), ORNAMENT),
        "page-thumb": _on(page + theme_colour(variables["text-muted"]), (page,), MARKS),
        "page-card": card,
        "page-key": key,
    }
    texts = {"accent": "accent", "room": "success", "first": "primary", "wrong": "error"}
    for name, source in texts.items():
        colours[f"page-{name}"] = _on(theme_colour(variables[source]), grounds, TEXT)
    for name in ("accent", "error", "success"):
        chip = theme_colour(variables[name])
        colours[f"page-chip-{name}"] = chip
        best = max((page, _WHITE), key=partial(contrast, chip))
        colours[f"page-on-{name}"] = corrected(best, chip, TEXT)
    # Darkened until white can be read on it.
    colours["page-chip-kicker"] = corrected(theme_colour(variables["primary"]), _WHITE, TEXT)
    colours["page-on-kicker"] = _WHITE
    return {name: colour.hex for name, colour in colours.items()}


def _terminal_colours(variables: Mapping[str, str], *, no_color: bool) -> dict[str, str]:
    is_dark = variables.get("ansi-background") == "ansi_black"
    own = {**variables, "ink": "ansi_black" if is_dark else "ansi_bright_white"}
    own |= {"accent": "ansi_yellow"} if is_dark else {}
    return {
        f"page-{name}": look if no_color else own.get(colour, colour)
        for names, colour, look in TERMINAL_COLOURS
        for name in names.split()
    }


def _on(colour: Color, grounds: tuple[Color, ...], least: float) -> Color:
    """Move a colour until it is readable on each ground."""
    for ground in sorted(grounds, key=lambda each: contrast(colour, each), reverse=True):
        colour = corrected(colour, ground, least)
    return colour


def theme_colour(value: str) -> Color:
    """Parse a theme variable: "ansi_blue 50%", "auto 60%" (auto: black or white, by contrast)."""
    return ThemeStyle.parse(value).foreground or _BLACK


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


class Downgrade(LineFilter):
    """Reduces colours to the terminal's; greys stay grey (Rich makes them navy or pink)."""

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
    new_ground = None if ground is None else _neutral(ground, system)
    if colour == ground:  # hidden on purpose
        return new_ground, new_ground
    exact = {each.type for each in (colour, ground) if each} == {ColorType.TRUECOLOR}
    if colour is None or ground is None or new_ground is None or not exact:
        return (None if colour is None else colour.downgrade(system)), new_ground
    ink, paper = _seen(colour), _seen(ground)
    least = max(LEAST_CONTRAST, min(TEXT, contrast(ink, paper)))
    moved = corrected(
        ink, _seen(new_ground), least, lambda each: _seen(_neutral(each.rich_color, system))
    )
    return _neutral(moved.rich_color, system), new_ground


def _seen(colour: RichColor) -> Color:
    return Color(*colour.get_truecolor())


def _neutral(colour: RichColor, system: ColorSystem) -> RichColor:
    """Grey of the same lightness, except for a chip or an accent."""
    if colour.type is not ColorType.TRUECOLOR:
        return colour.downgrade(system)
    channels = colour.get_truecolor()
    middling = max(channels) >= 128 and min(channels) <= 195
    if max(channels) - min(channels) > MOST_HUE or middling:
        return colour.downgrade(system)
    wanted, greys = _seen(colour).brightness, map(RichColor.from_ansi, GREYS[system])
    return min(greys, key=lambda grey: abs(_seen(grey).brightness - wanted))


SIXTEEN = Downgrade(ColorSystem.STANDARD)
PALETTE = Downgrade(ColorSystem.EIGHT_BIT)


def truecolor_console() -> Console:
    """A console for an app without a terminal of its own, whatever the environment says."""
    return Console(
        color_system="truecolor",
        file=StringIO(),
        legacy_windows=False,
        force_terminal=True,
        _environ={},
    )
