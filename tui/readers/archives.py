"""Pages saved in one file: MHTML, Safari's web archive, gzip of a page or of these.

The parsers are imported when such a file comes: most sources are none.
"""

from typing import NamedTuple

from tui.model.errors import UnreadableError

MOST_BYTES = 60_000_000
"""Bytes of an unpacked file."""
MOST_PAGE_BYTES = 10_000_000
"""Bytes of a page that was packed: what a reader takes in two seconds, whatever it is."""
_GZIP, _BINARY_PLIST, _ZIP = b"\x1f\x8b", b"bplist00", b"PK\x03\x04"
_HEAD_BYTES = 4096
"""Bytes in which an MHTML file names its type."""


class Unpacked(NamedTuple):
    """A page's bytes, and the encoding that the file around it declares, or ""."""

    data: bytes
    label: str = ""


def is_archive(data: bytes) -> bool:
    """Whether the data looks like a page saved in such a file."""
    packed = data.startswith((_GZIP, _BINARY_PLIST, _ZIP))
    return packed or b"multipart/related" in data[:_HEAD_BYTES].lower()


def unpacked(data: bytes) -> Unpacked:
    """The page in the data, or the data itself if none is found.

    Raises UnreadableError if the file is damaged or too large.
    """
    if not data.startswith(_GZIP):
        return _page_of(data)
    page = _page_of(_without_gzip(data))
    if len(page.data) > MOST_PAGE_BYTES:
        raise _too_large(MOST_PAGE_BYTES)
    return page


def _page_of(data: bytes) -> Unpacked:
    if data.startswith(_GZIP):
        raise UnreadableError("The data is packed with gzip twice; unpack it once.")
    if data.startswith(_ZIP):
        raise UnreadableError("The data is a zip archive; unpack it and give the page in it.")
    if data.startswith(_BINARY_PLIST):
        return _page_of_web_archive(data)
    return _page_of_mhtml(data) if is_archive(data) else Unpacked(data)


def _without_gzip(data: bytes) -> bytes:
    import zlib

    try:
        page = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise UnreadableError("The data is packed with gzip and damaged.") from error
    if len(page) > MOST_BYTES:
        raise _too_large(MOST_BYTES)
    return page


def _too_large(most: int) -> UnreadableError:
    return UnreadableError(
        f"The data unpacks to more than {most / 1e6:g} MB: it is hardly a live blog's page."
    )


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
    from tui.readers.mhtml import MhtmlPage

    page = MhtmlPage(data)
    return Unpacked(data) if page.found is None else Unpacked(page.found, page.label)
