"""The feed's scroll bar, one column wide."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.viewport import Document


class ScrollBar:
    def __init__(self, layouts: LayoutCache) -> None:
        self._layouts = layouts
        self._indices: Sequence[int] | None = None
        self._sums: Sequence[int] = (0,)

    def thumb(
        self, document: Document, first: tuple[int, float], last: tuple[int, float], rows: int
    ) -> range:
        """Rows of the thumb; the window's ends are posts with a position in each, 0 to 1."""
        total = self._measure(document)[document.count]
        if not total or not rows:
            return range(0)
        begin, end = self._depth(document, *first), self._depth(document, *last)
        size = max(1, min(rows, round((end - begin) / total * rows)))
        room = rows - size
        # The thumb touches an end only at the very start or end of the text.
        least = 1 if begin > 0 and room > 1 else 0
        most = room - (1 if end < total and room > 1 else 0)
        start = round(begin / max(1, total - (end - begin)) * room)
        start = min(max(start, least), most)
        return range(start, start + size)

    def post_at(self, document: Document, fraction: float) -> tuple[int, float]:
        """Post at a fraction of the text, and the position in the post, 0 to 1."""
        sums = self._measure(document)
        total = sums[document.count]
        depth = min(max(fraction, 0.0), 1.0) * total
        if document.newest_first:
            depth = total - depth
        ordinal = min(bisect_right(sums, depth, 0, document.count + 1) - 1, document.count - 1)
        within = (depth - sums[ordinal]) / (sums[ordinal + 1] - sums[ordinal])
        return document.indices[ordinal], 1 - within if document.newest_first else within

    def _measure(self, document: Document) -> Sequence[int]:
        if self._indices is not document.indices:
            self._indices = document.indices
            self._sums = self._layouts.sums(document.indices)
        return self._sums

    def _depth(self, document: Document, post: int, within: float) -> float:
        sums, count = self._sums, document.count
        ordinal = document.ordinal(post)
        if ordinal is None or ordinal >= count:
            return 0.0 if document.newest_first else float(sums[count])
        size = sums[ordinal + 1] - sums[ordinal]
        if document.newest_first:
            return sums[count] - sums[ordinal + 1] + within * size
        return sums[ordinal] + within * size
