"""Classes of window sizes for the style sheet."""

from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 20, 5  # in cells
ACROSS = [(0, "-slim"), (LEAST_WIDTH, "-narrow"), (60, "-medium"), (100, "-wide"), (190, "-vast")]
"""Least width in cells of each class."""
DOWN = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (15, "-high"), (30, "-tall")]  # least height in cells


def size_classes(size: Size) -> str:
    across = next(name for least, name in reversed(ACROSS) if size.width >= least)
    down = next(name for least, name in reversed(DOWN) if size.height >= least)
    return f"{across} {down}"
