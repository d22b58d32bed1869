"""A text copied from a browser, or written down, as posts by their clocks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from itertools import pairwise
from operator import attrgetter

from tui.model.blog import LiveBlog, Post
from tui.model.errors import UndatedError, UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import quoted
from tui.model.zones import iana_zone
from tui.readers.habits import in_order
from tui.readers.home_zone import choose_zone
from tui.readers.html.plain_text import NUMBER, blocks
from tui.readers.names import bylines
from tui.readers.page import Page
from tui.readers.pieces.clocks import Run, find
from tui.readers.pieces.clocks.days import CLOCKED
from tui.readers.pieces.clocks.family import NoFamilyError
from tui.readers.pieces.clocks.front import front_matter, without_furniture
from tui.readers.pieces.clocks.head_reader import UNTITLED
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Line, closed, lines_of, run_in
from tui.readers.pieces.clocks.openings import openings_in
from tui.readers.warnings import GIVEN_DAY, Remarks, refusal

LOOKED_FOR = 'posts that open with a clock, such as "10:26" or "17.14 Uhr:"'
DAY = "--date 2020-10-15, the day of the oldest post, if each of these lines opens a post"
ANY_TEXT = "--date 2020-10-15 --every 30s plays any text, a paragraph at a time"
MOST_TRIED = 1_000  # lines
LEAST_HEADINGS = 2  # lines such as "## 10:26" that make a text Markdown
_HEADING = re.compile(r"^ *#{1,6}\s+\S", re.MULTILINE)
LEAST_CLOCKS = 3  # lines with clocks in a text that gets no made-up times
_BBC = re.compile(
    r"[pP\n](?i:(?<=\Bp)ublished\s+at\s*\d"
    r"|(?<=p)(?:ublished|osted)\s+at\s*\d\d?[:.]\d\d(?!\s?[ap]\.?m|.*\bby\b)"
    r"|(?<=\n)[^\S\n]*(?:live reporting|all times stated are uk)[^\S\n]*(?:\n|\Z)"
    r"|(?<=\n)[^\S\n]*(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:GMT|BST|UTC))?:\s+\S)"
)
"""Signs of pages in London time, below an empty line; few characters can be their first."""
NUMBERED = "The posts have no times; as on many pages the first is taken for the newest."
PARAGRAPHS = "The text has no times; each paragraph is a post, in the text's order."
FEWEST_NUMBERED = 2  # lines, for a text to be numbered


def read(page: Page) -> LiveBlog:
    """Raises UndatedError and UnreadableError."""
    remarks = Remarks("line")
    lines = without_furniture(lines_of(page.decoded, remarks), remarks)
    lines = run_in(closed(_plain(lines)))
    if not lines:
        raise UnreadableError(refusal(LOOKED_FOR, "no text", "save the page as HTML"))
    is_bbcs = bool(_BBC.search(f"\n{page.text}"))
    home = page.given.zone or (iana_zone("Europe/London") if is_bbcs else None)
    try:
        run = find(lines, remarks, given=page.given.day)
        blog = _clocked(run, home)
    except NoFamilyError as error:
        day = _day_without_times(page, lines, error)
        is_bbcs = is_bbcs and bool(_numbered(lines))
        blog = _timeless(lines, day, home if page.given.zone or is_bbcs else None, remarks)
    if is_bbcs:
        blog = blog._replace(publisher="BBC News", language="en", format=CLOCKED[1])
    posts = in_order(blog.posts)
    zone = blog.zone or choose_zone(map(attrgetter("published"), posts))
    return blog._replace(posts=posts, zone=zone, warnings=remarks.folded())


def _plain(lines: Sequence[Line]) -> list[Line]:
    """Lines without the borders of tables; those of Markdown are the blocks of its page."""
    lines = [
        replace(x, text=x.text.strip("| "), apart=True) if x.text[0] == x.text[-1] == "|" else x
        for x in lines
        if x.text.strip("|:+- ")
    ]
    text = "".join("\n" * x.apart + " " * x.indent + f"{x.text}\n" for x in lines)
    if len(_HEADING.findall(text)) < LEAST_HEADINGS:
        return lines
    from tui.readers.pieces.clocks import markdown  # takes 50 ms

    return markdown.lines_of(text) if markdown.is_short(text) else lines


# Texts with clocks


def _clocked(run: Run, home: tzinfo | None) -> LiveBlog:
    """Posts, and lines above them, summaries between them, and lines below the last. The zone of
    clocks that name none is `home`, if it is known."""
    lines, heads, home = run.lines, run.heads, home or run.zone() or UTC
    ends = [max(x.end, x.opening.end) for x in heads]  # a clock below its text, too
    gaps = [lines[a : b.first] for a, b in zip(ends, heads[1:], strict=False)]
    foot = lines[ends[-1] :]
    summaries = [x for x in (*gaps, foot) if x and x[0].is_summary]
    foot = [] if foot in summaries else foot
    front = front_matter(lines[: heads[0].first], run.remarks, summaries, foot)
    own = getattr(home, "key", "")  # no fixed offset's
    posts, captured = tuple(run.posts(home)), run.updated and localized(run.updated, home)
    return front._replace(posts=posts, format=CLOCKED[0], zone=own, captured=captured)


# Texts without clocks: numbered posts, else paragraphs


def _day_without_times(page: Page, lines: Sequence[Line], error: NoFamilyError) -> date:
    """The user's day for a text without times. Raises UndatedError and UnreadableError."""
    openings = openings_in(lines[:MOST_TRIED])[:LEAST_CLOCKS]
    clocks = ", ".join(quoted(lines[x.line].text[:20]) for x in openings)
    contradict = len(openings) == LEAST_CLOCKS  # made-up times
    if page.given.day is None or not page.given.timeless or page.decoded.replaced:
        advice = "save the page as HTML" + ("" if contradict else f"; {ANY_TEXT}")
        advice = DAY if error.day_helps else advice
        raise UndatedError(refusal(LOOKED_FOR, str(error), advice)) from None
    if contradict:
        found = f"lines that open with a clock ({clocks}), which --every would contradict"
        raise UnreadableError(refusal("a text without times", found, "leave --every out")) from None
    return page.given.day


