"""The classes of a window's size, by which the style sheet decides what fits; a screen has them from the start."""

from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 20, 5
ACROSS = [(0, "-slim"), (LEAST_WIDTH, "-narrow"), (60, "-medium"), (100, "-wide")]
"""Columns from which a window has a class."""
DOWN = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (15, "-high")]
"""The same in rows."""


def size_classes(size: Size) -> str:
    """The two classes of a window. Textual gives them too, but only once a screen has been drawn without them."""
    across = next(name for least, name in reversed(ACROSS) if size.width >= least)
    down = next(name for least, name in reversed(DOWN) if size.height >= least)
    return f"{across} {down}"
