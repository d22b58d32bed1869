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
from textual.widgets.option_list import Option

from tui.screen.base_app import BaseApp
from tui.screen.dialogs.listed import Lines
from tui.screen.window_sizes import size_classes

HINTS = (("enter", "watch", "screen.choose"), ("↑↓ j k", "choose", ""), ("q", "leave", "app.quit"))
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


class BlogListScreen(Screen[None]):
    def __init__(self, blogs: Sequence[ListedBlog], at: int, *, classes: str) -> None:
        super().__init__(id="_default", classes=classes)
        self._blogs, self._at = blogs, at
        self.lines = Lines(*(Option(blog.row) for blog in blogs))

    def compose(self) -> ComposeResult:
        count = len(self._blogs)
        title = "1 live blog" if count == 1 else f"{count} live blogs"
        yield Static(Content.styled(f" {title}", "bold"), id="title")
        yield self.lines
        yield Static(hint_line(HINTS), id="hints")

    def on_mount(self) -> None:
        self.lines.highlighted = self._at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    def action_choose(self) -> None:
        if self.lines.highlighted is not None:
            self._open(self.lines.highlighted)

    def _open(self, number: int) -> None:
        app = self.app
        assert isinstance(app, BlogListApp)
        app.open_blog(self._blogs[number].name)


class BlogListApp(ListApp):
    """The cursor starts at the live blog named `at`."""

    def __init__(self, blogs: Sequence[ListedBlog], *, at: str = "", theme: str = "") -> None:
        super().__init__(theme)
        self._blogs = blogs
        names = [blog.name for blog in blogs]
        self._first = names.index(at) if at in names else 0

    def get_default_screen(self) -> Screen[None]:
        """Screen with its size classes set before the first frame."""
        return BlogListScreen(self._blogs, self._first, classes=size_classes(self.size))

    def open_blog(self, name: str) -> None:
        """Hook: the reader chose a live blog."""
        raise NotImplementedError


def listing(blogs: Sequence[ListedBlog]) -> str:
    """The list as plain text."""
    width = max(cell_len(blog.name) for blog in blogs)
    return "".join(f"{blog.name:<{width}}  {blog.title}, {blog.when}\n" for blog in blogs)
