"""Digits of all scripts as those of the Latin script."""

import re
import unicodedata

_OTHER = re.compile(r"[^\D0-9]")


def western(text: str) -> str:
    """Text of the same length with the digits 0 to 9: "१८:४१" is "18:41"."""
    if text.isascii() or not _OTHER.search(text):
        return text
    return _OTHER.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
