"""Pages saved in one file: MHTML, Safari's web archive, gzip.

The parsers are imported when such a file comes: most sources are none.
"""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from tui.model.errors import UnreadableError
from tui.readers.gzipped import MAGIC, unzipped

if TYPE_CHECKING:
    from email.message import Message

MOST_BYTES = 60_000_000
"""Bytes of an unpacked page."""
MOST_MULTIPARTS = 5
"""Multipart messages of one file; the parser compares each line with the boundaries of all."""
_TOO_DEEP = "The MHTML file has too many parts inside each other."
_MHTML_CUT = "The MHTML file ends in the middle of the page: what its rest held is missing."
_MULTIPART = rb"(?im)^content-type:\s*multipart/"
_BINARY_PLIST = b"bplist00"
_HEAD_BYTES = 4096
"""Bytes in which an MHTML file names its type."""


class Unpacked(NamedTuple):
    """A page's bytes, and what the file around it says.

    That is its encoding, when it was saved, and a remark on what is missing.
    """

    data: bytes
    label: str = ""
    saved: datetime | None = None
    remark: str = ""


def is_archive(data: bytes) -> bool:
    """Whether the data looks like a page saved in such a file."""
    packed = data.startswith((MAGIC, _BINARY_PLIST))
    return packed or b"multipart/related" in data[:_HEAD_BYTES].lower()


def unpacked(data: bytes) -> Unpacked:
    """The page in the data, or the data itself if none is found.

    Raises UnreadableError if the file is damaged or too large.
    """
    if data.startswith(MAGIC):
        page, remark = unzipped(data, MOST_BYTES)
        inner = unpacked(page) if is_archive(page) and not page.startswith(MAGIC) else None
        return (inner or Unpacked(page))._replace(remark=remark)
    if data.startswith(_BINARY_PLIST):
        return _page_of_web_archive(data)
    return _page_of_mhtml(data)


def _page_of_web_archive(data: bytes) -> Unpacked:
    import plistlib

    try:
        archive = plistlib.loads(data)
    except (plistlib.InvalidFileException, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableError("The data is a damaged web archive of Safari.") from error
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(page, bytes):
        raise UnreadableError("The data is a property list of Apple's without a page in it.")
    label = main.get("WebResourceTextEncodingName")
    return Unpacked(page, label if isinstance(label, str) else "")


def _page_of_mhtml(data: bytes) -> Unpacked:
    """The first part that is HTML, decoded as its head says."""
    if len(re.findall(_MULTIPART, data)) > MOST_MULTIPARTS:
        raise UnreadableError(_TOO_DEEP)
    from email import message_from_bytes

    try:
        message = message_from_bytes(data)
    except RecursionError as error:
        raise UnreadableError(_TOO_DEEP) from error
    parts = list(message.walk()) if message.is_multipart() else []
    last = parts[-1] if parts else None
    for part in parts:
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return Unpacked(
                page if isinstance(page, bytes) else b"",
                part.get_content_charset() or "",
                _date(message),
                "" if part is not last or not message.defects else _MHTML_CUT,
            )
    return Unpacked(data)


def _date(message: "Message") -> datetime | None:
    """When the file was saved, by its head."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return moment if 2 <= moment.year <= 9998 else None
