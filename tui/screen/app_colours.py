"""The colours of an app beside the page's own: of its boxes and lists, and of poor terminals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.filter import LineFilter, NoColor

from tui.screen.drawing.box_colours import box_colours

if TYPE_CHECKING:
    from textual.app import App

    Mixed = App[Any]
else:
    Mixed = object  # saves the creation of an app class at each start


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
        return variables | box_colours(variables)
