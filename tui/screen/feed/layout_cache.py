"""What is worked out once for a live blog and shared by everybody who watches it in this process."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from tui.model.blog import LiveBlog, Post
from tui.playback.selection import AuthorTally
from tui.screen.feed.post_lines import PostLines, lay_out


class LayoutCache:
    """Lays posts out on demand and keeps the latest; `limit` is the number of lines kept (some 150 bytes each).

    `authors` tells how many posts each author has at any moment.
    """

    def __init__(self, blog: LiveBlog, limit: int = 30_000) -> None:
        self.blog = blog
        self.authors = AuthorTally(blog)
        self._limit = limit
        self._kept: OrderedDict[tuple[int, int, bool], PostLines] = OrderedDict()
        self._lines = 0
        # Now, as the first jump in a blog of 100,000 posts would otherwise wait 30 ms for it.
        self._weights = array("q", map(_weight, blog.posts))
        self._sums = array("q", accumulate(self._weights, initial=0))

    def lines(self, index: int, width: int, time_line: bool) -> PostLines:
        """Post number `index` at `width` cells."""
        key = (index, width, time_line)
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return found
        laid_out = self._kept[key] = lay_out(self.blog.posts[index], width, time_line=time_line)
        self._lines += len(laid_out.lines)
        while self._lines > self._limit and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._lines -= len(dropped.lines)
        return laid_out

    def sums(self, indices: Sequence[int]) -> Sequence[int]:
        """For each n, about how much text the first n of these posts have: what the scroll bar measures by.

        Text, not rows: it needs no layout, never has to be corrected, and holds for every width.
        """
        if len(indices) == len(self._weights):
            return self._sums
        return array("q", accumulate(map(self._weights.__getitem__, indices), initial=0))


def _weight(post: Post) -> int:
    """The characters of a post, and a share for the unused rest of its rows and for its gaps."""
    size = 250 + len(post.headline)
    for block in post.body:
        for text in block.words:
            size += 60 + len(text)
    return size
