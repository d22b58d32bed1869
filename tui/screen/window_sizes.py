"""The classes of window sizes, by which the style sheet shows and hides the page's parts."""

from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 20, 5
"""The smallest window that the page needs, in cells."""
ACROSS = [(0, "-slim"), (LEAST_WIDTH, "-narrow"), (60, "-medium"), (100, "-wide"), (190, "-vast")]
"""The width in cells from which a window has a class."""
DOWN = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (15, "-high"), (30, "-tall")]
"""The height in cells from which a window has a class."""


def size_classes(size: Size) -> str:
    across = next(name for least, name in reversed(ACROSS) if size.width >= least)
    down = next(name for least, name in reversed(DOWN) if size.height >= least)
    return f"{across} {down}"
