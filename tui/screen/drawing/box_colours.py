"""The theme variables of the boxes over the page, corrected for their ground. Pure."""

from collections.abc import Mapping

from tui.screen.drawing.contrast import TEXT, corrected
from tui.screen.drawing.styles import theme_colour

_TEXTS = {
    "foreground": "foreground",
    "text-accent": "accent",
    "text-muted": "text-muted",
    "text-error": "text-error",
    "text-disabled": "text-muted",
}
"""The variables that are set, and those that they are made of."""


def box_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """Texts that can be read on `$surface`, and one cursor: the accent reversed.

    A theme of the terminal's own palette keeps its colours, apart from the cursor's.
    """
    ground, accent = theme_colour(variables["surface"]), theme_colour(variables["accent"])
    if accent.ansi is not None:
        dark = "ansi_black" if variables["ansi-background"] == "ansi_black" else "ansi_bright_white"
        return _cursors(variables["accent"], dark)
    texts = {
        name: corrected(ground + theme_colour(variables[source]), ground, TEXT).hex
        for name, source in _TEXTS.items()
    }
    return texts | _cursors(texts["text-accent"], ground.hex)


def _cursors(accent: str, text: str) -> dict[str, str]:
    """The cursors of lists and inputs, and selected text in inputs."""
    cursors: dict[str, str] = {"input-cursor-text-style": "bold"}
    for kind in ("block-cursor", "input-cursor", "input-selection"):
        cursors |= {f"{kind}-background": accent, f"{kind}-foreground": text}
    return cursors
