"""Lists of live blogs as apps: the base class, and the first page of a host."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tui.screen.base_app import BaseApp
from tui.screen.dialogs.listed import Choice, Lines, item_of
from tui.screen.window_sizes import size_classes

HINTS = (("enter", "watch", "focused.select"), ("↑↓ j k", "choose", ""), ("q", "leave", "app.quit"))
"""Keys, word, action of a click."""


class ListedBlog(NamedTuple):
    """A row of a list; `name` opens the blog on a command line."""

    name: str
    title: str
    when: str
    posts: int
    part: str  # coverage, if incomplete

    @property
    def facts(self) -> str:
        posts = "1 post" if self.posts == 1 else f"{self.posts} posts"
        return " · ".join(filter(None, (self.when, posts, self.part)))

    @property
    def row(self) -> Content:
        title = Content(self.title).stylize("bold")
        return Content("\n").join([title, Content(f"  {self.facts} · {self.name}")])


def hint_line(hints: Sequence[tuple[str, str, str]]) -> Content:
    """Key hints; a click runs the action."""
    parts = []
    for keys, word, action in hints:
        hint = Content.assemble((keys, "bold"), (f" {word}", "$text-muted"))
        parts.append(hint.stylize(f"@click={action}") if action else hint)
    return Content("   ").join(parts)


class ListApp(BaseApp):
    CSS_PATH = Path(__file__).with_name("blog_list.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+c", "quit", show=False)]


class BlogLines(Lines):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", show=False)]


class BlogListApp(ListApp):
    """The cursor starts at the live blog named `at`."""

    def __init__(self, blogs: Sequence[ListedBlog], *, at: str = "", theme: str = "") -> None:
        super().__init__(theme)
        self._blogs, self._at = blogs, at
        self._lines = BlogLines(*(Choice(blog.row, blog.name) for blog in blogs))

    def get_default_screen(self) -> Screen[None]:
        """Screen with its size classes set before the first frame."""
        return Screen(id="_default", classes=size_classes(self.size))

    def compose(self) -> ComposeResult:
        count = len(self._blogs)
        title = "1 live blog" if count == 1 else f"{count} live blogs"
        yield Static(Content.styled(f" {title}", "bold"), id="title")
        yield self._lines
        yield Static(hint_line(HINTS), id="hints")

    def on_mount(self) -> None:
        names = [blog.name for blog in self._blogs]
        self._lines.highlighted = names.index(self._at) if self._at in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.open_blog(item_of(event.option))

    def open_blog(self, name: str) -> None:
        """Hook: the reader chose a live blog."""
        raise NotImplementedError


def listing(blogs: Sequence[ListedBlog]) -> str:
    width = max(cell_len(blog.name) for blog in blogs)
    return "".join(f"{blog.name:<{width}}  {blog.title}, {blog.when}\n" for blog in blogs)
