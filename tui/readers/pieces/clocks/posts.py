"""Posts of a run: authors, and texts as blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from tui.model.blog import Author, Block
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.lines import Line, repeated_lines
from tui.readers.pieces.clocks.names import (
    HANDLE,
    come_again,
    is_habit,
    name_in,
    signature,
    signed_off,
    speaker,
)
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.days import says_only_a_day


@dataclass(slots=True)
class Head:
    """Lines `first` up to `body`; the text ends at `end`; `rest` is text on the clock's line."""

    opening: Opening
    first: int
    body: int
    end: int = 0
    number: int | None = None
    kicker: str = ""
    headline: str = ""
    authors: tuple[Author, ...] = ()
    rest: str = ""
    habits: set[str] = field(default_factory=set)


# Names beside the heads


def take_names_below(lines: Sequence[Line], found: Sequence[Head]) -> None:
    """Names with roles, alone on the line below the clock."""
    names = [
        name_in(lines[x.body].text) if not x.rest and x.body + 1 < x.end else "" for x in found
    ]
    for head, name in zip(found, names, strict=True) if is_habit(names, len(found)) else ():
        if name:
            with_roles, after = bylines(lines, head.body)
            head.authors = with_roles or (Author(name),)
            head.body = after if with_roles else head.body + 1


def take_names_above(lines: Sequence[Line], found: Sequence[Head]) -> bool:
    """Names with roles, alone above the clock or its headline.

    False if they sign the text above: no name is above the first post, and blank lines separate
    them from the next post.
    """
    signed = [_byline_above(lines, x) for x in found]
    names = [" & ".join(author.name for author in authors) for authors, _ in signed]
    if not come_again(names, len(found)):
        return True
    close = sum(bool(x) and not lines[y.first].apart for y, x in zip(found, names, strict=True))
    if not names[0] and 2 * close <= len(found):
        return False
    for head, (authors, first) in zip(found, signed, strict=True):
        if authors:
            head.authors, head.first = authors, first
    for head, following in pairwise(found):
        head.end = min(head.end, following.first)
    return True


def _byline_above(lines: Sequence[Line], head: Head) -> tuple[tuple[Author, ...], int]:
    """Authors above a head without authors, and their first line."""
    if head.authors or not head.first:
        return (), head.first
    for first in range(max(head.first - 2, 0), head.first):
        authors, after = bylines(lines, first)
        if authors and after == head.first:
            return authors, first
    first = head.first - 1
    if first and re.fullmatch(HANDLE, lines[first].text):
        first -= 1
    return _signers(lines[first].text), first


def _signers(text: str) -> tuple[Author, ...]:
    name = name_in(text)
    return signature(text) or ((Author(name),) if name else ())


def take_speakers(found: Sequence[Head]) -> None:
    """Names in a chat: "10:32 Ann Lee: text", or alone beside the clock."""
    said = [speaker(x.rest or f"{x.headline} ") for x in found]
    is_chat = is_habit((name for name, _ in said), len(found))
    titles = Counter(x.opening.title for x in found if x.opening.title)
    again = 2 * len(titles) <= titles.total() or all(map(name_in, titles))
    are_before = again and is_habit((x.opening.title for x in found), len(found))
    are_behind = not titles and is_habit((name_in(x.headline) for x in found), len(found))
    for head, (name, words) in zip(found, said, strict=True):
        title = head.opening.title
        if is_chat and name:
            head.authors, head.rest = (Author(name),), words
            head.headline = head.headline if words else ""
        elif (are_before and title and head.headline == title) or (
            are_behind and name_in(head.headline)
        ):
            head.authors, head.headline = (Author(head.headline),), ""


# Texts


class TimedPost(NamedTuple):
    """A post of a run; `moment` is naive if the clock names no zone."""

    moment: datetime
    head: Head
    authors: tuple[Author, ...]
    body: tuple[Block, ...]


class Texts:
    """Texts of heads; `left_out` are lines that repeat through the posts."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[Head]) -> None:
        repeated = repeated_lines(lines, len(heads))
        self.left_out: list[Line] = []
        self._of: list[list[Line]] = []
        for head in heads:
            text = []
            for line in lines[head.body : head.end]:
                if line.text in repeated and not _signers(line.text):
                    self.left_out.append(line)
                elif not says_only_a_day(line.text):
                    text.append(line)
            if head.rest:
                text.insert(0, replace(lines[head.opening.line], text=head.rest, apart=True))
            self._of.append(text)
        posts = len(self._of)
        self._signed_off = is_habit((signed_off(x[-1].text) for x in self._of if x), posts)
        self._first = is_habit((name_in(x[0].text) for x in self._of if x), posts)
        self._last = is_habit((name_in(x[-1].text) for x in self._of if len(x) > 1), posts)

    def post(self, head: Head, place: int) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
        text = self._of[place]
        authors, at = (head.authors, 0) if head.authors else bylines(text, 0)
        if authors or not text:
            return authors, blocks(text[at:])
        first, last = text[0].text, text[-1].text
        if self._signed_off and (name := signed_off(last)):
            last = last[: last.rindex(name)].rstrip(" /(—–-")
            return (Author(name),), blocks([*text[:-1], replace(text[-1], text=last)])
        twice = len(text) > 1 and first == text[1].text and not bylines(text, 1)[0]
        if authors := _signers(first) if self._first or twice else signature(first):
            return authors, blocks(text[2 if twice else 1 :])
        authors = _signers(last) if self._last else signature(last)
        if authors and len(text) > 1:
            return authors, blocks(text[:-1])
        return (), blocks(text)
