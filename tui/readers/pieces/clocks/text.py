"""A text copied from a browser, or written down, as posts by their clocks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from itertools import pairwise, zip_longest
from operator import attrgetter

from tui.model.blog import LiveBlog, Post
from tui.model.errors import UndatedError, UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import quoted
from tui.model.zones import iana_zone
from tui.readers.home_zone import choose_zone
from tui.readers.page import Page
from tui.readers.pieces.clocks import Run, find
from tui.readers.pieces.clocks.body import NUMBER, body
from tui.readers.pieces.clocks.days import CLOCKED
from tui.readers.pieces.clocks.family import NoFamilyError
from tui.readers.pieces.clocks.front import front_matter, is_summary
from tui.readers.pieces.clocks.furniture import without_furniture
from tui.readers.pieces.clocks.heads import UNTITLED, Head
from tui.readers.pieces.clocks.lines import Line, lines_of, run_in
from tui.readers.pieces.clocks.openings import openings_in
from tui.readers.pieces.clocks.own_text import OwnFacts, own_facts
from tui.readers.times.clocks import zone_of
from tui.readers.warnings import GIVEN_DAY, Remarks, refusal

LOOKED_FOR = 'posts that open with a clock, such as "10:26" or "17.14 Uhr:"'
DAY = "--date 2020-10-15, the day of the oldest post, if each of these lines opens a post"
ANY_TEXT = "--date 2020-10-15 --every 30s plays any text, a paragraph at a time"
MOST_TRIED = 1_000  # lines
LEAST_HEADINGS = 2  # lines such as "## 10:26" that make a text Markdown
MOST_MARKDOWN, COST_OF_SIGN = 1_500_000, 20  # in the time of a character; more is read by lines
_HEADING = re.compile(r"^ *#{1,6}\s+\S", re.MULTILINE)
LEAST_CLOCKS = 3  # lines with clocks in a text that gets no made-up times
_BBC = re.compile(
    r"(?:published|posted)\s+at\s*\d{1,2}(?:[:.]\d\d|\s?[ap]m\b)"
    r"|^[^\S\n]*(?:live reporting|all times stated are uk)[^\S\n]*$"
    r"|^[^\S\n]*(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:GMT|BST|UTC))?:\s+\S",
    re.MULTILINE | re.IGNORECASE,
)
"""Signs of pages in London time."""
_LONDON = "Europe/London"
NO_ZONE = "The times name no zone; they are taken for UTC."
NUMBERED = "The posts have no times; as on many pages the first is taken for the newest."
PARAGRAPHS = "The text has no times; each paragraph is a post, in the text's order."
FEWEST_NUMBERED = 2  # lines, for a text to be numbered
LONGEST_HEADLINE = 200


def read(page: Page) -> LiveBlog:
    """Raises UndatedError and UnreadableError."""
    remarks = Remarks("line")
    lines = without_furniture(lines_of(page.decoded, remarks), remarks)
    facts, lines = own_facts(lines)
    lines = run_in(_plain(lines))
    if not lines:
        raise UnreadableError(refusal(LOOKED_FOR, "no text", "save the page as HTML"))
    is_bbcs = facts is None and bool(_BBC.search(page.text))
    text = _Text(lines, remarks, facts, is_bbcs=is_bbcs)
    try:
        given = page.given.day if page.given else None
        return text.clocked(find(lines, remarks, given=given, is_live=facts is not None))
    except NoFamilyError as error:
        if page.given is None or not page.given.timeless or page.decoded.replaced:
            raise UndatedError(refusal(LOOKED_FOR, str(error), _advice(lines, error))) from None
        if clocks := _clocks(lines):
            found = f"lines that open with a clock ({clocks}), which --every would contradict"
            advice = "leave --every out"
            raise UnreadableError(refusal("a text without times", found, advice)) from None
        return text.timeless(page.given.day)


def _plain(lines: Sequence[Line]) -> list[Line]:
    """Lines without the borders of tables; those of Markdown are the blocks of its page."""
    lines = [replace(x, text=x.text.strip("| "), apart=True) if _in_table(x) else x for x in lines]
    lines = [x for x in lines if x.text.strip("|:+- ")]
    text = "".join("\n" * x.apart + " " * x.indent + f"{x.text}\n" for x in lines)
    if len(_HEADING.findall(text)) < LEAST_HEADINGS or len(text) > MOST_MARKDOWN:
        return lines
    if len(text) + COST_OF_SIGN * len(re.findall(r"[^\w ]|_", text)) > MOST_MARKDOWN:
        return lines
    from tui.readers.pieces.clocks import markdown  # takes 50 ms

    return markdown.lines_of(text)


def _in_table(line: Line) -> bool:
    return line.text[0] == line.text[-1] == "|"


def _advice(lines: Sequence[Line], error: NoFamilyError) -> str:
    if error.day_helps:
        return DAY
    return "save the page as HTML" + ("" if _clocks(lines) else f"; {ANY_TEXT}")


def _clocks(lines: Sequence[Line]) -> str:
    """Some lines that open with a clock, if there are enough to contradict made-up times."""
    clocks = [
        quoted(lines[x.line].text[:20]) for x in openings_in(lines[:MOST_TRIED])[:LEAST_CLOCKS]
    ]
    return ", ".join(clocks) if len(clocks) == LEAST_CLOCKS else ""


class _Text:
    """A text's lines, and remarks on them."""

    def __init__(
        self, lines: list[Line], remarks: Remarks, facts: OwnFacts | None, *, is_bbcs: bool
    ) -> None:
        self.lines, self.remarks, self.facts = lines, remarks, facts
        self.is_bbcs = is_bbcs

    def clocked(self, run: Run) -> LiveBlog:
        home = self._home(run)
        posts = run.posts(home or UTC)
        self.remarks.add(NO_ZONE if home is None else "")
        front = self._outside(run.heads)
        return self._live_blog(front, posts[::-1] if run.newest_first else posts, CLOCKED[0])

    def _home(self, run: Run) -> tzinfo | None:
        """The zone of clocks that name none: said by the text, else of most clocks."""
        if self.facts is not None and self.facts.zone is not None:
            return self.facts.zone
        zones = [zone for x in run.heads if (zone := zone_of(x.opening.scan.zone)) is not None]
        most = Counter(zones).most_common(1)
        return self._london or (most[0][0] if most else zone_of(run.zone))

    def _outside(self, heads: Sequence[Head]) -> LiveBlog:
        """Lines above the posts, summaries between them, and lines below the last."""
        pairs = zip_longest(heads, heads[1:])
        ends = (max(x.end, x.opening.end) for x in heads)  # a clock below its text, too
        *gaps, foot = (
            self.lines[end : after.first if after else None]
            for end, (_, after) in zip(ends, pairs, strict=True)
        )
        summaries = [x for x in (*gaps, foot) if x and is_summary(x[0])]
        if foot in summaries or heads[-1].body == heads[-1].end:
            foot = []
        return front_matter(self.lines[: heads[0].first], self.remarks, summaries, foot)

    def timeless(self, day: date) -> LiveBlog:
        """All posts at the beginning of a day."""
        numbers = _numbered(self.lines)
        self.is_bbcs = self.is_bbcs and bool(numbers)
        moment = localized(datetime.combine(day, time()), self._london or UTC)
        posts = list(_posts_without_times(self.lines, moment))
        message = NUMBERED if numbers else PARAGRAPHS
        first, *_, oldest = numbers or [0, 0]
        self.remarks.add(message, self.lines[first].number)
        self.remarks.add(f"{GIVEN_DAY} ({day}).", self.lines[oldest].number)
        front = front_matter(self.lines[:first], self.remarks)
        return self._live_blog(front, posts[::-1] if numbers else posts, "text without times")

    @property
    def _london(self) -> tzinfo | None:
        return iana_zone(_LONDON) if self.is_bbcs else None

    def _live_blog(self, front: LiveBlog, posts: Sequence[Post], form: str) -> LiveBlog:
        blog = front._replace(
            posts=tuple(sorted(posts, key=attrgetter("published"))),
            zone=choose_zone(x.published for x in posts),
            format=form,
            warnings=self.remarks.folded(),
        )
        if self.facts is not None:
            return self.facts.told(blog)
        if not self.is_bbcs:
            return blog
        name, form = "BBC News", CLOCKED[1]
        return blog._replace(zone=_LONDON, publisher=name, language="en", format=form)


# Texts without clocks: numbered posts, else paragraphs


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Lines numbered in sequence, at the indent of the first; [] without a sequence."""
    found: list[int] = []
    for at, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        is_next = marked is not None and int(marked[1]) == len(found) + 1
        if is_next and (not found or line.indent == lines[found[0]].indent):
            found.append(at)
    return found if len(found) >= FEWEST_NUMBERED else []


def _posts_without_times(lines: Sequence[Line], moment: datetime) -> Iterator[Post]:
    """Posts in the text's order."""
    numbers = _numbered(lines)
    starts = numbers or [at for at, line in enumerate(lines) if line.apart or not at]
    for start, end in pairwise([*starts, len(lines)]):
        text = lines[start:end]
        headline, text = _without_headline(text) if numbers else ("", text)
        yield Post(moment, headline, "", *body(text))


def _without_headline(text: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The headline follows the number, or is on the next line."""
    at, headline = 1, NUMBER.sub("", text[0].text, count=1)
    if not headline and len(text) > 1 and len(text[1].text) <= LONGEST_HEADLINE:
        at, headline = 2, text[1].text
    return "" if headline.casefold() in UNTITLED else headline, text[at:]
