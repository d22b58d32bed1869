"""Removes control strings and unknown sequences from a terminal's input, because Textual 8.2 would
take them for keys: APC, DCS, OSC, PM, SOS (ECMA-48, 8.3), CSI, SS3, and old mouse reports (X10) of
three raw bytes, which need not be UTF-8."""

from typing import Literal

from tui.terminal_input.parser import is_understood

_ESCAPE, _BELL = 0x1B, 0x07
_STRINGS = b"PX]^_"  # after an escape: DCS, SOS, OSC, PM, APC
_CANCELS = (0x18, 0x1A)
_ENDS = (_BELL, *_CANCELS)  # of a string, besides ESC \
_STARTS = (b"\x1b[", b"\x1bO")  # CSI and SS3
_LONGEST = 64  # bytes; a longer sequence is not understood
_X10_BYTES = 3
_IGNORED = b"[G"  # after an escape, makes a sequence that Textual ignores


class ControlStrings:
    """Drops control strings, X10 reports and unknown sequences from input in pieces.

    A control character breaks a sequence off, and a sequence a string, so a string without an end
    swallows input up to the next Escape only.
    """

    def __init__(self) -> None:
        self._state: Literal["text", "sequence", "mouse", "string", "string escape"] = "text"
        self._mouse_left = 0
        self._held = bytearray()  # the sequence so far, from its escape on
        self._given = 0  # bytes of it that the parser has got

    def strip(self, data: bytes) -> bytes:
        """The bytes for the parser. The start of a sequence at the end is a key (Alt and a letter),
        because a terminal sends a sequence whole."""
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
        """Complete a sequence that the parser has begun, so that it ignores it."""
        if self._given and bytes(self._held[: self._given]) != b"\x1bO":  # which is Alt and O
            passed += _IGNORED[self._given - 1 :]
        self._state = "text"
