"""How many posts each author has at any moment, without counting them again."""

from bisect import bisect_left

from tui.blog import LiveBlog
from tui.playback.selection import UNSIGNED, UNSIGNED_LABEL, Facet, authors_of


class AuthorTally:
    """Knows for each author which posts are theirs; made once for a blog and shared."""

    def __init__(self, blog: LiveBlog) -> None:
        self._posts: dict[str, list[int]] = {}
        for index, post in enumerate(blog.posts):
            for key in authors_of(post):
                self._posts.setdefault(key, []).append(index)

    def at(self, count: int) -> list[Facet]:
        """The authors among the first `count` posts, in the order in which they appeared; the unsigned last."""
        facets = [
            Facet(key, key or UNSIGNED_LABEL, bisect_left(indices, count))
            for key, indices in self._posts.items()
            if indices[0] < count
        ]
        return sorted(facets, key=lambda facet: facet.key == UNSIGNED)
