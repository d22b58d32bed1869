"""What the time box is told of a text typed into it."""

from typing import NamedTuple


class Reply(NamedTuple):
    """In words, what was understood; characters `start` to `end` are those that were not (none, if equal)."""

    text: str
    start: int = 0
    end: int = 0
