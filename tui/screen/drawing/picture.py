"""Draws pictures in half blocks: two pixels per cell."""

import struct
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from textual.geometry import Size

from tui.model.errors import PictureError
from tui.model.extras import with_extra
from tui.screen.drawing.line_widget import PIXELS, TextRow

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
HALF = "▀"


class PictureSource:
    """Pictures by address; `fetched` is None without web, `most` is (columns, rows)."""

    def __init__(
        self,
        saved: Callable[[str], bytes | None],
        fetched: Callable[[str], bytes] | None = None,
        *,
        most: tuple[int, int] = (1000, 1000),
        colours: int = 0,
    ) -> None:
        self._saved, self._fetched, self._most, self._colours = saved, fetched, most, colours
        self.can_fetch = fetched is not None
        self._draw_saved = lru_cache(32)(self._draw_new)

    def draw(
        self, address: str, size: Size, ground: tuple[int, int, int], *, fetch: bool
    ) -> list[TextRow] | None:
        """Rows of a picture, or None; called in a thread. Raises LiveBlogError."""
        cells = min(size.width, self._most[0]), min(size.height, self._most[1])
        if fetch and self._fetched is not None:
            return half_blocks(self._fetched(address), *cells, ground, self._colours)
        return self._draw_saved(address, *cells, ground)

    def _draw_new(
        self, address: str, columns: int, rows: int, ground: tuple[int, int, int]
    ) -> list[TextRow] | None:
        data = self._saved(address)
        return None if data is None else half_blocks(data, columns, rows, ground, self._colours)


def half_blocks(
    data: bytes, columns: int, rows: int, ground: tuple[int, int, int], colours: int = 0
) -> list[TextRow]:
    """First frame, scaled to fit. Raises PictureError for too large, damaged or unknown data."""
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
            flat = flat.convert("RGB")
            if colours:
                flat = flat.quantize(colours).convert("RGB")
            pixels = flat.tobytes()
    except UnidentifiedImageError as error:
        raise PictureError("The picture is in an unknown format.") from error
    # Pillow's errors for damage in these formats.
    except (
        OSError, ValueError, SyntaxError, MemoryError, EOFError, IndexError, KeyError, TypeError,
        OverflowError, struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise PictureError("The picture is damaged.") from error
    return [_row(pixels, width, top) for top in range(0, flat.height, 2)]


def _row(pixels: bytes, width: int, top: int) -> TextRow:
    def colour(x: int, y: int) -> str:
        at = 3 * (y * width + x)
        return f"#{pixels[at : at + 3].hex()}"

    return tuple((HALF, f"{PIXELS}{colour(x, top)}/{colour(x, top + 1)}") for x in range(width))
