"""A small app in the place of the replay, for tests of a host."""

import weakref
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.model.errors import OptionError
from tui.replay import ReplayOptions

INK = Style.parse("#ff8700 on #1e1e2e")


class Page(ScrollView, can_focus=True):
    """A long list of lines, drawn line by line."""

    def on_mount(self) -> None:
        self.virtual_size = Size(40, 500)

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        return Strip([Segment(f"line {at}".ljust(self.size.width), INK)])


class StandIn(GuestApp):
    """Shows its size, the keys pressed, and a page to scroll."""

    BINDINGS: ClassVar[list[Any]] = [
        ("q", "quit"),
        ("x", "break_it"),
        ("c", "copy"),
        ("S", "screenshot"),
        ("escape", "seen('escape')"),
    ]
    CSS = "Screen { layers: below above; }"

    def __init__(self) -> None:
        super().__init__()
        self.pressed = self.pasted = 0
        self.seen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Page()

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def on_key(self, event: Any) -> None:
        self.pressed += 1
        self.seen.append(event.key)

    def on_paste(self, event: Any) -> None:
        self.pasted = len(event.text)

    def action_seen(self, what: str) -> None:
        self.seen.append(what)

    def action_break_it(self) -> None:
        raise RuntimeError("secret words of a guest")

    def action_copy(self) -> None:
        self.copy_to_clipboard("copied words")


class StandInViews:
    """Makes a StandIn a guest, and remembers them all."""

    def __init__(self) -> None:
        self.apps: list[StandIn] = []

    def app(self, guest: Guest) -> GuestApp:
        if guest.asked.replay.at == "nonsense":
            raise OptionError("'nonsense' is no moment.")
        app = StandIn()
        self.apps.append(app)
        return app

    title = "A stand-in"

    def html(self, requested: ReplayOptions) -> str:
        return f"<p>{self.page(requested, 80)}"

    def example(self) -> str:
        return "10:26"

    def listing(self) -> str:
        return "The only one, 09:00–10:00\n"

    def page(self, requested: ReplayOptions, width: int) -> str:
        if requested.at == "nonsense":
            raise OptionError("'nonsense' is no moment.")
        if requested.at == "long":
            return "a long line of text\n" * 200_000
        moment, authors = requested.at or "the end", ", ".join(requested.authors) or "all"
        return f"The page as of {moment}, by {authors}\nÜnd more\n"


class Forgetful(StandInViews):
    """Remembers its apps only as long as somebody else does."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[weakref.ref[StandIn]] = []

    def app(self, guest: Guest) -> GuestApp:
        app = StandIn()
        self.known.append(weakref.ref(app))
        return app

    def alive(self) -> list[StandIn]:
        """The apps that somebody remembers."""
        return [app for ref in self.known if (app := ref()) is not None]
