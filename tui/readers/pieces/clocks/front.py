"""Words of a text outside of its posts: title, description, summaries and editors."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from tui.model.blog import Author, Block, ListItem, LiveBlog, Paragraph
from tui.model.summary import summary_points
from tui.readers.pieces.clocks.body import BULLET, blocks
from tui.readers.pieces.clocks.lines import SUMMARY, Line, lowered, remark_on
from tui.readers.times.days import only_day
from tui.readers.warnings import Remarks

LONGEST_TITLE = 150
_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>.{3,200})")
_UPDATED = re.compile(r"(?:page )?last updated at\b.{0,80}$")
_ABOVE = "Part of no post and no summary; kept as the blog's description."
_BELOW = "Below the last post and no part of it; kept in the blog's description."


def is_summary(line: Line) -> bool:
    return line.text.casefold() == SUMMARY


def front_matter(
    above: Sequence[Line],
    remarks: Remarks,
    summaries: Sequence[Sequence[Line]] = (),
    foot: Sequence[Line] = (),
) -> LiveBlog:
    """A live blog without posts, of the words `above` the first, in `summaries` and the `foot`."""
    intro = list(takewhile(lambda x: not is_summary(x), above))
    parts = [intro, above[len(intro) :], *summaries]
    authors = chain.from_iterable(map(_editors, chain.from_iterable(parts)))
    intro, *points = map(_without_editors, parts)
    title = intro.pop(0).text if intro and _begins_with_title(intro) else ""
    bullets = [x for x in intro if BULLET.match(x.text)]
    summary = dict.fromkeys([*blocks(bullets), *chain.from_iterable(map(_points, points))])
    intro = [x for x in intro if not (x in bullets or only_day(x.text))]
    remark_on(remarks, _ABOVE, intro)
    remark_on(remarks, _BELOW, foot)
    return LiveBlog(
        posts=(),
        title=title,
        description="\n".join(x.text for x in (*intro, *foot)),
        summary=summary_points(tuple(summary)),
        authors=tuple(dict.fromkeys(authors)),
    )


def _points(lines: Sequence[Line]) -> Iterable[Block]:
    """Points of a summary; without bullets, each paragraph is a point."""
    found = blocks([x for x in lines if not is_summary(x)])
    if any(BULLET.match(x.text) for x in lines):
        return found
    return [ListItem(x.text) if isinstance(x, Paragraph) else x for x in found]


def _editors(line: Line) -> list[Author]:
    edited = _EDITED.fullmatch(lowered(line.text))
    names = re.split(r", | and | & ", line.text[edited.start("names") :]) if edited else ()
    return [Author(x) for x in names if x]


def _without_editors(lines: Sequence[Line]) -> list[Line]:
    return [x for x in lines if not (_editors(x) or _UPDATED.match(lowered(x.text)))]


def _begins_with_title(lines: Sequence[Line]) -> bool:
    """A menu of a page, eight of ten lines of at most three words, has no title on top."""
    text, menu = lines[0].text, lines[:10]
    is_menu = len(menu) == 10 and sum(len(x.text.split()) <= 3 for x in menu) >= 8
    may_be_title = len(text) <= LONGEST_TITLE and text[-1] not in ".:,;"
    return may_be_title and not (is_menu or BULLET.match(text))
