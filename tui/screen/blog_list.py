"""The first page of a host with several live blogs: a list, of which the reader opens one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.screen.app_colours import AppColours
from tui.screen.dialogs.listed import Lines
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate
from tui.screen.fixes import WholeRepaint
from tui.screen.key_order import KeyOrder
from tui.screen.themes import DARK
from tui.screen.transport.hints import fitting, hint_at, hint_row
from tui.screen.transport.state import Hint
from tui.screen.window_sizes import ACROSS, DOWN, size_classes

HINTS = (
    Hint("choose", "enter", "watch"),
    Hint("", "↑↓ j k", "choose"),
    Hint("app.quit", "q", "leave"),
)
"""The keys, each with its action."""


class ListedBlog(NamedTuple):
    """A live blog as lists show it."""

    name: str
    """What opens it where a command is typed."""
    title: str
    when: str
    posts: int
    part: str
    """Which part of it is there, if it is known to be one."""

    @property
    def facts(self) -> str:
        """All but name and title, in one line."""
        posts = "1 post" if self.posts == 1 else f"{self.posts} posts"
        return " · ".join(filter(None, (self.when, posts, self.part)))

    @property
    def row(self) -> Content:
        """The two lines of a list's row."""
        title = Content(self.title).stylize("bold")
        return Content("\n").join([title, Content(f"  {self.facts} · {self.name}")])


class BlogListTitle(LineWidget):
    """The top row."""

    def __init__(self, count: int) -> None:
        super().__init__(id="title")
        self._text = "1 live blog" if count == 1 else f"{count} live blogs"

    def text_rows(self, size: Size) -> list[TextRow]:
        return [((f" {truncate(self._text, max(1, size.width - 1))}", "name"),)]


class BlogListHints(LineWidget):
    """The bottom row."""

    def __init__(self) -> None:
        super().__init__(id="list-hints")

    def text_rows(self, size: Size) -> list[TextRow]:
        return [hint_row(fitting(HINTS, size.width))]

    async def on_click(self, event: events.Click) -> None:
        if (hint := hint_at(fitting(HINTS, self.size.width), event.x)) and hint[0]:
            await self.screen.run_action(hint[0])


class BlogListScreen(Screen[None]):
    """The rows between title and hints; the cursor begins at row `at`."""

    def __init__(self, blogs: Sequence[ListedBlog], at: int, *, classes: str) -> None:
        super().__init__(id="_default", classes=classes)
        self._blogs = blogs
        self._at = at

    def compose(self) -> ComposeResult:
        yield BlogListTitle(len(self._blogs))
        yield Lines(*(Option(blog.row) for blog in self._blogs))
        yield BlogListHints()

    def on_mount(self) -> None:
        self.query_one(Lines).highlighted = self._at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Opens the row that was clicked."""
        self._open(event.option_index)

    def action_choose(self) -> None:
        if (number := self.query_one(Lines).highlighted) is not None:
            self._open(number)

    def _open(self, number: int) -> None:
        app = self.app
        assert isinstance(app, BlogListApp)
        app.open_blog(self._blogs[number].name)


class BlogListApp(KeyOrder, AppColours, WholeRepaint, App[Any]):
    """Shows the list until the reader opens a live blog or leaves; the cursor begins at that called
    `at`.
    """

    CSS_PATH = Path(__file__).with_name("blog_list.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "liveblog-tui"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+c", "quit", show=False)]
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN

    def __init__(self, blogs: Sequence[ListedBlog], *, at: str = "", theme: str = "") -> None:
        self.set_reactive(App.theme, theme or DARK.name)
        super().__init__()
        self.animation_level = "none"
        self._blogs = blogs
        names = [blog.name for blog in blogs]
        self._first = names.index(at) if at in names else 0

    def get_default_screen(self) -> Screen[None]:
        """The list, with the classes of its size before the first frame."""
        return BlogListScreen(self._blogs, self._first, classes=size_classes(self.size))

    def open_blog(self, name: str) -> None:
        """Called when the reader opens the live blog of that name."""
        raise NotImplementedError


def listing(blogs: Sequence[ListedBlog]) -> str:
    """The list as text: names, titles and when the live blogs were."""
    width = max(cell_len(blog.name) for blog in blogs)
    return "".join(f"{blog.name:<{width}}  {blog.title}, {blog.when}\n" for blog in blogs)
