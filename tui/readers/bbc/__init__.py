"""Reads a BBC live page as it is copied from a browser: summary, and numbered posts with "published at" in the head."""

import re
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from tui.model.blog import LiveBlog, Post, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.bbc.body import NUMBER, body
from tui.readers.bbc.front_matter import Front
from tui.readers.bbc.headings import SUMMARY, Head, Heads, heads_of
from tui.readers.bbc.lines import (
    Line,
    first_line,
    lines_of,
    lowered,
    places,
    without_furniture,
)
from tui.readers.bbc.times import days, newest_first
from tui.readers.decoding import decode

_SAMPLE = 1_000_000
"""Bytes that are looked at to recognise the format."""

_MARKUP = re.compile(r"\s*(?:<|\{|\[\s*[\[{\"])")
_SIGNS = re.compile(
    r"(?:published|posted)\s+at\s*\d{1,2}[:.]\d\d|^[^\S\n]*(?:live reporting|all times stated are uk)[^\S\n]*$",
    re.M,
)
# Compiled only if the signs are missing.
_SUMMARY_LINE = r"(?m)^[^\S\n]*summary[^\S\n]*$"
_FIRST_POST = r"(?m)^[^\S\n]*1\.\s"
_TIME_LINE = (
    r"(?m)^[^\S\n]*(?:\d{1,4}\.[^\S\n]+)?\d{1,2}[:.]\d\d[^\S\n]*"
    r"(?:$|[ap]m\b|[a-z]{3}\b|\d{1,2}[^\S\n]+[a-z]{3,9}\b)"
)
EXPECTED = 'expected a time such as "published at 10:26 British Summer Time 26 April 2024"'


def fits(data: bytes) -> bool:
    """Whether the data is text with the signs of a copied BBC page, or with lines that are times."""
    text = lowered(decode(data[:_SAMPLE]).text)
    if _MARKUP.match(text):
        return False
    if _SIGNS.search(text) or (re.search(_SUMMARY_LINE, text) and re.search(_FIRST_POST, text)):
        return True
    return len(re.findall(_TIME_LINE, text)) >= 2


def read(data: bytes) -> LiveBlog:
    """The live blog; UnreadableError, with the line and what was expected there, if it cannot be replayed."""
    lines, warnings = lines_of(data)
    lines, left_out = without_furniture(lines)
    heads = heads_of(lines)
    if not heads.found:
        raise _no_times(lines, heads.failed)
    moments, undated = _moments(heads.found)
    front = Front()
    front.read(lines[: heads.found[0].first])
    texts = _texts(lines, heads.found, front)
    posts = [_post(*parts) for parts in zip(heads.found, moments, texts, strict=True)]
    warnings += [
        *left_out,
        *heads.warnings,
        *undated,
        *front.warnings,
        *_outside(lines, heads.found, texts),
    ]
    warnings += map(_no_time, _untimed(lines, heads, texts))
    return LiveBlog(
        posts=_oldest_first(posts, heads.found),
        title=front.title,
        description="\n".join(front.description),
        summary=tuple(front.summary),
        zone="Europe/London",
        publisher="BBC News",
        language="en",
        authors=tuple(front.authors),
        format="BBC text",
        warnings=tuple(sorted(warnings, key=first_line)),
    )


def _post(head: Head, published: datetime, text: Sequence[Line]) -> Post:
    authors, blocks = body(text)
    return Post(published, head.headline, head.kicker, authors, blocks)


def _oldest_first(posts: Sequence[Post], heads: Sequence[Head]) -> tuple[Post, ...]:
    reading_order = posts[::-1] if newest_first([head.stamp for head in heads]) else posts
    return tuple(sorted(reading_order, key=attrgetter("published")))


def _moments(heads: Sequence[Head]) -> tuple[list[datetime], list[ReadWarning]]:
    """When each post was published; days that are missing are taken from its neighbours, with a warning."""
    stamps = [head.stamp for head in heads]
    try:
        found = days(stamps, newest_first(stamps))
    except OverflowError:
        raise UnreadableError(
            f"Line {heads[0].line}: the dates run out of the calendar; {EXPECTED}."
        ) from None
    if found is None:
        what = "a day but no year" if any(stamp.day for stamp in stamps) else "a time but no date"
        raise UnreadableError(
            f"Line {heads[0].line}: the post has {what}, like every post here; {EXPECTED} at least once."
        )
    warnings = []
    undated = [head.line for head in heads if not head.stamp.dated]
    if undated:
        count = f"{len(undated)} posts tell" if len(undated) > 1 else "A post tells"
        message = f"{count} a time without a full date; it was taken from the posts around."
        warnings.append(ReadWarning(places(undated), message))
    doubtful = [head.line for head, (_, disputed) in zip(heads, found, strict=True) if disputed]
    if doubtful:
        message = (
            "The dates above and below contradict each other here; the nearer one was followed."
        )
        warnings.append(ReadWarning(places(doubtful), message))
    return [stamp.at(day) for stamp, (day, _) in zip(stamps, found, strict=True)], warnings


def _texts(lines: Sequence[Line], heads: Sequence[Head], front: Front) -> list[Sequence[Line]]:
    """The lines of each post's text; a summary that comes between posts goes to the front."""
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
    """Where the text of a post ends because the page's summary comes again, as on pages pasted one after another."""
    for at, line in enumerate(text):
        if line.text.casefold() == SUMMARY:
            indented = max(head.indent, text[0].indent if at else 0)
            if line.indent < indented or (
                indented == 0 and following is not None and following.number == 1
            ):
                return at
    return None


def _outside(
    lines: Sequence[Line], heads: Sequence[Head], texts: Sequence[Sequence[Line]]
) -> list[ReadWarning]:
    """Lines left of the posts, where posts are indented: the page's foot, or a line that somebody has edited."""
    indent = min(lines[head.first].indent for head in heads)
    outside = [line.number for text in texts for line in text if line.indent < indent]
    if not outside or 2 * len(outside) >= sum(map(len, texts)):
        return []
    message = (
        "Not indented as the posts are, so perhaps no part of them; kept as text of the post above."
    )
    return [ReadWarning(places(outside), message)]


def _untimed(lines: Sequence[Line], heads: Heads, texts: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines that look like the head of a post but for the time: the number is the next one, and as far out."""
    untimed = {line.number: line for line in heads.failed}
    for head, text in zip(heads.found, texts, strict=True):
        following, indent = f"{(head.number or 0) + 1}.", lines[head.first].indent
        for line in text:
            if (
                head.number
                and line.indent == indent
                and line.text.startswith(following)
                and NUMBER.match(line.text)
            ):
                untimed[line.number] = line
    return list(untimed.values())


def _no_times(lines: Sequence[Line], failed: Sequence[Line]) -> UnreadableError:
    if not lines:
        return UnreadableError(f"Line 1: there is no text of a live page here; {EXPECTED}.")
    if failed:
        return UnreadableError(
            f"Line {failed[0].number}: {quoted(failed[0].text[-50:])} tells no time; {EXPECTED}."
        )
    line = next((line for line in lines if NUMBER.match(line.text)), lines[0])
    return UnreadableError(
        f"Line {line.number}: {quoted(line.text)} has no time, nor has any other line, so there is nothing to replay "
        f"by, nor a day for --every to begin at; {EXPECTED} at each post."
    )


def _no_time(line: Line) -> ReadWarning:
    message = (
        f"{quoted(line.text[-50:])} looks like a post and tells no time ({EXPECTED}); kept as text."
    )
    return ReadWarning(f"line {line.number}", message)
