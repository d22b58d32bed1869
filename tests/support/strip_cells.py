"""What stands in each cell of a row, and how it looks."""

from collections.abc import Iterable
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.screen.drawing.line_widget import TextRow

type Cell = tuple[str, object]


def cells_of(segments: Iterable[Segment]) -> list[Cell]:
    """The cells of a row; a wide character fills two. A space looks as its background does."""
    cells: list[Cell] = []
    for text, style, _ in segments:
        assert style is not None
        for character in text:
            look = look_of(character, style)
            cells += [(character, look), ("", look)][: cell_len(character)]
    return cells


def text_of(row: TextRow) -> str:
    """The text of a row that is not painted yet."""
    return "".join(text for text, _ in row)


def look_of(character: str, style: Style) -> object:
    """How a cell with that character looks: of a space only the background is seen."""
    return _blank(style) if character == " " else style


@cache
def _blank(style: Style) -> object:
    """What is seen of a space."""
    lines = (style.underline, style.underline2, style.overline, style.strike, style.reverse)
    if any(lines) or style.link:
        return style
    return style.bgcolor, style.meta or None
