"""Pictures inside a saved page: an MHTML file or a web archive."""

import re
from typing import TYPE_CHECKING, override

from tui.model.errors import UnreadableError
from tui.readers.html.links import safe_link
from tui.readers.packed.mhtml import part_at
from tui.readers.packed.warc import Captured, WebArchive, is_web_archive

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MOST_BYTES = 5_000_000  # bytes per picture
_MHTML_START = re.compile(rb"(?i)\A(?:from|mime-version|date|subject|content-type|snapshot-)")


def picture_in(data: bytes, address: str) -> bytes | None:
    if is_web_archive(data):
        try:
            pages = _PictureArchive(data, address).pages
        except UnreadableError:
            return None
        return pages[0].data if pages else None
    return part_at(data, address) if _MHTML_START.match(data) else None


class _PictureArchive(WebArchive):
    def __init__(self, data: bytes, address: str) -> None:
        self._wanted = safe_link(address)
        super().__init__(data)

    @override
    def _page(self, record: "ArcWarcRecord") -> Captured | None:
        address = safe_link(record.rec_headers.get_header("WARC-Target-URI") or "")
        if address != self._wanted or record.rec_type not in ("response", "resource"):
            return None
        data = record.content_stream().read(MOST_BYTES + 1)
        return Captured(data, "", address, None) if len(data) <= MOST_BYTES else None
