"""Versions of posts in the feed: the latest known, or an earlier version; their layouts."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar, NamedTuple
from weakref import WeakSet

from textual.cache import LRUCache

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Standing, earlier_mark, standing_of
from tui.playback.player import Player
from tui.playback.selection import AuthorTally
from tui.screen.drawing.line_widget import TextRow
from tui.screen.feed.layout import Heads, PostLines, lay_out

POSTS_KEPT = 2000
ROWS_KEPT = 400  # posts as composed for some reader's place
PANELS_KEPT = 200  # for windows of several sizes


class DisplayedVersion(NamedTuple):
    """`number` counts changes; `back`: the reader looks at an earlier version."""

    number: int = 0
    back: bool = False


AS_PUBLISHED = DisplayedVersion()


class LayoutCache:
    """The latest layouts, composed `rows` and side panels of a blog; `authors` counts posts per
    author. Its readers share it, by `of`."""

    _in_use: ClassVar["WeakSet[LayoutCache]"] = WeakSet()

    def __init__(self, blog: LiveBlog) -> None:
        self._kept = LRUCache[tuple[int, int, Heads, DisplayedVersion], PostLines](POSTS_KEPT)
        self.rows: LRUCache[Hashable, Sequence[TextRow]] = LRUCache(ROWS_KEPT)
        self.panels: LRUCache[Hashable, Any] = LRUCache(PANELS_KEPT)
        self.blog, self.authors = blog, AuthorTally(blog)
        self._in_use.add(self)

    @classmethod
    def of(cls, blog: LiveBlog) -> "LayoutCache":
        return next((cache for cache in cls._in_use if cache.blog is blog), None) or cls(blog)

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


class DisplayedVersions:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._known = 0
        self._back: tuple[int, int] | None = None
        self._done: int | None = None  # post whose versions were seen last

    def know(self, changes: int, *, jumped: bool) -> bool:
        """Set the known changes; True if other versions are shown."""
        if changes == self._known and (self._back is None or not jumped):
            return False
        self._known, self._back, self._done = changes, None, None
        return True

    def of(self, post: int) -> DisplayedVersion:
        if not self._known:
            return AS_PUBLISHED
        if self._back is not None and self._back[0] == post:
            return DisplayedVersion(self._back[1], back=True)
        number = self._player.changes.number(post, self._known)
        return DisplayedVersion(number) if number else AS_PUBLISHED

    def standing(self, post: int) -> Standing:
        return standing_of(self._player.blog.posts[post], self.of(post).number)

    def mark(self, post: int, face: ClockFace) -> str:
        """Change of a post in words; an earlier version adds the next change."""
        shown = self.of(post)
        if shown.back:
            return earlier_mark(self._player.blog.posts[post], shown.number, face)
        return self.standing(post).mark(face)

    def text(self, post: int, face: ClockFace) -> str:
        """Post as text to copy: time, words, address."""
        time = face.named(self._player.blog.posts[post].published)
        head = " · ".join(filter(None, (time, self.mark(post, face))))
        shown = self.standing(post).post
        return "\n\n".join(filter(None, (head, shown.text, shown.url)))

    def look_back(self, posts: Iterable[int]) -> int | None:
        """Go a version back; after the first, on to the next post. Returns the post's index."""
        number_of = self._player.changes.number
        changed = [post for post in dict.fromkeys(posts) if number_of(post, self._known)]
        if not changed:
            return None
        if self._back is not None and self._back[0] in changed:
            post, number = self._back
        else:
            at = changed.index(self._done) + 1 if self._done in changed else 0
            post = changed[at % len(changed)]
            number = number_of(post, self._known)
        self._back = (post, number - 1) if number else None
        self._done = None if number else post
        return post
