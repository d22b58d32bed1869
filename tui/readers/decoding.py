"""Any bytes to text, with the encoding labels of the WHATWG's Encoding Standard, as in browsers."""

import re
from typing import NamedTuple

from tui.model.safe_text import REPLACEMENT


class Decoded(NamedTuple):
    """`replaced` counts the undecodable places that became U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0

    @property
    def trouble(self) -> str:
        if not self.replaced:
            return ""
        return f"The text is not valid {self.encoding}: {self.replaced} places were replaced."


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = (
    rb"(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)"
    rb"""\s*+=\s*+["']?\s*+([\w.:-]{1,30})"""
)
_DECLARED_WITHIN = 4096  # bytes searched for a declaration (browsers stop at 1024)
_AS_DECODERS = {"gbk": "gb18030", "replacement": ""}
"""GBK by its superset, as in the Encoding Standard; "replacement" stands for refused encodings."""
_INSIDE = _AS_DECODERS | {
    "x-user-defined": "windows-1252",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
"""The same for declarations inside the text, some of which cannot be true."""
_SEVEN_BIT = "iso-2022-jp"  # valid UTF-8 too


def decode(data: bytes, label: str = "") -> Decoded:
    """Text of any data; `label` is the encoding that a file around the page declares.

    In order: byte order mark, declared ISO-2022-JP, valid UTF-8, label, the page's declaration,
    Windows-1252; but UTF-8 with replacements if most bytes beyond ASCII are.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x1b" in data and _declared(data, label) == _SEVEN_BIT:
        return _decoded(data, _SEVEN_BIT)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _declared(data, label) or _likely(data))


def _likely(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    stray = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    return "utf-8" if 2 * stray <= beyond else "windows-1252"


def _decoded(data: bytes, encoding: str) -> Decoded:
    codec = encoding
    if not encoding.startswith("utf-"):
        import webencodings  # most pages are UTF-8 and need not pay for it

        known = webencodings.lookup(encoding)
        codec = known.codec_info.name if known is not None else encoding
    try:
        return Decoded(data.decode(codec), encoding)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        genuine = data.count(REPLACEMENT.encode(encoding)) if encoding.startswith("utf-") else 0
        return Decoded(text, encoding, max(text.count(REPLACEMENT) - genuine, 1))


def _declared(data: bytes, label: str) -> str:
    import webencodings

    inner = re.search(_DECLARED, data[:_DECLARED_WITHIN])
    said = (inner[1].decode("ascii", "replace") if inner else "", _INSIDE)
    for name, read_as in ((label, _AS_DECODERS), said):
        known = webencodings.lookup(name)
        if known is not None and (found := read_as.get(known.name, known.name)):
            return found
    return ""
