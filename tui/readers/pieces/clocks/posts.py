"""Posts of a run: authors, and texts as blocks."""

from collections.abc import Sequence
from dataclasses import replace

from tui.model.blog import Author, Block
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.layout import Head, signers
from tui.readers.pieces.clocks.lines import Line, repeated_lines
from tui.readers.pieces.clocks.names import is_habit, name_in, signature, signed_off
from tui.readers.times.days import says_only_a_day


class Texts:
    """Texts of heads; `left_out` are lines that repeat through the posts."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[Head]) -> None:
        repeated = repeated_lines(lines, len(heads))
        self.left_out: list[Line] = []
        self._of: list[list[Line]] = []
        for head in heads:
            text = []
            for line in lines[head.body : head.end]:
                if line.text in repeated and not signers(line.text):
                    self.left_out.append(line)
                elif not says_only_a_day(line.text):
                    text.append(line)
            if head.rest:
                text.insert(0, replace(lines[head.opening.line], text=head.rest, apart=True))
            self.left_out += head.labels
            self._of.append(text)
        posts = len(self._of)
        self._signed_off = is_habit((signed_off(x[-1].text) for x in self._of if x), posts)
        self._last = is_habit((name_in(x[-1].text) for x in self._of if len(x) > 1), posts)

    def post(self, head: Head, place: int) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
        text = self._of[place]
        authors, at = (head.authors, 0) if head.authors else bylines(text, 0)
        if authors or not text:
            return authors, blocks(text[at:])
        last = text[-1].text
        if self._signed_off and (name := signed_off(last)):
            last = last[: last.rindex(name)].rstrip(" /(—–-")
            return (Author(name),), blocks([*text[:-1], replace(text[-1], text=last)])
        authors = signers(last) if self._last else signature(last)
        if authors and len(text) > 1:
            return authors, blocks(text[:-1])
        return (), blocks(text)
