"""The report of `liveblog-tui check`, to judge the reading of a live blog."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise
from statistics import median

import tui
from tui.model.blog import Embed, Image, LiveBlog, ReadWarning
from tui.model.clock_face import span_text, zone_face
from tui.model.part import Coverage
from tui.model.part_words import (
    how_known,
    how_to_get_the_rest,
    missing_line,
    pages_line,
    part_line,
)
from tui.model.reading import ReadingCounts
from tui.model.safe_text import escaped_json

WARNING = "warning"
MOST_GAPS = 5  # the longest gaps
SHORTEST_GAP = timedelta(minutes=5)
GAP_TIMES_MEDIAN = 3  # least length, in median distances between posts


@dataclass(frozen=True, slots=True)
class Gap:
    """A long silence between two posts."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PartFacts:
    """Coverage of a live blog in words, each empty if unknown."""

    line: str
    pages: str
    missing: str
    sign: str
    rest: str  # one sentence on getting the missing posts


@dataclass(frozen=True, slots=True)
class Report:
    source: str
    format: str
    title: str
    publisher: str
    zone: str
    language: str
    posts: int
    first: datetime
    last: datetime
    authors: tuple[tuple[str, int], ...]  # numbers of posts, most first
    unsigned: int
    sources: tuple[tuple[str, int], ...]  # numbers of posts, most first
    key_events: int
    pinned: int
    edits: int
    deletions: int
    images: int
    embeds: int
    without_headline: int
    without_text: int
    gaps: tuple[Gap, ...]
    warnings: tuple[ReadWarning, ...]
    part: PartFacts | None = None  # None without evidence of several parts
    reading: ReadingCounts | None = None  # account of the posts and words found

    @property
    def span(self) -> timedelta:
        return self.last - self.first

    @property
    def clean(self) -> bool:
        return not self.warnings

    def as_json(self) -> str:
        """Times in ISO 8601, spans in seconds."""
        fields = asdict(self)
        fields["span_seconds"] = self.span.total_seconds()
        fields["authors"] = [{"name": name, "posts": count} for name, count in self.authors]
        fields["reading"] = self.reading and self.reading._asdict()
        fields["warnings"] = [warning._asdict() for warning in self.warnings]
        fields["program"] = f"liveblog-tui {tui.__version__}"
        fields["sources"] = [{"name": name, "posts": count} for name, count in self.sources]
        return escaped_json(
            json.dumps(fields, ensure_ascii=False, indent=2, default=datetime.isoformat)
        )


def report(blog: LiveBlog, source: str = "") -> Report:
    versions = [version for post in blog.posts for version in post.versions]
    blocks = Counter(type(block) for post in blog.posts for block in post.body)
    return Report(
        source=source,
        format=blog.format,
        title=blog.title,
        publisher=blog.publisher,
        zone=blog.zone,
        language=blog.language,
        posts=len(blog.posts),
        first=blog.start,
        last=blog.end,
        authors=_author_counts(blog),
        unsigned=sum(not post.authors for post in blog.posts),
        sources=_source_counts(blog),
        key_events=sum(post.key_event for post in blog.posts),
        pinned=sum(post.pinned for post in blog.posts),
        edits=sum(version.post is not None for version in versions),
        deletions=sum(version.post is None for version in versions),
        images=blocks[Image],
        embeds=blocks[Embed],
        without_headline=sum(not post.headline for post in blog.posts),
        without_text=sum(not post.body for post in blog.posts),
        gaps=_gaps(blog),
        warnings=blog.warnings,
        part=_part_facts(blog, blog.part) if blog.part is not None else None,
        reading=blog.reading,
    )


def _part_facts(blog: LiveBlog, part: Coverage) -> PartFacts:
    face = zone_face(blog.zone, blog.start, blog.end)
    return PartFacts(
        part_line(blog, face),
        pages_line(part),
        missing_line(blog, face),
        how_known(part, face),
        how_to_get_the_rest(blog),
    )


def report_rows(found: Report) -> list[tuple[str, str]]:
    """Pairs of name and fact, for people; times in the blog's zone."""
    face = zone_face(found.zone, found.first, found.last)
    unsigned = (("unsigned", found.unsigned),) if found.unsigned else ()
    part = found.part or PartFacts("", "", "", "", "")
    facts = [
        ("source", found.source),
        ("format", found.format),
        ("title", found.title),
        ("publisher", found.publisher),
        ("language", found.language),
        ("posts", str(found.posts)),
        *(("found", sentence) for sentence in (found.reading.sentences if found.reading else ())),
        ("from", face.full(found.first, seconds=True)),
        ("to", face.full(found.last, seconds=True)),
        ("zone", found.zone),
        ("part", part.line),
        ("pages", part.pages),
        ("missing", part.missing),
        ("known by", part.sign),
        ("the rest", part.rest),
        ("authors", _counts_line((*found.authors, *unsigned))),
        ("sources", _counts_line(found.sources)),
        *((name, str(count)) for name, count in _counts(found) if count),
    ]
    rows = [(name, value) for name, value in facts if value]
    for gap in found.gaps:
        start = face.full(gap.start, seconds=True)
        rows.append(("gap", f"{span_text(gap.end - gap.start)} from {start}"))
    return rows + [(WARNING, f"{each.place}: {each.message}") for each in found.warnings]


def report_lines(found: Report) -> list[str]:
    return [f"{name:<12} {value}" for name, value in report_rows(found)]


def print_table(found: Report) -> None:
    from rich.box import SIMPLE  # a pipe needs none of it
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for name, value in report_rows(found):
        if name == WARNING != before:
            table.add_section()
        style = "yellow" if name == WARNING else ""
        table.add_row(Text("" if name == before else name, style), Text(value))
        before = name
    Console().print(table)


def _counts(found: Report) -> tuple[tuple[str, int], ...]:
    return (
        ("images", found.images),
        ("embeds", found.embeds),
        ("key events", found.key_events),
        ("pinned", found.pinned),
        ("edits", found.edits),
        ("deletions", found.deletions),
        ("no headline", found.without_headline),
        ("no text", found.without_text),
    )


def _counts_line(names: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names)


def _author_counts(blog: LiveBlog) -> tuple[tuple[str, int], ...]:
    """Posts of each author; a name that signs a post twice counts once."""
    names = ({author.name for author in post.authors} for post in blog.posts)
    return _most_first(Counter(chain.from_iterable(names)))


def _source_counts(blog: LiveBlog) -> tuple[tuple[str, int], ...]:
    return _most_first(Counter(post.source for post in blog.posts if post.source))


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _gaps(blog: LiveBlog) -> tuple[Gap, ...]:
    """The longest silences, oldest first."""
    every = [Gap(before.published, after.published) for before, after in pairwise(blog.posts)]
    if not every:
        return ()
    usual = timedelta(seconds=median((gap.end - gap.start).total_seconds() for gap in every))
    shortest = max(SHORTEST_GAP, GAP_TIMES_MEDIAN * usual)
    long = sorted(
        (gap for gap in every if gap.end - gap.start >= shortest),
        key=lambda gap: gap.start - gap.end,
    )
    return tuple(sorted(long[:MOST_GAPS], key=lambda gap: gap.start))
