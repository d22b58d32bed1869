"""The posts of heads: their authors, and their texts as blocks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from tui.model.blog import Author, Block
from tui.model.instants import localized
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.heads import repeated_lines
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.names import is_habit, name_in, signature, signed_off
from tui.readers.pieces.record import Record
from tui.readers.times.clocks import zone_of
from tui.readers.times.days import says_only_a_day

if TYPE_CHECKING:
    from tui.readers.pieces.clocks import Run


class Texts:
    """The texts of heads; `left_out` are lines that repeat through the posts."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[Head]) -> None:
        repeated = repeated_lines(lines, len(heads))
        self.left_out: list[Line] = []
        self._of: list[list[Line]] = []
        for head in heads:
            text = []
            for line in lines[head.body : head.end]:
                if line.text in repeated and not _may_sign(line.text):
                    self.left_out.append(line)
                elif not says_only_a_day(line.text):
                    text.append(line)
            if head.rest:
                text.insert(0, replace(lines[head.opening.line], text=head.rest, apart=True))
            self._of.append(text)
        posts = len(self._of)
        self._first = is_habit((_name_at(x, 0) for x in self._of), posts)
        self._signed_off = is_habit((signed_off(x[-1].text) for x in self._of if x), posts)
        self._last = is_habit((_name_at(x, -1) for x in self._of if len(x) > 1), posts)

    def post(self, head: Head, place: int) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
        """The authors and the body of a post."""
        text = self._of[place]
        if head.authors:
            return head.authors, blocks(text)
        name = signed_off(text[-1].text) if text and self._signed_off else ""
        if name:
            last = text[-1].text[: text[-1].text.rindex(name)].rstrip(" /(—–-")
            return (Author(name),), blocks([*text[:-1], replace(text[-1], text=last)])
        authors, at = bylines(text, 0)
        if authors:
            return authors, blocks(text[at:])
        for at, usual in ((0, self._first), (-1, self._last))[: len(text)]:
            twice = len(text) > 1 and at == 0 and text[0].text == text[1].text
            again = twice and not bylines(text, 1)[0]
            name = _name_at(text, at) if usual or again else ""
            authors = signature(text[at].text) or ((Author(name),) if name else ())
            if authors:
                first = 2 if again else 1
                return authors, blocks(text[first:] if at == 0 else text[:-1])
        return (), blocks(text)


def _name_at(text: Sequence[Line], at: int) -> str:
    return name_in(text[at].text) if text else ""


def _may_sign(text: str) -> bool:
    return bool(signature(text) or name_in(text))


def records(lines: Sequence[Line], run: "Run") -> list[Record]:
    """The posts of a run in its order as records, whose times are in the page's zone."""
    texts = Texts(lines, run.heads)
    found = []
    for place, (head, day) in enumerate(zip(run.heads, run.days, strict=True)):
        authors, body = texts.post(head, place)
        moment = datetime.combine(day, time()) + timedelta(seconds=head.opening.second)
        zone = zone_of(head.opening.zone)
        found.append(
            Record(
                time=moment if zone is None else localized(moment, zone),
                headline=head.headline,
                kicker=head.kicker,
                authors=authors,
                body=body,
            )
        )
    return found
