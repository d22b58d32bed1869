"""Captures of pages in a WARC file, or the WARC files of a WACZ, by the optional `warcio`; gzip."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from gzip import GzipFile
from typing import Any

from tui.model.errors import UnreadableError
from tui.model.extras import with_extra
from tui.readers.html.links import safe_link
from tui.readers.packed import CUT, DAMAGED, GZIP, WARC, ZIP, PackedPart
from tui.readers.times.moments import read_instant

MOST_PAGES = 2000  # captures per file
MOST_PAGE_BYTES = 10_000_000  # bytes of a packed page, whatever its kind: two seconds for a reader
MOST_BYTES = 120_000_000  # bytes of all unpacked files of an archive
MOST_CONTENT_BYTES = 200_000_000  # bytes of all pages, which servers may send packed
MOST_LINES, MOST_LINE_BYTES = 500_000, 32_768
"""Lines outside pages, such as headers, of all files together; bytes per line."""
TOO_MUCH = (
    f"The web archive holds more than {MOST_PAGES} pages, {MOST_CONTENT_BYTES / 1e6:g} MB or "
    f"{MOST_LINES:,} lines of headers: the rest is left out."
)
LEFT_OUT = (
    f"A page in the web archive is larger than {MOST_PAGE_BYTES / 1e6:g} MB, or packed in a way "
    "that is not known here, and left out."
)
CUT_PAGE = (
    "A page in the web archive ends in the middle, as its server broke off: its rest is missing."
)
UNKNOWN = "A capture that says that its page had not changed is left out: the page is not there."
_PIECE_BYTES = 4096  # of gzip: small, to keep all that precedes a damaged place
_PAGES = ("text/html", "application/xhtml", "application/json", "application/ld+json")


class _FullError(Exception):
    """A limit of the whole web archive is reached; the text is its remark."""


def is_page(kind: str, _address: str) -> bool:
    return kind.startswith(_PAGES)


class WebArchive:
    """Captures in file order, and remarks. Raises UnreadableError without records or warcio."""

    def __init__(self, data: bytes, is_wanted: Callable[[str, str], bool] = is_page) -> None:
        """Captures of pages, or of the type and address that are wanted."""
        self.remarks: dict[str, None] = {}
        self.pages: list[PackedPart] = []
        self._known: dict[str, PackedPart] = {}  # by address and digest
        self._is_wanted = is_wanted
        self._bytes_left, self._content_left = MOST_BYTES, MOST_CONTENT_BYTES
        self._lines_left = MOST_LINES
        for file in _files(data):
            self._read(file)

    def _read(self, file: bytes) -> None:
        try:
            from warcio.archiveiterator import WARCIterator
            from warcio.bufferedreaders import ChunkedDataException
            from warcio.exceptions import ArchiveLoadFailed
        except ImportError as error:
            raise UnreadableError(
                f"A web archive (WARC) needs an extra package. Try: {with_extra('archive')}"
            ) from error
        if file.startswith(GZIP):
            file, remark = unzipped(file, self._bytes_left)
            self._remark(remark)
        self._bytes_left -= len(file)
        self._remark("" if file.endswith((b"\r\n\r\n", b"\n\n")) else CUT)
        # warcio prints its warnings; its count is used instead.
        with redirect_stderr(io.StringIO()):
            records = WARCIterator(io.BytesIO(file))
            self._bound_lines(records.reader)
            try:
                for record in records:
                    self._take(record)
            except _FullError as full:
                self._remark(str(full))
                return
            # The last three are raised for no address and for absurd lengths.
            except (
                ArchiveLoadFailed, ChunkedDataException, EOFError, OSError, ValueError, zlib.error,
                AttributeError, TypeError, OverflowError,
            ):  # fmt: skip
                self._remark(DAMAGED)
        self._remark(DAMAGED if records.err_count else "")

    def _bound_lines(self, reader: Any) -> None:
        """Limit line lengths, as warcio does not."""
        read_line = reader.readline
        limit = 2 * MOST_LINE_BYTES  # warcio gives less of a line over several blocks

        def bounded(length: int | None = None) -> bytes:
            line: bytes = read_line(min(length, limit) if length is not None else limit)
            self._lines_left -= 1
            if self._lines_left < 0:
                raise _FullError(TOO_MUCH)
            if len(line) > MOST_LINE_BYTES and not line.endswith(b"\n"):
                raise _FullError(DAMAGED)
            return line

        reader.readline = bounded

    def _take(self, record: Any) -> None:
        page = self._page(record)
        record.raw_stream.read()
        if record.length is None or record.raw_stream.limit:
            self._remark(CUT)
        if page is not None:
            time = read_instant(record.rec_headers.get_header("WARC-Date"))
            self.pages.append(page._replace(time=time))

    def _page(self, record: Any) -> PackedPart | None:
        head, answer = record.rec_headers, record.http_headers
        address = safe_link(head.get_header("WARC-Target-URI", ""))
        kind = (answer or head).get_header("Content-Type", "").lower()
        if record.rec_type == "revisit":
            return self._unchanged(record, address, kind)
        is_answer = record.rec_type in ("response", "resource") and self._is_wanted(kind, address)
        is_page = is_answer and (answer is None or answer.get_statuscode() == "200")
        data = self._content(record) if is_page else None
        if data is None:
            return None
        label = kind.partition("charset=")[2].partition(";")[0].strip("\"' ")
        page = PackedPart(data, label, address)
        self._known |= {address: page, head.get_header("WARC-Payload-Digest", ""): page}
        return page

    def _unchanged(self, record: Any, address: str, kind: str) -> PackedPart | None:
        """The page of an earlier capture, by its digest, else by an address."""
        head = record.rec_headers
        earlier = safe_link(head.get_header("WARC-Refers-To-Target-URI", ""))
        names = (head.get_header("WARC-Payload-Digest", ""), earlier, address)
        known = next((self._known[x] for x in names if x in self._known), None)
        if known is None:
            self._remark(UNKNOWN if self._is_wanted(kind, address) else "")
            return None
        return known._replace(address=address)

    def _content(self, record: Any) -> bytes | None:
        answer = record.http_headers
        packed = answer.get_header("Content-Encoding", "") if answer is not None else ""
        is_known = packed.lower() in ("", "identity", "gzip", "deflate")
        content = record.content_stream()
        data: bytes = content.read(MOST_PAGE_BYTES + 1) if is_known else b""
        if not is_known or len(data) > MOST_PAGE_BYTES:
            self._remark(LEFT_OUT)
            return None
        if packed and not getattr(content.decompressor, "eof", True):
            self._remark(CUT_PAGE)
        self._content_left -= len(data)
        if self._content_left < 0 or len(self.pages) == MOST_PAGES:
            raise _FullError(TOO_MUCH)
        return data

    def _remark(self, remark: str) -> None:
        if remark:
            self.remarks[remark] = None


def is_web_archive(data: bytes) -> bool:
    """A WARC file, packed or not, or a WACZ."""
    if data.startswith(GZIP):
        try:
            return zlib.decompressobj(wbits=31).decompress(data, len(WARC)).startswith(WARC)
        except zlib.error:
            return False
    return data.startswith((WARC, ZIP))


def _files(data: bytes) -> Iterator[bytes]:
    """Raises UnreadableError for a ZIP file without WARC files."""
    if not data.startswith(ZIP):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [x for x in archive.infolist() if x.filename.endswith((".warc", ".warc.gz"))]
            if not inside:
                raise UnreadableError(
                    "The data is a ZIP file without a web archive (WACZ) in it: unpack it, or save "
                    "a document or a sheet as text or CSV."
                )
            if sum(entry.file_size for entry in inside) > MOST_BYTES:
                raise UnreadableError(
                    f"The web archive unpacks to more than {MOST_BYTES / 1e6:g} MB."
                )
            for entry in sorted(inside, key=lambda entry: entry.filename):
                yield archive.read(entry)
    # Raised by zipfile for damage or an unknown compression.
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
        RuntimeError, NotImplementedError, lzma.LZMAError,
    ) as error:  # fmt: skip
        raise UnreadableError("The data is a damaged ZIP file or web archive (WACZ).") from error


def unzipped(data: bytes, limit: int) -> tuple[bytes, str]:
    """Data, and a remark on gaps. Raises UnreadableError for no data or more than `limit` bytes."""
    inner, remark = bytearray(), ""
    file = GzipFile(fileobj=io.BytesIO(data))
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
