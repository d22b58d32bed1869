"""Lines of a text that are not blank, with their numbers."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice, pairwise
from typing import Any

from tui.model.blog import Block, Heading, Paragraph
from tui.model.errors import UnreadableError
from tui.model.safe_text import REPLACEMENT, clean
from tui.readers.decoding import Decoded
from tui.readers.habits import is_repeated
from tui.readers.html.plain_text import BULLET, PlainLine
from tui.readers.html.tags import BOLD
from tui.readers.names import bylines, names_in, signed_off, signers, without_tabs
from tui.readers.times.clocks import CLOCK, LONGEST_OPENING, Scan, only_clock, scan
from tui.readers.times.days import western
from tui.readers.times.languages import BEFORE, UPDATED, folded
from tui.readers.warnings import Remarks

LONGEST_HEADLINE = 120  # characters
LONGEST_REPEATED = 40  # characters
_NUMBER = r"^\d[\d.,]*[KMk]?$|^\d{1,3}(?= [^\W\d]{4,}$)|(?<=[^\W\d])\s?\(\d+\)$"  # "9 comments"
LEAST_CLOSED = 5  # twice the texts that close with clocks, at least
WRAPPED, LEAST_WRAPPED = range(40, 101), 3  # characters of a broken line; lines that go on
SUMMARY = "summary"
_SENTENCE = re.compile(
    r"[.!?…。！？।॥؟۔։။។][\"'»”“’)\]]*(?:\s(?:\([\w:]{2,6}(?:/\w{2,6})*\)|\[\w+=\w+\]))?$"
)
LONGEST_END = 20  # characters, with an agency or a time: "It is open. (ap/dpa)", "[사진=뉴스]"
_WIDE = "\u3040", "\ud7af"  # Chinese, Japanese, Korean: a sentence has half as many
_UNSPACED = r"[^\x00-\x7f]{25}"  # such as Thai, which has no full stops either
MOST_OPENINGS = 10_000  # posts; a live blog has some hundreds
MOST_LINES = 60_000  # a live page has some 10,000; more only fill memory
MOST_IN_ALL = 1_000_000  # lines, most of them blank
SHORTEST_POST = 10  # characters before a clock inside a line
MOST_OPENING = 3  # clocks at the start of lines, for one inside, where lines hold several posts
_BEFORE_CLOCK = re.compile(  # few characters can be its first
    r"[\s.!?…:](?:(?<=[.!?…\"'”’)_]\s)|(?<=[^\W\d_][.!?…:])|(?<=\s)(?<![|–—-]\s)(?=\+\+))"
    r"(?=\d|[(\[]\d|\+{2,4}\s{0,2}\d)"
)
_RULE = r"_{3,}"  # drawn between posts
LONGEST_TAIL = 60  # characters, with the signs before it
_CLOSING = re.compile(
    r"(?:(?<=[^\W\d_][.!?…])|(?<=[.!?…][\"'»”’)])|(?<=[。！？।؟]))"
    r"(?:\s|(?=[(\[])|(?<=[。！？]))[\s|(\[–—-]*(?=\S.{3,50}$)"
)

_LABEL = (
    r"(?i)©|^\W{0,4}\d{1,3} min|(?<!\d)\d{1,3} min\.? (?:read|lesezeit)"
    r"|^\W{0,4}(?:foto|photo|image|bild)s?\b"
)
_STOPS = r"[.。।॥۔։။។:,;][\"»”“)]*$"
SENTENCES = r"[^\W\d_]{3}\. (?![a-zß-ÿ])[^\W\d_]"  # one ends inside the line


@dataclass(slots=True)
class Line(PlainLine):
    """`number` is 0 on a page, `indent` in characters; `at` is the element of a page's line; a
    `repeated` line is no post's own."""

    number: int = 0
    indent: int = 0
    heading: bool = False
    at: Any = None
    repeated: bool = False
    lead: str = ""  # bold words that begin it, or a clock with a name in markup behind

    @property
    def plain(self) -> str:
        return western(self.text)

    @property
    def has_clock(self) -> bool:
        return CLOCK.search(self.plain) is not None

    @property
    def is_summary(self) -> bool:
        return self.text.casefold() == SUMMARY


def edit_in(line: Line) -> Scan | None:
    """The clock of a line such as "Updated at 14.15 GMT"."""
    return only_clock(line.plain) if UPDATED.search(line.text[:LONGEST_HEADLINE]) else None


