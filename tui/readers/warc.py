"""Web archives: every capture of a page in a WARC file, or in the WARC files of a WACZ.

`warcio` reads the records; it is an extra, imported when such a file comes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tui.model.errors import UnreadableError
from tui.readers.archives import MOST_PAGE_BYTES
from tui.readers.dates import read_time
from tui.readers.gzipped import MAGIC, unzipped

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

WARC, ZIP = b"WARC/", b"PK\x03\x04"
MOST_PAGES = 2000
"""Captures of one file that are read."""
MOST_BYTES = 120_000_000
"""Bytes of an unpacked web archive."""
NEEDED = (
    "This is a web archive (WARC), for which one more package is needed: "
    "uv run --extra archive …, or pip install '.[archive]'."
)
CUT = "The web archive ends in the middle of a record: what comes after it is missing."
DAMAGED = "The web archive is damaged: what comes after the damage is missing."
TOO_MANY = f"The web archive holds more than {MOST_PAGES} pages: the rest is left out."
TOO_LARGE = f"A page in the web archive is larger than {MOST_PAGE_BYTES / 1e6:g} MB and left out."
PACKED = "A page in the web archive is packed in a way that is not known here, and left out."
UNKNOWN = "A capture that says that its page had not changed is left out: the page is not there."
_PAGES = ("text/html", "application/xhtml", "application/json", "application/ld+json")
_REFERS = "WARC-Refers-To-Target-URI"
_UNPACKED = ("", "identity", "gzip", "deflate")


class Captured(NamedTuple):
    """A page as it was captured; `label` is the encoding that its server declared."""

    data: bytes
    label: str
    address: str
    time: datetime | None


class WebArchive:
    """The captures in a file, in its order, and remarks on what is missing, each once.

    Raises UnreadableError if the file holds no records, or warcio is missing.
    """

    def __init__(self, data: bytes) -> None:
        self.remarks: dict[str, None] = {}
        self._known: dict[str, Captured] = {}
        self.pages: list[Captured] = []
        for file in _files(data):
            self._take(self._unpacked(file))

    def _unpacked(self, file: bytes) -> bytes:
        if file.startswith(MAGIC):
            file, remark = unzipped(file, MOST_BYTES)
            self._remark(remark)
        if not file.endswith((b"\r\n\r\n", b"\n\n")):
            self._remark(CUT)
        return file

    def _take(self, file: bytes) -> None:
        """Reads the captures of a WARC file that is not packed."""
        try:
            from warcio.archiveiterator import WARCIterator
            from warcio.bufferedreaders import ChunkedDataException
            from warcio.exceptions import ArchiveLoadFailed
        except ImportError as error:
            raise UnreadableError(NEEDED) from error
        # It prints its warnings; its count of them is taken instead.
        with redirect_stderr(io.StringIO()):
            records = WARCIterator(io.BytesIO(file))
            try:
                for record in records:
                    if len(self.pages) == MOST_PAGES:
                        self._remark(TOO_MANY)
                        return
                    self._take_record(record)
            # The last two are what it raises for a record without an address.
            except (
                ArchiveLoadFailed, ChunkedDataException, EOFError, OSError, ValueError, zlib.error,
                AttributeError, TypeError,
            ):  # fmt: skip
                self._remark(DAMAGED)
        if records.err_count:
            self._remark(DAMAGED)

    def _take_record(self, record: "ArcWarcRecord") -> None:
        page = self._page(record)
        record.raw_stream.read()
        if record.length is None or record.raw_stream.limit:
            self._remark(CUT)
        if page is not None:
            self.pages.append(page)

    def _page(self, record: "ArcWarcRecord") -> Captured | None:
        """The page in a record; None for other records, and for pages that cannot be had."""
        head = record.rec_headers
        address = head.get_header("WARC-Target-URI") or ""
        time = read_time(head.get_header("WARC-Date"))
        moment = time if isinstance(time, datetime) and time.tzinfo is not None else None
        if record.rec_type == "revisit":
            return self._revisited(record, address, moment)
        kind = _kind(record)
        if record.rec_type not in ("response", "resource") or not kind.startswith(_PAGES):
            return None
        answer = record.http_headers
        if answer is not None and answer.get_statuscode() != "200":
            return None
        packed = (answer.get_header("Content-Encoding") or "") if answer is not None else ""
        if packed.lower() not in _UNPACKED:
            self._remark(PACKED)
            return None
        data = record.content_stream().read(MOST_PAGE_BYTES + 1)
        if len(data) > MOST_PAGE_BYTES:
            self._remark(TOO_LARGE)
            return None
        label = kind.partition("charset=")[2].partition(";")[0].strip("\"' ")
        page = Captured(data, label, address, moment)
        for name in (address, head.get_header("WARC-Payload-Digest")):
            self._known[name or ""] = page
        return page

    def _revisited(
        self, record: "ArcWarcRecord", address: str, moment: datetime | None
    ) -> Captured | None:
        """The page that a record says was captured again, unchanged."""
        head = record.rec_headers
        names = (head.get_header("WARC-Payload-Digest"), head.get_header(_REFERS), address)
        known = next((self._known[name] for name in names if name in self._known), None)
        if known is not None:
            return known._replace(address=address, time=moment)
        if _kind(record).startswith(_PAGES):
            self._remark(UNKNOWN)
        return None

    def _remark(self, remark: str) -> None:
        if remark:
            self.remarks[remark] = None


def is_web_archive(data: bytes) -> bool:
    """Whether the data is a WARC file, packed or not, or a WACZ."""
    if data.startswith(MAGIC):
        try:
            return zlib.decompressobj(wbits=31).decompress(data, len(WARC)).startswith(WARC)
        except zlib.error:
            return False
    return data.startswith((WARC, ZIP))


def _kind(record: "ArcWarcRecord") -> str:
    """The type of what a record holds, in small letters."""
    head = record.http_headers or record.rec_headers
    return (head.get_header("Content-Type") or "").lower()


def _files(data: bytes) -> Iterator[bytes]:
    """The WARC files in the data. Raises UnreadableError for a ZIP file without any."""
    if not data.startswith(ZIP):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [x for x in archive.infolist() if x.filename.endswith((".warc", ".warc.gz"))]
            if not inside:
                raise UnreadableError("The data is a ZIP file without a web archive (WACZ) in it.")
            if sum(entry.file_size for entry in inside) > MOST_BYTES:
                raise UnreadableError(
                    f"The web archive unpacks to more than {MOST_BYTES / 1e6:g} MB."
                )
            for entry in sorted(inside, key=lambda entry: entry.filename):
                yield archive.read(entry)
    # What zipfile raises for damage; the last two for a way of packing that it does not know.
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
        RuntimeError, NotImplementedError,
    ) as error:  # fmt: skip
        raise UnreadableError("The data is a damaged ZIP file or web archive (WACZ).") from error
