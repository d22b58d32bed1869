"""The text styles of the screen. A style sheet could hold them, but 50 more rules slow every start.

An entry is text styles and a theme colour, then "on" and a background if not the widget's own.
"""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

STYLES = {
    "title--text": "$foreground",
    "title--name": "bold $foreground",
    "title--note": "$text-muted",
    "feed--mark": "bold $text-accent",
    "feed--new": "bold $text-accent",
    "feed--time": "$text-muted",
    "feed--day": "$text-muted",
    "feed--kicker": "bold $text-secondary",
    "feed--headline": "bold $foreground",
    "feed--byline": "italic $text-muted",
    "feed--body": "$foreground",
    "feed--indent": "$text-disabled",
    "feed--quote": "italic $foreground",
    "feed--more": "$text-accent",
    "feed--link": "underline $foreground",
    "feed--caption": "$foreground",
    "feed--credit": "$text-muted",
    "feed--embed": "$text-muted",
    "feed--card": "$text-accent",
    "feed--match": "underline $foreground on $warning-muted",
    "feed--match-current": "bold underline $background on $warning",
    "feed--selection": "$background on $primary",
    "feed--bar": "$panel",
    "feed--thumb": "$text-disabled",
    "feed--pill": "bold $background on $accent",
    "sidebar--text": "$foreground",
    "sidebar--title": "bold $text-accent",
    "sidebar--rule": "$text-disabled",
    "sidebar--bullet": "$text-accent",
    "sidebar--quiet": "$text-muted",
    "sidebar--time": "$text-muted",
    "sidebar--link": "$foreground",
    "sidebar--cursor": "bold $background on $primary",
    "transport--text": "$foreground",
    "transport--played": "$accent",
    "transport--head": "bold $foreground",
    "transport--to-come": "$text-disabled",
    "transport--mark": "$foreground",
    "transport--dim-mark": "$text-disabled",
    "transport--state": "bold $text-accent",
    "transport--clock": "bold $foreground",
    "transport--zone": "$text-muted",
    "transport--speed": "bold $text-accent",
    "transport--skip": "bold $text-warning",
    "transport--next": "$foreground",
    "transport--search": "$text-warning",
    "transport--posts": "$text-muted",
    "transport--room": "$text-success",
    "transport--elapsed": "$text-muted",
    "transport--filter": "$text-warning",
    "transport--key": "bold $text-accent",
    "transport--hint": "$text-muted",
    "transport--note": "bold $text-accent",
}


class Styles:
    """The styles of one widget in the colours of its terminal; each is computed once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._cache: dict[str, Style] = {}
        self._backgrounds: tuple[Color, Color, Sequence[LineFilter]] | None = None
        self._look: tuple[object, ...] | None = None

    def clear(self) -> None:
        """Clears the cache after the theme or the widget's background has changed."""
        self._cache.clear()
        self._backgrounds = None
        self._look = None

    @property
    def look(self) -> tuple[object, ...]:
        """All that the styles depend on: widgets with equal looks have equal styles."""
        if self._look is None:
            app = self._widget.app
            own, below, filters = self._grounds()
            self._look = (app.theme, app.no_color, own, below, *filters)
        return self._look

    def __call__(self, name: str) -> Style:
        """The style of that name, on the widget's background."""
        if (style := self._cache.get(name)) is None:
            style = self._cache[name] = self._computed(name)
        return style

    def _computed(self, name: str) -> Style:
        words, _, ground = STYLES[name].partition(" on ")
        *styles, colour = words.split()
        if self._widget.app.no_color:
            return Style.parse(" ".join([*styles, *_without_colour(colour, ground)]))
        variables = self._widget.app.theme_variables
        background, below, filters = self._grounds()
        if ground:
            background += _colour(variables[ground[1:]])
        foreground = background + _colour(variables[colour[1:]])
        style = Style.parse(" ".join(styles)) + Style.from_color(
            foreground.rich_color, background.rich_color
        )
        # Textual filters colours only in its own drawing: for NO_COLOR, and for a guest's terminal.
        segments = [Segment("", style)]
        for line_filter in filters:
            segments = line_filter.apply(segments, below)
        return segments[0].style or Style()

    def _grounds(self) -> tuple[Color, Color, Sequence[LineFilter]]:
        """The widget's background, the one below it, and the filters of its terminal."""
        if self._backgrounds is None:  # these properties walk up the whole tree
            widget = self._widget
            own = widget.visual_style.background or Color(0, 0, 0, 0)
            self._backgrounds = own, widget.background_colors[1], widget.get_line_filters()
        return self._backgrounds


def _without_colour(colour: str, ground: str) -> list[str]:
    """The text styles used in place of colours under NO_COLOR."""
    if ground:
        return ["reverse"]
    return ["dim"] if colour in {"$text-muted", "$text-disabled"} else []


def _colour(value: str) -> Color:
    """The colour of a theme variable: "#0178D4", "ansi_blue 50%", "auto 60%".

    "auto" is black or white, whichever has more contrast.
    """
    name, _, percentage = value.partition(" ")
    alpha = float(percentage.rstrip("%") or 100)
    if name == "auto":
        return Color.automatic(alpha)
    return Color.parse(name).multiply_alpha(alpha / 100)
