"""Styles equal those of Textual's own style sheet for the same words, in every theme."""

from typing import ClassVar

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from tui.screen.drawing.styles import STYLES, Styles


def rule(name: str, value: str) -> str:
    words, _, ground = value.partition(" on ")
    *styles, colour = words.split()
    text = f"color: {colour}; text-style: {' '.join(styles) or 'none'};"
    return f".{name} {{ {text} {f'background: {ground};' if ground else ''} }}"


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
            for line_filter in widget.get_line_filters():
                wanted = (
                    line_filter.apply([Segment("", wanted)], widget.background_colors[1])[0].style
                    or wanted
                )
            assert str(Styles(widget)(name)) == str(wanted), name
