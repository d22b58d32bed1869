"""Looks: they are what Textual's own style sheet makes of the same words, in every theme."""

from typing import ClassVar

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from tui.screen.drawing.styles import LOOKS, Looks


def rule(name: str, look: str) -> str:
    words, _, ground = look.partition(" on ")
    *styles, colour = words.split()
    text = f"color: {colour}; text-style: {' '.join(styles) or 'none'};"
    return f".{name} {{ {text} {f'background: {ground};' if ground else ''} }}"


class Styled(Widget):
    """A widget whose component classes are all the looks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(LOOKS)


class OneWidget(App[None]):
    CSS = "\n".join(
        ["Styled { background: $surface; }", *(rule(name, look) for name, look in LOOKS.items())]
    )

    def compose(self) -> ComposeResult:
        yield Styled()


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_a_look_is_what_a_style_sheet_makes_of_the_same_words(theme: str) -> None:
    app = OneWidget()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        widget = app.query_one(Styled)
        for name in LOOKS:
            wanted = widget.get_component_rich_style(name)
            for line_filter in widget.get_line_filters():
                wanted = (
                    line_filter.apply([Segment("", wanted)], widget.background_colors[1])[0].style
                    or wanted
                )
            assert str(Looks(widget)(name)) == str(wanted), name
