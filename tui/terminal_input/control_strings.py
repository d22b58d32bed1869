"""Removes control strings and unknown sequences from a terminal's input, because Textual 8.2 would
take them for keys: APC, DCS, OSC, PM, SOS (ECMA-48, 8.3), CSI, SS3, and old mouse reports (X10) of
three raw bytes, which need not be UTF-8."""

import re

from tui.terminal_input.parser import is_understood

_PIECE = re.compile(
    rb"""
    (?P<key> [^\x1b]+ | \x1b(?=\x1b) | \x1b[^\x1b\[OPX\]^_] | \x1b[PX\]^_]\Z
      | \x1b\[(?:[378]|2[34])[$] )
    # DCS, SOS, OSC, PM or APC, up to the bell, CAN, SUB, ESC \, or the next escape
    | (?P<string> \x1b[PX\]^_] [^\x07\x18\x1a\x1b]*+ (?: [\x07\x18\x1a] | \x1b\\ | (?=\x1b[^\\]) ) )
    | (?P<open_string> \x1b[PX\]^_] (?: [^\x07\x18\x1a\x1b]++\x1b? | \x1b ) \Z )
    | (?P<mouse> \x1b\[M (?: [^\x1b]{3} | [^\x1b]{0,2}(?=\x1b) ) )
    | (?P<open_mouse> \x1b\[M [^\x1b]{0,2} \Z )
    # CSI or SS3; Linux's console has F1 as ESC [ [ A
    | (?P<sequence> \x1b(?:\[\[?+|O) [\x20-\x3f]*+ [\x40-\x7e] )
    | (?P<open_sequence> \x1b (?: (?:\[\[?+|O) [\x20-\x3f]*+ )? \Z )
    | (?P<broken> \x1b(?:\[\[?+|O) [\x20-\x3f]*+ [\x18\x1a]? )
    """,
    re.VERBOSE | re.DOTALL,
)
_STARTS = (b"\x1b", b"\x1b[", b"\x1bO")  # at the end of the input: escape, or Alt and a letter
_LONGEST = 65  # bytes; a longer sequence is not understood
_COMPLETED = {b"\x1b": b"[G", b"\x1b[": b"G"}  # to a sequence that Textual ignores


class ControlStrings:
    """Drops control strings, X10 reports and unknown sequences from input in pieces.

    A control character breaks a sequence off, and a sequence a string, so a string without an end
    swallows input up to the next Escape only.
    """

    def __init__(self) -> None:
        self._held = b""  # start of a string or sequence
        self._given = 0  # bytes of it that the parser has got

    def strip(self, data: bytes) -> bytes:
        """The bytes for the parser. The start of a sequence at the end is a key (Alt and a letter),
        because a terminal sends a sequence whole."""
        if not data:
            return b""
        data, self._held = self._held + data, b""
        return b"".join(self._passed(found.lastgroup, found[0]) for found in _PIECE.finditer(data))

    def end_key(self) -> None:
        """The start that the parser has got was a key: so Escape, then much later "["."""
        if self._given:
            self._held, self._given = b"", 0

    def _passed(self, kind: str | None, piece: bytes) -> bytes:
        """Bytes of a piece for the parser; a dropped sequence that it has begun is completed."""
        given, self._given = self._given, 0
        match kind:
            case "open_sequence":
                self._held = piece[: _LONGEST + 1]
                self._given = len(piece) if piece in _STARTS else given
                return piece[given : self._given]
            case "open_mouse":
                self._held = piece
            case "open_string":
                self._held = b"\x1b_\x1b" if piece.endswith(b"\x1b") else b"\x1b_"
            case "sequence" if len(piece) <= _LONGEST and is_understood(piece.decode()):
                return piece[given:]
            case "key":
                return piece[given:]
        return _COMPLETED.get(piece[:given], b"")
