"""Pages saved in one file: MHTML, Safari's web archive, gzip."""

from datetime import datetime
from typing import NamedTuple

from tui.model.errors import UnreadableError
from tui.readers.packed import is_archive
from tui.readers.packed.gzipped import MAGIC, unzipped

MOST_BYTES = 60_000_000  # bytes of an unpacked file
MOST_PAGE_BYTES = 10_000_000  # bytes of a packed page, whatever its kind: two seconds for a reader
_BINARY_PLIST, _ZIP = b"bplist00", b"PK\x03\x04"


class Unpacked(NamedTuple):
    """Page bytes, with their encoding, the time of saving and a remark on missing content."""

    data: bytes
    label: str = ""
    saved: datetime | None = None
    remark: str = ""


def unpacked(data: bytes) -> Unpacked:
    """The page inside the data, else the data. Raises UnreadableError if damaged or too large."""
    if not data.startswith(MAGIC):
        return _page_of(data)
    inner, remark = unzipped(data, MOST_BYTES)
    page = _page_of(inner)
    if len(page.data) > MOST_PAGE_BYTES:
        raise UnreadableError(
            f"The data unpacks to more than {MOST_PAGE_BYTES / 1e6:g} MB: "
            "it is hardly a live blog's page."
        )
    return page._replace(remark=remark or page.remark)


def _page_of(data: bytes) -> Unpacked:
    if data.startswith(MAGIC):
        raise UnreadableError("The data is packed with gzip twice; unpack it once.")
    if data.startswith(_ZIP):
        raise UnreadableError("The data is a zip archive; unpack it and give the page in it.")
    if data.startswith(_BINARY_PLIST):
        return _page_of_web_archive(data)
    return _page_of_mhtml(data) if is_archive(data) else Unpacked(data)


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
    from tui.readers.packed.mhtml import MhtmlPage

    page = MhtmlPage(data)
    if page.found is None:
        return Unpacked(data)
    return Unpacked(page.found, page.label, page.saved, page.remark)
