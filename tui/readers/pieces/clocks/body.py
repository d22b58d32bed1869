"""Text of a post as bylines, paragraphs, lists, images and links, by the words alone."""

import re
from collections.abc import Sequence
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


def body(lines: Sequence[Line]) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
    authors, at = bylines(lines, 0)
    return authors, blocks(lines[at:])


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    reading, at = _Blocks(lines), 0
    while at < len(lines):
        at = reading.take(at)
    return tuple(reading.blocks)


class _Blocks:
    """Parts of an image are on lines of their own and complete the last block."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []

    def take(self, at: int) -> int:
        """Read the block at line `at`; returns the line of the next block."""
        text, block = self.lines[at].text, self.lines[at].block
        if block is not None:
            self.blocks.append(block)
            return at + 1
        bullet = BULLET.match(text)
        if bullet and (bullet.end() < len(text) or at + 1 < len(self.lines)):
            return self._item(at, text[bullet.end() :], "•")
        if numbered := NUMBER.match(text):
            return self._item(at, text[numbered.end() :], f"{numbered[1]}.")
        alt, *labelled = map(str.strip, _LABEL.split(text))
        if labelled:
            return self._labelled(at, alt, labelled)
        if not self._continues(at):
            self.blocks.append(ReadMore(text) if points_elsewhere(text) else Paragraph(text))
        return at + 1

    def _item(self, at: int, text: str, marker: str) -> int:
        words, after = (text, at + 1) if text else self._next(at)
        self.blocks.append(ListItem(words, marker=marker))
        return after

    def _labelled(self, at: int, alt: str, parts: list[str]) -> int:
        """Labels and their words, which may be on the next line."""
        after = at + 1
        if not parts[-1]:
            parts[-1], after = self._next(at)
        for label, words in batched(parts, 2):
            if label == _SOURCE:
                self.blocks.append(Image(alt=alt, credit=words))
            elif label == _COPYRIGHT:
                self.blocks.append(Image(credit=words))
            elif label.startswith(("Image", "Figure")):
                self._caption(alt, words)
            else:
                self.blocks.append(Embed("BBC", words))
            alt = ""
        return after

    def _caption(self, alt: str, caption: str) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Image) and not last.caption and not alt:
            self.blocks[-1] = last._replace(caption=caption)
        else:
            self.blocks.append(Image(alt=alt, caption=caption))

    def _next(self, at: int) -> tuple[str, int]:
        """The next line, unless it is a block of its own; and the line after."""
        after = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        is_other = not after or BULLET.match(after) or _LABEL.search(after)
        return ("", at + 1) if is_other else (after, at + 2)

    def _continues(self, at: int) -> bool:
        """Join the line to the last block if it is the rest of a wrapped paragraph."""
        line, last = self.lines[at], self.blocks[-1] if self.blocks else None
        if line.apart or not line.text[0].islower() or not isinstance(last, Paragraph | ListItem):
            return False
        if len(self.lines[at - 1].text) < 50 or last.text[-1:] in ("", *".!?:;”\"'"):
            return False
        text = f"{last.text} {line.text}"
        self.blocks[-1] = (
            Paragraph(text) if isinstance(last, Paragraph) else ListItem(text, marker=last.marker)
        )
        return True


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
