"""A run of pieces by the clocks that open blocks of text, in any language.

1. `openings`: the lines that begin, or end, with a clock; marks, a day, a zone may stand around.
2. `family`: of these the widest set of one shape that runs one way with sentences between.
3. `days`: a day passes where the clocks turn; days said beside a clock or near anchor them.
4. `heads`, `posts`: the text from one clock to the next, with headline and author as most have.

`text` reads a text copied from a browser so; `find` is for the blocks of a page too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.readers.bbc.lines import Line
from tui.readers.pieces.clocks.days import Days, Doubt
from tui.readers.pieces.clocks.family import NoFamilyError, against_order, family, prose_of
from tui.readers.pieces.clocks.heads import Head, heads
from tui.readers.pieces.clocks.openings import Opening, looks_like_numbers, openings


@dataclass(frozen=True, slots=True)
class Run:
    """The posts of a text in its order: their heads and days."""

    heads: tuple[Head, ...]
    days: tuple[date, ...]
    newest_first: bool
    zone: str
    """The zone that the text names for its times outside of the posts, or ""."""
    doubts: tuple[Doubt, ...]


def find(lines: Sequence[Line], *, given: date | None = None, known: date | None = None) -> Run:
    """The run of posts in lines; `given` is the user's day, `known` the page's own.

    Raises NoFamilyError, NoDayError, and UnreadableError for more than a live blog has.
    """
    found = openings(lines)
    if looks_like_numbers(lines, len(found)):
        raise NoFamilyError(f"{len(found)} lines with a clock, among numbers that are none")
    prose = prose_of(lines)
    posts = family(_without_sentences(found), prose, given=given is not None)
    days = Days(lines, posts, given, known)
    said = days.find()
    doubts = days.doubts
    if against := against_order(posts):
        message = f"{len(against)} clocks stand against the order of the others."
        doubts.append(Doubt(message, tuple(lines[x.line].number for x in against)))
    return Run(
        tuple(heads(lines, posts, prose)), tuple(said), posts.newest_first, days.zone, tuple(doubts)
    )


def _without_sentences(found: Sequence[Opening]) -> list[Opening]:
    """The openings without "It was published at 10:30", where the headlines are glued to that."""
    ends = [x for x in found if x.announced and x.title]
    glued = [x for x in ends if "glued True" in x.traits]
    if 2 * len(glued) < len(ends):
        return list(found)
    return [x for x in found if not (x.announced and x.title) or "glued True" in x.traits]
