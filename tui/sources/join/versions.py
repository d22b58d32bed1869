"""One post from several captures: its first text, then its edits and deletions."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post, ReadWarning, Version
from tui.model.versions import Standing, standing_of
from tui.readers.own_format import FORMAT as OWN_FORMAT

MOST_VERSIONS = 20  # then only one in EDITS_APART: such texts are counters or advertisements
EDITS_APART = timedelta(minutes=30)
BY_FILES = (
    "The pages do not say when they were saved: edits and deletions are dated by their files' "
    "times."
)
RESTLESS = (
    "The text of a post changes at nearly every capture: after "
    f"{MOST_VERSIONS} versions one in {EDITS_APART // timedelta(minutes=1)} minutes is kept."
)


class Capture(NamedTuple):
    """A source was saved at `taken`, or between `since` and `taken`."""

    taken: datetime
    format: str = ""
    by_file: bool = False  # dated by the file alone
    since: datetime | None = None  # time of its last post, if the save is undated

    @property
    def earliest(self) -> datetime:
        return self.taken if self.since is None else self.since


def order_of(capture: Capture) -> tuple[datetime, datetime]:
    return capture.taken, capture.earliest


class Seen(NamedTuple):
    """A post in one capture; None where a capture lacks it between posts that it has."""

    capture: Capture
    post: Post | None


def capture_of(
    blog: LiveBlog, file_time: datetime | None = None, end: datetime | None = None
) -> Capture:
    """Never before the source's last post. An undated source was saved before `end`."""
    told = blog.captured or file_time
    by_file = blog.captured is None and file_time is not None and file_time > blog.end
    taken = max(told or end or blog.end, blog.end)
    return Capture(taken, blog.format, by_file, None if told else blog.end)


def one_post(seen: Sequence[Seen]) -> Post:
    """The first text of a post, with its edits and deletions."""
    ordered = sorted(seen, key=lambda one: order_of(one.capture))
    newest = [one.post for one in ordered if one.post is not None][-1]
    compared = _comparable(ordered)
    posts = [one.post for one in compared if one.post is not None]
    start = _start(compared)
    first = compared[start].post or newest
    seen_versions = (each.versions for each in posts)
    versions = dict.fromkeys(chain(_edited(first, compared[start:]).versions, *seen_versions))
    words = words_of(first)
    first = _fullest([x for x in posts if words_of(x) == words])
    return first._replace(
        versions=bounded(_rising(versions, first, newest)),
        key_event=newest.key_event,
        pinned=newest.pinned,
    )


def _edited(post: Post, captures: Sequence[Seen]) -> Post:
    """The post with a version for each capture that changes it and has none of its own."""
    for before, (capture, now) in pairwise(captures):
        if now is None or not now.versions:
            version = change(standing_of(post), now, capture.taken, before.capture.earliest)
            post = post._replace(versions=(*post.versions, *filter(None, [version])))
    return post


def _comparable(ordered: Sequence[Seen]) -> list[Seen]:
    """Captures of the most frequent format, and of our own: two readers find different words in
    equal pages."""
    formats = [one.capture.format for one in ordered if one.post is not None]
    others = [name for name in formats if name != OWN_FORMAT]
    most = max(reversed(others), key=others.count, default=OWN_FORMAT)
    return [one for one in ordered if comparable(one.capture.format, most)]


def version_notes(posts: Sequence[Post], captures: Sequence[Capture]) -> tuple[ReadWarning, ...]:
    by_file = {capture.taken for capture in captures if capture.by_file}
    known = {version.known for post in posts for version in post.versions}
    notes = {
        BY_FILES: not by_file.isdisjoint(known),
        RESTLESS: any(len(post.versions) >= MOST_VERSIONS for post in posts),
    }
    return tuple(ReadWarning("versions", note) for note, is_true in notes.items() if is_true)


def _fullest(posts: Sequence[Post]) -> Post:
    """The latest post with an id, else the latest, of posts with the same words."""
    return next((post for post in reversed(posts) if post.id), posts[-1])


def comparable(form: str, other: str) -> bool:
    """True if the words of two formats may be compared; our own format holds any."""
    return form == other or OWN_FORMAT in (form, other)


def change(
    standing: Standing,
    post: Post | None,
    taken: datetime,
    before: datetime,
    since: datetime | None = None,
) -> Version | None:
    """The version of a post in a capture, None if unchanged. The capture was `taken` at one moment,
    the earlier one at `before`. The source's own time of an edit counts if it is later than the
    last edit, or than `since`. Also used for a later state of a live blog."""
    after = before if before < taken else None
    if post is None:
        return None if standing.deleted else Version(taken, None, after)
    if standing.deleted:
        return Version(taken, post, after)
    if words_of(post) == words_of(standing.post):
        return None
    modified = post.modified
    if modified is not None and modified > (
        since or standing.post.modified or standing.post.published
    ):
        return Version(modified, post)
    return Version(taken, post, after)


def _start(ordered: Sequence[Seen]) -> int:
    """The first capture, or the last that itself holds the most versions."""
    counts = {number: len(one.post.versions) for number, one in enumerate(ordered) if one.post}
    return max(counts, key=lambda number: (counts[number], number if counts[number] else -number))


def bounded(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Thin out a text that changes all the time, by its earlier versions; deletions stay."""
    kept: list[Version] = []
    for version in versions:
        is_edit = version.post is not None and (not kept or kept[-1].post is not None)
        is_dense = len(kept) >= MOST_VERSIONS and version.known < kept[-1].known + EDITS_APART
        if not (is_edit and is_dense):
            kept.append(version)
    return tuple(kept)


def _rising(versions: Iterable[Version], base: Post, newest: Post) -> tuple[Version, ...]:
    """Versions in order, none before the post, all at the post's first place."""
    found: list[Version] = []
    least = base.published
    for version in sorted(versions, key=lambda version: version.known):
        least = max(least, version.known)
        post = version.post
        if post is not None:
            post = post._replace(
                published=base.published, key_event=newest.key_event, pinned=newest.pinned
            )
        found.append(version._replace(known=least, post=post))
    return tuple(found)


def words_of(post: Post) -> str:
    """Visible words without addresses: another size of a picture is no edit."""
    urls = {url for block in post.body if (url := getattr(block, "url", ""))}
    texts = [text for block in post.body for text in block.words if text not in urls]
    return " ".join(" ".join((post.kicker, post.headline, post.byline, *texts)).split())
