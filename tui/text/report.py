"""The report of `liveblog-tui check`, to judge the reading of a live blog."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, pairwise
from statistics import median
from typing import Any

import tui
from tui.model.blog import Embed, Image, LiveBlog, Post
from tui.model.clock_face import own_face, span_text
from tui.model.coverage_words import (
    how_known,
    how_to_get_the_rest,
    missing_line,
    pages_line,
    part_line,
)
from tui.model.safe_text import escaped_json

WARNING = "warning"
MOST_GAPS = 5  # the longest gaps
SHORTEST_GAP = timedelta(minutes=5)
GAP_TIMES_MEDIAN = 3  # least length, in median distances between posts
_COUNTS = {
    "images": "images",
    "embeds": "embeds",
    "key_events": "key events",
    "pinned": "pinned",
    "edits": "edits",
    "deletions": "deletions",
    "without_headline": "no headline",
    "without_text": "no text",
}
"""Name of each count in JSON and for people."""


@dataclass(frozen=True, slots=True)
class Report:
    """`facts` are as in JSON; spans of time in seconds."""

    blog: LiveBlog
    facts: dict[str, Any]

    @property
    def clean(self) -> bool:
        return not self.blog.warnings

    def as_json(self) -> str:
        """Times in ISO 8601."""
        text = json.dumps(self.facts, ensure_ascii=False, indent=2, default=datetime.isoformat)
        return escaped_json(text)


def report(blog: LiveBlog, source: str = "") -> Report:
    authors = ({author.name for author in post.authors} for post in blog.posts)
    facts = {
        "source": source,
        "format": blog.format,
        "title": blog.title,
        "publisher": blog.publisher,
        "zone": blog.zone,
        "language": blog.language,
        "posts": len(blog.posts),
        "first": blog.start,
        "last": blog.end,
        "authors": _named(chain.from_iterable(authors)),  # who signs a post twice counts once
        "unsigned": sum(not post.authors for post in blog.posts),
        "sources": _named(filter(None, (post.source for post in blog.posts))),
        **_counts(blog.posts),
        "gaps": [{"start": start, "end": end} for start, end in _gaps(blog)],
        "warnings": [warning._asdict() for warning in blog.warnings],
        "part": _part(blog),
        "reading": blog.reading and blog.reading._asdict(),
        "span_seconds": (blog.end - blog.start).total_seconds(),
        "program": f"liveblog-tui {tui.__version__}",
    }
    return Report(blog, facts)


def _counts(posts: Iterable[Post]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for post in posts:
        kinds = Counter(map(type, post.body))
        deletions = sum(version.post is None for version in post.versions)
        counts.update(
            key_events=int(post.key_event),
            pinned=int(post.pinned),
            edits=len(post.versions) - deletions,
            deletions=deletions,
            images=kinds[Image],
            embeds=kinds[Embed],
            without_headline=int(not post.headline),
            without_text=int(not post.body),
        )
    return dict(counts)


def _part(blog: LiveBlog) -> dict[str, str] | None:
    """Coverage in words, each empty if unknown; None without evidence of several parts."""
    if blog.part is None:
        return None
    face = own_face(blog)
    return {
        "line": part_line(blog, face),
        "pages": pages_line(blog.part),
        "missing": missing_line(blog, face),
        "sign": how_known(blog.part),
        "rest": how_to_get_the_rest(blog),
    }


def report_rows(found: Report) -> list[tuple[str, str]]:
    """Pairs of name and fact, for people; times in the blog's zone."""
    return [(name, value) for name, value in _rows(found.blog, found.facts) if value]


def _rows(blog: LiveBlog, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    time = partial(own_face(blog).full, seconds=True)
    part = facts["part"] or {}
    names = [*facts["authors"], {"name": "unsigned", "posts": facts["unsigned"]}]
    for name in ("source", "format", "title", "publisher", "language", "posts"):
        yield name, str(facts[name])
    for sentence in blog.reading.sentences if blog.reading else ():
        yield "found", sentence
    yield from (("from", time(blog.start)), ("to", time(blog.end)), ("zone", blog.zone))
    words = {"line": "part", "pages": "pages", "missing": "missing", "sign": "known by"}
    for key, name in (words | {"rest": "the rest"}).items():
        yield name, part.get(key, "")
    yield "authors", _counts_line(names)
    yield "sources", _counts_line(facts["sources"])
    for key, name in _COUNTS.items():
        yield name, str(facts[key] or "")
    for start, end in _gaps(blog):
        yield "gap", f"{span_text(end - start)} from {time(start)}"
    for warning in blog.warnings:
        yield WARNING, f"{warning.place}: {warning.message}"


def report_lines(found: Report) -> list[str]:
    return [f"{name:<12} {value}" for name, value in report_rows(found)]


def print_table(found: Report) -> None:
    from rich.console import Console  # a pipe needs none of it
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for name, value in report_rows(found):
        style = "yellow" if name == WARNING else "bold"
        table.add_row(Text("" if name == before else name, style), Text(value))
        before = name
    Console().print(table)


def _counts_line(names: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"{each['name']} ({each['posts']})" for each in names if each["posts"])


def _named(names: Iterable[str]) -> list[dict[str, Any]]:
    """Numbers of posts, most first."""
    counts = sorted(Counter(names).items(), key=lambda entry: (-entry[1], entry[0]))
    return [{"name": name, "posts": count} for name, count in counts]


def _gaps(blog: LiveBlog) -> list[tuple[datetime, datetime]]:
    """The longest silences between two posts, oldest first."""
    every = list(pairwise(post.published for post in blog.posts))
    if not every:
        return []
    usual = timedelta(seconds=median((end - start).total_seconds() for start, end in every))
    shortest = max(SHORTEST_GAP, GAP_TIMES_MEDIAN * usual)
    long = [(start, end) for start, end in every if end - start >= shortest]
    return sorted(sorted(long, key=lambda gap: gap[0] - gap[1])[:MOST_GAPS])
