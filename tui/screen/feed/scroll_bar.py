"""The feed's scroll bar, one column wide; `sums` are the weights of the posts before each."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.screen.feed.viewport import Document


def thumb(
    document: Document,
    sums: Sequence[int],
    first: tuple[int, float],
    last: tuple[int, float],
    rows: int,
) -> range:
    """Rows of the thumb; the window's ends are posts with a position in each, 0 to 1."""
    total = sums[document.count]
    if not total or not rows:
        return range(0)
    begin, end = _depth(document, sums, *first), _depth(document, sums, *last)
    size = max(1, min(rows, round((end - begin) / total * rows)))
    room = rows - size
    # The thumb touches an end only at the very start or end of the text.
    least = 1 if begin > 0 and room > 1 else 0
    most = room - (1 if end < total and room > 1 else 0)
    start = round(begin / max(1, total - (end - begin)) * room)
    start = min(max(start, least), most)
    return range(start, start + size)


def post_at(document: Document, sums: Sequence[int], fraction: float) -> tuple[int, float]:
    """Post at a fraction of the text, and the position in the post, 0 to 1."""
    share = min(max(1 - fraction if document.newest_first else fraction, 0.0), 1.0)
    depth = share * sums[document.count]
    ordinal = min(bisect_right(sums, depth, 0, document.count + 1), document.count) - 1
    within = (depth - sums[ordinal]) / (sums[ordinal + 1] - sums[ordinal])
    return document.indices[ordinal], 1 - within if document.newest_first else within


def _depth(document: Document, sums: Sequence[int], post: int, within: float) -> float:
    """Weight of the text above a position."""
    ordinal, total = document.ordinal(post), sums[document.count]
    if ordinal is None or ordinal >= document.count:
        return 0.0 if document.newest_first else float(total)
    size = sums[ordinal + 1] - sums[ordinal]
    above = total - sums[ordinal + 1] if document.newest_first else sums[ordinal]
    return above + within * size
