"""Times that posts of 2007 to 2013 begin with: "2153: text", several of them on one line."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tui.readers.bbc.lines import Line
from tui.readers.bbc.time_marks import MOST_POSTS

FEWEST = 2
"""Such times that make a text one of those years'."""
_TIME = r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<zone>\s?(?:GMT|BST|UTC))?:\s+(?=\S)"
_AT_START = rf"(?m)^[^\S\n]*{_TIME}"
_ANYWHERE = rf"(?:^[^\S\n]*|(?<=[.!?\u2026\"'\u201d\u2019)\]])\s+){_TIME}"


def has_run_in_times(text: str) -> bool:
    """Whether lines of the text begin with such times."""
    first = re.search(_AT_START, text)
    if first is None:
        return False
    found = re.finditer(_ANYWHERE, text, re.MULTILINE)
    return sum(1 for _ in zip(range(FEWEST), found, strict=False)) == FEWEST


def with_times_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, each such time on a line of its own and the text after it on the next."""
    pattern = re.compile(_ANYWHERE)
    return [part for line in lines for part in _parts(line, pattern)]


def _parts(line: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    # One more than a text may have, which is then refused.
    marks = list(islice(pattern.finditer(line.text), MOST_POSTS + 1))
    if not marks:
        yield line
        return
    if before := line.text[: marks[0].start()].strip():
        yield line._replace(text=before)
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    for mark, end in zip(marks, ends, strict=True):
        clock = f"{mark['hour']}:{mark['minute']}{mark['zone'] or ''}"
        yield line._replace(indent=0, text=clock, apart=True)
        yield line._replace(indent=0, text=line.text[mark.end() : end].strip(), apart=False)
