"""A picture as rows of half blocks: two pixels in a cell, one above the other."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.model.errors import PictureError
from tui.model.extras import with_extra

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
HALF = "▀"


class PictureSource(NamedTuple):
    """Where pictures come from: functions that run in a thread."""

    saved: Callable[[str], bytes | None]
    """The picture with an address in the saved page, or None."""
    fetched: Callable[[str], bytes] | None = None
    """The picture from its address on the web; None where that is not allowed."""


def half_blocks(data: bytes, columns: int, rows: int, ground: tuple[int, int, int]) -> list[Strip]:
    """A picture's first frame, as large as fits into the cells, on a ground.

    Raises PictureError for data that is too large, or no picture of a known format.
    """
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise PictureError(
            f"Pictures need an extra package. Try: {with_extra('pictures')}"
        ) from error
    if len(data) > MOST_BYTES:
        raise PictureError(f"The picture is larger than {MOST_BYTES / 1e6:g} MB.")
    try:
        Image.MAX_IMAGE_PIXELS = None  # which would print a warning; a sentence comes below
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureError("The picture has too many pixels to be shown.")
            image.draft("RGB", (columns, rows * 2))
            scale = min(columns / image.width, rows * 2 / image.height)
            width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
            shown = image.convert("RGBA").resize((width, height), Image.Resampling.BOX)
            flat = Image.new("RGBA", (width, height + height % 2), (*ground, 255))
            flat.alpha_composite(shown)
            pixels = flat.convert("RGB").tobytes()
    except UnidentifiedImageError as error:
        raise PictureError("The picture is in an unknown format.") from error
    # What Pillow raises for damage in these formats.
    except (
        OSError, ValueError, SyntaxError, MemoryError, EOFError, IndexError, KeyError, TypeError,
        OverflowError, struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise PictureError("The picture is damaged.") from error
    return [_row(pixels, width, top) for top in range(0, flat.height, 2)]


def _row(pixels: bytes, width: int, top: int) -> Strip:
    def colour(x: int, y: int) -> Color:
        at = 3 * (y * width + x)
        return Color.from_rgb(*pixels[at : at + 3])

    return Strip(
        [
            Segment(HALF, Style(color=colour(x, top), bgcolor=colour(x, top + 1)))
            for x in range(width)
        ],
        width,
    )
