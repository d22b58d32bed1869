"""Bytes to text, and text to text that is safe to draw: every reader passes all it keeps through here, once."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

REPLACEMENT = "\ufffd"
MARKS_KEPT = 6
"""Combining marks (and joiners) kept on one base: real scripts stack up to five or so, "zalgo" text dozens."""

# C0 but for tab and newline, DEL, C1, surrogates: what a terminal might obey, or what cannot be encoded.
_REPLACED = ((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xD800, 0xDFFF))
# Invisible, and able to reorder text, to hide it, or to part a word from its search: soft hyphen, bidi controls,
# zero-width space, word joiner, invisible operators, BOM, annotation marks, shorthand and music controls, tags.
# Zero-width joiner, non-joiner and variation selectors stay: emoji, Persian and Indic scripts are written with them.
_DROPPED = (
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE007F),
)
_TABLE: dict[int, str | None] = {
    **{code: REPLACEMENT for first, last in _REPLACED for code in range(first, last + 1)},
    **{code: None for first, last in _DROPPED for code in range(first, last + 1)},
    ord("\t"): " ",
    ord("\r"): "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_REPLACED, *_DROPPED))
_SUSPECT = re.compile(f"[\t\r\u2028\u2029{_RANGES}]")
# No mark is a word character, and none is Latin, Western or East Asian punctuation or an emoji: so a stack of marks is
# a run of what is left, whatever else the run holds.
_MARK = r"[^\w\x00-\u02ff\u2010-\u20cf\u3000-\u3029\uff00-\uffff\U0001f000-\U0001faff]"
_NO_LETTERS = re.compile(r"[\W_]+")
_STACK = re.compile(rf"{_MARK}{_MARK}{{{MARKS_KEPT},}}")


def clean(text: str) -> str:
    """The text without control characters, invisible tricks and towers of marks; lines end in "\\n".

    About 1 us for 1.5 KB of clean ASCII: only what is not plain ASCII is looked at character by character.
    """
    try:
        rest = text.encode().translate(None, _PLAIN).decode()
    except UnicodeEncodeError:  # surrogates: pairs are joined, lone ones replaced
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return clean(text)
    if not rest or not (_SUSPECT.search(rest) or _STACK.search(rest)):
        return text
    return _STACK.sub(_capped, text.replace("\r\n", "\n").translate(_TABLE))


def _capped(run: re.Match[str]) -> str:
    kept, stacked = [], 0
    for character in run[0]:
        stacked = stacked + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        if stacked <= MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


LINK_LENGTH = 2083
"""Characters; a longer link is refused, as terminals ignore it (the limit of VTE)."""

_PLAIN_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-&(-;=?-\[\]^_a-~]*)?")
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x1f\x7f-\x9f\\<>`\ud800-\udfff]")
_STAYS = "!#$%&()*+,/:;=?@[]^{|}~"


def letters_of(name: str) -> str:
    """A name as it may be compared with another spelling of it, or with a host: "AM 750", "am750"."""
    return _NO_LETTERS.sub("", name).casefold()


def safe_link(url: str) -> str:
    """The address if it is http(s) and can be given to a terminal, else "".

    What comes back is printable ASCII without spaces, quotes and backslashes. Letters beyond ASCII, spaces and quotes
    after the host are percent-encoded, a host beyond ASCII is written in IDNA; one with a user's name in it is refused.
    """
    url = url.strip(" \t\r\n\f")
    if not url or len(url) > LINK_LENGTH:
        return ""
    if _PLAIN_LINK.fullmatch(url):
        return url
    if _UNSAFE_IN_LINK.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # no host, a host that is no name, a port that is no number
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+", host) or "@" in parts.netloc:
        return ""
    after = quote(url[url.index("//") + 2 + len(parts.netloc) :], safe=_STAYS)
    plain = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{after}"
    return plain if _PLAIN_LINK.fullmatch(plain) and len(plain) <= LINK_LENGTH else ""


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
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "latin-1"), "windows-1252"),
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
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w.:-]{1,30})""", re.I
)
_DECLARED_WITHIN = 4096
"""Bytes; a declaration further down is not looked for (browsers stop at 1024)."""

# Single bytes that a Western text saved by Windows is full of: curly quotes, dashes, bullet, pound, accented letters.
_WINDOWS_BYTES = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\xa0\xa3\xa9\xab\xb0\xb7\xbb\xbd\xc0-\xfd]*")


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
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return _LABELS.get(found[1].decode("ascii", "replace").lower(), "") if found else ""


def _undeclared(data: bytes) -> str:
    alone = not re.search(rb"[\x80-\xff]{2}", data)
    return "windows-1252" if alone and _WINDOWS_BYTES.fullmatch(data) else "utf-8"
