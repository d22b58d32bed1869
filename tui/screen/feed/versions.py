"""The version of each post that the feed shows: the one known by now, or one before it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Changes, Standing, earlier_mark, standing_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A version: how many changes it has, and whether the reader looks back at it."""

    number: int = 0
    back: bool = False


AS_PUBLISHED = Shown()


class ShownVersions:
    """The versions known at the moment, except the one that the reader looks back at."""

    def __init__(self, blog: LiveBlog) -> None:
        self._blog = blog
        self._changes = Changes.of(blog)
        self._known = 0
        self._back: tuple[int, int] | None = None
        self._done: int | None = None
        """The post whose versions the reader has seen last."""

    def continue_with(self, blog: LiveBlog) -> None:
        """Show a longer state of the blog, whose changes so far are the same."""
        self._blog, self._changes = blog, Changes.of(blog)

    def know(self, changes: int, *, jumped: bool) -> bool:
        """Show what is known after so many changes; says whether other versions are shown now."""
        if changes == self._known and (self._back is None or not jumped):
            return False
        self._known, self._back, self._done = changes, None, None
        return True

    def of(self, post: int) -> Shown:
        if not self._known:
            return AS_PUBLISHED
        if self._back is not None and self._back[0] == post:
            return Shown(self._back[1], back=True)
        number = self._changes.number(post, self._known)
        return Shown(number) if number else AS_PUBLISHED

    def standing(self, post: int) -> Standing:
        return standing_of(self._blog.posts[post], self.of(post).number)

    def mark(self, post: int, face: ClockFace) -> str:
        """The change of a post in words; of an earlier version also the next change."""
        shown = self.of(post)
        if shown.back:
            return earlier_mark(self._blog.posts[post], shown.number, face)
        return self.standing(post).mark(face)

    def text(self, post: int, face: ClockFace) -> str:
        """A post as text to copy: its time, then its words without the screen's line breaks, then
        its address."""
        time = face.named(self._blog.posts[post].published)
        head = " · ".join(filter(None, (time, self.mark(post, face))))
        shown = self.standing(post).post
        return "\n\n".join(filter(None, (head, shown.text, shown.url)))

    def look_back(self, posts: Iterable[int]) -> int | None:
        """Show one of these posts that was changed as it was before; returns its index.

        Each time it is one version further back; after the first text it is the present one again,
        and then it is the turn of the next of these posts.
        """
        number_of = self._changes.number
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
