"""A live blog as text, printed as it is written."""

from collections.abc import Callable
from typing import TextIO

from tui.live.followed import State
from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Standing, standing_of
from tui.text.replay import PostPrinter

FIRST_POSTS = 3
"""Posts that are there already and are printed at the start."""


class Printed:
    """Prints the posts that come and change, and one sentence when looking fails or works again."""

    def __init__(
        self,
        out: TextIO,
        tell: Callable[[str], None],
        face_of: Callable[[LiveBlog], ClockFace],
        *,
        from_start: bool = False,
        bell: Callable[[], None] = lambda: None,
    ) -> None:
        """`tell` gets sentences about looking; `bell` is called for each news."""
        self._out, self._tell, self._face_of, self._bell = out, tell, face_of, bell
        self._from_start = from_start
        self._versions: list[int] | None = None
        """The number of versions of each post that were printed; None before the first print."""
        self._trouble = ""

    def show(self, state: State) -> None:
        """Print what a look brought."""
        if state.blog is not None:
            self._print_news(state.blog)
        if bool(state.trouble) != bool(self._trouble) and not state.over:
            self._tell(self._sentence(state))
        self._trouble = state.trouble
        if state.over:
            self._tell(state.over)

    def _print_news(self, blog: LiveBlog) -> None:
        face = self._face_of(blog)
        printer = PostPrinter(blog, self._out, face)
        before = self._versions
        if before is None:
            count = len(blog.posts)
            before = [0] * (0 if self._from_start else max(count - FIRST_POSTS, 0))
            before = [len(post.versions) for post in blog.posts[: len(before)]]
            printer.opening(f"{count} post{'s' if count > 1 else ''} so far")
        news = [*self._changed(blog, before), *map(standing_of, blog.posts[len(before) :])]
        for standing in news:
            printer.post(standing)
        if news and self._versions is not None:
            self._bell()
        self._versions = [len(post.versions) for post in blog.posts]

    def _changed(self, blog: LiveBlog, before: list[int]) -> list[Standing]:
        return [
            standing_of(post)
            for post, count in zip(blog.posts, before, strict=False)
            if len(post.versions) > count
        ]

    def _sentence(self, state: State) -> str:
        if not state.trouble:
            return "Back: the page answers again."
        if state.blog is None or state.reached is None:
            return state.trouble
        return f"No answer since {self._face_of(state.blog).time(state.reached)}: {state.trouble}"
