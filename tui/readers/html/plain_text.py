"""Plain text as blocks: paragraphs, lists, and pictures by the words beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import batched, pairwise

from tui.model.blog import Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.model.safe_text import clean
from tui.readers.html.text_blocks import POINTS_ELSEWHERE, text_block

MOST_LINES = 20_000  # per body; with more, line breaks separate no paragraphs
BULLET = re.compile(r"[•·‣◦▪●○■]\s*|[-–*](?:\s+|$)")
NUMBER = re.compile(r"(\d{1,4})\.(?:\s+|$)")
_SOURCE, _COPYRIGHT = "Image source,", "Copyright:"
_LABELS = (
    rf"({_SOURCE}|(?:Image|Figure) caption[,:]|^(?:(?:Media|Video|Audio) caption[,:]|{_COPYRIGHT}))"
)
_LABEL = re.compile(_LABELS)
_LACKS_WORDS = re.compile(rf"^(?:{BULLET.pattern}|\d{{1,4}}\.)$|{_LABELS}$")
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
    for line in _unbroken(lines):
        if line.block is not None:
            found.append(line.block)
        else:
            _add(found, line.text)
    return tuple(found)


def _unbroken(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """Lines, of which a mark or a label and its words are one, as are those of a wrapped text."""
    groups: list[list[PlainLine]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [replace(x[0], text=" ".join(y.text for y in x)) if x[1:] else x[0] for x in groups]


def _goes_on(line: PlainLine, below: PlainLine) -> bool:
    if line.block is not None or below.block is not None:
        return False
    if _LACKS_WORDS.search(line.text[-60:]):  # no label is longer
        return not (BULLET.match(below.text) or _LABEL.search(below.text))
    is_open = len(line.text) >= SHORTEST_WRAPPED and line.text[-1] not in ".!?:;”\"'"
    return is_open and not below.apart and below.text[0].islower()


def _add(found: list[Block], text: str) -> None:
    marked = BULLET.match(text) or NUMBER.match(text)
    alt, *labelled = map(str.strip, _LABEL.split(text))
    if marked and (words := text[marked.end() :]):
        found.append(ListItem(words, marker=f"{marked[1]}." if marked.lastindex else "•"))
    elif labelled:
        _add_labelled(found, alt, labelled)
    else:
        found.append(_paragraph(text))


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


def _paragraph(text: str) -> Block:
    return ReadMore(text) if POINTS_ELSEWHERE.match(text) else text_block(Paragraph, text, ())