def _timeless(lines: Sequence[Line], day: date, home: tzinfo | None, remarks: Remarks) -> LiveBlog:
    """Numbered lines, else paragraphs, as posts of the day's first moment, in the text's order."""
    numbers, moment = _numbered(lines), localized(datetime.combine(day, time()), home or UTC)
    starts = numbers or [at for at, line in enumerate(lines) if line.apart or not at]
    first = starts[0]
    remarks.add(NUMBERED if numbers else PARAGRAPHS, lines[first].number)
    remarks.add(GIVEN_DAY)
    posts = []
    for start, end in pairwise([*starts, len(lines)]):
        text = lines[start:end]
        headline, text = _without_headline(text) if numbers else ("", text)
        authors, at = bylines(list(map(attrgetter("text"), text)))
        posts.append(Post(moment, headline, "", authors, blocks(text[at:])))
    front = front_matter(lines[:first], remarks)._replace(format="text without times")
    oldest_first = tuple(posts[::-1] if numbers else posts)
    return front._replace(posts=oldest_first, zone=getattr(home, "key", ""))


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Lines numbered in sequence, at the indent of the first; [] without a sequence."""
    found: list[int] = []
    for at, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        is_next = marked is not None and int(marked[1]) == len(found) + 1
        if is_next and (not found or line.indent == lines[found[0]].indent):
            found.append(at)
    return found if len(found) >= FEWEST_NUMBERED else []


def _without_headline(text: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The headline follows the number, or is on the next line."""
    at, headline = 1, NUMBER.sub("", text[0].text, count=1)
    if not headline and len(text) > 1 and len(text[1].text) <= LONGEST_HEADLINE:
        at, headline = 2, text[1].text
    return "" if headline.casefold() in UNTITLED else headline, text[at:]
