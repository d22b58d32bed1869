"""Data packed with gzip, in one member or several; cut data is remarked on."""

import zlib

from tui.model.errors import UnreadableError

MAGIC = b"\x1f\x8b"
CUT = "The file, packed with gzip, ends in the middle: what its rest held is missing."
DAMAGED = "The file, packed with gzip, is damaged: what its rest held is missing."
FOLLOWED = "The file, packed with gzip, goes on with other data, which are left out."
_PIECE_BYTES = 4096  # small, to keep all that precedes a damaged place


def unzipped(data: bytes, limit: int) -> tuple[bytes, str]:
    """Data, and a remark on gaps. Raises UnreadableError for no data or more than `limit` bytes."""
    inner, remark = unzipped_members(data, limit)
    if len(inner) > limit:
        raise UnreadableError(
            f"The data unpacks to more than {limit / 1e6:g} MB: it is hardly a live blog's page."
        )
    if remark and not inner:
        raise UnreadableError("The data is packed with gzip and damaged.")
    return inner, remark


def unzipped_members(data: bytes, limit: int) -> tuple[bytes, str]:
    """At most a byte more than `limit`, and a remark on gaps."""
    parts: list[bytes] = []
    place, left, remark = 0, limit + 1, ""
    while not remark and left and data.startswith(MAGIC, place):
        member = zlib.decompressobj(wbits=31)
        while not (member.eof or remark) and left:
            piece = data[place : place + _PIECE_BYTES]
            try:
                parts.append(member.decompress(piece, left))
                left -= len(parts[-1])
            except zlib.error:
                remark = DAMAGED
            place += len(piece) - len(member.unused_data)
            remark = remark if piece else CUT
    # Some servers and tapes pad the end with zeros.
    if left and not remark and data[place:].strip(b"\0"):
        remark = FOLLOWED
    return b"".join(parts), remark
