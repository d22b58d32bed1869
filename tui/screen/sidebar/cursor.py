"""The sidebar's cursor among the rows that can be chosen."""

from collections.abc import Sequence

from tui.screen.sidebar.rows import SideRow


class Cursor:
    """Stands on a post or an author, and stays with it when the rows change."""

    def __init__(self) -> None:
        self.rows: Sequence[SideRow] = ()
        """All rows shown, of all columns."""
        self.number: int | None = None
        """The number of its row; None without the focus."""
        self._on: tuple[int | None, str | None] = (None, None)
        """The post or the author under it."""

    @property
    def row(self) -> SideRow | None:
        number = self.number
        return self.rows[number] if number is not None and number < len(self.rows) else None

    @property
    def headlines(self) -> list[int]:
        """The numbers of the rows of headlines."""
        return [number for number, row in enumerate(self.rows) if row.post is not None]

    @property
    def choosable(self) -> list[int]:
        """The numbers of the rows that can be chosen, headlines first."""
        authors = (number for number, row in enumerate(self.rows) if row.author is not None)
        return [*self.headlines, *authors]

    def put(self, number: int | None) -> None:
        """Puts it into a row, or away."""
        self.number = number
        row = self.row
        self._on = (None, None) if row is None else (row.post, row.author)

    def find(self) -> None:
        """Keeps it on its post or author, else near its row; at first it takes the first row."""
        rows, near = self.rows, self.number or 0
        same = [n for n in self.choosable if (rows[n].post, rows[n].author) == self._on]
        if self.number is None:
            self.put(next(iter(self.choosable), None))
        else:
            self.put(min(same or self.choosable, key=lambda n: abs(n - near), default=None))

    def move(self, step: int) -> None:
        """Moves it among the choices, as far as there are any."""
        choosable = self.choosable
        if self.number in choosable:
            at = choosable.index(self.number) + step
            self.put(choosable[min(max(at, 0), len(choosable) - 1)])
