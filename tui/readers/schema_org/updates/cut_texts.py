"""Texts that software cut at a length, as far as the data themselves show it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

type Object = dict[str, Any]

SHORTEST = 60
"""Characters of a text from which it can be a cut one."""
FEWEST = 2
"""Texts that must end at the same length, which none exceeds."""
LONGEST_END = 10
"""Characters of a text that show whether a sentence ends with it."""
_SENTENCE_ENDS = re.compile(r"""[.!?:。！？؟।][)\]"'”’»]*$|[)\]"”’»]$""")


def cut_length(updates: Sequence[Object]) -> int:
    """The length at which the texts of several updates end in the middle of a sentence, or 0."""
    lengths = Counter(
        len(text) for x in updates if isinstance(text := x.get("articleBody"), str) and text
    )
    longest = max(lengths, default=0)
    if longest < SHORTEST or lengths[longest] < FEWEST:
        return 0
    cut = [x for x in updates if is_of_length(x, longest)]
    ends = (x["articleBody"].rstrip()[-LONGEST_END:] for x in cut)
    return longest if not any(map(_SENTENCE_ENDS.search, ends)) else 0


def is_of_length(update: Object, length: int) -> bool:
    """Whether an update's text has so many characters."""
    text = update.get("articleBody")
    return isinstance(text, str) and len(text) == length
