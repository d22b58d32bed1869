"""Page colours derived from a theme, readable on every ground."""

from collections.abc import Mapping
from functools import partial

from textual.color import Color

from tui.screen.drawing.contrast import MARKS, ORNAMENT, TEXT, contrast, corrected

READ_SHARE, RULE_SHARE, KEY_SHARE, BAR_SHARE = 0.76, 0.38, 0.10, 0.15  # of the text colour
_WHITE = Color(255, 255, 255)


def page_colours(variables: Mapping[str, str], *, no_color: bool = False) -> dict[str, str]:
    """Variables of styles.py, from the variables of a theme."""
    if no_color:
        return _looks()
    if theme_colour(variables["accent"]).ansi is not None:
        return _palette_colours(variables)
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


def _palette_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables for a terminal's own palette. Its colours are unknown: only chips have grounds."""
    dark = variables["ansi-background"] == "ansi_black"
    accent = "ansi_yellow" if dark else variables["accent"]
    grey = "ansi_bright_black"
    colours = dict.fromkeys(("text", "read"), "ansi_default")
    colours |= dict.fromkeys(("muted", "rule", "bar", "thumb"), grey)
    colours |= dict.fromkeys(("card", "key"), "transparent")
    colours |= {"accent": accent, "room": variables["success"], "first": variables["primary"]}
    colours |= {"wrong": variables["error"], "chip-kicker": "ansi_blue"}
    colours |= {"on-kicker": "ansi_bright_white", "on-error": "ansi_bright_white"}
    colours |= {"chip-accent": accent, "chip-error": "ansi_red", "chip-success": "ansi_green"}
    ink = "ansi_black" if dark else "ansi_bright_white"
    colours |= {"on-accent": ink, "on-success": "ansi_black"}
    return {f"page-{name}": colour for name, colour in colours.items()}


def _looks() -> dict[str, str]:
    """Looks in place of colours; chips without a ground have brackets."""
    texts = ("text", "read", "accent", "room", "first")
    chips = ("on-accent", "on-error", "on-success", "on-kicker")
    looks = dict.fromkeys((*texts, *chips), "ansi_default")
    looks |= dict.fromkeys(("muted", "rule", "bar", "thumb"), "dim")
    grounds = ("card", "key", "chip-accent", "chip-error", "chip-success", "chip-kicker")
    looks |= dict.fromkeys(grounds, "transparent")
    return {f"page-{name}": look for name, look in looks.items()}


def _on(colour: Color, grounds: tuple[Color, ...], least: float) -> Color:
    """Move a colour until it is readable on each ground."""
    for ground in sorted(grounds, key=lambda each: contrast(colour, each), reverse=True):
        colour = corrected(colour, ground, least)
    return colour


def theme_colour(value: str) -> Color:
    """Parse a theme variable: "ansi_blue 50%", "auto 60%" (auto: black or white, by contrast)."""
    name, _, percentage = value.partition(" ")
    alpha = float(percentage.rstrip("%") or 100) / 100
    if name == "auto":
        return Color.automatic(alpha)
    return Color.parse(name).multiply_alpha(alpha)
