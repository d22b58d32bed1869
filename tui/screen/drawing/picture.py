"""Draws pictures in half blocks, two pixels per cell, or for a terminal that draws them itself."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size

from tui.model.errors import PictureError
from tui.model.extras import with_extra
from tui.screen.drawing.line_widget import PIXELS, TextRow

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
HALF = "▀"
# Kitty's graphics protocol: cells with the sign and colour of a picture are its place.
PLACEHOLDER = "\U0010eeee"
LONGEST_CHUNK = 4096  # letters of base64
CELL_WIDTH, CELL_HEIGHT = 10, 20  # pixels sent for a cell, which the terminal scales
REMOVAL = "\x1b_Ga=d,d=I,i=1,q=2\x1b\\"
_ROW_SIGNS = bytes.fromhex(  # from the protocol's table, in UTF-16
    "0305030d030e03100312033d033e033f0346034a034b034c035003510352"
    "0357035b0363036403650366036703680369036a036b036c036d036e036f"
    "048304840485048604870592059305940595059705980599059c059d059e059f05a005a1"
    "05a805a905ab05ac05af05c40610061106120613061406150616061706570658"
    "0659065a065b065d065e"
).decode("utf-16-be")


class Drawn(NamedTuple):
    """Rows of a picture, and the text that a terminal needs before them to draw it itself."""

    rows: list[TextRow]
    sent: str = ""


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
        self._saved, self._fetched, self.most, self._colours = saved, fetched, most, colours
        self.can_fetch = fetched is not None
        self.draw = lru_cache(32)(self._draw)

    def _draw(
        self, address: str, size: Size, ground: tuple[int, int, int], *, fetch: bool, graphic: bool
    ) -> Drawn | None:
        """Picture, or None without its data; called in a thread. Raises LiveBlogError."""
        load = self._fetched if fetch else self._saved
        data = load(address) if load is not None else None
        if data is None:
            return None
        columns, rows = (max(1, min(pair)) for pair in zip(size, self.most, strict=True))
        if graphic:
            cells = columns, min(rows, len(_ROW_SIGNS))
            return _graphic(_flat(data, cells, (CELL_WIDTH, CELL_HEIGHT), ground))
        flat = _flat(data, (columns, rows), (1, 2), ground)
        if self._colours:
            flat = flat.quantize(self._colours).convert("RGB")
        pixels = flat.tobytes()
        return Drawn([_row(pixels, flat.width, top) for top in range(0, flat.height, 2)])


def _flat(
    data: bytes, cells: tuple[int, int], cell: tuple[int, int], ground: tuple[int, int, int]
) -> "Image":
    """First frame in whole cells of so many pixels, on the ground. Raises PictureError for too
    large, damaged or unknown data."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise PictureError(
            f"Pictures need an extra package. Try: {with_extra('pictures')}"
        ) from error
    if len(data) > MOST_BYTES:
        raise PictureError(f"The picture is larger than {MOST_BYTES / 1e6:g} MB.")
    most = cells[0] * cell[0], cells[1] * cell[1]
    try:
        Image.MAX_IMAGE_PIXELS = None  # which would print a warning; a sentence comes below
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureError("The picture has too many pixels to be shown.")
            image.draft("RGB", most)
            scale = min(most[0] / image.width, most[1] / image.height)
            width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
            shown = image.convert("RGBA").resize((width, height), Image.Resampling.BOX)
            whole = ceil(width / cell[0]) * cell[0], ceil(height / cell[1]) * cell[1]
            flat = Image.new("RGBA", whole, (*ground, 255))
            flat.alpha_composite(shown)
            return flat.convert("RGB")
    except UnidentifiedImageError as error:
        raise PictureError("The picture is in an unknown format.") from error
    # Pillow's errors for damage in these formats.
    except (
        OSError, ValueError, SyntaxError, MemoryError, EOFError, IndexError, KeyError, TypeError,
        OverflowError, struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise PictureError("The picture is damaged.") from error


def _row(pixels: bytes, width: int, top: int) -> TextRow:
    def colour(x: int, y: int) -> str:
        at = 3 * (y * width + x)
        return f"#{pixels[at : at + 3].hex()}"

    return tuple((HALF, f"{PIXELS}{colour(x, top)}/{colour(x, top + 1)}") for x in range(width))


def _graphic(flat: "Image") -> Drawn:
    """The picture with the number 1, which is its cells' colour, too."""
    columns, rows = flat.width // CELL_WIDTH, flat.height // CELL_HEIGHT
    data = BytesIO()
    flat.save(data, "PNG")
    text, sent = b64encode(data.getvalue()).decode(), ""
    options = f"a=T,U=1,q=2,f=100,i=1,c={columns},r={rows},"  # of the first message
    for start in range(0, len(text), LONGEST_CHUNK):
        end = start + LONGEST_CHUNK
        sent += f"\x1b_G{options}m={int(end < len(text))};{text[start:end]}\x1b\\"
        options = ""
    cells = (PLACEHOLDER + sign + PLACEHOLDER * (columns - 1) for sign in _ROW_SIGNS[:rows])
    return Drawn([((row, f"{PIXELS}#000001/#000000"),) for row in cells], sent)
