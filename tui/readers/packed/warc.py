"""Captures of pages in a WARC file, or the WARC files of a WACZ."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from tui.model.errors import UnreadableError
from tui.readers.html.links import safe_link
from tui.readers.packed import PackedPart
from tui.readers.packed.gzipped import MAGIC, unzipped, unzipped_members
from tui.readers.times.moments import read_instant

WARC, ZIP = b"WARC/", b"PK\x03\x04"
MOST_PAGES, MOST_RECORDS = 2000, 100_000  # per archive
MOST_PAGE_BYTES = 10_000_000  # bytes of a packed page, whatever its kind: two seconds for a reader
MOST_BYTES = 120_000_000  # bytes of all unpacked files of an archive
MOST_CONTENT_BYTES = 200_000_000  # bytes of all pages, which servers may send packed
CUT = "The web archive ends in the middle of a record: what comes after it is missing."
DAMAGED = "The web archive is damaged: what comes after the damage is missing."
TOO_MUCH = (
    f"The web archive holds more than {MOST_PAGES} pages, {MOST_CONTENT_BYTES / 1e6:g} MB or "
    f"{MOST_RECORDS:,} records: the rest is left out."
)
LEFT_OUT = (
    f"A page in the web archive is larger than {MOST_PAGE_BYTES / 1e6:g} MB, or packed in a way "
    "that is not known here, and left out."
)
CUT_PAGE = (
    "A page in the web archive ends in the middle, as its server broke off: its rest is missing."
)
UNKNOWN = "A capture that says that its page had not changed is left out: the page is not there."
_PAGES = ("text/html", "application/xhtml", "application/json", "application/ld+json")
_UNPACKED = ("", "identity", "gzip")
_FIELDS = rb"((?:[^\r\n][^\n]*+\n)*+)\r?\n"
_RECORD = re.compile(rb"WARC/[\d.]+\r?\n" + _FIELDS)
_ANSWER = re.compile(rb"HTTP/[\d.]+ (\d+)[^\n]*+\n" + _FIELDS)
_FIELD = re.compile(rb"(?m)^([\w-]+):[ \t]*+([^\r\n]*)")
_END = re.compile(rb"(?:\r?\n){2}")  # of a record
_CHUNK = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,8})[^\r\n]{0,99}\r\n")


def is_page(kind: str, _address: str) -> bool:
    return kind.startswith(_PAGES)


class WebArchive:
    """Captures in file order, and remarks. Raises UnreadableError for a damaged WACZ."""

    def __init__(self, data: bytes, is_wanted: Callable[[str, str], bool] = is_page) -> None:
        """Captures of pages, or of the type and address that are wanted."""
        self.remarks: dict[str, None] = {}
        self.pages: list[PackedPart] = []
        self._known: dict[str, PackedPart] = {}  # by address and digest
        self._is_wanted = is_wanted
        self._content_left, self._records_left = MOST_CONTENT_BYTES, MOST_RECORDS
        bytes_left = MOST_BYTES
        for file in _files(data):
            if file.startswith(MAGIC):
                file, remark = unzipped(file, bytes_left)
                self._remark(remark)
            bytes_left -= len(file)
            self._remark(self._read(file))

    def _read(self, file: bytes) -> str:
        """Take the records of a file; returns the reason for an early end, or ""."""
        at = 0
        while at < len(file):
            if min(self._content_left, self._records_left, MOST_PAGES - len(self.pages)) <= 0:
                return TOO_MUCH
            self._records_left -= 1
            head = _RECORD.match(file, at)
            if head is None:
                return CUT if WARC.startswith(file[at : at + len(WARC)]) else DAMAGED
            fields = _fields(head[1])
            length = fields.get("content-length", "")[:12]
            at = head.end() + (int(length) if length.isdecimal() else 0)
            self._take(fields, file[head.end() : at])
            end = _END.match(file, at)
            if end is None:
                return CUT if len(file) - at < len(b"\r\n\r\n") else DAMAGED
            at = end.end()
        return ""

    def _take(self, head: Mapping[str, str], content: bytes) -> None:
        answer = _ANSWER.match(content)
        fields = _fields(answer[2]) if answer else head
        kind, address = (
            fields.get("content-type", "").lower(),
            safe_link(head.get("warc-target-uri", "")),
        )
        digest = head.get("warc-payload-digest", "")
        is_wanted = self._is_wanted(kind, address)
        page = None
        match head.get("warc-type"):
            case "revisit":
                earlier = safe_link(head.get("warc-refers-to-target-uri", ""))
                names = (digest, earlier, address)
                page = next((self._known[x] for x in names if x and x in self._known), None)
                self._remark(UNKNOWN if is_wanted and page is None else "")
            case "response" | "resource" if is_wanted and (not answer or answer[1] == b"200"):
                data = self._content(fields, content[answer.end() :]) if answer else content
                label = kind.partition("charset=")[2].partition(";")[0].strip("\"' ")
                page = PackedPart(data, label) if data is not None else None
        if page is not None:
            time = read_instant(head.get("warc-date"))
            self.pages.append(page._replace(address=address, time=time))
            self._known |= {address: page, digest: page}
            self._content_left -= len(page.data)

    def _content(self, fields: Mapping[str, str], body: bytes) -> bytes | None:
        """An answer's content, unpacked; None if it is too large or packed in another way."""
        if "chunked" in fields.get("transfer-encoding", "").lower():
            body = _joined(body)
        packing, remark = fields.get("content-encoding", "").lower(), ""
        if packing == "gzip" and body.startswith(MAGIC):
            body, remark = unzipped_members(body, MOST_PAGE_BYTES)
        is_too_much = len(body) > MOST_PAGE_BYTES or packing not in _UNPACKED
        self._remark(LEFT_OUT if is_too_much else CUT_PAGE if remark else "")
        return None if is_too_much else body

    def _remark(self, remark: str) -> None:
        if remark:
            self.remarks[remark] = None


def is_web_archive(data: bytes) -> bool:
    """A WARC file, packed or not, or a WACZ."""
    if data.startswith(MAGIC):
        try:
            return zlib.decompressobj(wbits=31).decompress(data, len(WARC)).startswith(WARC)
        except zlib.error:
            return False
    return data.startswith((WARC, ZIP))


def _fields(head: bytes) -> dict[str, str]:
    """Header fields by their names in small letters."""
    named = ((name.lower(), value.strip()) for name, value in _FIELD.findall(head))
    return {name.decode(): value.decode("utf-8", "replace") for name, value in named}


def _joined(body: bytes) -> bytes:
    """The chunks of an answer, joined; an answer that is none stays as it is."""
    chunks: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        at = chunk.end() + int(chunk[1], 16)
        chunks.append(body[chunk.end() : at])
    return b"".join(chunks) if chunks else body


def _files(data: bytes) -> Iterator[bytes]:
    """Raises UnreadableError for a ZIP file without WARC files."""
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
    # Raised by zipfile for damage or an unknown compression.
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
        RuntimeError, NotImplementedError, lzma.LZMAError,
    ) as error:  # fmt: skip
        raise UnreadableError("The data is a damaged ZIP file or web archive (WACZ).") from error
