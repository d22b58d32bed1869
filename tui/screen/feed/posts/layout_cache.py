"""Laid-out posts of one live blog, shared by all who watch it in this process."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from tui.model.blog import LiveBlog, Post
from tui.model.versions import standing_of
from tui.playback.selection import AuthorTally
from tui.screen.feed.posts.post_lines import Heads, PostLines, lay_out
from tui.screen.feed.posts.shown_versions import AS_PUBLISHED, Shown


class LayoutCache:
    """Lays out posts on demand and keeps the latest.

    `limit` is the number of lines kept, at about 150 bytes each. `authors` counts each author's
    posts at any moment.
    """

    def __init__(self, blog: LiveBlog, limit: int = 30_000) -> None:
        self.blog = blog
        self.token = object()
        """Stands for the blog as it is now in keys that outlive it."""
        self.authors = AuthorTally(blog)
        self._limit = limit
        self._kept: OrderedDict[tuple[int, int, Heads, Shown], PostLines] = OrderedDict()
        self._lines = 0
        # At once: later, the first jump in a blog of 100,000 posts would wait 30 ms for it.
        self._weights = array("q", map(_weight, blog.posts))
        self._sums = array("q", accumulate(self._weights, initial=0))

    def continue_with(self, blog: LiveBlog) -> None:
        """Lay out the posts of a longer state of the blog; those known before stay as they are."""
        if blog is self.blog:
            return
        new = array("q", map(_weight, blog.posts[len(self._weights) :]))
        self.blog, self.token, self.authors = blog, object(), AuthorTally(blog)
        self._weights += new
        self._sums = array("q", accumulate(self._weights, initial=0))

    def lines(self, index: int, width: int, heads: Heads, shown: Shown = AS_PUBLISHED) -> PostLines:
        """The lines of that version of post number `index` at `width` cells, with such a head."""
        key = (index, width, heads, shown)
        if (cached := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return cached
        post = self.blog.posts[index]
        if shown != AS_PUBLISHED:
            post = standing_of(post, shown.number).post
        laid_out = lay_out(post, width, heads, tells_change=shown.back)
        self._kept[key] = laid_out
        self._lines += len(laid_out.lines)
        while self._lines > self._limit and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._lines -= len(dropped.lines)
        return laid_out

    def sums(self, indices: Sequence[int]) -> Sequence[int]:
        """For each n, the weight of the first n of these posts, for the scroll bar.

        It measures text, not rows: text needs no layout and is the same at every width.
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
