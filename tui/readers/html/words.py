"""Words of a text, for comparisons."""

import re

_WORD = re.compile(r"[^\W_]+")
# Scripts without spaces between words: each character counts as a word. Not compiled: takes 3 ms.
_UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_MARKS = str.maketrans({x: " " for x in map(chr, range(128)) if not x.isalnum()})


def words_in(text: str) -> list[str]:
    """Words in small letters; of most texts in a quarter of the pattern's time."""
    if text.isascii():
        return text.lower().translate(_MARKS).split()
    return _WORD.findall(spaced(text.casefold()))


def spaced(text: str) -> str:
    """Text with spaces around the words of scripts without them."""
    return text if text.isascii() else re.sub(_UNSPACED, r" \g<0> ", text)