def lines_of(decoded: Decoded, remarks: Remarks) -> list[Line]:
    """Lines with words. Raises UnreadableError for more than MOST_LINES."""
    text = clean(without_tabs(decoded.text))
    if all(x[:1] == ">" for x in text.split("\n") if x.strip()):  # quoted in a mail
        text = re.sub(r"(?m)^> ?", "", text)
    if decoded.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        remarks.add(f"The text is not in UTF-8; it was read as {decoded.encoding}.", 1)
    if unreadable := text.count(REPLACEMENT):
        first = text.count("\n", 0, text.index(REPLACEMENT)) + 1
        remarks.add(f"Undecodable bytes were replaced by U+FFFD ({unreadable} times).", first)
    lines: list[Line] = []
    apart = True
    spaced = text.replace("\xa0", " ").replace("\u202f", " ")
    for number, raw in enumerate(StringIO(spaced, newline="\n"), 1):
        words = raw.strip().removesuffix("\\")  # a line break in Markdown
        if words:
            lines.append(Line(words, apart, None, number, len(raw) - len(raw.lstrip())))
        if len(lines) > MOST_LINES or number > MOST_IN_ALL:
            raise UnreadableError(
                f"Line {number}: the text has more than {MOST_LINES:,} lines; "
                "a live blog has some 10,000."
            )
        apart = not words
    return _unwrapped(lines)


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Paragraphs of a text broken at a width, as mails are: a third of the lines below full ones
    begin in small letters. A line is full if the next one's first word had no place on it."""
    width = max((x.indent + len(x.text) for x in lines if " " in x.text), default=0)
    if width not in WRAPPED:
        return lines
    going_on = [at for at, pair in enumerate(pairwise(lines), 1) if _goes_on(*pair, width)]
    small = sum(lines[at].text[0].islower() for at in going_on)
    if small < max(LEAST_WRAPPED, len(going_on) / 3):
        return lines
    starts = sorted({*range(len(lines))}.difference(going_on))
    return [
        replace(lines[start], text=" ".join(x.text for x in lines[start:end]))
        for start, end in pairwise([*starts, len(lines)])
    ]


def _goes_on(above: Line, below: Line, width: int) -> bool:
    """The line above is full, and below begins neither a point of a list nor a post."""
    first, *_ = below.text.split(maxsplit=1)
    end = above.indent + len(above.text)
    if below.apart or not width - len(first) <= end <= width or BULLET.match(below.text):
        return False
    found = scan(below.text[:LONGEST_OPENING])  # no post: "it opens at / 10:26 and"
    return not (found and (ends_sentence(above.text) or not below.text[found.end :][:1].islower()))


def line_of_block(block: Block, at: Any = None) -> Line:
    """Plain text has no block, because its words may be a byline or a clock."""
    text = "Summary" if block.gist.startswith("Summary · ") else " ".join(block.gist.split())
    shown = None if isinstance(block, Paragraph) and not block.links else block
    heading, lead = isinstance(block, Heading), _lead(text, at.parts if at else ())
    return Line(text, apart=True, block=shown, heading=heading, at=at, lead=lead)


def _lead(text: str, parts: Sequence[Any]) -> str:
    part = next((x for x in parts if x.tag in BOLD or "signed" in x.roles), None)
    words = " ".join(part.text.split()) if part else ""
    if part is None or not words:
        return ""
    before, found, _ = text.partition(words)
    lead = before + found
    return lead if not before or ("signed" in part.roles and _is_signed(lead)) else ""


def _is_signed(lead: str) -> bool:
    clock = scan(western(lead))
    return clock is not None and bool(signers(lead[clock.end :].strip()))


def remark_on(remarks: Remarks, message: str, lines: Sequence[Line]) -> None:
    """Remark on lines, if there are any."""
    if lines:
        remarks.add(message, *(x.number for x in lines if x.number))


def ends_sentence(text: str) -> bool:
    return _SENTENCE.search(text[-LONGEST_END:]) is not None and not text[:-1].isdigit()  # "60."


def prose(text: str) -> int:
    """Characters of a line that is a sentence, or long; else 0."""
    if len(text) > LONGEST_HEADLINE or ends_sentence(text) or signed_off(text):
        first, last = _WIDE
        is_wide = not text.isascii() and max(text) >= first
        return len(text) + (is_wide and sum(first <= x <= last for x in text))
    return 0 if text.isascii() or not re.search(_UNSPACED, text) else len(text)


