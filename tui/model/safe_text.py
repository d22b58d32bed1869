"""Text to text that is safe to draw: every reader passes all it keeps through here, once."""

import re
import unicodedata
from functools import cache

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
_TYPOGRAPHY = "\xa0£©«°·»éü–—‘’“”•…€"
"""What English texts are full of beyond ASCII, and nothing else: the patterns below need not be compiled for it."""
# No mark is a word character, and none is Latin, Western or East Asian punctuation or an emoji: so a stack of marks is
# a run of what is left, whatever else the run holds.
_MARK = r"[^\w\x00-\u02ff\u2010-\u20cf\u3000-\u3029\uff00-\uffff\U0001f000-\U0001faff]"


def clean(text: str) -> str:
    """The text without control characters, invisible tricks and towers of marks; lines end in "\\n".

    About 1 us for 1.5 KB of clean ASCII: only what is not plain ASCII is looked at character by character.
    """
    try:
        rest = text.encode().translate(None, _PLAIN).decode()
    except UnicodeEncodeError:  # surrogates: pairs are joined, lone ones replaced
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return clean(text)
    if not rest.strip(_TYPOGRAPHY):
        return text
    suspect, stack = _patterns()
    if not (suspect.search(rest) or stack.search(rest)):
        return text
    return stack.sub(_capped, text.replace("\r\n", "\n").translate(_TABLE))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds characters of the table, and stacks of marks."""
    ranges = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_REPLACED, *_DROPPED))
    return re.compile(f"[\t\r\u2028\u2029{ranges}]"), re.compile(
        rf"{_MARK}{_MARK}{{{MARKS_KEPT},}}"
    )


def _capped(run: re.Match[str]) -> str:
    kept, stacked = [], 0
    for character in run[0]:
        stacked = stacked + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        if stacked <= MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def letters_of(name: str) -> str:
    """A name as it may be compared with another spelling of it, or with a host: "AM 750", "am750"."""
    return re.sub(r"[\W_]+", "", name).casefold()


def printable(text: str) -> str:
    """Replace every character that a terminal would obey, newlines included, by U+FFFD."""
    return "".join(character if character.isprintable() else REPLACEMENT for character in text)


_LONGEST = 60


def quoted(text: str) -> str:
    """The text in quotation marks, cut when long, nothing in it that could steer a terminal."""
    shown = printable(text)
    return f'"{shown}"' if len(shown) <= _LONGEST else f'"{shown[:_LONGEST]}…"'
