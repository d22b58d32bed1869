"""Versions of posts in the feed: the latest known, or an earlier version; their layouts."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from textual.cache import LRUCache

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.model.versions import Standing, earlier_mark, standing_of
from tui.playback.player import Player
from tui.screen.feed.layout import Heads, PostLines, lay_out


class DisplayedVersion(NamedTuple):
    """`number` counts changes; `back`: the reader looks at an earlier version."""

    number: int = 0
    back: bool = False


AS_PUBLISHED = DisplayedVersion()
_kept: LRUCache[Hashable, tuple[Post, PostLines]] = LRUCache(2000)


def lines_of(
    post: Post, width: int, heads: Heads, shown: DisplayedVersion = AS_PUBLISHED
) -> PostLines:
    """Lines of a version, the same for all readers and later states of the blog. A deleted post
    keeps only its headline, unless looked back at."""
    key = id(post), width, heads, shown  # equality would compare all text
    if (kept := _kept.get(key)) is None:
        standing = standing_of(post, shown.number)
        words = standing.post if shown.back else standing.displayed
        # With the post, whose `id` no other gets then.
        kept = _kept[key] = post, lay_out(words, width, heads, tells_change=shown.back)
    return kept[1]


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
