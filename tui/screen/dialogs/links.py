"""The links of a post in a box, by number: a number opens one, `y` copies it."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screen.dialogs.listed import Lines, ListBox
from tui.screen.drawing.clusters import unjoined


class Chosen(NamedTuple):
    """A link by its place in the list, from 0, and whether it is only to be copied."""

    number: int
    copies: bool


class LinksBox(ListBox[Chosen]):
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
        what = "1-9 open · y copy" if opens else "1-9 or y copy"
        super().__init__("Links of this post", rows, hint=f"{what} · esc close", one_line=False)
        self._typed = 0

    def choose(self, number: int) -> None:
        self.dismiss(Chosen(number, copies=False))

    def action_copy(self) -> None:
        if (number := self.query_one(Lines).highlighted) is not None:
            self.dismiss(Chosen(number, copies=True))

    def action_digit(self, digit: int) -> None:
        """Chooses the link at once where no longer number begins so; else waits for more."""
        count = len(self._rows)
        number = self._typed * 10 + digit
        if not 1 <= number <= count:
            number = digit if 1 <= digit <= count else 0
        self._typed = number
        if not number:
            return
        self.query_one(Lines).highlighted = number - 1
        if number * 10 > count:
            self.choose(number - 1)
