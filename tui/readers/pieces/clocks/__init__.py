"""A run of posts by the clocks that open blocks of text, in any language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from tui.model.blog import Author, Block, Post
from tui.model.instants import localized
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.body import blocks, bylines
from tui.readers.pieces.clocks.days import Days
from tui.readers.pieces.clocks.family import NoFamilyError, family
from tui.readers.pieces.clocks.heads import heads
from tui.readers.pieces.clocks.layout import Head, signers
from tui.readers.pieces.clocks.lines import Doubt, Line, doubt, repeated_lines
from tui.readers.pieces.clocks.names import dashed, is_habit, name_in, signature, signed_off
from tui.readers.pieces.clocks.openings import Opening, openings_in
from tui.readers.times.clocks import zone_of
from tui.readers.times.days import says_only_a_day
from tui.readers.times.languages import says_live

LEAST_SIGNED = 3  # texts that end in names, if all do
LINES_OF_FRONT = 40  # lines above the first clock that may say "live blog"
PINNED = "The post at the top stands at its own place too; kept once, there."
LIKE_A_PLAN = "Most clocks are at full five minutes and the first is on top, as in a plan."

type Body = tuple[tuple[Author, ...], tuple[Block, ...]]


class Texts:
    """Texts of heads, without lines that repeat through the posts; `doubts` tell these."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[Head]) -> None:
        self._repeated = repeated_lines(lines, len(heads))
        left_out: list[Line] = []
        self._of: list[list[Line]] = []
        for head in heads:
            below = lines[head.body : head.end]
            left_out += [*head.labels, *filter(self._is_repeated, below)]
            text = [x for x in below if not (self._is_repeated(x) or says_only_a_day(x.text))]
            first = replace(lines[head.opening.line], text=head.rest, apart=True)
            self._of.append([first, *text] if head.rest else text)
        named = ", ".join(map(quoted, list(dict.fromkeys(x.text for x in left_out))[:3]))
        message = f"Lines that repeat through the posts were left out: {named}."
        self.doubts = [doubt(message, left_out)] if left_out else []
        posts = len(self._of)
        self._signed_off = is_habit((signed_off(x[-1].text) for x in self._of if x), posts)
        self._dashed = sum(bool(dashed(x[-1].text)) for x in self._of if x) > 1
        last = [name_in(x[-1].text) for x in self._of if len(x) > 1]
        self._last = is_habit(last, posts) or sum(map(bool, last)) >= max(LEAST_SIGNED, posts - 1)

    def _is_repeated(self, line: Line) -> bool:
        return line.text in self._repeated and not signers(line.text)

    def post(self, head: Head, place: int) -> Body:
        text = self._of[place]
        authors, at = (head.authors, 0) if head.authors else bylines(text, 0)
        if authors or not text:
            return authors, blocks(text[at:])
        last = text[-1].text
        if self._signed_off and (name := signed_off(last)):
            last = last[: last.rindex(name)].rstrip(" /(—–-")
            return (Author(name),), blocks([*text[:-1], replace(text[-1], text=last)])
        authors = dashed(last) if self._dashed else ()
        authors = authors or (signers(last) if self._last else signature(last))
        if authors and len(text) > 1:
            return authors, blocks(text[:-1])
        return (), blocks(text)


class Run(NamedTuple):
    """Posts of a text in its order: heads and days."""

    heads: Sequence[Head]
    bodies: Sequence[Body]
    days: Sequence[date]
    newest_first: bool
    zone: str  # named for all times, outside of the posts; or ""
    doubts: Sequence[Doubt]

    def posts(self, home: tzinfo) -> Iterator[Post]:
        """Posts with words in the text's order; `home` is the zone of clocks that name none."""
        for head, body, day in zip(self.heads, self.bodies, self.days, strict=True):
            moment = datetime.combine(day, time()) + timedelta(seconds=head.opening.second)
            moment = localized(moment, zone_of(head.opening.scan.zone) or home)
            if not _is_empty(head, body):
                yield Post(moment, head.headline, head.kicker, *body)


def _is_empty(head: Head, body: Body) -> bool:
    return not (head.headline or head.kicker or body[1])


def find(
    lines: Sequence[Line],
    *,
    given: date | None = None,
    known: date | None = None,
    is_live: bool = False,
) -> Run:
    """`known` is the page's day. Raises NoFamilyError, NoDayError, UnreadableError."""
    found = openings_in(lines)
    pinned = found[:1] if _is_pinned(lines, found) else []
    front = lines[: found[0].line + 1] if found else ()
    is_live = is_live or any(says_live(x.text) for x in front[-LINES_OF_FRONT:])
    posts = family(found[len(pinned) :], lines, given=given is not None, is_live=is_live)
    days = Days(lines, posts, given, known)
    said = days.find()
    found_heads = heads(lines, posts)
    texts = Texts(lines, found_heads)
    bodies = [texts.post(head, place) for place, head in enumerate(found_heads)]
    pairs = zip(found_heads, bodies, strict=True)
    empty = [head.opening for head, body in pairs if _is_empty(head, body)]
    if len(empty) == len(bodies):
        raise NoFamilyError("clocks without words")
    against = posts.against_order
    told = {
        PINNED: pinned,
        f"{len(against)} clocks stand against the order of the others.": against,
        "A clock without words is no post.": empty,
    }
    doubts = [doubt(x, (lines[y.line] for y in some)) for x, some in told.items() if some]
    doubts += [*days.doubts, *([Doubt(LIKE_A_PLAN)] if posts.is_like_a_plan else ()), *texts.doubts]
    return Run(found_heads, bodies, said, posts.newest_first, days.zone, doubts)


def _is_pinned(lines: Sequence[Line], found: Sequence[Opening]) -> bool:
    """The first post occurs again at its own place."""

    def start(opening: Opening) -> tuple[int, str, str, list[str]]:
        below = [x.text for x in lines[opening.end : opening.end + 2]]
        return opening.second, opening.title, opening.rest, below

    return len(found) > 1 and start(found[0]) in map(start, found[1:])
