"""Textual's input parser, which survives anything here. Private names of Textual 8.2: `_gen`,
`_timeout_time`, `_sequence_to_key_events` and the cached `_parse_extended_key` of XTermParser, and
the tables of keys."""

import re
from codecs import IncrementalDecoder, getincrementaldecoder
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


def is_understood(sequence: str) -> bool:
    """True for a CSI or SS3 sequence that the parser knows: key, click or report. Textual 8.2 would
    type the characters of any other, and "c" for CSI 99 ~."""
    if sequence in ANSI_SEQUENCES_KEYS or _REPORT.fullmatch(sequence):
        return True
    key = _KITTY_KEY.fullmatch(sequence)
    return key is not None and (key[2] == "u" or f"{key[1] or 1}{key[2]}" in FUNCTIONAL_KEYS)


def input_decoder() -> IncrementalDecoder:
    """Turns a byte that is not UTF-8 into one bad character, without an error."""
    return getincrementaldecoder("utf-8")(errors="replace")


class InputParser(XTermParser):
    """Parses the characters of one terminal, and skips impossible keys; `close` it at the end. No
    cache of keys, because it would keep their apps alive."""

    @override
    def feed(self, data: str) -> list[Message]:
        return [*map(_clean, super().feed(data))] if data else []

    @property
    def awaits_more(self) -> bool:
        """True if the input ends in Escape: a key, or the start of a sequence."""
        return self._timeout_time is not None

    @override
    def tick(self) -> list[Message]:
        return list(super().tick())

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
