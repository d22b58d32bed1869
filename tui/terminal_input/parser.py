"""Input of a terminal for Textual's parser, which survives anything here. Private names of Textual
8.2: `_gen`, `_timeout_time`, `_sequence_to_key_events` and the cached `_parse_extended_key` of
XTermParser, and the tables of keys."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import override

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from tui.model.safe_text import clean

MAX_COLUMNS, MAX_ROWS = 1000, 500
_REPORT = re.compile(r"\x1b\[(?:[IO]|20[01]~|<\d+;-?\d+;-?\d+[Mm]|\d+;\d+;\d+M|\?\d+;\d\$y)")
"""Focus, the ends of a paste, the mouse, an answer about a mode."""
_KITTY_KEY = re.compile(r"\x1b\[(\d*)[\d:]*(?:;[\d:]*){0,2}([u~ABCDEFHPQRS])")
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


def is_understood(sequence: str) -> bool:
    """True for a CSI or SS3 sequence that the parser knows: key, click or report. Textual 8.2 would
    type the characters of any other, and "c" for CSI 99 ~."""
    if sequence in ANSI_SEQUENCES_KEYS or _REPORT.fullmatch(sequence):
        return True
    key = _KITTY_KEY.fullmatch(sequence)
    return key is not None and (key[2] == "u" or f"{key[1] or 1}{key[2]}" in FUNCTIONAL_KEYS)


class ControlStrings:
    """Drops control strings, unknown sequences, and old mouse reports (X10) of three raw bytes,
    which need not be UTF-8, from input in pieces: Textual 8.2 would take them for keys. Strings are
    APC, DCS, OSC, PM, SOS (ECMA-48, 8.3); sequences are CSI, SS3.

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


class InputParser(XTermParser):
    """Parses the input of one terminal, and skips impossible keys; `close` it at the end. No cache
    of keys, because it would keep their apps alive."""

    def __init__(self) -> None:
        super().__init__()
        self._strings = ControlStrings()
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self.strip = self._strings.strip  # before `feed_bytes`

    def feed_bytes(self, data: bytes) -> list[Message]:
        """Messages of stripped input. A byte that is not UTF-8 is one bad character."""
        return self.feed(self._decoder.decode(data))

    @override
    def feed(self, data: str) -> list[Message]:
        return [*map(_clean, super().feed(data))] if data else []

    @property
    def awaits_more(self) -> bool:
        """True if the input ends in Escape: a key, or the start of a sequence."""
        return self._timeout_time is not None

    @override
    def tick(self) -> list[Message]:
        """The key, if the input has ended in Escape for long enough."""
        if keys := list(super().tick()):
            self._strings.end_key()
        return keys

    def close(self) -> None:
        """Break the cycle of parser and generator, so that both are freed at once."""
        self._gen.close()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            yield from super()._sequence_to_key_events(sequence, alt)
        except (ValueError, OverflowError):  # a key beyond Unicode
            yield events.Key(Keys.Ignore, sequence)

    def _parse_extended_key(  # type: ignore[override]  # the original is cached
        self, sequence: str
    ) -> list[events.Key] | None:
        return XTermParser._parse_extended_key.__wrapped__(self, sequence)


def drawable_size(columns: int, rows: int) -> tuple[int, int]:
    """Limit a window's size: a terminal or its environment may report any."""
    return max(1, min(columns, MAX_COLUMNS)), max(1, min(rows, MAX_ROWS))


def _clean(message: Message) -> Message:
    return events.Paste(clean(message.text)) if isinstance(message, events.Paste) else message
