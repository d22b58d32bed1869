"""Rows that are drawn only if they are written: Textual asks a widget for all its rows, however few
of them have changed."""

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from textual.strip import Strip


class LazyStrip:
    """The row number `y` of a widget; `draw` draws it."""

    __slots__ = ("_draw", "_y")

    def __init__(self, draw: Callable[[int], Strip], y: int) -> None:
        self._draw = draw
        self._y = y

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Cuts the row into pieces; all that Textual does with a row that it writes."""
        return self._draw(self._y).divide(cuts)


def lazy_strips(draw: Callable[[int], Strip], rows: range) -> list[Strip]:
    """These rows of a widget, each as wide as Textual asked for."""
    if len(rows) == 1:  # Textual looks into a single row, for the style under the mouse
        return [draw(rows[0])]
    return cast(list[Strip], [LazyStrip(draw, y) for y in rows])
