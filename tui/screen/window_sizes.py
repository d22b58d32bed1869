"""The classes of window sizes, by which the style sheet shows and hides the page's parts."""

from collections.abc import Iterable
from typing import Any

from textual.geometry import Size
from textual.screen import Screen

LEAST_WIDTH, LEAST_HEIGHT = 20, 5
"""The smallest window that the page needs, in cells."""
ACROSS = [(0, "-slim"), (LEAST_WIDTH, "-narrow"), (60, "-medium"), (100, "-wide"), (190, "-vast")]
"""The width in cells from which a window has a class."""
DOWN = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (15, "-high"), (32, "-tall")]
"""The height in cells from which a window has a class."""


def size_classes(size: Size) -> str:
    """The two classes of a window."""
    across = next(name for least, name in reversed(ACROSS) if size.width >= least)
    down = next(name for least, name in reversed(DOWN) if size.height >= least)
    return f"{across} {down}"


def set_size_classes(screens: Iterable[Screen[Any]], size: Size) -> None:
    """Gives screens the classes of a new size before they are laid out for it.

    Textual lays them out first, as if the window still had its old class.
    """
    wanted = size_classes(size).split()
    for screen in screens:
        screen.update_classes({name: name in wanted for _, name in ACROSS + DOWN}, animate=False)
