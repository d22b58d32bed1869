"""The help dialog: all keys and their actions."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.screen.dialogs.dialog import Box


class HelpBox(Box[None]):
    """Shows `rows` of keys and actions; closes by the key that opened it, or escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", no_wrap=True, style="bold")
        table.add_column()
        for keys, does in self._rows:
            table.add_row(Text(keys), Text(does))
        with VerticalScroll(classes="box tall"):
            yield Static(
                Content.assemble("Keys", (" · j k scroll · esc closes", "not bold")),
                classes="box-title",
            )
            yield Static(table)
            yield Static(
                Content("\nText can be selected with the mouse; ctrl+c copies it."), classes="quiet"
            )

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
