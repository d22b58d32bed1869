"""The posts of heads: their authors, and their texts as blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from tui.model.blog import Author, Block
from tui.model.instants import localized
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.heads import Head, repeated_lines
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import NAME
from tui.readers.pieces.record import Record
from tui.readers.times.clocks import zone_of
from tui.readers.times.days import says_only_a_day
from tui.readers.times.languages import BY

if TYPE_CHECKING:
    from tui.readers.pieces.clocks import Run

_FULL_NAME = re.compile(rf"(?=\S+ ){NAME}")
_IN_STARS = re.compile(r"[*_]{1,2}([^*_]{4,60})[*_]{1,2}")
_BY = re.compile(rf"[—–-]?\s?(?i:{'|'.join(sorted(BY))})\s({NAME})")
_LONGEST_NAME = 40


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
        self._first = self._is_habit([text[:1] for text in self._of])
        self._last = self._is_habit([text[-1:] if len(text) > 1 else [] for text in self._of])

    def _is_habit(self, ends: Sequence[Sequence[Line]]) -> bool:
        """True if half of the posts have a name there, and the names come again."""
        names = Counter(
            x[0].text for x in ends if x and len(x[0].text) <= _LONGEST_NAME and _name_in(x[0].text)
        )
        posts = sum(names.values())
        return 2 * posts >= len(ends) and len(names) < posts

    def of(self, place: int) -> Sequence[Line]:
        """The lines of a post's text."""
        return self._of[place]

    def post(self, head: Head, place: int) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
        """The authors and the body of a post."""
        text = self._of[place]
        if head.author:
            return (Author(head.author),), blocks(text)
        authors, at = bylines(text, 0)
        if authors:
            return authors, blocks(text[at:])
        if text and (match := _IN_STARS.fullmatch(text[0].text)):
            name, _, role = match[1].partition(", ")
            return (Author(name, role),), blocks(text[1:])
        for here, at in ((True, 0), (len(text) > 1, -1)):
            if here and text and (name := self._name(text[at].text, usual=self._usual(at))):
                rest = text[1:] if at == 0 else text[:-1]
                return (Author(name),), blocks(rest)
        return (), blocks(text)

    def _usual(self, at: int) -> bool:
        return self._first if at == 0 else self._last

    def _name(self, text: str, *, usual: bool) -> str:
        if len(text) > _LONGEST_NAME:
            return ""
        if match := _BY.fullmatch(text):
            return match[1]
        return _name_in(text) if usual else ""


def _may_sign(text: str) -> bool:
    return bool(_IN_STARS.fullmatch(text) or _BY.fullmatch(text) or _name_in(text))


def _name_in(text: str) -> str:
    plain = text.strip(" ()[]—–-")
    return plain if _FULL_NAME.fullmatch(plain) else ""


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
