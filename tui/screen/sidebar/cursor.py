"""The sidebar's cursor."""

from collections.abc import Sequence

from tui.screen.sidebar.rows import SideRow


class Cursor:
    """Stays with its post or author when rows change."""

    def __init__(self) -> None:
        self.rows: Sequence[SideRow] = ()  # of all columns
        self.number: int | None = None  # of the row; None without focus
        self._on: tuple[int | None, str | None] = (None, None)  # post, author

    @property
    def row(self) -> SideRow | None:
        number = self.number
        return self.rows[number] if number is not None and number < len(self.rows) else None

    @property
    def headlines(self) -> list[int]:
        """Numbers of the rows of headlines."""
        return [number for number, row in enumerate(self.rows) if row.post is not None]

    @property
    def choosable(self) -> list[int]:
        """Numbers of the rows to choose, headlines first."""
        authors = (number for number, row in enumerate(self.rows) if row.author is not None)
        return [*self.headlines, *authors]

    def put(self, number: int | None) -> None:
        self.number = number
        row = self.row
        self._on = (None, None) if row is None else (row.post, row.author)

    def find(self) -> None:
        """Stay on the post or author, else near the row; start in the first row."""
        rows, near = self.rows, self.number or 0
        same = [n for n in self.choosable if (rows[n].post, rows[n].author) == self._on]
        if self.number is None:
            self.put(next(iter(self.choosable), None))
        else:
            self.put(min(same or self.choosable, key=lambda n: abs(n - near), default=None))

    def move(self, step: int) -> None:
        """Move among the choices, up to their ends."""
        choosable = self.choosable
        if self.number in choosable:
            at = choosable.index(self.number) + step
            self.put(choosable[min(max(at, 0), len(choosable) - 1)])
