"""Styles equal those of Textual's own style sheet for the same words, but for their contrast."""

from typing import ClassVar

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from tui.screen.drawing.contrast import TEXT, corrected
from tui.screen.drawing.styles import STYLES, Styles


def rule(name: str, value: str) -> str:
    words = [word for word in value.split() if word[0] != "@"]
    styles, colour = [word for word in words if word.isalpha()], " ".join(words).partition("$")[2]
    return f".{name} {{ color: ${colour}; text-style: {' '.join(styles) or 'none'}; }}"


def least_of(name: str) -> float:
    return next((float(word[1:]) for word in STYLES[name].split() if word[0] == "@"), TEXT)


class Styled(Widget):
    """A widget whose component classes are all styles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)


class OneWidget(App[None]):
    CSS = "\n".join(
        ["Styled { background: $surface; }", *(rule(name, value) for name, value in STYLES.items())]
    )

    def compose(self) -> ComposeResult:
        yield Styled()


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_a_style_equals_that_of_a_style_sheet(theme: str) -> None:
    app = OneWidget()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        widget = app.query_one(Styled)
        for name in STYLES:
            wanted = widget.get_component_rich_style(name)
            if BUILTIN_THEMES[theme].ansi:
                if "%" not in STYLES[name]:
                    assert str(Styles(widget)(name)) == str(wanted), name
                continue
            assert wanted.color is not None
            assert wanted.bgcolor is not None
            colour, ground = map(Color.from_rich_color, (wanted.color, wanted.bgcolor))
            moved = corrected(colour, ground, least_of(name)).rich_color
            assert str(Styles(widget)(name)) == str(wanted + Style.from_color(moved)), name


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_a_share_of_a_palettes_colour_is_grey(theme: str) -> None:
    app = OneWidget()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        style = Styles(app.query_one(Styled))("feed--rule")
        assert style.color is not None
        assert style.color.number == RichColor.parse("bright_black").number
