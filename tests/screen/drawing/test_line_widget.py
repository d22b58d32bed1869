"""Rows of text on a widget: as wide as it, drawn again only where they differ."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import answers
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Size

from tui.screen.base_app import BaseApp
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.signs import chip, shown_text

texts = st.text(st.sampled_from("ab 漢❤👩👦🏽🇬1\u200d\ufe0f\u200c\u0301\u20e3가ᅡ"), max_size=14)


class Rows(LineWidget):
    """Shows the rows that a test gives it."""

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.given: list[TextRow] = []

    def text_rows(self, _size: Size) -> list[TextRow]:
        return self.given


class Page(BaseApp):
    CSS = "Rows { width: 12; height: 3; background: $panel; }"

    def compose(self) -> ComposeResult:
        yield Rows()


async def test_every_row_is_as_wide_as_the_widget_whatever_stands_in_it() -> None:
    app = Page()
    async with app.run_test(size=(30, 6)):
        rows = app.query_one(Rows)

        @given(st.lists(texts, max_size=4))
        @example(["a\u200d", " b"])
        @example(["1", "\ufe0fb"])
        @example(["1", "\u0301\ufe0f", "1" * 11])
        @example(["漢" * 7])
        def drawn(pieces: list[str]) -> None:
            rows.given = [tuple((text, "text") for text in pieces)]
            rows.refresh()
            strip = rows.render_line(0)
            assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length == 12

        drawn()


@pytest.mark.parametrize(("role", "bare", "no_color", "shown"), answers("chips-without-a-ground"))
def test_a_chip_without_a_ground_is_in_brackets_of_the_same_width(
    role: str, bare: bool, no_color: bool, shown: str
) -> None:
    pieces = [(" " * 8, role)] if role == "cap" else chip("PINNED", role)
    texts = (shown_text(*piece, bare=bare, no_color=no_color) for piece in pieces)
    assert "".join(texts) == shown
