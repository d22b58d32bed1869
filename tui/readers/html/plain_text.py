"""Plain text as blocks: paragraphs, lists, and pictures by the words beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import batched, pairwise

from tui.model.blog import Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.model.safe_text import clean
from tui.readers.html.text_blocks import points_elsewhere, text_block

MOST_LINES = 20_000  # per body; with more, line breaks separate no paragraphs
BULLET = re.compile(r"[•·‣◦▪●○■]\s*|[-–*]\s+")
NUMBER = re.compile(r"(\d{1,4})\.(?:\s+|$)")
_SOURCE, _COPYRIGHT = "Image source,", "Copyright:"
_LABEL = re.compile(
    rf"({_SOURCE}|(?:Image|Figure) caption[,:]|^(?:(?:Media|Video|Audio) caption[,:]|{_COPYRIGHT}))"
)
SHORTEST_WRAPPED = 50  # characters of a line that goes on in the next


@dataclass(slots=True)
class PlainLine:
    """A line with words; `apart` follows a blank line, `block` comes from the markup."""

    text: str
    apart: bool
    block: Block | None = None


def plain_blocks(text: str) -> tuple[Block, ...]:
    text = clean(text).strip()
    if text.count("\n") > MOST_LINES:
        return (_paragraph(" ".join(text.split())),)
    lines = (" ".join(x.split()) for x in ("", *text.split("\n")))
    return blocks([PlainLine(x, not before) for before, x in pairwise(lines) if x])


def blocks(lines: Sequence[PlainLine]) -> tuple[Block, ...]:
    found: list[Block] = []
    at = 0
    while at < len(lines):
        at = _take(lines, at, found)
    return tuple(found)


def _take(lines: Sequence[PlainLine], at: int, found: list[Block]) -> int:
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
        found.append(_paragraph(text))
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


def _next(lines: Sequence[PlainLine], at: int) -> tuple[str, int]:
    """The words of a mark alone on its line, and the line after."""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    is_other = not after or BULLET.match(after) or _LABEL.search(after)
    return ("", at + 1) if is_other else (after, at + 2)


def _wrapped(lines: Sequence[PlainLine], at: int, found: Sequence[Block]) -> Block | None:
    """The last block with a line, if that is the rest of its wrapped paragraph."""
    line, last = lines[at], found[-1] if found else None
    if line.apart or not line.text[0].islower() or not isinstance(last, Paragraph | ListItem):
        return None
    if len(lines[at - 1].text) < SHORTEST_WRAPPED or last.text[-1:] in ("", *".!?:;”\"'"):
        return None
    text = f"{last.text} {line.text}"
    return Paragraph(text) if isinstance(last, Paragraph) else ListItem(text, marker=last.marker)


def _paragraph(text: str) -> Block:
    return ReadMore(text) if points_elsewhere(text) else text_block(Paragraph, text, ())
