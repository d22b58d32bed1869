"""The smallest Textual app, which changes once a second: the base of the comparisons."""

from itertools import count

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Counts seconds."""

    def compose(self) -> ComposeResult:
        yield Static("hello")

    def on_mount(self) -> None:
        seconds = count()
        label = self.query_one(Static)
        self.set_interval(1, lambda: label.update(f"hello for {next(seconds)} s"))


if __name__ == "__main__":
    Hello().run()
