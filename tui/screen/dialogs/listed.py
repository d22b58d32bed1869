"""Lists in boxes, of which the reader chooses a row: matches, marked posts, links, themes."""

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
    """The rows; the screen has the action of enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.choose", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]


class ListBox[Choice](Box[Choice | None]):
    """Returns the result of `choose` for a row, or None; the cursor begins at row `at`."""

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
        """Closes the box with row `number`, from 0."""
        raise NotImplementedError

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses a row that was clicked."""
        self.choose(event.option_index)

    def action_choose(self) -> None:
        if (number := self.lines.highlighted) is not None:
            self.choose(number)


class NumberBox(ListBox[int]):
    """Returns the number of the row chosen, from 0."""

    def choose(self, number: int) -> None:
        self.dismiss(number)


class MarksBox(NumberBox):
    """Marked posts; `forget` and `note` are called with the number of a row."""

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
        """Closes the box, and opens one for the note on the post under the cursor."""
        if (number := self.lines.highlighted) is not None:
            self.dismiss(None)
            await self._note(number)

    def action_forget(self) -> None:
        """Unmarks the post under the cursor, and closes the box after the last one."""
        if (number := self.lines.highlighted) is None:
            return
        self._forget(number)
        self.lines.remove_option_at_index(number)
        if not self.lines.option_count:
            self.dismiss(None)


class ThemeBox(ListBox[str]):
    """Returns the theme chosen, or None; calls `preview` with the theme under the cursor."""

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
    """A link by its place in the list, from 0, and whether it is only to be copied."""

    number: int
    copies: bool


class LinksBox(ListBox[LinkChoice]):
    """Returns the link chosen, or None. `links` are pairs of words and an address."""

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
        """Chooses the link at once where no longer number begins so; else waits for more."""
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
