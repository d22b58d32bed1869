"""Bytes to text, whatever they are."""

import re
from typing import NamedTuple

from tui.model.safe_text import REPLACEMENT


class Decoded(NamedTuple):
    """Text read from bytes; `replaced` counts the places that were no text in `encoding` and became U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# What pages call their encoding, and the codec that browsers read it with (WHATWG Encoding, the common labels).
_LABELS = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "latin-1"), "windows-1252"
    ),
    **dict.fromkeys(("ascii", "us-ascii", "windows-1252", "cp1252", "x-cp1252"), "windows-1252"),
    **{f"windows-125{n}": f"windows-125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso-8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("tis-620", "windows-874"), "cp874"),
    "euc-jp": "euc-jp",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "big5": "big5hkscs",
    "macintosh": "mac-roman",
}
_DECLARED = (
    rb"""(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w.:-]{1,30})"""
)
_DECLARED_WITHIN = 4096
"""Bytes; a declaration further down is not looked for (browsers stop at 1024)."""

# Single bytes that a Western text saved by Windows is full of: curly quotes, dashes, bullet, pound, accented letters.
_WINDOWS_BYTES = rb"[\x00-\x7f\x80\x85\x91-\x97\xa0\xa3\xa9\xab\xb0\xb7\xbb\xbd\xc0-\xfd]*"


def decode(data: bytes) -> Decoded:
    """The text of the data, whatever it is: never an error.

    In order: a byte order mark, UTF-16 told by its zero bytes, UTF-8 if valid, what the page declares, Windows-1252
    if all that is not ASCII stands alone as its letters do, else UTF-8 with the invalid parts replaced.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    encoding = _utf16_by_zeros(data[:_DECLARED_WITHIN])
    if encoding:
        return _decoded(data, encoding)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _declared(data) or _undeclared(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        genuine = data.count(REPLACEMENT.encode(encoding)) if encoding.startswith("utf-") else 0
        return Decoded(text, encoding, max(text.count(REPLACEMENT) - genuine, 1))


def _utf16_by_zeros(head: bytes) -> str:
    """Latin text, and the spaces and markup of any other, have a zero in every pair; other encodings have none."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros * 10 >= pairs and others * 50 <= pairs:
            return encoding
    return ""


def _declared(data: bytes) -> str:
    found = re.search(_DECLARED, data[:_DECLARED_WITHIN])
    return _LABELS.get(found[1].decode("ascii", "replace").lower(), "") if found else ""


def _undeclared(data: bytes) -> str:
    alone = not re.search(rb"[\x80-\xff]{2}", data)
    return "windows-1252" if alone and re.fullmatch(_WINDOWS_BYTES, data) else "utf-8"
