"""List boxes: rows of which one is chosen."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, override

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.screen.dialogs.dialog import Box, framed
from tui.screen.drawing.signs import PARAGRAPH
from tui.screen.fixes import PagedList


class Choice(Option):
    """Row that stands for an item."""

    def __init__(self, prompt: Content, item: Any) -> None:
        super().__init__(prompt)
        self.item = item


def title_row(title: str, style: str = "bold") -> Option:
    return Option(Content.styled(title, style), disabled=True)


def item_of(option: Option | None) -> Any:
    """Item of a row; None for a title."""
    return option.item if isinstance(option, Choice) else None


class EdgedList(PagedList):
    """In a margin of the rows the row under the cursor has an edge."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"edge"}

    @override
    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        first = next(iter(strip), Segment("")).style or Style.null()
        margin = self.get_component_styles("option-list--option").padding.left
        at = self.highlighted
        if not margin or at is None or first.meta.get("option") != at:
            return strip
        style = first + self.get_component_rich_style("edge", partial=True)
        return Strip.join([Strip([Segment(PARAGRAPH, style)]), strip.crop(1)])


class Lines(EdgedList):
    """Rows; the screen defines `choose`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.choose", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]


class ListBox(Box[None]):
    """`chosen` acts on the item of a row, once the box is closed. The cursor starts at row `at`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "dismiss(None)", show=False)]

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice],
        chosen: Callable[[Any], None],
        keys: str = "enter go there · esc close",
        *,
        at: int = 0,
    ) -> None:
        super().__init__()
        self.lines = framed(Lines(*choices), title, keys)
        self._chosen, self._at = chosen, min(at, self.lines.option_count - 1)

    def compose(self) -> ComposeResult:
        yield self.lines

    def on_mount(self) -> None:
        self.lines.highlighted = self._at

    @property
    def item(self) -> Any:
        """Item under the cursor."""
        return item_of(self.lines.highlighted_option)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        if (item := self.item) is not None:
            self.dismiss(None)
            self._chosen(item)
