"""Record: one post by one kind of evidence. Builds the live blog from a run of records."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import NamedTuple

from tui.model.blog import Author, Block, LiveBlog, Post, Version
from tui.model.errors import UnreadableError
from tui.model.reading import ReadingCounts
from tui.model.summary import summary_points
from tui.model.zones import iana_zone
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.order import in_order
from tui.readers.warnings import Remarks

type Moment = datetime | date
"""A time of the source: naive means in the blog's zone, a date means midnight."""

NO_TIME = "The post has no time that can be read and was left out."
EMPTY = "The post is empty: it has no headline, no text and no picture."


class Record(NamedTuple):
    time: Moment | None = None
    edited: Moment | None = None
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    id: str = ""
    url: str = ""
    kicker: str = ""
    key_event: bool = False
    pinned: bool = False
    later: tuple["Later", ...] = ()  # edits and deletions, oldest first


class Later(NamedTuple):
    """A later version, known since a moment; without a record: deleted."""

    known: datetime
    record: Record | None


class About(NamedTuple):
    """A live blog's own fields; `zone` is an IANA name or empty."""

    title: str = ""
    description: str = ""
    summary: tuple[Block, ...] = ()
    publisher: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    zone: str = ""
    captured: datetime | None = None
    coverage_start: datetime | None = None
    coverage_end: datetime | None = None


def live_blog(
    records: Sequence[Record],
    about: About,
    *,
    kind: str,
    remarks: Remarks | None = None,
    reading: ReadingCounts | None = None,
) -> LiveBlog:
    """`kind` is its `format`. Raises UnreadableError if no record has a time and a word."""
    remarks = remarks if remarks is not None else Remarks("post")
    zone = zone_of(about)
    posts = []
    for number, record in enumerate(records, 1):
        post = post_of(record, zone)
        if post is None:
            remarks.add(NO_TIME, number)
        elif post.headline or post.body:
            posts.append(post)
        else:
            remarks.add(EMPTY, number)
    if not posts:
        raise UnreadableError(
            f"None of the live blog's {len(records)} posts has a time and a word to show."
        )
    return LiveBlog(
        posts=in_order(posts, remarks),
        title=about.title,
        description=about.description,
        summary=summary_points(about.summary),
        zone=about.zone or _zone_name((x.time for x in records), about),
        publisher=about.publisher,
        url=about.url,
        language=about.language,
        authors=about.authors,
        coverage_start=about.coverage_start,
        coverage_end=about.coverage_end,
        format=kind,
        warnings=remarks.folded(),
        captured=about.captured,
        reading=reading,
    )


def post_of(record: Record, zone: tzinfo) -> Post | None:
    """None without a time; `zone` is for times without an offset."""
    published = aware(record.time, zone)
    if published is None:
        return None
    edited = aware(record.edited, zone)
    versions = (
        Version(x.known, None if x.record is None else post_of(x.record, zone))
        for x in record.later
    )
    return Post(
        published=published,
        headline=record.headline,
        kicker=record.kicker,
        authors=record.authors,
        body=record.body,
        id=record.id,
        url=record.url,
        modified=edited if edited is not None and edited > published else None,
        key_event=record.key_event,
        pinned=record.pinned,
        versions=tuple(versions),
    )


def zone_of(about: About) -> tzinfo:
    """Zone for times without an offset: the source's, its publisher's, else UTC."""
    own = iana_zone(about.zone) if about.zone else None
    if own is not None:
        return own
    homes = publisher_zones(address=about.url, publisher=about.publisher, language=about.language)
    return homes[0] if homes else UTC


def aware(moment: Moment | None, zone: tzinfo) -> datetime | None:
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _zone_name(times: Iterable[Moment | None], about: About) -> str:
    told = (x for x in times if isinstance(x, datetime) and x.tzinfo is not None)
    return choose_zone(told, address=about.url, publisher=about.publisher, language=about.language)
