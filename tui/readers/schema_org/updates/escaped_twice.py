"""Texts whose escapes software escaped again, so that a reader would see "\\n" for a new line."""

import re

_SIGN = re.compile(r'\\(?:r\\n|n\\n|"|/)|(?<=[.?!;"”»>])\\n')
_ESCAPE = re.compile(r'(?:\\r)?\\n|\\(["/])|\\u([0-9a-fA-F]{4})')


def escaped_once(text: str) -> str:
    """The text as it was before it was escaped twice, or as it is."""
    if "\\" not in text or not _SIGN.search(text):
        return text
    return _ESCAPE.sub(_meaning, text)


def _meaning(escape: re.Match[str]) -> str:
    if escape[1]:
        return escape[1]
    return chr(int(escape[2], 16)) if escape[2] else "\n"
