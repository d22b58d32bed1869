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
_AS_IN_HTML = {"x-user-defined": "windows-1252", "utf-16le": "utf-8", "utf-16be": "utf-8"}
"""Declarations inside the text that cannot be true, as the HTML Standard reads them."""
_SEVEN_BIT = ("iso-2022-jp",)  # valid UTF-8 too

# Single bytes common in Western text saved by Windows: quotes, dashes, bullet, pound, accents.
_WINDOWS_BYTES = rb"[\x00-\x7f\x80\x85\x91-\x97\xa0\xa3\xa9\xab\xb0\xb7\xbb\xbd\xc0-\xfd]*"


def decode(data: bytes, label: str = "") -> Decoded:
    """Text of any data; `label` is the encoding that a file around the page declares.

    In order: byte order mark, UTF-16 by its zero bytes, declared ISO-2022-JP, valid UTF-8, label,
    the page's declaration, Windows-1252 if every byte beyond ASCII stands alone as its letters do,
    else UTF-8 with replacements.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    head = data[:_DECLARED_WITHIN]
    encoding = _utf16_by_zeros(head)
    if encoding:
        return _decoded(data, encoding)
    if b"\x1b" in data and (declared := _declared(data, label)) in _SEVEN_BIT:
        return _decoded(data, declared)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _declared(data, label) or _undeclared(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    codec = _codec(encoding)
    try:
        return Decoded(data.decode(codec), encoding)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        genuine = data.count(REPLACEMENT.encode(encoding)) if encoding.startswith("utf-") else 0
        return Decoded(text, encoding, max(text.count(REPLACEMENT) - genuine, 1))


def _utf16_by_zeros(head: bytes) -> str:
    """Latin text in UTF-16, and any text's markup and spaces, has a zero in each pair of bytes."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros * 10 >= pairs and others * 50 <= pairs:
            return encoding
    return ""


def _codec(encoding: str) -> str:
    if encoding.startswith("utf-"):
        return encoding
    import webencodings  # most pages are UTF-8 and need not pay for it

    known = webencodings.lookup(encoding)
    return known.codec_info.name if known is not None else encoding


def _declared(data: bytes, label: str) -> str:
    import webencodings

    outer = webencodings.lookup(label)
    if outer is not None and outer.name != "replacement":
        return _as_decoder(outer.name)
    found = re.search(_DECLARED, data[:_DECLARED_WITHIN])
    inner = webencodings.lookup(found[1].decode("ascii", "replace")) if found else None
    if inner is None or inner.name == "replacement":  # browsers refuse those encodings
        return ""
    return _as_decoder(_AS_IN_HTML.get(inner.name, inner.name))


def _as_decoder(name: str) -> str:
    """The Encoding Standard reads GBK with the decoder of GB18030, its superset."""
    return "gb18030" if name == "gbk" else name


def _undeclared(data: bytes) -> str:
    alone = not re.search(rb"[\x80-\xff]{2}", data)
    return "windows-1252" if alone and re.fullmatch(_WINDOWS_BYTES, data) else "utf-8"
