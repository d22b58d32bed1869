"""Takes out of a terminal's input what is no key and no click, before the parser sees it.

Terminals answer questions with control strings (APC, DCS, OSC, PM, SOS: ECMA-48, 8.3), which
Textual 8.2 would take for keys; and old ones report the mouse in three raw bytes (X10), which need
not be UTF-8.
"""

from typing import Literal

_ESCAPE, _BELL = 0x1B, 0x07
_STRINGS = b"PX]^_"
"""After an escape: the start of DCS, SOS, OSC, PM, APC."""
_ENDS = (_BELL, 0x18, 0x1A)
"""What ends a string beside ESC and a backslash: the bell, and the two that cancel."""
_X10_BYTES = 3
_IGNORED = b"[G"
"""Makes a sequence that Textual ignores of an escape that it has got already."""


class ControlStrings:
    """Drops control strings and X10 reports from input that comes in pieces.

    Any other sequence breaks a string off, so one without an end swallows no more than up to the
    next Escape.
    """

    def __init__(self) -> None:
        self._state: Literal["text", "escape", "csi", "mouse", "string", "string escape"] = "text"
        self._mouse_left = 0

    def strip(self, data: bytes) -> bytes:
        """Returns the bytes for the parser.

        A start of a string at the end of the bytes is a key (Alt and a letter): a terminal sends
        the string with it.
        """
        passed = bytearray()
        for at, byte in enumerate(data):
            self._take(byte, passed, is_last=at == len(data) - 1)
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
                passed.append(_ESCAPE)
                self._state = "escape"
                self._take(byte, passed, is_last=is_last)
            case "mouse" if byte != _ESCAPE:
                self._mouse_left -= 1
                if not self._mouse_left:
                    self._state = "text"
            case "escape" if byte in _STRINGS and not is_last:
                self._drop_start(b"\x1b", passed)
                self._state = "string"
            case "csi" if byte == ord("M"):
                self._drop_start(b"\x1b[", passed)
                self._state, self._mouse_left = "mouse", _X10_BYTES
            case _:
                passed.append(byte)
                if byte == _ESCAPE:
                    self._state = "escape"
                else:
                    starts_csi = self._state == "escape" and byte == ord("[")
                    self._state = "csi" if starts_csi else "text"

    @staticmethod
    def _drop_start(start: bytes, passed: bytearray) -> None:
        """Takes the start of a sequence back, or completes what the parser has of it."""
        if passed.endswith(start):
            del passed[-len(start) :]
        else:  # the parser has its escape from the bytes before
            passed += _IGNORED[len(start) - 1 :]
