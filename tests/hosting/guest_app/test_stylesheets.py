"""Style sheets shared by all guests of a process."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Label

from tui.hosting.guest_app.app import SharedStylesheet


class Shared(App[None]):
    CSS = "Label { color: $text; background: $primary; } Input:focus { border: tall $accent; }"

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = SharedStylesheet.copy_of(self.stylesheet)

    def compose(self) -> ComposeResult:
        yield Label("one")
        yield Input()


async def test_a_theme_is_one_guests_own() -> None:
    one, other = Shared(), Shared()
    async with one.run_test() as pilot, other.run_test() as others:
        before = other.query_one(Label).styles.background
        assert one.query_one(Label).styles.background == before
        one.theme = "gruvbox"
        await pilot.pause()
        await others.pause()
        assert one.query_one(Label).styles.background != before
        assert other.query_one(Label).styles.background == before
        one.theme = "textual-dark"
        await pilot.pause()
        assert one.query_one(Label).styles.background == before
