"""All keys, from the one table."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.screen.keys import help_rows


class HelpBox(ModalScreen[None]):
    """Closed by the key that opened it, or escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        rows = help_rows()
        wide = max(len(keys) for keys, _ in rows)
        table = [Content.assemble((f"{keys:>{wide}}", "$accent bold"), f"  {does}") for keys, does in rows]
        with VerticalScroll(classes="box tall"):
            yield Static(Content("Keys"), classes="box-title")
            yield Static(Content("\n").join(table))
            yield Static(
                Content("\nText can be selected with the mouse; ctrl+c copies it. esc closes this."), classes="quiet"
            )

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
