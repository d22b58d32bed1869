"""The colours of an app: its themes, those of its boxes and lists, and of poor terminals."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.theme import Theme

from tui.screen.drawing.colour_depth import PALETTE, SIXTEEN
from tui.screen.drawing.colours import page_colours, theme_colour
from tui.screen.themes import OWN_THEMES

DEPTHS = {"standard": SIXTEEN, "256": PALETTE}
"""The filters of terminals without all colours, by rich's names."""
_TEXTS = {
    "foreground": "page-text",
    "text-accent": "page-accent",
    "text-muted": "page-muted",
    "text-error": "page-wrong",
    "text-disabled": "page-muted",
}
"""The variables of boxes, and those of the page that they equal."""


class AppColours(App[Any]):
    """A mixin before an app."""

    VEILS: ClassVar[bool] = True
    """True if the page is dimmed under a box, which paints all of the window."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and ours."""
        return OWN_THEMES | super().available_themes

    @property
    def colour_system(self) -> str | None:
        """The colours of the terminal, by rich's name; a screenshot has all, on every terminal."""
        return "truecolor" if self.is_headless else self.console.color_system

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Replaces Textual's filters for NO_COLOR, as they leave greys on black; for few colours
        adds one that keeps grounds grey and text readable."""
        if self.no_color:
            return (NoColor(),)
        depth = DEPTHS.get(self.colour_system or "")
        return [*super().get_line_filters(), *([depth] if depth else [])]

    def get_css_variables(self) -> dict[str, str]:
        """Adds the page's colours, corrects those of boxes; marks the cursor by its style where
        there are no colours."""
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
    """The page's texts, and one cursor: the accent reversed.

    A theme of the terminal's own palette keeps its colours, apart from the cursor's.
    """
    accent = variables["page-accent"]
    if theme_colour(accent).ansi is not None:
        return _cursors(accent, variables["page-on-accent"])
    texts = {name: variables[source] for name, source in _TEXTS.items()}
    return texts | _cursors(accent, theme_colour(variables["surface"]).hex)


def _cursors(accent: str, text: str) -> dict[str, str]:
    """The cursors of lists and inputs, and selected text in inputs."""
    cursors: dict[str, str] = {"input-cursor-text-style": "bold"}
    for kind in ("block-cursor", "input-cursor", "input-selection"):
        cursors |= {f"{kind}-background": accent, f"{kind}-foreground": text}
    return cursors
