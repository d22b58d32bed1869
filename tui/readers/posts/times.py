"""When each post was published, as the page says it: the times of all posts or of none."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import QUOTED, is_comments, names_of, path_of
from tui.readers.pieces.marks import Mark, is_edit

FEWEST = 3
LEAST_SHARE = 0.8
"""The least share of the bound posts that must show a time."""
QUARTER = timedelta(minutes=15)
"""Offsets of zones are multiples of it."""
MARGIN = timedelta(days=1)
"""How far outside the data's span a time may lie."""
NONE_SHOWN = "the page shows none"
FEW_SHOWN = "fewer than four in five posts show one"
EQUAL = "the page's are mostly equal"
UNORDERED = "the page's are out of order"
SHIFTED = "the page's differ from the data's by one offset of a zone"
_TEXT = ("p", "li", "td", "dd")


class MarksOfPosts:
    """The times in posts' elements: of publication, and of edits."""

    def __init__(self, nodes: Sequence[LexborNode | None], marks: Sequence[Mark]) -> None:
        self._nodes = nodes
        self._owners = {x.mem_id: n for n, x in enumerate(nodes) if x is not None}
        self._found: list[list[tuple[bool, Mark]]] = [[] for _ in nodes]
        self.edited: list[datetime | None] = [None] * len(nodes)
        """The first moment of an edit in each element."""
        for mark in marks:
            self._take(mark)

    def _take(self, mark: Mark) -> None:
        path: list[LexborNode] = []
        number = None
        for above in path_of(mark.node):
            number = self._owners.get(above.mem_id)
            if number is not None:
                break
            path.append(above)
        node = self._nodes[number] if number is not None else None
        if number is None or node is None:
            return
        if is_edit(mark, node):
            self.edited[number] = self.edited[number] or mark.moment
        elif not any(x.tag in QUOTED and x.tag != "footer" for x in path) and not any(
            is_comments(names_of(x)) for x in path
        ):
            in_text = any(x.tag in _TEXT for x in path)
            self._found[number].append((in_text, mark))

    @property
    def published(self) -> list[Mark | None]:
        """The earliest time of each element, one beside its text before one in it."""
        return [_earliest(each) for each in self._found]


def _earliest(marks: Sequence[tuple[bool, Mark]]) -> Mark | None:
    beside = [mark for in_text, mark in marks if not in_text] or [mark for _, mark in marks]
    timed = [(x.moment, n) for n, x in enumerate(beside) if x.moment is not None]
    aware = [(moment, n) for moment, n in timed if moment.tzinfo is not None] or timed
    return beside[min(aware)[1]] if aware else next(iter(beside), None)


def believed(
    shown: Sequence[datetime | None],
    data: Sequence[datetime | None],
    edited: Sequence[datetime | None],
) -> tuple[list[datetime | None], str]:
    """The times of posts in the page's order, and why they are not the page's.

    A minute that both have is the data's, which know the seconds.
    """
    own = list(data)
    known = [x for x in own if x is not None]
    if known:
        low, high = min(known) - MARGIN, max(known) + MARGIN
        shown = [x if x is not None and low <= x <= high else None for x in shown]
    found = [x for x in shown if x is not None]
    why = _doubt(found, known, len(shown))
    if why:
        return own, why
    differ = bool(known) and _most_common(known) * 2 <= len(known)
    breaks, breaks_of_data = _breaks(found), _breaks(known)
    if differ and breaks > breaks_of_data:
        return own, UNORDERED
    pairs = [(x, y) for x, y in zip(shown, own, strict=True) if x and y]
    shifts = Counter(_minute(x) - _minute(y) for x, y in pairs)
    shift, times = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    if shift and not shift % QUARTER and times >= LEAST_SHARE * len(pairs):
        return own, SHIFTED
    if differ and breaks == breaks_of_data:
        shown = [
            None if x and y and _minute(x) == _minute(y) else x
            for x, y in zip(shown, edited, strict=True)
        ]
    return [
        y if x is None or (y is not None and _minute(x) == _minute(y)) else x
        for x, y in zip(shown, own, strict=True)
    ], ""


def _doubt(found: Sequence[datetime], known: Sequence[datetime], count: int) -> str:
    """Why the times that the page shows say nothing, or ""."""
    if not found:
        return NONE_SHOWN
    is_one = len(set(known)) < 2
    if known and len(found) < max(2 if is_one else FEWEST, LEAST_SHARE * count):
        return FEW_SHOWN
    return EQUAL if known and _most_common(found) * 2 > len(found) else ""


def _most_common(moments: Sequence[datetime]) -> int:
    return Counter(moments).most_common(1)[0][1]


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _breaks(moments: Sequence[datetime]) -> int:
    """How many neighbours are out of order, newest or oldest first, whichever has fewer."""
    later = sum(after > before for before, after in pairwise(moments))
    earlier = sum(after < before for before, after in pairwise(moments))
    return min(later, earlier)
