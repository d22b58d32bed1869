"""What stands on a terminal after a program's bytes: the cells, without their colours."""

import codecs
import re

from rich.cells import cell_len

_SEQUENCE = re.compile(
    r"\x1b\[(?P<params>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b[ -/]*[0-Z\\`-~]",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?$", re.DOTALL)


class DrawnScreen:
    """Understands what Textual's frames are made of: moves of the cursor and text."""

    def __init__(self, width: int, height: int) -> None:
        self._rows = [[" "] * width for _ in range(height)]
        self._x = self._y = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def text(self) -> str:
        """The rows, from the top."""
        return "\n".join("".join(row) for row in self._rows)

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
        if self._x + cells <= len(row):
            row[self._x : self._x + cells] = [character, *[""] * (cells - 1)]
        self._x += cells
