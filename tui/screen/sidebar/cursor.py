"""The sidebar's cursor among the rows that can be chosen. Pure."""

from collections.abc import Sequence

from tui.screen.sidebar.rows import SideRow


class Cursor:
    """Stands on a post or an author, and stays with it when the rows change."""

    def __init__(self) -> None:
        self.rows: Sequence[SideRow] = ()
        """All rows shown, of all columns."""
        self.number: int | None = None
        """The number of the row it stands in; None without the focus."""
        self._on: tuple[int | None, str | None] = (None, None)
        """The post or the author under it."""

    @property
    def row(self) -> SideRow | None:
        """The row it stands in."""
        number = self.number
        return self.rows[number] if number is not None and number < len(self.rows) else None

    def choosable(self) -> list[int]:
        """The numbers of the rows that can be chosen, those of headlines first."""
        rows = list(enumerate(self.rows))
        posts = [number for number, row in rows if row.post is not None]
        return posts + [number for number, row in rows if row.author is not None]

    def put(self, number: int | None) -> None:
        """Puts it into a row, or away."""
        self.number = number
        row = self.row
        self._on = (None, None) if row is None else (row.post, row.author)

    def put_first(self) -> None:
        """Puts it into the first row that can be chosen."""
        self.put(next(iter(self.choosable()), None))

    def find(self) -> None:
        """Keeps it on what it was on, wherever that stands now; else near there."""
        choosable, rows = self.choosable(), self.rows
        same = (n for n in choosable if (rows[n].post, rows[n].author) == self._on)
        near = self.number or 0
        nearest = min(choosable, key=lambda n: abs(n - near), default=None)
        first = next(iter(choosable), None)
        self.put(next(same, first if self.number is None else nearest))

    def move(self, step: int) -> bool:
        """Moves it among the choices; False before the first one, where it stays in its row."""
        choosable = self.choosable()
        if self.number not in choosable:
            self.put_first()
        elif self.number == choosable[0] and step < 0:
            self._on = (None, None)
            return False
        else:
            at = choosable.index(self.number) + step
            self.put(choosable[min(len(choosable) - 1, at)])
        return True
