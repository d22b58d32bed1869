"""Pages inside other files: gzip, MHTML, web archives of Safari, WARC and WACZ."""

_PACKED = (b"\x1f\x8b", b"bplist00")  # gzip, Safari's web archive
_HEAD_BYTES = 4096  # bytes in which an MHTML file names its type


def is_archive(data: bytes) -> bool:
    """A file around a page, which `archives` unpacks."""
    return data.startswith(_PACKED) or b"multipart/related" in data[:_HEAD_BYTES].lower()
