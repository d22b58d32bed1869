"""Pages saved in one file, as MHTML, as a web archive of Safari, packed with gzip: the page itself out of them."""

import binascii
import re
import zlib

from tui.model.errors import UnreadableError

MOST_BYTES = 60_000_000
"""Of a page, unpacked."""
MOST_PARTS = 200
"""Parts of an MHTML file that are looked at; the page is the first or one of the first."""
_BOUNDARY = re.compile(rb'boundary="?([^"\r\n;]{1,200})', re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PAGE_BEGINS = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_GZIP, _BINARY_PLIST = b"\x1f\x8b", b"bplist00"
_HEAD = 4096
"""Bytes in which an MHTML file tells that it is one."""


def unpacked(data: bytes) -> bytes:
    """The page in the data; the data itself where none is found; UnreadableError when it is broken or too large."""
    if data.startswith(_GZIP):
        return _without_gzip(data)
    if data.startswith(_BINARY_PLIST):
        begin = _PAGE_BEGINS.search(data)
        end = data.find(b"</html>", begin.start()) if begin else -1
        return data[begin.start() : end if end > 0 else None] if begin else data
    return _page_of_mhtml(data)


def _without_gzip(data: bytes) -> bytes:
    try:
        page = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise UnreadableError("The data is packed with gzip and damaged.") from error
    if len(page) > MOST_BYTES:
        raise UnreadableError(
            f"The data unpacks to more than {MOST_BYTES / 1e6:g} MB: it is hardly a live blog's page."
        )
    return page


def _page_of_mhtml(data: bytes) -> bytes:
    """The first part that is HTML, decoded as its head says."""
    boundary = _BOUNDARY.search(data, 0, _HEAD)
    for part in data.split(b"--" + boundary[1], MOST_PARTS) if boundary else ():
        parted = _BLANK_LINE.split(part, 1)
        head = parted[0].lower()
        if len(parted) == 2 and b"content-type: text/html" in head:
            try:
                if b"base64" in head:
                    return binascii.a2b_base64(parted[1])
                return binascii.a2b_qp(parted[1]) if b"quoted-printable" in head else parted[1]
            except binascii.Error as error:
                raise UnreadableError(
                    "The page in the MHTML file is damaged: it cannot be decoded."
                ) from error
    return data