def repeated_lines(lines: Sequence[Line], starts: Sequence[int]) -> set[str]:
    """Short lines in a fifth of the posts: buttons, the site's name, numbers of likes."""
    short = {x.text: re.sub(_NUMBER, "", x.text) for x in lines if len(x.text) <= LONGEST_REPEATED}
    said = {(bisect(starts, at), short.get(x.text)) for at, x in enumerate(lines)}
    counts = Counter(key for _, key in said)
    often = {text for text, key in short.items() if is_repeated(counts[key], len(starts))}
    roles = {
        b.text for a, b in pairwise(lines) if b.text in often and bylines([a.text, b.text])[1] == 2
    }
    return set(filter(_is_furniture, often - roles))


def _is_furniture(text: str) -> bool:
    is_other = text[-1] in ",:" or text.casefold() == SUMMARY
    return not (is_other or prose(text) or signers(text))


def run_in(lines: Sequence[Line]) -> list[Line]:
    """Split lines that hold several posts at the clocks that open them ("2153: One. 2150: Two.").
    Also before clocks between marks ("Live: +++ 10:26 Headline +++") and in brackets that close
    posts ("It is open. (18:20)"). Raises UnreadableError for more posts than a live blog has."""
    cuts = [_cuts(x.plain) for x in lines]
    inside = sum(map(len, cuts))
    if not inside or MOST_OPENING * inside < sum(_opens_post(x.plain, 0) for x in lines):
        return list(lines)
    found = []
    for line, places in zip(lines, cuts, strict=True):
        for start, end in pairwise([0, *places, len(line.text)]):
            text = re.sub(_RULE, "", line.text[start:end]).strip()
            found += [replace(line, text=text, apart=line.apart or start > 0)] * bool(text)
    return found


def closed(lines: Sequence[Line]) -> list[Line]:
    """Split off clocks behind the last sentences of most texts: "It is open. (18:20)"."""
    tails = [_tail(x.text) for x in lines]
    count = 2 * sum(not scan(x.plain) for x, y in zip(lines, tails, strict=True) if y)
    if count <= LEAST_CLOSED or count <= sum(x.has_clock for x in lines):
        return list(lines)
    found = []
    for line, tail in zip(lines, tails, strict=True):
        text = line.text.removesuffix(tail).rstrip(" |([–—-") if tail else line.text
        found.append(replace(line, text=text))
        if tail:
            found.append(replace(line, text=tail.strip("()[] "), apart=False))
    return found


def _tail(text: str) -> str:
    """A clock, perhaps beside a name, behind the last sentence."""
    start = max(SHORTEST_POST, len(text) - LONGEST_TAIL)
    ends = (x for x in _CLOSING.finditer(text, start) if not _leads(x))
    tails = (text[x.end() :] for x in ends)
    return next((x for x in tails if _signs(western(x))), "")


def _leads(end: re.Match[str]) -> bool:
    """An abbreviation before a clock: "kl. 08.34"."""
    return end[0] == " " and folded(end.string[: end.start()].split()[-1]).strip("(.") in BEFORE


def _signs(tail: str) -> bool:
    parts = re.split(r", | [|–—-] ", tail.strip("()[] "), maxsplit=1)
    clocks = [x for x in parts if only_clock(x)]
    return bool(clocks) and all(names_in(x) for x in parts if x not in clocks)


def _cuts(text: str) -> list[int]:
    found = islice(_BEFORE_CLOCK.finditer(text, SHORTEST_POST), MOST_OPENINGS + 1)
    return [x.end() for x in found if _opens_post(text, x.end())]


def _opens_post(text: str, at: int) -> bool:
    """A clock opens or ends a post: "2153: One.", "21.53 One.", "+++ 21:53 One", "(21:53)"."""
    found = scan(text[at : at + LONGEST_OPENING])
    if found is None:
        return False
    is_sure = found.separator[:1] == ":" or found.mark[:2] == "++"
    is_whole = len(found.form) == 1  # with minutes
    begins = text[at + found.end :][:1].isupper()
    return is_sure or bool(found.unit and (found.day or is_whole)) or (is_whole and begins)


def is_headline(line: Line) -> bool:
    """Short, no end of a sentence, no credit, and no time of an edit."""
    text = line.text
    if line.has_clock and UPDATED.search(text):
        return False
    if line.heading or BULLET.match(text) or len(text) > LONGEST_HEADLINE:
        return line.heading
    is_other = re.search(_STOPS, text[-3:]) or re.search(_LABEL, text) or signed_off(text)
    return not is_other and re.search(r"[^\W\d]", text) is not None
