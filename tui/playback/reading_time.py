"""Reading time of a post, in seconds at the base pace of 200 words a minute. A word is six
characters with its space: fair between alphabetic languages, and far cheaper than counting words. A
Chinese or Japanese character counts as 0.8 of a word."""

import re

from tui.model.blog import Post

BASE_PACE_WPM = 200.0  # at another pace the times of this file scale
CHARACTERS_A_WORD = 6
FINDING_SECONDS = 1.5  # to find a new post before reading it
LEAST_SECONDS = 3.0  # for any post
CHARACTERS_A_SECOND = BASE_PACE_WPM * CHARACTERS_A_WORD / 60
_BEFORE_WIDE = bytes(range(0xE3))  # all bytes of UTF-8 below U+3000
_WIDE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""Not compiled: that takes longer than reading a live blog without such characters."""
_WIDE_CHARACTERS = 0.8 * CHARACTERS_A_WORD  # per Chinese or Japanese character


def characters_to_read(text: str) -> float:
    """Length of a text in characters of an alphabetic language."""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _BEFORE_WIDE):
        return len(text)
    return len(text) + (_WIDE_CHARACTERS - 1) * len(re.findall(_WIDE, text))


def reading_seconds(post: Post) -> float:
    # One more for the space that parts it from the next text.
    characters = sum(characters_to_read(text) + 1 for text in post.words)
    return max(LEAST_SECONDS, FINDING_SECONDS + characters / CHARACTERS_A_SECOND)
