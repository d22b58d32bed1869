"""Pages inside other files: gzip, MHTML, web archives of Safari, WARC and WACZ."""

from datetime import datetime
from typing import NamedTuple

CUT = "The file ends in the middle: what its rest held is missing."
DAMAGED = "The file is damaged: what its rest held is missing."
GZIP, PLIST, WARC, ZIP = b"\x1f\x8b", b"bplist00", b"WARC/", b"PK\x03\x04"
_MAIL = (b"return-path:", b"delivered-to:", b"received:")
_HEAD_BYTES = 4096  # bytes in which an MHTML file names its type


class PackedPart(NamedTuple):
    """A page or a picture in a file; `label` is the encoding that the file declares."""

    data: bytes
    label: str = ""
    address: str = ""
    time: datetime | None = None  # of saving
    remark: str = ""  # on missing content


def is_packed(data: bytes) -> bool:
    return data.startswith((GZIP, PLIST, WARC, ZIP)) or is_mhtml(data)


def is_mhtml(data: bytes) -> bool:
    """MHTML, or a mail in another form, whose header has clocks that open no posts."""
    head = data[:_HEAD_BYTES].lower()
    return b"multipart/related" in head or head.startswith(_MAIL)
