"""The page in an MHTML file, in linear time; `email` is quadratic in boundaries and parameters."""

import binascii
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tui.model.errors import UnreadableError

CUT = "The MHTML file ends in the middle of the page: what its rest held is missing."
MOST_PARTS = 20_000  # a page with all pictures has some hundred
MOST_DEPTH = 5  # nested parts
_MOST_HEAD_BYTES = 16_384
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_REST_OF_LINE = re.compile(rb"[ \t]*+(?:\r?\n|\Z)")
_TYPE = rb"(?im)^content-type:[ \t]*+([\w/+.-]{1,80})((?:[^\r\n]|\r?\n[ \t])*+)"
_DATE = rb"(?im)^date:[ \t]*+([^\r\n]{1,80})"
_TRANSFER_ENCODING = rb"(?im)^content-transfer-encoding:\s*+([\w-]{1,30})"
_BOUNDARY = rb"""(?i)[;\s]boundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))"""
_CHARSET = rb"""(?i)[;\s]charset=["']?([\w.:-]{1,40})"""


class MhtmlPage:
    """First HTML part, or None in `found`. Raises UnreadableError for damage or too many parts."""

    def __init__(self, data: bytes) -> None:
        self.label = self.remark = ""
        self._data = data
        self._parts = 0
        self.found = self._html(0, len(data), 0)
        self.saved = _saved(data[: self._body(0, len(data))])

    def _html(self, start: int, end: int, depth: int) -> bytes | None:
        if depth > MOST_DEPTH:
            raise UnreadableError("The MHTML file has too many parts inside each other.")
        body = self._body(start, end)
        kind = re.search(_TYPE, self._data[start:body])
        if kind is None:
            return None
        name = kind[1].lower()
        if name == b"text/html":
            label = re.search(_CHARSET, kind[2])
            self.label = label[1].decode("ascii", "replace") if label else ""
            if end == len(self._data):
                self.remark = CUT
            return _decoded(self._data[body:end], self._data[start:body])
        if name == b"message/rfc822":
            return self._html(body, end, depth + 1)
        boundary = re.search(_BOUNDARY, kind[2]) if name.startswith(b"multipart/") else None
        if boundary is None:
            return None
        for part in self._between(boundary[1] or boundary[2], body, end):
            page = self._html(*part, depth + 1)
            if page is not None:
                return page
        return None

    def _body(self, start: int, end: int) -> int:
        limit = min(start + _MOST_HEAD_BYTES, end)
        blank = _BLANK_LINE.search(self._data, start, limit)
        return blank.end() if blank else limit

    def _between(self, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        begin = None
        for mark, after, is_last in self._marks(b"--" + boundary, start, end):
            if begin is not None:
                self._parts += 1
                if self._parts > MOST_PARTS:
                    raise UnreadableError(f"The MHTML file has more than {MOST_PARTS:,} parts.")
                yield begin, mark
            if is_last:
                return
            begin = after
        if begin is not None:
            yield begin, end

    def _marks(self, line: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Start and end of each line of a boundary, and True for the last."""
        at = self._data.find(line, start, end)
        while at >= 0:
            after = at + len(line)
            is_last = self._data.startswith(b"--", after)
            rest = _REST_OF_LINE.match(self._data, after + 2 * is_last, end)
            if rest and self._data[at - 1 : at] in (b"", b"\n"):
                yield at, rest.end(), is_last
            at = self._data.find(line, after, end)


def part_at(data: bytes, address: str) -> bytes | None:
    named = re.search(_BOUNDARY, data[:_MOST_HEAD_BYTES])
    line = b"\nContent-Location: " + address.encode(errors="ignore")
    at = data.find(line)
    while at >= 0 and data[at + len(line) : at + len(line) + 1] not in (b"\r", b"\n"):
        at = data.find(line, at + 1)
    if named is None or at < 0:
        return None
    boundary = b"--" + (named[1] or named[2])
    start = data.rfind(boundary, 0, at)
    blank = _BLANK_LINE.search(data, at, at + _MOST_HEAD_BYTES)
    if start < 0 or blank is None:
        return None
    end = data.find(b"\n" + boundary, blank.end())
    try:
        return _decoded(
            data[blank.end() : end + 1 if end >= 0 else None], data[start : blank.end()]
        )
    except UnreadableError:
        return None


def _decoded(body: bytes, head: bytes) -> bytes:
    # The line end before a boundary belongs to the boundary.
    body = body.removesuffix(b"\n").removesuffix(b"\r")
    encoding = re.search(_TRANSFER_ENCODING, head)
    name = encoding[1].lower() if encoding else b""
    if name == b"quoted-printable":
        return quopri.decodestring(body)
    if name == b"base64":
        body = body.rstrip()
        for whole in (body, body[:-1]):  # cut in the middle, it may have one letter too many
            with suppress(binascii.Error):
                return binascii.a2b_base64(whole + b"==")
        raise UnreadableError("The page in the MHTML file is damaged.")
    return body


def _saved(head: bytes) -> datetime | None:
    found = re.search(_DATE, head)
    try:
        moment = parsedate_to_datetime(found[1].decode("ascii", "replace")) if found else None
    except (ValueError, OverflowError):
        return None
    if moment is None or not 2 <= moment.year <= 9998:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
