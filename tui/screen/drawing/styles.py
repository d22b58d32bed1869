"""The text styles of the screen. A style sheet could hold them, but 50 more rules slow every start.

An entry is text styles and a theme colour, on the widget's own ground. A share after the colour has
it shine through; "@3" asks for a contrast of 3 where text needs 4.5.
"""

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

from tui.screen.drawing.contrast import TEXT, corrected

STYLES = {
    "title--text": "$foreground",
    "title--name": "bold $foreground",
    "title--note": "$text-muted",
    "title--code": "reverse $foreground",
    "feed--mark": "bold $accent",
    "feed--now": "bold $accent",
    "feed--unread": "bold $foreground",
    "feed--time": "$text-muted",
    "feed--rule": "@3 $foreground 25%",
    "feed--rule-now": "$accent",
    "feed--kicker": "$text-muted",
    "feed--key-event": "bold $text-muted",
    "feed--source-0": "$text-primary",
    "feed--source-1": "$text-success",
    "feed--headline": "bold $foreground",
    "feed--byline": "italic $text-muted",
    "feed--body": "$foreground",
    "feed--indent": "@3 $foreground 25%",
    "feed--quote": "italic $foreground",
    "feed--more": "bold $accent",
    "feed--caption": "$text-muted",
    "feed--credit": "italic $text-muted",
    "feed--embed": "$foreground",
    "feed--match": "bold underline $accent",
    "feed--match-current": "bold reverse $accent",
    "feed--selection": "reverse $primary",
    "feed--bar": "@2 $foreground 15%",
    "feed--thumb": "@3 $text-muted",
    "feed--pill": "bold reverse $accent",
    "sidebar--text": "$foreground",
    "sidebar--title": "bold $foreground",
    "sidebar--rule": "@3 $foreground 25%",
    "sidebar--bullet": "$accent",
    "sidebar--quiet": "$text-muted",
    "sidebar--now": "bold $accent",
    "sidebar--time": "$text-muted",
    "sidebar--link": "$foreground",
    "sidebar--deleted": "strike $foreground",
    "sidebar--link-now": "bold $foreground",
    "sidebar--source-0": "$text-primary",
    "sidebar--source-1": "$text-success",
    "sidebar--cursor": "bold reverse $accent",
    "transport--text": "$foreground",
    "transport--played": "$accent",
    "transport--head": "bold $foreground",
    "transport--to-come": "@3 $foreground 25%",
    "transport--mark": "$foreground",
    "transport--dim-mark": "@3 $foreground 25%",
    "transport--key-event": "bold $foreground",
    "transport--source-0": "bold $text-primary",
    "transport--source-1": "bold $text-success",
    "transport--state": "bold $accent",
    "transport--clock": "bold $foreground",
    "transport--zone": "$text-muted",
    "transport--speed": "$foreground",
    "transport--next": "$foreground",
    "transport--left": "$text-muted",
    "transport--search": "bold $accent",
    "transport--posts": "$text-muted",
    "transport--room": "$text-success",
    "transport--elapsed": "$text-muted",
    "transport--filter": "bold $accent",
    "transport--key": "bold $accent",
    "transport--hint": "$text-muted",
    "transport--note": "bold $accent",
    "help--text": "$foreground",
    "help--title": "bold $text-accent",
    "help--hint": "$text-accent",
    "help--key": "bold $foreground",
    "help--quiet": "$text-muted",
}


class Styles:
    """The styles of one widget in the colours of its terminal; each is computed once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._cache: dict[str, Style] = {}
        self._backgrounds: tuple[Color, Color, Sequence[LineFilter]] | None = None
        self._look: object = None

    def clear(self) -> None:
        """Clears the cache after the theme or the widget's background has changed."""
        self._cache.clear()
        self._backgrounds = None
        self._look = None

    @property
    def look(self) -> object:
        """Stands for all that the styles depend on: of widgets with the same one they are equal."""
        if self._look is None:
            app = self._widget.app
            own, below, filters = self._grounds()
            self._look = _the_same((app.theme, app.no_color, own, below, *filters))
        return self._look

    def __call__(self, name: str) -> Style:
        """The style of that name, on the widget's background."""
        if (style := self._cache.get(name)) is None:
            style = self._cache[name] = self._computed(name)
        return style

    def _computed(self, name: str) -> Style:
        words = STYLES[name].split()
        look = " ".join(word for word in words if word.isalpha())
        value = next(word for word in words if word.startswith("$"))
        share = next((word for word in words if word.endswith("%")), "")
        if self._widget.app.no_color:
            dim = share or value == "$text-muted"
            return Style.parse(f"{look} dim" if dim and "reverse" not in look else look)
        variables = self._widget.app.theme_variables
        ground, below, filters = self._grounds()
        least = next((float(word[1:]) for word in words if word.startswith("@")), TEXT)
        colour = _drawn(variables[value[1:]], share, ground)
        style = Style.parse(look) + Style.from_color(
            corrected(colour, ground, least).rich_color, ground.rich_color
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


@lru_cache(256)
def _the_same(_values: tuple[object, ...]) -> object:
    """One object for equal values: each row's key in a cache holds it, so it is hashed often."""
    return object()


def _drawn(value: str, share: str, ground: Color) -> Color:
    """A theme's colour on a ground; in the terminal's own palette a share of it is grey."""
    colour = theme_colour(value)
    if share and colour.ansi is not None:
        return Color.parse("ansi_bright_black")
    if share:
        colour = colour.multiply_alpha(float(share.rstrip("%")) / 100)
    return ground + colour


def theme_colour(value: str) -> Color:
    """The colour of a theme variable: "#0178D4", "ansi_blue 50%", "auto 60%".

    "auto" is black or white, whichever has more contrast.
    """
    name, _, percentage = value.partition(" ")
    alpha = float(percentage.rstrip("%") or 100)
    if name == "auto":
        return Color.automatic(alpha)
    return Color.parse(name).multiply_alpha(alpha / 100)
