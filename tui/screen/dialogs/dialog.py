"""Base of the boxes over the page: their input line, and list boxes, whose rows are chosen."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, override

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Spacing
from textual.reactive import var
from textual.strip import Strip
from textual.style import Style as ThemeStyle
from textual.visual import Padding, RenderOptions
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.model.safe_text import JOINER, clean
from tui.screen.drawing.signs import PARAGRAPH
from tui.screen.fixes import OverPage
from tui.screen.keys import bindings

BOX_CSS = Path(__file__).with_name("dialog.tcss")
MOST_CELLS, FRAME_CELLS = 72, 5  # width of a box; cells around the keys in its border


class Box[Result](OverPage[Result]):
    """Dialog: a widget in a frame. Unused keys of time act on the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(replace(key, action=f"on_page({key.action!r})") for key in bindings("clock.")),
        ("escape", "dismiss(None)"),
        ("ctrl+c", "app.copy_or_quit"),  # a box stops the app's own keys
        *(replace(key, action=f"app.{key.action}") for key in bindings("suspend")),
    ]
    CSS_PATH = BOX_CSS
    PLAIN: ClassVar[bool] = False  # a question or a line: nothing to choose

    def __init__(self, content: Widget, title: str, keys: str) -> None:
        super().__init__()
        self._content = content
        content.add_class("box", update=False)
        self.frame(title, keys)

    def compose(self) -> ComposeResult:
        yield self._content

    def frame(self, title: str, keys: str) -> None:
        """Set the frame's title, and the keys below."""
        self._content.border_title, self._keys = Content(title), keys
        self.name_keys()

    @on(events.Resize)
    def name_keys(self) -> None:
        """Name as many keys as fit, if there are keys and no buttons."""
        shown = self.fitting(self._keys) if getattr(self.app, "has_keys", True) else ""
        self._content.border_subtitle = Content(shown)

    def fitting(self, text: str) -> str:
        """As many parts of a row as fit, and the last."""
        parts, room = text.split(" · "), min(MOST_CELLS, self.app.size.width) - FRAME_CELLS
        while len(parts) > 1 and cell_len(" · ".join(parts)) > room:
            del parts[-2]
        return " · ".join(parts)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: the shelf has no clock."""
        return action != "on_page" or hasattr(self.app, "player")

    async def action_on_page(self, action: str) -> None:
        await self.app.run_action(action)


MOST_CHARACTERS = 1000  # rich and Textual cache the pieces of each edit


class TextLine(Input):
    """Input whose enter runs `submit` at once, because later keys would overtake a message."""

    cursor_blink = var(False)  # each blink would cost a frame

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "screen.submit")]

    def __init__(self, value: str = "", *, limit: int = MOST_CHARACTERS, **options: Any) -> None:
        super().__init__(value, max_length=limit, **options)

    def validate_value(self, value: str) -> str:
        """Textual's hook: clean as posts are; Rich raises errors at joiners in a row."""
        return clean(value)

    def on_key(self, event: events.Key) -> None:
        """Type the joiner of several emoji, which Textual does not take for printable."""
        if event.character == JOINER:
            self.insert_text_at_cursor(JOINER)

    def on_paste(self, event: events.Paste) -> None:
        """Paste lines as one, and as much as fits: Textual takes the first line, if all fits."""
        room = (self.max_length or 0) - len(self.value) + len(self.selected_text)
        event.text = " ".join(event.text.split())[:room]

    def action_paste(self) -> None:
        self.post_message(events.Paste(self.app.clipboard))


class TextBox(Box[str | None]):
    PLAIN = True

    def __init__(self, title: str, keys: str, text: str = "", limit: int = MOST_CHARACTERS) -> None:
        self.line = TextLine(text, limit=limit)
        super().__init__(self.line, title, keys)

    def action_submit(self) -> None:
        self.dismiss(self.line.value)


class ConfirmBox(Box[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "dismiss(True)"), ("w,q", "dismiss(False)")]
    can_focus, PLAIN = True, True

    def __init__(self, question: str, verb: str) -> None:
        super().__init__(Static(Content(question)), "", f"enter {verb} · esc cancel")


class Hanging(Padding):
    """Text, all of whose rows stand behind a time or a key on the first row, if there is room."""

    def __init__(self, before: Content, text: Content) -> None:
        super().__init__(text, Spacing(left=before.cell_length))
        self._before, self._flowing = before, Content.assemble(before, text)

    @override
    def get_height(self, rules: RulesMap, width: int) -> int:
        if width <= 2 * self._before.cell_length:
            return self._flowing.get_height(rules, max(1, width))
        return super().get_height(rules, width)

    @override
    def render_strips(
        self, width: int, height: int | None, style: ThemeStyle, options: RenderOptions
    ) -> list[Strip]:
        cells = self._before.cell_length
        if width <= 2 * cells:
            return self._flowing.render_strips(max(1, width), height, style, options)
        first, *others = super().render_strips(width, height, style, options)
        before = self._before.render_strips(cells, 1, style, options)
        return [Strip.join([*before, first.crop(cells)]), *others]


class Row(Option):
    """Row that stands for an item; without an item a title."""

    def __init__(self, prompt: Content | Hanging, item: Any = None) -> None:
        super().__init__(prompt, disabled=item is None)
        self.item = item


class EdgedList(OptionList):
    """In a margin of the rows the row under the cursor has an edge."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"edge"}

    @property
    def items(self) -> list[Any]:
        """Items of all rows; None for a title."""
        rows: Any = self.options
        return [row.item for row in rows]

    @property
    def item(self) -> Any:
        """Item under the cursor."""
        return None if self.highlighted is None else self.items[self.highlighted]

    def list_rows(self, rows: Iterable[Row], is_under_cursor: Callable[[Any], bool]) -> None:
        """List other rows, with the cursor at an item, else at the first."""
        self.set_options(rows)
        places = [at for at, item in enumerate(self.items) if item is not None]
        wanted = (at for at in places if is_under_cursor(self.items[at]))
        self.highlighted = next(wanted, min(places, default=None))

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: its page keys raise KeyError in a window without room for a row."""
        return not action.startswith("page_") or bool(self.scrollable_content_region)

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)  # rows wrap anew

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
        ("enter", "screen.choose"),
        ("j", "cursor_down"),
        ("k", "cursor_up"),
    ]


class ListBox(Box[None]):
    """`chosen` acts on the item of a row, once the box is closed. The cursor starts at row `at`."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "dismiss(None)")]

    def __init__(
        self, title: str, rows: Iterable[Row], chosen: Callable[[Any], None], keys: str, at: int = 0
    ) -> None:
        self.lines = Lines(*rows)
        super().__init__(self.lines, title, keys)
        self._chosen, self.lines.highlighted = chosen, min(at, self.lines.option_count - 1)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        if (item := self.lines.item) is not None:
            self.dismiss(None)
            self._chosen(item)
