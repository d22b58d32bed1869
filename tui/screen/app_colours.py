"""Colours of an app: themes, boxes and lists, terminals with few colours."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.theme import Theme

from tui.screen.drawing.colour_depth import PALETTE, SIXTEEN
from tui.screen.drawing.colours import page_colours, theme_colour
from tui.screen.themes import OWN_THEMES

DEPTHS = {"standard": SIXTEEN, "256": PALETTE}  # by rich's names
_TEXTS = {  # variables of boxes: the page's equal variables
    "foreground": "page-text",
    "text-accent": "page-accent",
    "text-muted": "page-muted",
    "text-error": "page-wrong",
    "text-disabled": "page-muted",
}


class AppColours(App[Any]):
    """Mixin before an app."""

    VEILS: ClassVar[bool] = True  # dim the page under a box, which repaints the whole window

    @property
    def available_themes(self) -> dict[str, Theme]:
        return OWN_THEMES | super().available_themes

    @property
    def colour_system(self) -> str | None:
        """Colour depth by rich's name; a screenshot always has all colours."""
        return "truecolor" if self.is_headless else self.console.color_system

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Replace NO_COLOR's filters, which leave greys on black; add a filter for few colours."""
        if self.no_color:
            return (NoColor(),)
        depth = DEPTHS.get(self.colour_system or "")
        return [*super().get_line_filters(), *([depth] if depth else [])]

    def get_css_variables(self) -> dict[str, str]:
        """Add page and box colours; without colours mark the cursor by its style."""
        variables = super().get_css_variables()
        variables |= page_colours(variables)
        veils = self.VEILS and not self.no_color and not self.current_theme.ansi
        variables["page-veil"] = f"{variables['background']} 62%" if veils else "transparent"
        if self.no_color:
            return variables | {
                "block-cursor-text-style": "bold underline",
                "input-cursor-text-style": "reverse",
            }
        return variables | _box_colours(variables)


def _box_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """Page texts, and a cursor in reversed accent; an ANSI theme changes only the cursor."""
    accent = variables["page-accent"]
    if theme_colour(accent).ansi is not None:
        return _cursors(accent, variables["page-on-accent"])
    texts = {name: variables[source] for name, source in _TEXTS.items()}
    return texts | _cursors(accent, theme_colour(variables["surface"]).hex)


def _cursors(accent: str, text: str) -> dict[str, str]:
    cursors: dict[str, str] = {"input-cursor-text-style": "bold"}
    for kind in ("block-cursor", "input-cursor", "input-selection"):
        cursors |= {f"{kind}-background": accent, f"{kind}-foreground": text}
    return cursors
