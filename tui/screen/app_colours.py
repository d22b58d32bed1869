"""The colours of an app beside the page's own: of its boxes and lists, and of poor terminals."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.filter import LineFilter, NoColor

from tui.screen.drawing.contrast import TEXT, corrected
from tui.screen.drawing.styles import theme_colour

if TYPE_CHECKING:
    from textual.app import App

    Mixed = App[Any]
else:
    Mixed = object  # saves the creation of an app class at each start

_TEXTS = {
    "foreground": "foreground",
    "text-accent": "accent",
    "text-muted": "text-muted",
    "text-error": "text-error",
    "text-disabled": "text-muted",
}
"""The variables that are set, and those that they are made of."""


class AppColours(Mixed):
    """A mixin before an app."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Replaces Textual's filters for NO_COLOR, as they leave greys on black; for 16 colours
        adds one that keeps text and background apart."""
        if self.no_color:
            return (NoColor(),)
        filters = super().get_line_filters()
        if self.is_headless or self.console.color_system != "standard":
            return filters  # a screenshot has all colours, on every terminal
        from tui.screen.drawing.colour_depth import SIXTEEN

        return [*filters, SIXTEEN]

    def get_css_variables(self) -> dict[str, str]:
        """Corrects the colours of boxes; marks the cursor by its style where there are none."""
        variables = super().get_css_variables()
        if self.no_color:
            return variables | {
                "block-cursor-text-style": "bold underline",
                "input-cursor-text-style": "reverse",
            }
        return variables | _box_colours(variables)


def _box_colours(variables: Mapping[str, str]) -> dict[str, str]:
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
