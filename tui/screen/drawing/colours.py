"""The page's colours as theme variables, made of a theme's own: readable on every ground. Pure."""

from collections.abc import Mapping

from textual.color import Color

from tui.screen.drawing.contrast import MARKS, ORNAMENT, TEXT, contrast, corrected

READ_SHARE, RULE_SHARE, KEY_SHARE, BAR_SHARE = 0.76, 0.38, 0.10, 0.15
"""Shares of the text's colour: in posts that are over, rules, the ground of quiet chips, the scroll
bar."""
_WHITE = Color(255, 255, 255)


def page_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of styles.py, from those of a theme."""
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
        best = max((page, _WHITE), key=lambda ink, chip=chip: contrast(ink, chip))  # type: ignore[misc]
        colours[f"page-on-{name}"] = corrected(best, chip, TEXT)
    # Darkened until white can be read on it.
    colours["page-chip-kicker"] = corrected(theme_colour(variables["primary"]), _WHITE, TEXT)
    colours["page-on-kicker"] = _WHITE
    return {name: colour.hex for name, colour in colours.items()}


def _palette_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables where the terminal's own palette is in use: nobody knows its colours, so there
    are no grounds but those of loud chips."""
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


def _on(colour: Color, grounds: tuple[Color, ...], least: float) -> Color:
    """The colour, moved until it can be read on each of the grounds."""
    for ground in sorted(grounds, key=lambda each: contrast(colour, each), reverse=True):
        colour = corrected(colour, ground, least)
    return colour


def theme_colour(value: str) -> Color:
    """The colour of a theme variable: "#0178D4", "ansi_blue 50%", "auto 60%".

    "auto" is black or white, whichever has more contrast.
    """
    name, _, percentage = value.partition(" ")
    alpha = float(percentage.rstrip("%") or 100) / 100
    if name == "auto":
        return Color.automatic(alpha)
    return Color.parse(name).multiply_alpha(alpha)
