"""The cells of a terminal after a program's bytes, with their colours."""

import codecs
import re
from functools import cache

from rich.ansi import AnsiDecoder
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from tui.screen.drawing.line_widget import TextRow

type Cell = tuple[str, object]
_SEQUENCE = re.compile(
    r"\x1b\[(?P<params>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b[ -/]*[0-Z\\`-~]",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?$", re.DOTALL)


class DrawnScreen:
    """Understands the parts of Textual's frames: moves of the cursor and text."""

    def __init__(self, width: int, height: int) -> None:
        self._rows = [[" "] * width for _ in range(height)]
        self._looks = [[Style.null()] * width for _ in range(height)]
        self._look = Style.null()
        self._x = self._y = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def text(self) -> str:
        """The rows, from the top."""
        return "\n".join("".join(row) for row in self._rows)

    @property
    def cells(self) -> list[list[Cell]]:
        """The cells of each row; the second cell of a wide character is empty."""
        return [
            [(text, look_of(text, style)) for text, style in zip(*row, strict=True)]
            for row in zip(self._rows, self._looks, strict=True)
        ]

    def feed(self, data: bytes) -> None:
        """Take bytes, which may end anywhere."""
        text = self._rest + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        text, self._rest = text[:end], text[end:]
        at = 0
        for found in _SEQUENCE.finditer(text):
            self._write(text[at : found.start()])
            at = found.end()
            if found["final"] == "H":
                row, _, column = found["params"].partition(";")
                self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
            elif found["final"] == "m":
                self._look = _style(found["params"])
            elif found["final"] == "J":
                self._rows = [[" "] * len(row) for row in self._rows]
        self._write(text[at:])

    def _write(self, text: str) -> None:
        for character in text:
            if character == "\r":
                self._x = 0
            elif character == "\n":
                self._x, self._y = 0, self._y + 1
            elif character.isprintable() and self._y < len(self._rows):
                self._put(character)

    def _put(self, character: str) -> None:
        row, cells = self._rows[self._y], cell_len(character)
        end = self._x + cells
        if end <= len(row):
            if row[self._x] == "":  # half of a wide character is left
                row[self._x - 1] = " "
            if end < len(row) and row[end] == "":
                row[end] = " "
            row[self._x : end] = [character, *[""] * (cells - 1)]
            self._looks[self._y][self._x : end] = [self._look] * cells
        self._x += cells


@cache
def _style(params: str) -> Style:
    """The style that a terminal is told with these figures."""
    return AnsiDecoder().decode_line(f"\x1b[{params}mx").get_style_at_offset(Console(), 0)


def text_of(row: TextRow) -> str:
    """The text of a row that is not painted yet."""
    return "".join(text for text, _ in row)


def look_of(character: str, style: Style) -> object:
    """The look of a cell with that character: of a space only the background is seen."""
    return _blank(style) if character == " " else style


@cache
def _blank(style: Style) -> object:
    """The visible style of a space."""
    lines = (style.underline, style.underline2, style.overline, style.strike, style.reverse)
    if any(lines) or style.link:
        return style
    return style.bgcolor, style.meta or None
