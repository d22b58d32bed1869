"""Pages saved in one file: MHTML, Safari's web archive, gzip.

The parsers are imported when such a file comes: most sources are none.
"""

import re
from typing import NamedTuple

from tui.model.errors import UnreadableError

MOST_BYTES = 60_000_000
"""Bytes of an unpacked page."""
MOST_MULTIPARTS = 5
"""Multipart messages of one file; the parser compares each line with the boundaries of all."""
_TOO_DEEP = "The MHTML file has too many parts inside each other."
_MULTIPART = rb"(?im)^content-type:\s*multipart/"
_GZIP, _BINARY_PLIST = b"\x1f\x8b", b"bplist00"
_HEAD_BYTES = 4096
"""Bytes in which an MHTML file names its type."""


class Unpacked(NamedTuple):
    """A page's bytes, and the encoding that the file around it declares, or ""."""

    data: bytes
    label: str = ""


def is_archive(data: bytes) -> bool:
    """Whether the data looks like a page saved in such a file."""
    packed = data.startswith((_GZIP, _BINARY_PLIST))
    return packed or b"multipart/related" in data[:_HEAD_BYTES].lower()


def unpacked(data: bytes) -> Unpacked:
    """The page in the data, or the data itself if none is found.

    Raises UnreadableError if the file is damaged or too large.
    """
    if data.startswith(_GZIP):
        return Unpacked(_without_gzip(data))
    if data.startswith(_BINARY_PLIST):
        return _page_of_web_archive(data)
    return _page_of_mhtml(data)


def _without_gzip(data: bytes) -> bytes:
    import zlib

    try:
        page = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise UnreadableError("The data is packed with gzip and damaged.") from error
    if len(page) > MOST_BYTES:
        raise UnreadableError(
            f"The data unpacks to more than {MOST_BYTES / 1e6:g} MB: "
            "it is hardly a live blog's page."
        )
    return page


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
    for part in message.walk() if message.is_multipart() else ():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return Unpacked(
                page if isinstance(page, bytes) else b"", part.get_content_charset() or ""
            )
    return Unpacked(data)
