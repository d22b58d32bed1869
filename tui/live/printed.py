"""Prints a live blog as text while it is written."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from tui.live.followed import State
from tui.model.blog import LiveBlog
from tui.model.clock_face import own_face
from tui.model.counted import counted
from tui.model.versions import standing_of
from tui.replay import Replay, ReplayOptions
from tui.text.replay import Printer, stream_console

FIRST_POSTS = 3  # older posts to print at the start


@dataclass
class Printed:
    out: TextIO
    tell: Callable[[str], None]
    at: str = ""  # typed; by default the newest posts
    bell: Callable[[], None] = lambda: None  # called for news
    _versions: list[int] | None = field(default=None, init=False)
    """Versions printed of each post; None before the first print."""

    def show(self, state: State) -> None:
        """Print the news of a state. Raises MomentError for an unknown moment."""
        if state.blog is not None:
            self._print_news(state.blog)
        note = state.note
        if note and note == state.trouble and not state.over and state.blog and state.reached:
            note = f"No answer since {own_face(state.blog).time(state.reached)}: {note}"
        if note:
            self.tell(note)

    def _print_news(self, blog: LiveBlog) -> None:
        printer = Printer(blog, stream_console(self.out), own_face(blog))
        before = self._versions
        if before is None:
            before = [len(post.versions) for post in blog.posts[: self._first(blog)]]
            printer.show(*printer.heading(f"{counted(len(blog.posts), 'post')} so far"), "")
        known = zip(blog.posts, before, strict=False)
        changed = [post for post, count in known if len(post.versions) > count]
        news = (*changed, *blog.posts[len(before) :])
        for post in news:
            printer.post(standing_of(post))
        if news and self._versions is not None:
            self.bell()
        self._versions = [len(post.versions) for post in blog.posts]

    def _first(self, blog: LiveBlog) -> int:
        if not self.at:
            return max(len(blog.posts) - FIRST_POSTS, 0)
        since = Replay(blog, ReplayOptions(at=self.at)).moment(self.at)
        return bisect_left(blog.posts, since, key=lambda post: post.published)
