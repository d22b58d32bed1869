"""Reads the text of a BBC live page copied from a browser.

Such a text has a summary and numbered posts with "published at" in their heads. Every object here
lives as long as the reading of one text. Imports `model` and `readers.decoding`.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from tui.model.blog import LiveBlog, Post, ReadWarning
from tui.model.errors import UndatedError, UnreadableError
from tui.model.safe_text import quoted
from tui.model.summary import summary_points
from tui.readers.bbc.body import NUMBER, body
from tui.readers.bbc.front_matter import FrontMatter
from tui.readers.bbc.headings import SUMMARY, Head, Heads, heads_of
from tui.readers.bbc.lines import (
    Line,
    first_line,
    lines_of,
    lowered,
    places,
    without_furniture,
)
from tui.readers.bbc.times import Stamp, days, newest_first
from tui.readers.decoding import decode
from tui.readers.page import GivenDay

_SAMPLE_BYTES = 1_000_000
"""Bytes that are read to recognise the format."""

_MARKUP = re.compile(r"\s*(?:<|\{|\[\s*[\[{\"])")
_SIGNS = re.compile(
    r"(?:published|posted)\s+at\s*\d{1,2}[:.]\d\d"
    r"|^[^\S\n]*(?:live reporting|all times stated are uk)[^\S\n]*$",
    re.M,
)
# Compiled only for a text without those signs.
_SUMMARY_LINE = r"(?m)^[^\S\n]*summary[^\S\n]*$"
_FIRST_POST = r"(?m)^[^\S\n]*1\.\s"
_TIME_LINE = (
    r"(?m)^[^\S\n]*(?:\d{1,4}\.[^\S\n]+)?\d{1,2}[:.]\d\d[^\S\n]*"
    r"(?:$|[ap]m\b|[a-z]{3}\b|\d{1,2}[^\S\n]+[a-z]{3,9}\b)"
)
EXPECTED = 'expected a time such as "published at 10:26 British Summer Time 26 April 2024"'

PINNED = "The post at the top stands at its own place too; kept once, there."
LONDONS = "Times without a zone are taken for London's."


def fits(data: bytes) -> bool:
    """Whether the data is text with the signs of a copied BBC page, or with lines of times."""
    written = decode(data[:_SAMPLE_BYTES]).text
    text = lowered(written)
    if _MARKUP.match(text):
        return False
    return is_bbcs(written) or len(re.findall(_TIME_LINE, text)) >= 2


def is_bbcs(written: str) -> bool:
    """Whether the text has a sign that only the BBC's pages have."""
    text = lowered(written)
    if _SIGNS.search(text) or (re.search(_SUMMARY_LINE, text) and re.search(_FIRST_POST, text)):
        return True
    from tui.readers.bbc.run_in_times import has_run_in_times

    return has_run_in_times(written)


def read(data: bytes, given: GivenDay | None = None) -> LiveBlog:
    """The live blog in the data.

    Raises UndatedError if the posts lack what `given` could give, and UnreadableError, with the
    line and the text expected there, for any other text.
    """
    lines, warnings = lines_of(data)
    lines, left_out = without_furniture(lines)
    lines, heads = _heads(lines)
    form = "text with times"
    is_text = False
    if not heads.complete:
        if given is None or not given.timeless or not lines:
            raise _no_times(lines, heads.untimed)
        from tui.readers.bbc.timeless import timeless_heads  # few texts have no times

        heads, is_text = timeless_heads(lines, given.day)
        form = "text without times"
    above = lines[: heads.complete[0].first]
    if _is_there_again(lines, heads.complete):
        pinned = heads.complete.pop(0)
        heads.warnings.append(ReadWarning(f"line {pinned.line}", PINNED))
    stamps, told = _stamps(lines, heads.complete, given)
    backwards = not is_text and newest_first(stamps)
    moments, undated = _moments(heads.complete, stamps, backwards)
    front = FrontMatter()
    front.read(above)
    texts = _texts(lines, heads.complete, front)
    posts = [_post(*parts) for parts in zip(heads.complete, moments, texts, strict=True)]
    warnings += [
        *left_out,
        *heads.warnings,
        *(told or undated),
        *front.warnings,
        *_outside(lines, heads.complete, texts),
    ]
    warnings += map(_no_time, _untimed(lines, heads, texts))
    bbcs = not is_text and is_bbcs(decode(data[:_SAMPLE_BYTES]).text)
    if form == "text with times" and not bbcs:
        warnings += _without_zone(heads.complete)
    return LiveBlog(
        posts=_oldest_first(posts, backwards),
        title=front.title,
        description="\n".join(front.description),
        summary=summary_points(front.summary),
        zone="Europe/London",
        publisher="BBC News" if bbcs else "",
        language="en" if bbcs else "",
        authors=tuple(front.authors),
        format="BBC text" if bbcs else form,
        warnings=tuple(sorted(warnings, key=first_line)),
    )


