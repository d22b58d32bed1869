"""Laid-out posts of a live blog, shared by its readers in this process."""

from collections.abc import Hashable, Sequence

from textual.cache import LRUCache

from tui.model.blog import LiveBlog
from tui.model.versions import standing_of
from tui.playback.selection import AuthorTally
from tui.screen.drawing.line_widget import TextRow
from tui.screen.feed.layout import Heads, PostLines, lay_out
from tui.screen.feed.versions import AS_PUBLISHED, DisplayedVersion

POSTS_KEPT = 2000
ROWS_KEPT = 400  # posts as composed for some reader's place


class LayoutCache:
    """Keeps the latest layouts and composed `rows`; `authors` counts posts per author."""

    def __init__(self, blog: LiveBlog) -> None:
        self._kept = LRUCache[tuple[int, int, Heads, DisplayedVersion], PostLines](POSTS_KEPT)
        self.rows: LRUCache[Hashable, Sequence[TextRow]] = LRUCache(ROWS_KEPT)
        self.blog, self.authors = blog, AuthorTally(blog)

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue with a longer state of the blog; known posts are unchanged."""
        if blog is not self.blog:
            self.blog, self.authors = blog, AuthorTally(blog)

    def lines(
        self, index: int, width: int, heads: Heads, shown: DisplayedVersion = AS_PUBLISHED
    ) -> PostLines:
        """Lines of a version. A deleted post keeps only its headline, unless looked back at."""
        key = (index, width, heads, shown)
        if (lines := self._kept.get(key)) is None:
            standing = standing_of(self.blog.posts[index], shown.number)
            post = standing.post if shown.back else standing.displayed
            lines = self._kept[key] = lay_out(post, width, heads, tells_change=shown.back)
        return lines
