"""The time that a post takes to read, in seconds at the base pace of 200 words a minute.

A word is six characters, its space included: fair between alphabetic languages, and far cheaper
than counting words. A character of Chinese or Japanese counts as 0.8 of a word.
"""

import re

from tui.model.blog import Post

BASE_PACE_WPM = 200.0
"""Words a minute at which the times of this file hold; at another pace they scale."""
CHARACTERS_A_WORD = 6
FINDING_SECONDS = 1.5
"""To find a new post before its first word is read."""
LEAST_SECONDS = 3.0
"""The least that any post stays the newest one."""
CHARACTERS_A_SECOND = BASE_PACE_WPM * CHARACTERS_A_WORD / 60
_BEFORE_WIDE = bytes(range(0xE3))
"""All bytes that UTF-8 has for characters before U+3000."""
_WIDE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""A pattern that takes longer to compile than to read a live blog without such characters."""
_WIDE_CHARACTERS = 0.8 * CHARACTERS_A_WORD
"""Characters that one of Chinese or Japanese counts as."""


def characters_to_read(text: str) -> float:
    """The length of a text in characters of an alphabetic language."""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _BEFORE_WIDE):
        return len(text)
    return len(text) + (_WIDE_CHARACTERS - 1) * len(re.findall(_WIDE, text))


def reading_seconds(post: Post) -> float:
    # One more for the space that parts it from the next text.
    characters = sum(characters_to_read(text) + 1 for text in post.words)
    return max(LEAST_SECONDS, FINDING_SECONDS + characters / CHARACTERS_A_SECOND)
