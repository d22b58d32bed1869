"""Posts of a run: authors, and texts as blocks."""

from collections.abc import Sequence
from dataclasses import replace

from tui.model.blog import Author, Block
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.layout import Head, signers
from tui.readers.pieces.clocks.lines import Line, doubt, repeated_lines
from tui.readers.pieces.clocks.names import is_habit, name_in, signature, signed_off
from tui.readers.times.days import says_only_a_day


class Texts:
    """Texts of heads, without lines that repeat through the posts; `doubts` tell these."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[Head]) -> None:
        self._repeated = repeated_lines(lines, len(heads))
        left_out: list[Line] = []
        self._of: list[list[Line]] = []
        for head in heads:
            below = lines[head.body : head.end]
            left_out += [*head.labels, *filter(self._is_repeated, below)]
            text = [x for x in below if not (self._is_repeated(x) or says_only_a_day(x.text))]
            first = replace(lines[head.opening.line], text=head.rest, apart=True)
            self._of.append([first, *text] if head.rest else text)
        named = ", ".join(map(quoted, list(dict.fromkeys(x.text for x in left_out))[:3]))
        message = f"Lines that repeat through the posts were left out: {named}."
        self.doubts = [doubt(message, left_out)] if left_out else []
        posts = len(self._of)
        self._signed_off = is_habit((signed_off(x[-1].text) for x in self._of if x), posts)
        self._last = is_habit((name_in(x[-1].text) for x in self._of if len(x) > 1), posts)

    def _is_repeated(self, line: Line) -> bool:
        return line.text in self._repeated and not signers(line.text)

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
