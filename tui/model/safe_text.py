"""Text made safe to draw and to print, so that nothing in it can steer a terminal."""

import re
import unicodedata

REPLACEMENT = "\ufffd"
JOINER = "\u200d"
SELECTOR = "\ufe0f"  # makes the sign before it an emoji, maybe wider
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")  # of a country: its two letters
MARKS_KEPT = 6
"""Combining marks and joiners on a base: real scripts stack about five, "zalgo" dozens."""

_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
LONE_JOINER = f"(?<!{_EMOJI}){JOINER}|{JOINER}(?!{_EMOJI})"
"""Not between two emoji."""

# C0 without tab and newline, DEL, C1: a terminal might obey them. Surrogates cannot be encoded.
_REPLACED = ((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xD800, 0xDFFF))
# Invisible, and able to reorder text, to hide it, or to part a word from its search: soft hyphen,
# bidi controls, zero-width space, word joiner, invisible operators, BOM, annotation marks,
# shorthand and music controls. Zero-width joiner, non-joiner and variation selectors stay: emoji,
# Persian and Indic scripts are written with them. Of joiners in a row one stays: more join nothing,
# and Rich fails to cut them. Of tags those stay that spell a flag, as England's.
_DROPPED = (
    (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
)  # fmt: skip
_TAGS = "[\U000e0000-\U000e007f]"
_REGION_FLAG = "\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f"
# No combining mark is a word character, Latin, Western or East Asian punctuation, or an emoji.
# So a stack of marks lies within a run of the remaining characters.
_MARK = r"[^\w\x00-\u02ff\u2010-\u20cf\u3000-\u3029\uff00-\uffff\U0001f000-\U0001faff]"
_STACK = rf"{_MARK}{_MARK}{{{MARKS_KEPT},}}"
_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_REPLACED, *_DROPPED))
_SUSPECT = f"[\t\r\u2028\u2029{_RANGES}]|{JOINER}{JOINER}|{_TAGS}"
_TABLE: dict[int, str | None] = {
    **{code: REPLACEMENT for first, last in _REPLACED for code in range(first, last + 1)},
    **{code: None for first, last in _DROPPED for code in range(first, last + 1)},
    **dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n"),
    ord("\t"): " ",
}
_ESCAPES = {n: f"\\u{n:04x}" for n in (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000))}


def clean(text: str) -> str:
    """Text without control characters, invisible tricks and stacks of marks; lines end in "\\n".
    Readers call it once on all they keep."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # surrogates: pairs are joined, lone ones replaced
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not (re.search(_SUSPECT, text) or re.search(_STACK, text)):
        return text
    text = re.sub(f"({_REGION_FLAG})|{_TAGS}", r"\1", text.replace("\r\n", "\n").translate(_TABLE))
    return re.sub(f"{JOINER}{{2,}}", JOINER, re.sub(_STACK, _capped, text))


def _capped(run: re.Match[str]) -> str:
    kept, stacked = [], 0
    for character in run[0]:
        stacked = stacked + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        if stacked <= MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """Clean text with each run of white space as one space."""
    line = " ".join(text.split())
    if line.isprintable() and (line.isascii() or not re.search(_STACK, line)):
        return line
    return " ".join(clean(text).split())


def printable(text: str) -> str:
    """U+FFFD for each character without a glyph and each line end; emoji stay joined."""
    if text.isprintable():
        return text
    return "".join(map(_shown, re.sub(LONE_JOINER, REPLACEMENT, text)))


def _shown(character: str) -> str:
    if character.isprintable() or character == JOINER:
        return character
    return " " if unicodedata.category(character) == "Zs" else REPLACEMENT


_LONGEST_QUOTATION = 60  # characters


def quoted(text: str) -> str:
    """Printable text in quotation marks, cut after 60 characters."""
    shown = printable(text)
    cut = len(shown) > _LONGEST_QUOTATION
    return f'"{shown[:_LONGEST_QUOTATION]}{"…" if cut else ""}"'


def escaped_json(text: str) -> str:
    """JSON on one line with escapes for terminal controls, U+2028, U+2029 and surrogates."""
    return text.translate(_ESCAPES)


def letters_of(name: str) -> str:
    """Letters and digits, to compare spellings: "AM 750" is "am750"."""
    return re.sub(r"[\W_]+", "", name).casefold()
