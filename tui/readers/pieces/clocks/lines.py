"""The lines of a text that are not blank, with their numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from tui.model.blog import Block, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import REPLACEMENT, clean
from tui.readers.decoding import Decoded
from tui.readers.pieces.clocks.names import signed_off

LONGEST_HEADLINE = 120
LONGEST_REPEATED = 40
SUMMARY = "summary"
SENTENCE = re.compile(r"[.!?…。！？।؟][\"'»”“’)\]]*$")
_UNSPACED = r"[^\x00-\x7f]{25}"
"""Writing without spaces, such as Thai, which has no signs at the ends of sentences either."""
MOST_LINES = 60_000
"""Lines of a text; a live page has some 10,000, and more would only fill the memory."""


@dataclass(slots=True)
class Line:
    """A line that is not blank, with its number in the file, or a block of a page.

    `indent` is in characters; `apart` says that the line above it is blank. `block` is what the
    markup makes of the line; without it the words show it.
    """

    number: int
    indent: int
    text: str
    apart: bool
    heading: bool = False
    block: Block | None = None


class Doubt(NamedTuple):
    """A sentence for the reader, and the numbers of the lines that it is about."""

    message: str
    lines: tuple[int, ...] = ()

    @property
    def warning(self) -> ReadWarning:
        """The sentence with its place: "line 4", "lines 4, 9-11"."""
        return ReadWarning(places(self.lines) if self.lines else "the blog", self.message)


def doubt(message: str, lines: Iterable[Line]) -> Doubt:
    """A sentence about lines."""
    return Doubt(message, tuple(x.number for x in lines))


def lines_of(decoded: Decoded) -> tuple[list[Line], list[Doubt]]:
    """The lines that are not blank, and warnings about the encoding.

    Raises UnreadableError for a text of more than MOST_LINES.
    """
    text = clean(decoded.text)
    doubts = []
    if decoded.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        message = f"The text is not in UTF-8; it was read as {decoded.encoding}."
        doubts.append(Doubt(message, (1,)))
    if unreadable := text.count(REPLACEMENT):
        first = text.count("\n", 0, text.index(REPLACEMENT)) + 1
        message = f"Undecodable bytes were replaced by U+FFFD ({unreadable} times)."
        doubts.append(Doubt(message, (first,)))
    lines: list[Line] = []
    apart = True
    for number, raw in enumerate(
        StringIO(text.replace("\xa0", " ").replace("\u202f", " "), newline="\n"), 1
    ):
        words = raw.strip()
        if words:
            lines.append(Line(number, len(raw) - len(raw.lstrip()), words, apart))
            if len(lines) > MOST_LINES:
                raise UnreadableError(
                    f"Line {number}: the text has more than {MOST_LINES:,} lines; "
                    "a live blog has some 10,000."
                )
        apart = not words
    return lines, doubts


def prose_of(lines: Sequence[Line]) -> list[int]:
    """The characters of sentences before each line, and in all of them."""
    return list(accumulate((prose(x.text) for x in lines), initial=0))


def prose(text: str) -> int:
    """The characters of a line that is a sentence, or long."""
    if len(text) > LONGEST_HEADLINE or SENTENCE.search(text[-4:]) or signed_off(text):
        return len(text)
    return 0 if text.isascii() or not re.search(_UNSPACED, text) else len(text)


def repeated_lines(lines: Sequence[Line], posts: int) -> set[str]:
    """Short lines that stand in a fifth of the posts: buttons, the site's name."""
    counts = Counter(x.text for x in lines if len(x.text) <= LONGEST_REPEATED)
    return {
        text
        for text, count in counts.items()
        if count >= max(3, posts / 5)
        and text[-1] not in ",:"
        and not prose(text)
        and text.casefold() != SUMMARY
    }


def places(numbers: Iterable[int]) -> str:
    """The place of a warning: "line 4", "lines 4, 9-11"; at most eight are named."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    named = ["-".join(map(str, run)) for run in runs[:8]]
    more = f" and {len(runs) - 8} more" if len(runs) > 8 else ""
    return f"line{'s' if len(runs) > 1 or len(runs[0]) > 1 else ''} {', '.join(named)}{more}"


_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def lowered(text: str) -> str:
    """The text in small letters, of the same length ("İ" would grow), for matching patterns.

    A pattern that ignores case takes three times as long to compile, at every start.
    """
    small = text.lower()
    return small if len(small) == len(text) else text.translate(_LOWER)
