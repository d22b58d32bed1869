"""Unpacks the answers of web servers piece by piece, and knows where they end."""

import zlib

from tui.model.errors import SourceError

_GZIP, _ZLIB, _RAW = 31, 15, -15
"""The forms of deflated data, as `zlib` numbers them."""


class Packed:
    """Unpacks an answer piece by piece, and knows whether it has come to its end.

    urllib3 unpacks too, but takes an answer that breaks off for a whole one.
    """

    def __init__(self, form: int, url: str) -> None:
        self.has_ended = False
        self._form = form
        self._url = url
        self._stream = zlib.decompressobj(form)
        self._has_begun = False

    def unpacked(self, piece: bytes, limit: int) -> bytes:
        """The bytes of the next piece, `limit` at most; raises SourceError for damaged ones."""
        parts: list[bytes] = []
        while piece and limit > 0:
            if self.has_ended:
                # Another member of gzip; anything else at the end is filling, as browsers have it.
                if self._form != _GZIP or not piece.startswith(b"\x1f"):
                    break
                self._stream, self.has_ended = zlib.decompressobj(_GZIP), False
            part = self._decompressed(piece, limit)
            parts.append(part)
            limit -= len(part)
            self.has_ended = self._stream.eof
            piece = self._stream.unused_data if self.has_ended else self._stream.unconsumed_tail
        return b"".join(parts)

    def _decompressed(self, piece: bytes, limit: int) -> bytes:
        try:
            part = self._stream.decompress(piece, limit)
        except zlib.error as error:
            if self._form != _ZLIB or self._has_begun:
                raise SourceError(f"{self._url} is damaged: it cannot be unpacked.") from error
            self._form, self._stream = _RAW, zlib.decompressobj(_RAW)  # deflate as some servers do
            self._has_begun = True
            return self._decompressed(piece, limit)
        self._has_begun = True
        return part


def packing(encoding: str, url: str) -> Packed | None:
    """The unpacking of a Content-Encoding; None for an answer that is not packed.

    Raises SourceError for a packing that was not asked for.
    """
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip"):
        return Packed(_GZIP, url)
    if encoding == "deflate":
        return Packed(_ZLIB, url)
    raise SourceError(f"{url} comes packed in a way that was not asked for.")
