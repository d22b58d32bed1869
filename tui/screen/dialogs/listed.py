"""List boxes: matches, marked posts, links, themes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.screen.dialogs.dialog import Box, framed
from tui.screen.drawing.clusters import unjoined


class Lines(OptionList):
    """Rows; the screen defines `choose`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.choose", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]


class ListBox[Choice](Box[Choice | None]):
    """Returns the result of `choose`, or None; the cursor starts at row `at`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "dismiss(None)", show=False)]
    KEYS = "enter go there · esc close"

    def __init__(self, title: str, rows: Sequence[Content], *, at: int = 0) -> None:
        super().__init__()
        self.lines = framed(Lines(*map(Option, rows)), title, self.KEYS)
        self._at = min(at, len(rows) - 1)

    def compose(self) -> ComposeResult:
        yield self.lines

    def on_mount(self) -> None:
        self.lines.highlighted = self._at

    def choose(self, number: int) -> None:
        """Close the box with the result of row `number`, from 0."""
        raise NotImplementedError

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.choose(event.option_index)

    def action_choose(self) -> None:
        if (number := self.lines.highlighted) is not None:
            self.choose(number)


class NumberBox(ListBox[int]):
    """Returns a row number, from 0."""

    def choose(self, number: int) -> None:
        self.dismiss(number)


class MarksBox(NumberBox):
    """Marked posts; `forget` and `note` get a row number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "forget", show=False),
        Binding("n", "note", show=False),
        Binding("apostrophe,m", "dismiss(None)", show=False),
    ]
    KEYS = "enter go there · n note · d unmark · esc close"

    def __init__(
        self,
        rows: Sequence[Content],
        forget: Callable[[int], None],
        note: Callable[[int], Awaitable[None]],
    ) -> None:
        super().__init__("Marked posts", rows)
        self._forget, self._note = forget, note

    async def action_note(self) -> None:
        """Replace the box by the editor of a note."""
        if (number := self.lines.highlighted) is not None:
            self.dismiss(None)
            await self._note(number)

    def action_forget(self) -> None:
        """Unmark; close the box after the last mark."""
        if (number := self.lines.highlighted) is None:
            return
        self._forget(number)
        self.lines.remove_option_at_index(number)
        if not self.lines.option_count:
            self.dismiss(None)


class ThemeBox(ListBox[str]):
    """Returns a theme, or None; `preview` gets the theme under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "choose", show=False)]
    KEYS = "enter apply · esc cancel"

    def __init__(self, themes: Sequence[str], current: str, preview: Callable[[str], None]) -> None:
        super().__init__("Theme", [Content(name) for name in themes], at=themes.index(current))
        self._themes, self._preview = themes, preview

    def choose(self, number: int) -> None:
        self.dismiss(self._themes[number])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._preview(self._themes[event.option_index])


class LinkChoice(NamedTuple):
    """Row of a link, from 0, to open or only to copy."""

    number: int
    copies: bool


class LinksBox(ListBox[LinkChoice]):
    """Returns a link, or None; `links` are (words, address)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("l", "dismiss(None)", show=False),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
    ]

    def __init__(self, links: Sequence[tuple[str, str]], *, opens: bool) -> None:
        digits = len(str(len(links)))
        rows = [
            Content.assemble(
                (f"{n:>{digits}} ", "bold"), f" {unjoined(words)}  ", (url, "underline")
            )
            for n, (words, url) in enumerate(links, 1)
        ]
        super().__init__("Links of this post", rows)
        keys = "1-9 open · y copy" if opens else "1-9 or y copy"
        framed(self.lines, "Links of this post", f"{keys} · esc close")
        self._typed = 0

    def choose(self, number: int) -> None:
        self.dismiss(LinkChoice(number, copies=False))

    def action_copy(self) -> None:
        if (number := self.lines.highlighted) is not None:
            self.dismiss(LinkChoice(number, copies=True))

    def action_digit(self, digit: int) -> None:
        """Choose at once, unless another digit could follow."""
        count = self.lines.option_count
        number = self._typed * 10 + digit
        if not 1 <= number <= count:
            number = digit if 1 <= digit <= count else 0
        self._typed = number
        if not number:
            return
        self.lines.highlighted = number - 1
        if number * 10 > count:
            self.choose(number - 1)
