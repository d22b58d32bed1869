"""The saved picture of the newest post that has one, for a panel of two columns."""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual.geometry import Size

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.errors import LiveBlogError
from tui.screen.drawing.line_widget import TextRow
from tui.screen.page import ReplayPage

MOST_CELLS = Size(45, 21)


class SidePicture(NamedTuple):
    time: str
    rows: tuple[TextRow, ...]
    caption: str
    credit: str


class NewestPicture:
    """Draws in a thread, never from the web; `drawn` is called then."""

    def __init__(self, page: ReplayPage, drawn: Callable[[], object]) -> None:
        self._page, self._drawn = page, drawn
        self._index: int | None = None  # of the post
        self._picture: SidePicture | None = None

    def now(self) -> SidePicture | None:
        """The picture at the page's moment, once it is drawn; none while posts are filtered."""
        page = self._page
        posts = _posts_with_pictures(page.player.blog)
        at = bisect_left(posts, page.view.known) - 1
        hidden = page.options.pictures is None or page.no_color or page.player.selection.active
        if at < 0 or hidden or page.feed.rows.versions.standing(posts[at]).deleted:
            return None
        if self._index != posts[at]:
            self._index, self._picture = posts[at], None
            page.run_worker(partial(self._draw, posts[at]), thread=True, exit_on_error=False)
        return self._picture

    def _draw(self, index: int) -> None:
        page, source = self._page, self._page.options.pictures
        assert source is not None
        post = page.player.blog.posts[index]
        for image in post.images:
            try:
                rows = source.draw(image.url, MOST_CELLS, (0, 0, 0), fetch=False)
            except LiveBlogError:
                continue
            if rows and page.is_running:
                texts = image.caption or image.alt, image.credit
                picture = SidePicture(page.face.time(post.published), tuple(rows), *texts)
                page.call_from_thread(self._put, index, picture)
                return

    def _put(self, index: int, picture: SidePicture) -> None:
        if index == self._index:
            self._picture = picture
            self._drawn()


@once_for_each_blog
def _posts_with_pictures(blog: LiveBlog) -> list[int]:
    return [index for index, post in enumerate(blog.posts) if post.images]
