"""The list of a host's live blogs, as an app and as text."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len

from tui.model.counted import counted
from tui.screen.shelf.app import ShelfApp
from tui.screen.shelf.row import ShelfChoice, ShelfRow


class ListedBlog(NamedTuple):
    """A row of a list; `name` opens the blog on a command line."""

    name: str
    title: str
    when: str
    posts: int
    part: str  # coverage, if incomplete

    @property
    def facts(self) -> str:
        return " · ".join(filter(None, (self.when, counted(self.posts, "post"), self.part)))


class BlogListApp(ShelfApp):
    """The cursor starts at the live blog named `at`."""

    OWN: ClassVar[bool] = False

    def __init__(self, blogs: Sequence[ListedBlog], *, at: str = "", theme: str = "") -> None:
        rows = [ShelfRow("", (x.name,), x.title, f"{x.facts} · {x.name}") for x in blogs]
        super().__init__(rows, at=(at,), theme=theme)
        self.heading = counted(len(blogs), "live blog")

    def choose(self, choice: ShelfChoice) -> None:
        self.open_blog(*choice.words)

    def open_blog(self, name: str) -> None:
        """Hook: the reader chose a live blog."""
        raise NotImplementedError


def listing(blogs: Sequence[ListedBlog]) -> str:
    width = max(cell_len(blog.name) for blog in blogs)
    return "".join(f"{blog.name:<{width}}  {blog.title}, {blog.when}\n" for blog in blogs)
