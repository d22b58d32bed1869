"""The report of `liveblog-tui check`, to judge the reading of a live blog."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, pairwise
from statistics import median
from typing import Any

import tui
from tui.model.blog import Embed, LiveBlog, Post
from tui.model.clock_face import own_face, span_text
from tui.model.coverage_words import coverage_facts
from tui.model.safe_text import escaped_json
from tui.model.versions import later_edit

MOST_GAPS = 5  # the longest gaps
SHORTEST_GAP = timedelta(minutes=5)
GAP_TIMES_MEDIAN = 3  # least length, in median distances between posts
_COUNTED: Mapping[str, tuple[str, Callable[[Post], int]]] = {
    "images": ("images", lambda post: len(post.images)),
    "embeds": ("embeds", lambda post: sum(isinstance(block, Embed) for block in post.body)),
    "key_events": ("key events", lambda post: post.key_event),
    "pinned": ("pinned", lambda post: post.pinned),
    "edits": ("edits", lambda post: sum(x.post is not None for x in post.versions)),
    "deletions": ("deletions", lambda post: sum(x.post is None for x in post.versions)),
    "without_headline": ("no headline", lambda post: not post.headline),
    "without_text": ("no text", lambda post: not post.body),
}
"""By the name in JSON: the name for people, and the count in a post."""
_PART_NAMES = {"line": "part", "sign": "known by", "rest": "the rest"}


def report(blog: LiveBlog, source: str = "") -> dict[str, Any]:
    """Facts by name; spans of time in seconds."""
    authors = ({author.name for author in post.authors} for post in blog.posts)
    return {
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
        **{key: sum(map(count, blog.posts)) for key, (_, count) in _COUNTED.items()},
        "late_edits": sum(later_edit(post) is not None for post in blog.posts),
        "gaps": [{"start": start, "end": end} for start, end in _gaps(blog)],
        "warnings": [warning._asdict() for warning in blog.warnings],
        "part": coverage_facts(blog),
        "reading": None if blog.reading is None else blog.reading._asdict(),
        "span_seconds": (blog.end - blog.start).total_seconds(),
        "program": f"liveblog-tui {tui.__version__}",
    }


def report_json(facts: dict[str, Any]) -> str:
    """Times in ISO 8601."""
    return escaped_json(json.dumps(facts, ensure_ascii=False, indent=2, default=datetime.isoformat))


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


def report_rows(blog: LiveBlog, facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of name and fact, for people; times in the blog's zone."""
    return [(name, fact) for name, fact in _rows(blog, facts) if fact]


def _rows(blog: LiveBlog, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Some facts are empty."""
    face = own_face(blog)
    for name in ("source", "format", "title", "publisher", "language", "posts"):
        yield name, str(facts[name])
    if blog.reading:
        yield from (("found", sentence) for sentence in blog.reading.sentences)
    yield "from", face.full(blog.start, seconds=True)
    yield "to", face.full(blog.end, seconds=True)
    is_offset = blog.zone.startswith("Etc/")  # Etc/GMT-2 is UTC+2
    yield "zone", face.name_at(blog.start) if is_offset else blog.zone
    for key, value in (facts["part"] or {}).items():
        yield _PART_NAMES.get(key, key), value
    yield from _counts(facts)
    late = facts["late_edits"]
    yield "late edits", f"{late} (the source has only the later words)" if late else ""
    for start, end in _gaps(blog):
        yield "gap", f"{span_text(end - start)} from {face.full(start, seconds=True)}"
    yield from (("warning", f"{place}: {message}") for place, message in blog.warnings)


def _counts(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    unsigned = {"name": "unsigned", "posts": facts["unsigned"]}
    for name, counts in (("authors", [*facts["authors"], unsigned]), ("sources", facts["sources"])):
        yield name, ", ".join(f"{x['name']} ({x['posts']})" for x in counts if x["posts"])
    for key, (name, _) in _COUNTED.items():
        yield name, str(facts[key] or "")
