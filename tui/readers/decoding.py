"""Any bytes to text, with the encoding labels of the WHATWG's Encoding Standard, as in browsers."""

import re
from codecs import BOM_UTF8
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


_DECLARED = (
    rb"(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)"
    rb"""\s*+=\s*+["']?\s*+([\w.:-]{1,30})"""
)
_DECLARED_WITHIN = 4096  # bytes searched for a declaration (browsers stop at 1024)
_READ_AS = {"gbk": "gb18030", "x-user-defined": "windows-1252", "replacement": ""}
"""GBK by its superset, as in the Encoding Standard; "replacement" stands for refused encodings."""
_WIDE = ("utf-16le", "utf-16be")  # cannot be true inside a text that has been understood
_SEVEN_BIT = b"\x1b$"  # ISO-2022-JP is valid UTF-8, too


def decode(data: bytes, label: str = "") -> Decoded:
    """Text of any data; `label` is the encoding that a file around the page declares. In order:
    valid UTF-8, byte order mark, label, the page's declaration, Windows-1252; but UTF-8 with
    replacements if most bytes beyond ASCII are."""
    if _SEVEN_BIT not in data:
        try:
            return Decoded(data.removeprefix(BOM_UTF8).decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    import webencodings  # most pages are UTF-8 and need not pay for it

    if not (encoding := _declared(data, label)):
        text = data.decode("utf-8", "replace")
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        stray = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
        encoding = "utf-8" if 2 * stray <= beyond else "windows-1252"
    text, found = webencodings.decode(data, encoding, "replace")
    return Decoded(text, found.name, text.count(REPLACEMENT))


def _declared(data: bytes, label: str) -> str:
    import webencodings

    inner = re.search(_DECLARED, data[:_DECLARED_WITHIN])
    said = inner[1].decode("ascii", "replace") if inner else ""
    for name, untrue in ((label, ()), (said, _WIDE)):
        known = webencodings.lookup(name)
        if known is not None and (found := _READ_AS.get(known.name, known.name)):
            return "utf-8" if found in untrue else found
    return ""
