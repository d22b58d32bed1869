"""Takes answers and other control strings out of a terminal's input before it is parsed.

Terminals answer questions with control strings (APC, DCS, OSC, PM, SOS: ECMA-48, 8.3) and with
control sequences (CSI, SS3), which Textual 8.2 would take for keys; and old terminals report the
mouse in three raw bytes (X10), which need not be UTF-8.
"""

from typing import Literal

from tui.terminal_input.parser import is_understood

_ESCAPE, _BELL = 0x1B, 0x07
_STRINGS = b"PX]^_"
"""After an escape: the start of DCS, SOS, OSC, PM, APC."""
_CANCELS = (0x18, 0x1A)
_ENDS = (_BELL, *_CANCELS)
"""The ends of a string beside ESC and a backslash."""
_STARTS = (b"\x1b[", b"\x1bO")
"""CSI and SS3."""
_LONGEST = 64
"""Bytes of a sequence that are looked at; a longer one is not understood."""
_X10_BYTES = 3
_IGNORED = b"[G"
"""Makes a sequence that Textual ignores of an escape that it has got already."""


class ControlStrings:
    """Drops control strings, X10 reports and unknown sequences from input that comes in pieces.

    A control character breaks a sequence off, and any other sequence a string, so one without an
    end swallows no more than up to the next Escape.
    """

    def __init__(self) -> None:
        self._state: Literal["text", "sequence", "mouse", "string", "string escape"] = "text"
        self._mouse_left = 0
        self._held = bytearray()
        """The sequence so far, from its escape on."""
        self._given = 0
        """Bytes of it that the parser has got."""

    def strip(self, data: bytes) -> bytes:
        """Returns the bytes for the parser.

        A start of a string or a sequence at the end of the bytes is a key (Alt and a letter): a
        terminal sends the rest with it.
        """
        passed = bytearray()
        for at, byte in enumerate(data):
            self._take(byte, passed, is_last=at == len(data) - 1)
        if self._state == "sequence" and (self._held in _STARTS or len(self._held) == 1):
            passed += self._held[self._given :]
            self._given = len(self._held)
        return bytes(passed)

    def _take(self, byte: int, passed: bytearray, *, is_last: bool) -> None:
        match self._state:
            case "string":
                if byte == _ESCAPE:
                    self._state = "string escape"
                elif byte in _ENDS:
                    self._state = "text"
            case "string escape" if byte == ord("\\"):
                self._state = "text"
            case "string escape":  # no end: the string is broken off by another sequence
                self._start(_ESCAPE)
                self._take(byte, passed, is_last=is_last)
            case "mouse" if byte != _ESCAPE:
                self._mouse_left -= 1
                if not self._mouse_left:
                    self._state = "text"
            case "sequence" if self._held == b"\x1b":
                self._take_second(byte, passed, is_last=is_last)
            case "sequence":
                self._take_further(byte, passed, is_last=is_last)
            case _ if byte == _ESCAPE:
                self._start(byte)
            case _:
                passed.append(byte)

    def _take_second(self, byte: int, passed: bytearray, *, is_last: bool) -> None:
        if byte in _STRINGS and not is_last:
            self._drop(passed)
            self._state = "string"
        elif byte == _ESCAPE:
            self._pass_on(passed)
            self._start(byte)
        else:
            self._held.append(byte)
            if bytes(self._held) not in _STARTS:  # Alt and a letter
                self._pass_on(passed)

    def _take_further(self, byte: int, passed: bytearray, *, is_last: bool) -> None:
        if self._held == b"\x1b[" and byte == ord("M"):
            self._drop(passed)
            self._state, self._mouse_left = "mouse", _X10_BYTES
        elif not 0x20 <= byte < 0x7F:  # the sequence is broken off
            self._drop(passed)
            if byte not in _CANCELS:
                self._take(byte, passed, is_last=is_last)
        else:
            if len(self._held) <= _LONGEST:
                self._held.append(byte)
            if is_understood(self._held.decode()):
                self._pass_on(passed)
            elif byte >= 0x40 and self._held != b"\x1b[[":  # Linux's console has F1 as ESC [ [ A
                self._drop(passed)

    def _start(self, byte: int) -> None:
        self._state, self._held, self._given = "sequence", bytearray([byte]), 0

    def _pass_on(self, passed: bytearray) -> None:
        passed += self._held[self._given :]
        self._state = "text"

    def _drop(self, passed: bytearray) -> None:
        """Complete the sequence begun in the parser to one that it ignores."""
        if self._given and bytes(self._held[: self._given]) != b"\x1bO":  # which is Alt and O
            passed += _IGNORED[self._given - 1 :]
        self._state = "text"
