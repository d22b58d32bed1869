"""Data packed with gzip, in one member or several; cut data is remarked on."""

import zlib
from gzip import GzipFile
from io import BytesIO

from tui.model.errors import UnreadableError

MAGIC = b"\x1f\x8b"
CUT = "The file, packed with gzip, ends in the middle: what its rest held is missing."
DAMAGED = "The file, packed with gzip, is damaged: what its rest held is missing."
_PIECE_BYTES = 4096  # small, to keep all that precedes a damaged place


def unzipped(data: bytes, limit: int) -> tuple[bytes, str]:
    """Data, and a remark on gaps. Raises UnreadableError for no data or more than `limit` bytes."""
    inner, remark = bytearray(), ""
    file = GzipFile(fileobj=BytesIO(data))
    try:
        while len(inner) <= limit and (piece := file.read1(_PIECE_BYTES)):
            inner += piece
    except EOFError:
        remark = CUT
    except (OSError, zlib.error):
        remark = DAMAGED
    if len(inner) > limit:
        raise UnreadableError(too_large(limit))
    if remark and not inner:
        raise UnreadableError("The data is packed with gzip and damaged.")
    return bytes(inner), remark


def too_large(limit: int) -> str:
    return f"The data unpacks to more than {limit / 1e6:g} MB: it is hardly a live blog's page."
