"""The saved picture of a post, for a panel of two columns."""

from typing import NamedTuple

from textual.geometry import Size

from tui.model.blog import LiveBlog, Post, once_for_each_blog
from tui.model.errors import LiveBlogError
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.picture import PictureSource

MOST_CELLS = Size(45, 21)


class SidePicture(NamedTuple):
    time: str
    rows: tuple[TextRow, ...]
    caption: str
    credit: str


def picture_of(post: Post, time: str, source: PictureSource) -> SidePicture | None:
    """The first picture that was saved with the page; nothing is fetched."""
    for image in post.images:
        try:
            rows = source.draw(image.url or image.saved, MOST_CELLS, (0, 0, 0), fetch=False)
        except LiveBlogError:
            continue
        if rows:
            return SidePicture(time, tuple(rows), image.caption or image.alt, image.credit)
    return None


@once_for_each_blog
def posts_with_pictures(blog: LiveBlog) -> list[int]:
    return [index for index, post in enumerate(blog.posts) if post.images]
