"""How the texts of the screen look. A style sheet could say it, but 50 more rules and nodes slow every start.

A look is text styles and a colour of the theme, "on" another one where it is not on its widget's own background.
"""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

LOOKS = {
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
    "summary--text": "$foreground",
    "summary--title": "bold $text-accent",
    "summary--rule": "$text-disabled",
    "summary--bullet": "$text-accent",
    "summary--quiet": "$text-muted",
    "summary--time": "$text-muted",
    "summary--link": "$foreground",
    "summary--cursor": "bold $background on $primary",
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


class Looks:
    """The looks of one widget, in the colours that its terminal may show; each is worked out once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[str, Style] = {}
        self._grounds: tuple[Color, Color, Sequence[LineFilter]] | None = None

    def forget(self) -> None:
        """The theme or the widget's background has changed."""
        self._known.clear()
        self._grounds = None

    def __call__(self, name: str) -> Style:
        """The look of that name, on the widget's background."""
        if (style := self._known.get(name)) is None:
            style = self._known[name] = self._worked_out(name)
        return style

    def _worked_out(self, name: str) -> Style:
        words, _, ground = LOOKS[name].partition(" on ")
        *styles, colour = words.split()
        if self._widget.app.no_color:
            return Style.parse(" ".join([*styles, *_in_place_of(colour, ground)]))
        variables = self._widget.app.theme_variables
        if self._grounds is None:  # asking for them walks up the whole tree
            widget = self._widget
            own = widget.visual_style.background or Color(0, 0, 0, 0)
            self._grounds = own, widget.background_colors[1], widget.get_line_filters()
        background, below, filters = self._grounds
        if ground:
            background += _colour(variables[ground[1:]])
        foreground = background + _colour(variables[colour[1:]])
        style = Style.parse(" ".join(styles)) + Style.from_color(
            foreground.rich_color, background.rich_color
        )
        # Textual takes colours out for NO_COLOR, or down to what a guest's terminal has, only in what it draws itself.
        segments = [Segment("", style)]
        for line_filter in filters:
            segments = line_filter.apply(segments, below)
        return segments[0].style or Style()


def _in_place_of(colour: str, ground: str) -> list[str]:
    """The text styles that stand for colours where there are none."""
    return ["reverse"] if ground else ["dim"] if colour in {"$text-muted", "$text-disabled"} else []


def _colour(value: str) -> Color:
    """The colour of a theme variable: "#0178D4", "ansi_blue 50%", "auto 60%" (black or white, as is read best)."""
    name, _, percentage = value.partition(" ")
    alpha = float(percentage.rstrip("%") or 100)
    return (
        Color.automatic(alpha) if name == "auto" else Color.parse(name).multiply_alpha(alpha / 100)
    )
