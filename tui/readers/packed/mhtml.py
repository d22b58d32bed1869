"""Parts of an MHTML file, in linear time; `email` is quadratic in boundaries and parameters."""

import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tui.model.errors import UnreadableError
from tui.readers.packed import PackedPart

CUT = "The MHTML file ends in the middle of the page: what its rest held is missing."
MOST_PARTS = 20_000  # a page with all pictures has some hundred
MOST_DEPTH = 5  # nested parts
_MOST_HEAD_BYTES = 16_384
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_TYPE = rb"(?im)^content-type:[ \t]*+([\w/+.-]{1,80})((?:[^\r\n]|\r?\n[ \t])*+)"
_DATE = rb"(?im)^date:[ \t]*+([^\r\n]{1,80})"
_LOCATION = rb"(?im)^content-location:[ \t]*+([^\r\n]{1,4000})"
_TRANSFER_ENCODING = rb"(?im)^content-transfer-encoding:\s*+([\w-]{1,30})"
_BOUNDARY = rb"""(?i)[;\s]boundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))"""
_CHARSET = rb"""(?i)[;\s]charset=["']?([\w.:-]{1,40})"""


def find_part(data: bytes, is_wanted: Callable[[str, str], bool]) -> PackedPart | None:
    """The first part whose type and address are wanted. Raises UnreadableError for damage or too
    many parts."""
    return _Parts(data, is_wanted).find(0, len(data), 0)


class _Parts:
    def __init__(self, data: bytes, is_wanted: Callable[[str, str], bool]) -> None:
        self._data, self._is_wanted = data, is_wanted
        self._saved = _date(data[: self._body(0, len(data))])
        self._left = MOST_PARTS

    def find(self, start: int, end: int, depth: int) -> PackedPart | None:
        if depth > MOST_DEPTH:
            raise UnreadableError("The MHTML file has too many parts inside each other.")
        body = self._body(start, end)
        head = self._data[start:body]
        kind = re.search(_TYPE, head)
        if kind is None:
            return None
        name = kind[1].lower()
        if name == b"message/rfc822":
            return self.find(body, end, depth + 1)
        boundary = re.search(_BOUNDARY, kind[2]) if name.startswith(b"multipart/") else None
        if boundary is not None:
            inner = self._between(boundary[1] or boundary[2], body, end)
            return next(filter(None, (self.find(*x, depth + 1) for x in inner)), None)
        address = _text(re.search(_LOCATION, head)).strip()
        if not self._is_wanted(name.decode(), address):
            return None
        remark = CUT if end == len(self._data) else ""
        label = _text(re.search(_CHARSET, kind[2]))
        return PackedPart(_decoded(self._data[body:end], head), label, address, self._saved, remark)

    def _body(self, start: int, end: int) -> int:
        limit = min(start + _MOST_HEAD_BYTES, end)
        blank = _BLANK_LINE.search(self._data, start, limit)
        return blank.end() if blank else limit

    def _between(self, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Start and end of each part between lines that are the boundary."""
        line = re.escape(b"--" + boundary)
        # A search for plain text first, and only then for its place in the line, is fast.
        whole = re.compile(line + rb"(?<![^\n]" + line + rb")(--)?[ \t]*+(?:\r?\n|\Z)")
        begin = None
        for mark in whole.finditer(self._data, start, end):
            if begin is not None:
                self._left -= 1
                if self._left < 0:
                    raise UnreadableError(f"The MHTML file has more than {MOST_PARTS:,} parts.")
                yield begin, mark.start()
            if mark[1]:
                return
            begin = mark.end()
        if begin is not None:
            yield begin, end


def _text(found: re.Match[bytes] | None) -> str:
    return found[1].decode("utf-8", "replace") if found else ""


def _decoded(body: bytes, head: bytes) -> bytes:
    # The line end before a boundary belongs to the boundary.
    body = body.removesuffix(b"\n").removesuffix(b"\r")
    match _text(re.search(_TRANSFER_ENCODING, head)).lower():
        case "quoted-printable":
            return quopri.decodestring(body)
        case "base64":
            body = body.rstrip()
            for whole in (body, body[:-1]):  # cut in the middle, it may have one letter too many
                with suppress(binascii.Error):
                    return binascii.a2b_base64(whole + b"==")
            raise UnreadableError("The page in the MHTML file is damaged.")
    return body


def _date(head: bytes) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_text(re.search(_DATE, head)))
    except (ValueError, OverflowError):
        return None
    if not 2 <= moment.year <= 9998:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