def _heads(lines: list[Line]) -> tuple[list[Line], Heads]:
    """The heads of all posts, and the lines that they count in."""
    heads = heads_of(lines)
    if heads.complete or heads.untimed:
        return lines, heads
    from tui.readers.bbc.run_in_times import with_times_apart  # pages of 2007 to 2013 alone

    apart = with_times_apart(lines)
    return (lines, heads) if len(apart) == len(lines) else (apart, heads_of(apart))


def _is_there_again(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether the first post is pinned: it stands at its own place too."""
    first, *others = heads
    if first.number or not first.headline or first.body >= len(lines):
        return False
    return any(
        (each.stamp, each.headline) == (first.stamp, first.headline)
        and lines[first.body].text == lines[min(each.body, len(lines) - 1)].text
        for each in others
    )


def _stamps(
    lines: Sequence[Line], heads: Sequence[Head], given: GivenDay | None
) -> tuple[list[Stamp], list[ReadWarning]]:
    """The times of the posts, one of them with a day that stands elsewhere if they have none."""
    stamps = [head.stamp for head in heads]
    if any(each.dated for each in stamps):
        return stamps, []
    from tui.readers.bbc import given_day  # most texts say their days

    return given_day.stamps_with_day(lines, heads, given and given.day)


def _post(head: Head, published: datetime, text: Sequence[Line]) -> Post:
    authors, blocks = body(text)
    return Post(published, head.headline, head.kicker, authors, blocks)


def _oldest_first(posts: Sequence[Post], backwards: bool) -> tuple[Post, ...]:
    reading_order = posts[::-1] if backwards else posts
    return tuple(sorted(reading_order, key=attrgetter("published")))


def _moments(
    heads: Sequence[Head], stamps: Sequence[Stamp], backwards: bool
) -> tuple[list[datetime], list[ReadWarning]]:
    """When each post was published; missing days come from its neighbours, with a warning."""
    try:
        dates = days(stamps, backwards)
    except OverflowError:
        raise UnreadableError(
            f"Line {heads[0].line}: the dates run out of the calendar; {EXPECTED}."
        ) from None
    if dates is None:
        has_day = any(stamp.day for stamp in stamps)
        given = "a day but no year" if has_day else "a time but no date"
        raise UndatedError(
            f"Line {heads[0].line}: the post has {given}, like every post here; "
            f"{EXPECTED} at least once, or --date 2020-10-15, which gives the day."
        )
    undated = [head.line for head in heads if not head.stamp.dated]
    disputed = [head.line for head, (_, doubt) in zip(heads, dates, strict=True) if doubt]
    moments = [stamp.at(day) for stamp, (day, _) in zip(stamps, dates, strict=True)]
    return moments, _date_warnings(undated, disputed)


def _date_warnings(undated: Sequence[int], disputed: Sequence[int]) -> list[ReadWarning]:
    """Warnings for lines without a full date and for lines between contradicting dates."""
    warnings = []
    if undated:
        count = f"{len(undated)} posts have" if len(undated) > 1 else "A post has"
        message = f"{count} a time without a full date; it was taken from the posts around."
        warnings.append(ReadWarning(places(undated), message))
    if disputed:
        message = (
            "The dates above and below contradict each other here; the nearer one was followed."
        )
        warnings.append(ReadWarning(places(disputed), message))
    return warnings


def _without_zone(heads: Sequence[Head]) -> list[ReadWarning]:
    """A warning for the times without a zone in a text that need not be the BBC's."""
    without = [head.line for head in heads if head.stamp.zone is None]
    return [ReadWarning(places(without), LONDONS)] if without else []


def _texts(
    lines: Sequence[Line], heads: Sequence[Head], front: FrontMatter
) -> list[Sequence[Line]]:
    """The lines of each post's text; a summary between posts goes to the front matter."""
    texts = []
    for i, head in enumerate(heads):
        following = heads[i + 1] if i + 1 < len(heads) else None
        text = lines[head.body : following.first if following else len(lines)]
        end = _summary_in(text, lines[head.first], following)
        if end is not None:
            front.add_summaries(text[end:])
        texts.append(text[:end])
    return texts


def _summary_in(text: Sequence[Line], head: Line, following: Head | None) -> int | None:
    """The index in a post's text where the page's summary begins again, or None.

    Pages pasted one after another have it between their posts.
    """
    for at, line in enumerate(text):
        if line.text.casefold() == SUMMARY:
            indent = max(head.indent, text[0].indent if at else 0)
            new_page = indent == 0 and following is not None and following.number == 1
            if line.indent < indent or new_page:
                return at
    return None


def _outside(
    lines: Sequence[Line], heads: Sequence[Head], texts: Sequence[Sequence[Line]]
) -> list[ReadWarning]:
    """A warning for lines left of indented posts: the page's foot, or lines edited by hand."""
    indent = min(lines[head.first].indent for head in heads)
    outside = [line.number for text in texts for line in text if line.indent < indent]
    if not outside or 2 * len(outside) >= sum(map(len, texts)):
        return []
    message = (
        "Not indented like the posts, so perhaps no part of them; kept as text of the post above."
    )
    return [ReadWarning(places(outside), message)]


def _untimed(lines: Sequence[Line], heads: Heads, texts: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines that look like the head of a post without a time.

    Such a line has the next number and the indent of the head before it.
    """
    untimed = {line.number: line for line in heads.untimed}
    for head, text in zip(heads.complete, texts, strict=True):
        if not head.number:
            continue
        following, indent = f"{head.number + 1}.", lines[head.first].indent
        for line in text:
            has_next_number = line.text.startswith(following) and NUMBER.match(line.text)
            if has_next_number and line.indent == indent:
                untimed[line.number] = line
    return list(untimed.values())


def _no_times(lines: Sequence[Line], untimed: Sequence[Line]) -> UnreadableError:
    if not lines:
        return UnreadableError(f"Line 1: there is no text of a live page here; {EXPECTED}.")
    if untimed:
        first = untimed[0]
        return UnreadableError(
            f"Line {first.number}: {quoted(first.text[-50:])} gives no time; {EXPECTED}."
        )
    line = next((line for line in lines if NUMBER.match(line.text)), lines[0])
    return UndatedError(
        f"Line {line.number}: {quoted(line.text)} has no time, nor has any other line, so there is "
        f"nothing to replay by; {EXPECTED} at each post, or --date 2020-10-15 --every 30s, which "
        "give a day and a distance."
    )


def _no_time(line: Line) -> ReadWarning:
    message = (
        f"{quoted(line.text[-50:])} looks like a post and gives no time ({EXPECTED}); kept as text."
    )
    return ReadWarning(f"line {line.number}", message)
