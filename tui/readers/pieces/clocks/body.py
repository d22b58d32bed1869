"""Text of a post as bylines, paragraphs, lists, images and links, by the words alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import batched

from tui.model.blog import Author, Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.names import ROLE, is_handle, signature, signers
from tui.readers.pieces.clocks.lines import Line

BULLET = re.compile(r"[•·‣◦▪●○■*]\s*|[-–]\s+")
NUMBER = re.compile(r"(\d{1,4})\.(?:\s+|$)")
_SOURCE, _COPYRIGHT = "Image source,", "Copyright:"
_LABEL = re.compile(
    rf"({_SOURCE}|(?:Image|Figure) caption[,:]|^(?:(?:Media|Video|Audio) caption[,:]|{_COPYRIGHT}))"
)
LONGEST_ROLE = 100
_HEAD = r"(?i)\bhead of\b|^ex-\w"


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    found: list[Block] = []
    at = 0
    while at < len(lines):
        at = _take(lines, at, found)
    return tuple(found)


def _take(lines: Sequence[Line], at: int, found: list[Block]) -> int:
    """Read the block at line `at`; returns the line of the next block."""
    text, block = lines[at].text, lines[at].block
    if block is not None:
        found.append(block)
        return at + 1
    if marked := BULLET.match(text) or NUMBER.match(text):
        words, after = text[marked.end() :], at + 1
        if not words:
            words, after = _next(lines, at)
        marker = f"{marked[1]}." if marked.lastindex else "•"
        found.append(ListItem(words, marker=marker))
        return after
    alt, *labelled = map(str.strip, _LABEL.split(text))
    after = at + 1
    if labelled:
        if not labelled[-1]:
            labelled[-1], after = _next(lines, at)
        _add_labelled(found, alt, labelled)
    elif longer := _wrapped(lines, at, found):
        found[-1] = longer
    else:
        found.append(ReadMore(text) if points_elsewhere(text) else Paragraph(text))
    return after


def _add_labelled(found: list[Block], alt: str, parts: Sequence[str]) -> None:
    """Parts of an image are on lines of their own and complete the last block."""
    for label, words in batched(parts, 2):
        last = found[-1] if found else None
        if label in (_SOURCE, _COPYRIGHT):
            found.append(Image(alt=alt, credit=words))
        elif not label.startswith(("Image", "Figure")):
            found.append(Embed("BBC", words))
        elif isinstance(last, Image) and not (last.caption or alt):
            found[-1] = replace(last, caption=words)
        else:
            found.append(Image(alt=alt, caption=words))
        alt = ""


def _next(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The words of a mark alone on its line, and the line after."""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    is_other = not after or BULLET.match(after) or _LABEL.search(after)
    return ("", at + 1) if is_other else (after, at + 2)


def _wrapped(lines: Sequence[Line], at: int, found: Sequence[Block]) -> Block | None:
    """The last block with a line, if that is the rest of its wrapped paragraph."""
    line, last = lines[at], found[-1] if found else None
    if line.apart or not line.text[0].islower() or not isinstance(last, Paragraph | ListItem):
        return None
    if len(lines[at - 1].text) < 50 or last.text[-1:] in ("", *".!?:;”\"'"):
        return None
    text = f"{last.text} {line.text}"
    return Paragraph(text) if isinstance(last, Paragraph) else ListItem(text, marker=last.marker)


_PLACE = frozenset(["in", "at", "on", "from", "for", "outside", "inside", "near", "aboard"])


def bylines(lines: Sequence[Line], at: int) -> tuple[tuple[Author, ...], int]:
    """Authors from line `at` on, and the line where the text begins.

    Name and role on two lines ("Tom Bateman", "in Beijing"). A name alone is no byline: it may be a
    constituency, a score, or the author of a comment above.
    """
    authors: list[Author] = []
    while at < len(lines):
        text, below = lines[at].text, lines[at + 1].text if at + 1 < len(lines) else ""
        found = signers(text)
        has_role = not any(x.role for x in found) and _is_role(below)
        if not found or not (has_role or signature(text)):
            break
        authors += [Author(x.name, x.role or below * has_role) for x in found]
        at += 1 + has_role
    return tuple(authors), at


def _is_role(text: str) -> bool:
    """Role, place or account: "Asia reporter", "in Beijing", "ex-England captain", "@ann"."""
    if len(text) > LONGEST_ROLE or text[-1:] in ("", *".!?:>"):
        return False
    first, _, place = text.partition(" ")
    is_place = first.lower() in _PLACE and any("A" <= letter <= "Z" for letter in place)
    return is_place or is_handle(text) or bool(ROLE.search(text) or re.search(_HEAD, text))
