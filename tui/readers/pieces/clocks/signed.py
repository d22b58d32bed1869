"""Who signs each post of a text: names above the clock, below it, and before what is said."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tui.model.blog import Author
from tui.readers.pieces.clocks.body import bylines
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.names import (
    HANDLE,
    come_again,
    is_habit,
    name_in,
    signature,
    speaker,
)


def take_names_below(lines: Sequence[Line], found: Sequence[Head]) -> None:
    """Names alone on the line below the clock, with their roles."""
    names = [
        name_in(lines[x.body].text) if not x.rest and x.body + 1 < x.end else "" for x in found
    ]
    for head, name in zip(found, names, strict=True) if is_habit(names, len(found)) else ():
        if name:
            with_roles, after = bylines(lines, head.body)
            head.authors = with_roles or (Author(name),)
            head.body = after if with_roles else head.body + 1


def take_names_above(lines: Sequence[Line], found: Sequence[Head]) -> bool:
    """Names alone on the line above the clock, or above the headline there, with their roles.

    False if they sign the text above them: none stands above the first post, and a blank line
    parts each from the next post.
    """
    signed = [_byline_above(lines, x) for x in found]
    names = [" & ".join(author.name for author in authors) for authors, _ in signed]
    if not come_again(names, len(found)):
        return True
    close = sum(bool(x) and not lines[y.first].apart for y, x in zip(found, names, strict=True))
    if not names[0] and 2 * close <= len(found):
        return False
    for head, (authors, first) in zip(found, signed, strict=True):
        if authors:
            head.authors, head.first = authors, first
    for head, following in pairwise(found):
        head.end = min(head.end, following.first)
    return True


def _byline_above(lines: Sequence[Line], head: Head) -> tuple[tuple[Author, ...], int]:
    """The authors above a head that has none, and the line of the first of them."""
    for first in () if head.authors else range(max(head.first - 2, 0), head.first):
        authors, after = bylines(lines, first)
        if authors and after == head.first:
            return authors, first
    if head.authors or not head.first:
        return (), head.first
    first = head.first - 1
    if first and re.fullmatch(HANDLE, lines[first].text):
        first -= 1
    name = name_in(lines[first].text)
    return signature(lines[first].text) or ((Author(name),) if name else ()), first


def take_signatures(found: Sequence[Head]) -> None:
    """Names in a chat: "10:32 Ann Lee: text", or alone before the clock as a title."""
    said = [speaker(x.rest or f"{x.headline} ") for x in found]
    is_chat = is_habit((name for name, _ in said), len(found))
    titles = Counter(x.opening.title for x in found if x.opening.title)
    come_again = 2 * len(titles) <= titles.total() or all(map(name_in, titles))
    are_names = is_habit((x.opening.title for x in found), len(found)) and come_again
    names = [name_in(x.headline) for x in found]
    beside = is_habit(names, len(found)) and not any(titles)
    for head, (name, words), alone in zip(found, said, names, strict=True):
        title = head.opening.title
        if beside and alone:
            head.authors, head.headline = (Author(alone),), ""
        if is_chat and name:
            head.authors = (Author(name),)
            head.headline = head.headline if head.rest else ""
            head.rest = words
        elif are_names and title and head.headline == title:
            head.authors, head.headline = (Author(title),), ""
