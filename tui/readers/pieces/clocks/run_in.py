"""Lines that hold several posts, split at the clocks that open them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tui.model.errors import UnreadableError
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import MOST_OPENINGS
from tui.readers.times.clocks import LONGEST_OPENING, Scan, scan

SHORTEST_POST = 20
"""Characters before a clock inside a line: "kl. 07.03: " opens only one post."""
LEAST_INSIDE = 2  # clocks inside of lines that open posts
_BEFORE_CLOCK = re.compile(r"(?<=[.!?…\"'”’)])\s(?=\d|[(\[]\d)")
_BEFORE_MARK = re.compile(r"(?<=\S)\s(?=\+{2,4}\s{0,2}\d{1,2}[:.h]\d\d)")
_MAY_RUN = re.compile(r": |[)\]]$|\d\.,? \d")


def run_in(lines: Sequence[Line]) -> list[Line]:
    """Split lines at clocks that open further posts ("2153: One. 2150: Two.").

    Also behind clocks in brackets that close posts ("It is open. (18:20)"). Raises UnreadableError
    for more posts than a live blog has.
    """
    marks = [_marked(x.text) for x in lines]
    _refuse_many(sum(map(len, marks)))
    lines = _split_at(lines, marks)
    cuts = [list(_cuts(x.text)) if _MAY_RUN.search(x.text) else [] for x in lines]
    inside = sum(len(x) for x in cuts)
    opened = sum(bool(_with_colon(x.text, 0)) for x in lines) if inside >= LEAST_INSIDE else 0
    if inside < LEAST_INSIDE or 4 * inside < inside + opened:
        return list(lines)
    return _split_at(lines, cuts)


def _refuse_many(count: int) -> None:
    if count > MOST_OPENINGS:
        raise UnreadableError(
            f"A line has more than {MOST_OPENINGS:,} clocks, as no live blog has."
        )


def _marked(text: str) -> list[int]:
    """Places of clocks between marks, inside a line: "Live: +++ 10:26 Headline +++"."""
    return [x.end() for x in _BEFORE_MARK.finditer(text)] if "++" in text else []


def _split_at(lines: Sequence[Line], cuts: Sequence[Sequence[int]]) -> list[Line]:
    found = []
    for line, places in zip(lines, cuts, strict=True):
        for start, end in pairwise([0, *places, len(line.text)]):
            found.append(
                replace(line, text=line.text[start:end].strip(), apart=line.apart or start > 0)
            )
    return found


def _cuts(text: str) -> Iterator[int]:
    count = 0
    for space in _BEFORE_CLOCK.finditer(text, SHORTEST_POST):
        at = space.end()
        is_last = text[at] in "(["
        found = scan(text, at) if is_last else _with_colon(text, at)
        if found and (not is_last or found.end == len(text)):
            yield at
            count += 1
        _refuse_many(count)


def _with_colon(text: str, at: int) -> Scan | None:
    """Clock that opens a post on a line: "2153: One.", "21.53 Uhr: One.", "5.5., 21 Uhr One."."""
    found = scan(text[at : at + LONGEST_OPENING])
    if found and found.day and found.unit:
        return found
    return found if found and found.separator[:1] == ":" else None
