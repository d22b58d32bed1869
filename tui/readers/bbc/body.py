"""What stands under a post's headline in a copied BBC page: byline, paragraphs, lists, images, "Read more" lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tui.model.blog import Author, Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.readers.bbc.lines import Line, lowered

BULLET = re.compile(r"[•·‣◦▪●○■*]\s*|[-–]\s+")
NUMBER = re.compile(r"(\d{1,4})\.(?:\s+|$)")
_SOURCE = "Image source,"
_CAPTION = re.compile(r"(?:Image|Figure) caption[,:]")
_MEDIA = re.compile(r"(?:Media|Video|Audio) caption[,:]")
_COPYRIGHT = "Copyright: "
_READ_MORE = re.compile(
    r"(?:you can )?(?:(?:read|watch|listen to|hear|see|find out) more\b.{0,180}"
    r"|(?:read|watch|listen|find out|see)\b.{0,150}\bhere[.:]?)"
)


def body(lines: Sequence[Line]) -> tuple[tuple[Author, ...], tuple[Block, ...]]:
    """Who signs the post, and its blocks in the order of the page."""
    authors, at = bylines(lines, 0)
    return authors, blocks(lines[at:])


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The lines as blocks, in the order of the page."""
    taken, at = _Blocks(lines), 0
    while at < len(lines):
        at = taken.take(at)
    return tuple(taken.found)


class _Blocks:
    """The blocks found so far; an image's parts stand on lines of their own and complete the last block."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.found: list[Block] = []

    def take(self, at: int) -> int:
        """Reads the block that begins at that line; where the next begins."""
        text = self.lines[at].text
        if (marked := BULLET.match(text)) and (
            marked.end() < len(text) or at + 1 < len(self.lines)
        ):
            return self._item(at, text[marked.end() :], "•")
        if numbered := NUMBER.match(text):
            return self._item(at, text[numbered.end() :], f"{numbered[1]}.")
        if _SOURCE in text:
            return self._source(at, *self._split(text, _SOURCE))
        if caption := _CAPTION.search(text):
            return self._caption(at, *self._split(text, caption[0]))
        if media := _MEDIA.match(text):
            told, after = self._or_next(at, text[media.end() :].strip())
            self.found.append(Embed("BBC", told))
            return after
        if text.startswith(_COPYRIGHT):
            credit = text.removeprefix(_COPYRIGHT)
            self._drop_if_repeated(credit)
            self.found.append(Image(credit=credit))
        elif not self._continues(at):
            self.found.append(
                ReadMore(text) if _READ_MORE.fullmatch(lowered(text)) else Paragraph(text)
            )
        return at + 1

    @staticmethod
    def _split(text: str, by: str) -> tuple[str, str]:
        before, _, after = text.partition(by)
        return before.strip(), after.strip()

    def _item(self, at: int, text: str, marker: str) -> int:
        told, after = (text, at + 1) if text else self._or_next(at, "")
        self.found.append(ListItem(told, marker=marker))
        return after

    def _source(self, at: int, alt: str, credit: str) -> int:
        caption = _CAPTION.search(credit)
        after = at + 1
        if caption:
            credit, shown = self._split(credit, caption[0])
        else:
            credit, after = self._or_next(at, credit)
        last = self.found[-1] if self.found else None
        if (
            not alt
            and not self.lines[at].apart
            and isinstance(last, Paragraph)
            and self.lines[at - 1].apart
        ):
            alt = last.text  # the browser has broken the line behind the description
            self.found.pop()
        self.found.append(Image(alt=alt, credit=credit))
        return self._caption(at, "", shown) if caption else after

    def _caption(self, at: int, alt: str, caption: str) -> int:
        caption, after = self._or_next(at, caption)
        self._drop_if_repeated(caption)
        last = self.found[-1] if self.found else None
        if isinstance(last, Image) and not last.caption and not alt:
            self.found[-1] = last._replace(caption=caption)
        else:
            self.found.append(Image(alt=alt, caption=caption))
        return after

    def _or_next(self, at: int, text: str) -> tuple[str, int]:
        """The text, or the next line's if there is none here and that line is text; and where to go on."""
        if text or at + 1 >= len(self.lines):
            return text, at + 1
        after = self.lines[at + 1].text
        if BULLET.match(after) or _SOURCE in after or _CAPTION.search(after):
            return "", at + 1
        return after, at + 2

    def _drop_if_repeated(self, text: str) -> None:
        """Pages of before 2021 show a credit or caption, and repeat it with its name for screen readers."""
        if self.found and isinstance(self.found[-1], Paragraph) and self.found[-1].text == text:
            self.found.pop()

    def _continues(self, at: int) -> bool:
        """Adds the line to the last block if a paragraph was only wrapped there."""
        line, last = self.lines[at], self.found[-1] if self.found else None
        if line.apart or not line.text[0].islower() or not isinstance(last, Paragraph | ListItem):
            return False
        if len(self.lines[at - 1].text) < 50 or last.text[-1:] in ("", *".!?:;”\"'"):
            return False
        self.found[-1] = replace(last, text=f"{last.text} {line.text}")
        return True


_PARTICLE_NAMES = "da|de|di|du|dos|van|von|den|der|ter|bin|bint|al|el|la|le|ap"
_PARTICLES = frozenset(_PARTICLE_NAMES.split("|"))
_PLACE_WORDS = frozenset({"in", "at", "on", "from", "for", "outside", "inside", "near", "aboard"})
_ROLE_NAMES = (
    "editor|reporter|correspondent|presenter|producer|analyst|statistician|journalist|commentator|columnist|writer"
    "|broadcaster|anchor|host|bureau|bbc|news|sport|newsreader|pundit|summariser|expert|specialist|professor|lecturer"
    "|historian|economist|coach|captain|former|verify|reporting"
)
_ROLE_WORDS = frozenset(_ROLE_NAMES.split("|"))


def bylines(lines: Sequence[Line], at: int) -> tuple[tuple[Author, ...], int]:
    """The authors named from that line on, and where the text begins.

    A byline is a name on a line and a role on the next ("Tom Bateman", "in Beijing"). A name alone is none: it may be
    a constituency, a score, or the reader whose comment stands above it.
    """
    authors: list[Author] = []
    while at < len(lines):
        name, comma, role = lines[at].text.partition(", ")
        name = name.removeprefix("By ")
        after = at + 1
        if not comma and after < len(lines):
            role, after = lines[after].text, after + 1
        names = re.split(r" and | & |, ", name)
        if not all(map(_is_name, names)) or not _is_role(role) or (comma and "BBC" not in role):
            break
        authors += [Author(each, role) for each in names]
        at = after
    return tuple(authors), at


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 5
        and len(text) <= 50
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and all(_is_name_word(word) and (word[0].isupper() or word in _PARTICLES) for word in words)
    )


def _is_name_word(word: str) -> bool:
    return word[0].isalpha() and all(letter.isalpha() or letter in "'’.-" for letter in word)


def _is_role(text: str) -> bool:
    """Whether a line is what somebody is, or where: "Asia reporter", "in Beijing", "ex-England captain"."""
    if len(text) > 100 or text[-1:] in ("", *".!?:"):
        return False
    low = lowered(text)
    first, _, place = text.partition(" ")
    return (
        (first in _PLACE_WORDS and any("A" <= letter <= "Z" for letter in place))
        or not _ROLE_WORDS.isdisjoint(re.findall(r"\w+", low))
        or bool(re.search(r"\bhead of\b|^ex-\w", low))
    )
