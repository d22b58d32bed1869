"""Texts of the heads, and names at their feet."""

from collections.abc import Sequence
from dataclasses import replace

from tui.model.blog import Author, Block
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.layout import Head, signers
from tui.readers.pieces.clocks.lines import Line, doubt, repeated_lines
from tui.readers.pieces.clocks.names import dashed, is_habit, name_in, signature, signed_off
from tui.readers.times.days import says_only_a_day

LEAST_SIGNED = 3  # texts that end in names, if all do

type Body = tuple[tuple[Author, ...], tuple[Block, ...]]


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
        self._feet = _Feet(self._of)

    def _is_repeated(self, line: Line) -> bool:
        return line.text in self._repeated and not signers(line.text)

    def post(self, head: Head, place: int) -> Body:
        text = self._of[place]
        authors, at = (head.authors, 0) if head.authors else bylines(text, 0)
        if authors or not text:
            return authors, blocks(text[at:])
        authors, text = self._feet.authors(text)
        return authors, blocks(text)


class _Feet:
    """Names at the feet of texts, by the habit of all."""

    def __init__(self, texts: Sequence[Sequence[Line]]) -> None:
        last = [text[-1].text for text in texts if text]
        alone = [name_in(text[-1].text) for text in texts if len(text) > 1]
        named = sum(map(bool, alone))
        self._behind = is_habit(map(signed_off, last), len(texts))
        self._dashed = sum(map(bool, map(dashed, last))) > 1
        self._alone = is_habit(alone, len(texts)) or named >= max(LEAST_SIGNED, len(texts) - 1)

    def authors(self, text: list[Line]) -> tuple[tuple[Author, ...], list[Line]]:
        """Authors at the foot, and the text without them."""
        last = text[-1].text
        if self._behind and (name := signed_off(last)):
            words = last[: last.rindex(name)].rstrip(" /(—–-")
            return (Author(name),), [*text[:-1], replace(text[-1], text=words)]
        authors = dashed(last) if self._dashed else ()
        authors = authors or (signers(last) if self._alone else signature(last))
        return (authors, text[:-1]) if authors and len(text) > 1 else ((), text)
