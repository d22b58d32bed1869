"""One post from several saves: first text, then edits and deletions; and a summary's next state."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post, ReadWarning, SummaryPoint, Version
from tui.model.versions import Standing, standing_of
from tui.readers.own_format import FORMAT as OWN_FORMAT

MOST_VERSIONS = 20  # then only one in EDITS_APART: such texts are counters or advertisements
EDITS_APART = timedelta(minutes=30)
BY_FILES = "The pages do not say when they were saved: edits and deletions are dated by file times."
RESTLESS = (
    "The text of a post changes at nearly every capture: after "
    f"{MOST_VERSIONS} versions one in {EDITS_APART // timedelta(minutes=1)} minutes is kept."
)


class Source(NamedTuple):
    """A page or save of a live blog, saved at `taken`, or, undated, between `since` (its last post)
    and `taken`."""

    blog: LiveBlog
    taken: datetime
    since: datetime | None = None
    by_file: bool = False  # dated by the file alone

    @property
    def saved(self) -> datetime | None:
        return self.taken if self.since is None else None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its latest and earliest time."""
        return self.taken, self.since or self.taken


def source_of(
    blog: LiveBlog, file_time: datetime | None = None, end: datetime | None = None
) -> Source:
    """Never saved before its last post; an undated one was saved before `end`."""
    told = blog.captured or file_time
    by_file = blog.captured is None and file_time is not None and file_time > blog.end
    taken = max(told or end or blog.end, blog.end)
    return Source(blog, taken, None if told else blog.end, by_file)


def one_post(seen: Iterable[tuple[Source, Post | None]]) -> Post:
    """A post's first text, edits and deletions; None where a source lacks it between its posts."""
    every = sorted(seen, key=lambda one: one[0].span)
    newest = [post for _, post in every if post is not None][-1]
    ordered = _comparable(every)
    posts = [post for _, post in ordered if post is not None]
    first, edits = _edited(ordered)
    versions = dict.fromkeys(chain(edits, *(post.versions for post in posts)))
    words = words_of(first)
    alike = [post for post in reversed(posts) if words_of(post) == words]
    first = next((post for post in alike if post.id), alike[0])
    first = first._replace(key_event=newest.key_event, pinned=newest.pinned)
    return first._replace(versions=bounded(_rising(versions, first)))


def _edited(ordered: Sequence[tuple[Source, Post | None]]) -> tuple[Post, tuple[Version, ...]]:
    """The first text, or that of the last source that itself holds the most versions, with these,
    and one for each later source that changes it and has none of its own."""
    there = [(n, post) for n, (_, post) in enumerate(ordered) if post is not None]
    most = max(len(post.versions) for _, post in there)
    fullest = [x for x in there if len(x[1].versions) == most]
    start, first = fullest[-1] if most else fullest[0]
    edited = first
    for (before, _), (source, now) in pairwise(ordered[start:]):
        if now is None or not now.versions:
            version = change(standing_of(edited), now, source.taken, before.span[1])
            edited = edited._replace(versions=(*edited.versions, *filter(None, [version])))
    return first, edited.versions


def _rising(versions: Iterable[Version], base: Post) -> list[Version]:
    """Versions in order, none before the post, all with the post's first place and its labels."""
    found, least = [], base.published
    for known, post, after in sorted(versions, key=lambda version: version.known):
        least = max(least, known)
        if post is not None:
            post = post._replace(
                published=base.published, key_event=base.key_event, pinned=base.pinned
            )
        found.append(Version(least, post, after))
    return found


def _comparable(ordered: Sequence[tuple[Source, Post | None]]) -> list[tuple[Source, Post | None]]:
    """Sources of the most frequent format, and of our own: two readers find different words."""
    formats = [source.blog.format for source, post in ordered if post is not None]
    others = [name for name in formats if name != OWN_FORMAT]
    most = max(reversed(others), key=others.count, default=OWN_FORMAT)
    return [one for one in ordered if one[0].blog.format in (most, OWN_FORMAT)]


def version_notes(posts: Sequence[Post], sources: Sequence[Source]) -> list[ReadWarning]:
    by_file = {source.taken for source in sources if source.by_file}
    known = {version.known for post in posts for version in post.versions}
    notes = {
        BY_FILES: not by_file.isdisjoint(known),
        RESTLESS: any(len(post.versions) >= MOST_VERSIONS for post in posts),
    }
    return [ReadWarning("versions", note) for note, is_true in notes.items() if is_true]


def change(
    standing: Standing,
    post: Post | None,
    taken: datetime,
    before: datetime,
    since: datetime | None = None,
) -> Version | None:
    """The version of a post in a source, None if unchanged. The source was `taken` at one moment,
    the earlier one at `before`. The source's own time of an edit counts if it is later than the
    last edit, or than `since`. Also used for a later state of a live blog."""
    after = before if before < taken else None
    if post is None:
        return None if standing.deleted else Version(taken, None, after)
    if standing.deleted:
        return Version(taken, post, after)
    if words_of(post) == words_of(standing.post):
        return None
    last = since or standing.post.modified or standing.post.published
    if post.modified is not None and post.modified > last:
        return Version(post.modified, post)
    return Version(taken, post, after)


def bounded(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Thin out a text that changes all the time, by its earlier versions; deletions stay."""
    kept: list[Version] = []
    for version in versions:
        is_edit = version.post is not None and (not kept or kept[-1].post is not None)
        is_dense = len(kept) >= MOST_VERSIONS and version.known < kept[-1].known + EDITS_APART
        if not (is_edit and is_dense):
            kept.append(version)
    return tuple(kept)


def words_of(post: Post) -> str:
    """Visible words without addresses: another size of a picture is no edit."""
    urls = {url for block in post.body if (url := getattr(block, "url", ""))}
    texts = [text for block in post.body for text in block.words if text not in urls]
    return " ".join(" ".join((post.kicker, post.headline, post.byline, *texts)).split())


# The summary


def next_summary(
    before: Sequence[SummaryPoint], after: Sequence[SummaryPoint], moment: datetime
) -> tuple[SummaryPoint, ...]:
    """Points of a summary and of its replacement at a moment, in one order. A point that moved, or
    became a heading, is gone from its place and new at the other."""
    old, new = list(map(_words, before)), list(map(_words, after))
    found: list[SummaryPoint] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(before[i:i_end], after[j:j_end], strict=True)
            found += [was._replace(known=now.known or was.known) for was, now in pairs]
        else:
            found += [point._replace(until=point.until or moment) for point in before[i:i_end]]
            found += [point._replace(known=point.known or moment) for point in after[j:j_end]]
    return tuple(found)


def _words(point: SummaryPoint) -> tuple[str, str]:
    """Kind and words, to compare; a point that is gone equals no other."""
    if point.until is not None:
        return "", ""
    return type(point.block).__name__, " ".join(" ".join(point.block.words).split())
