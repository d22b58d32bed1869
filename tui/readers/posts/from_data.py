"""Drafts of posts from entries of the data, freed of values of the whole live blog."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tui.model.blog import Author, Block, Post, Version
from tui.model.safe_text import letters_of
from tui.readers.authors import read_authors
from tui.readers.habits import is_repeated
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address
from tui.readers.pieces.entries import Entry
from tui.readers.pieces.records import Found
from tui.readers.posts.about import AboutReader
from tui.readers.posts.draft import UNDATED, Draft
from tui.readers.warnings import Remarks

FEWEST = 3  # records, to call a repeated text the blog's own
_RUN_TOGETHER = re.compile(
    r"(?<=[^\W\d_]{2}[.!?…])(?=[“\"]?[^\W\d_a-zà-ÿ])|(?<=[.!?]”)(?=[^\W\d_])"
    r"|(?<=[.!?][\"’])(?=[A-ZÀ-Þ])|(?<=\d\d[.?!])(?=[\"“‘]?[A-Z][a-z]+[ ,])"
)
REPEATED_AUTHORS = "Every post names the same people; they are not shown as its authors."
PUBLISHER_AUTHOR = "Posts name the publisher as their author; they are shown as unsigned."
NO_TIME_OF_EDIT = "An edit has no time after the one before it and was left out."
DELETED = "Posts that were deleted and whose text is not there were left out: {}."
GLUED = "Paragraphs run together in the source; they are split where a sentence ends."


def drafts_of(
    found: Found | None, about: AboutReader, remarks: Remarks, *, is_page: bool
) -> list[Draft]:
    """Drafts of the records; `is_page`: these are also elements of a page."""
    if found is None:
        return []
    for remark in found.remarks:
        remarks.add(remark)
    posts = _PostReader(found.entries, about, remarks, is_page=is_page)
    stories: dict[str, list[Entry]] = {}  # versions of each post
    for number, entry in enumerate(found.entries):
        key = entry.id if found.dialect.known else ""
        stories.setdefault(key or f"#{number}", []).append(entry)
    drafts: list[Draft] = []
    for story in stories.values():
        first, *later = sorted(story, key=_order)
        if not first.is_gone:
            drafts.append(Draft(about.nobody, first, posts.read(first, later)))
    if len(drafts) < len(stories):
        remarks.add(DELETED.format(len(stories) - len(drafts)))
    return drafts


def _order(entry: Entry) -> tuple[bool, float]:
    """The original text before its edits, edits by time."""
    is_edit = entry.is_gone or entry.known not in (None, entry.time)
    return is_edit, entry.known.timestamp() if entry.known is not None else 0.0


class _PostReader:
    """Reads posts of entries, without what all entries share."""

    def __init__(
        self, entries: Sequence[Entry], about: AboutReader, remarks: Remarks, *, is_page: bool
    ) -> None:
        self._about, self._remarks, self._count = about, remarks, len(entries)
        self._people: dict[str, tuple[Author, ...]] = {}
        self._media = Counter(x for entry in entries for x in entry.media)
        self._has_one_headline = is_page and self._is_one(x.headline for x in entries)
        teams = list(map(self._authors, entries))
        self._is_signed = not (self._is_one(teams) and len(teams[0]) > 1)
        self._is_glued = _are_glued([x.body for x in entries if x.body])
        if not self._is_signed:
            remarks.add(REPEATED_AUTHORS)
        if self._is_glued:
            remarks.add(GLUED)

    def _is_one(self, values: Iterable[object]) -> bool:
        """All records have one value, and there are some records."""
        return len(set(values)) == 1 and self._count >= FEWEST

    def read(self, entry: Entry, later: Sequence[Entry]) -> Post:
        """The first version, and later versions that differ from the version before."""
        first = self._post(entry)
        found: list[Version] = []
        latest: Post | None = first
        for each in later:
            became = None if each.is_gone else self._post(each)
            if became is not None and latest is not None and _said(became) == _said(latest):
                continue
            if each.known is None or (found and each.known <= found[-1].known):
                self._remarks.add(NO_TIME_OF_EDIT)
                continue
            latest = became
            found.append(Version(each.known, became))
        return first._replace(versions=tuple(found))

    def _post(self, entry: Entry) -> Post:
        headline, body = line_of(entry.headline), self._blocks(entry)
        if headline == self._about.title and (body or self._has_one_headline):
            headline = ""
        url = address(entry.url, self._about.url) if entry.url else ""
        return Post(
            UNDATED,
            headline=headline,
            kicker=line_of(entry.kicker),
            authors=self._authors(entry) if self._is_signed else (),
            body=body,
            id=entry.id.rpartition("#")[2] or url.rpartition("#")[2] * ("#" in url),
            url=url,
            key_event=entry.key_event,
            pinned=entry.pinned,
        )

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        text, lead = entry.body, entry.lead
        if lead not in text and not text.startswith(lead.rstrip(" .…")):
            text = f"<p>{lead}</p>{text}" if "<" in text else f"{lead}\n\n{text}"
        if self._is_glued:
            text = _RUN_TOGETHER.sub("\n\n", text)
        body = body_blocks(text, self._about.url) if text else ()
        own = (x for x in entry.media if not is_repeated(self._media[x], self._count))
        return body if "<img" in text else (*body, *own)

    def _authors(self, entry: Entry) -> tuple[Author, ...]:
        key = repr(entry.author)[:500]
        if key not in self._people:
            every = read_authors(entry.author)
            own = tuple(x for x in every if letters_of(x.name) not in self._about.nobody)
            self._people[key] = own
            if len(own) < len(every):
                self._remarks.add(PUBLISHER_AUTHOR)
        return self._people[key]


def _are_glued(bodies: Sequence[str]) -> bool:
    """Sentences touch throughout a blog: paragraphs were joined without a space."""
    if any("\n" in x or "<" in x for x in bodies):
        return False
    joints = sum(bool(_RUN_TOGETHER.search(x)) for x in bodies)
    return joints >= FEWEST and joints * 2 > len(bodies)


def _said(post: Post) -> tuple[object, ...]:
    """The parts that readers see, by which versions differ."""
    return post.headline, post.authors, post.body, post.key_event
