"""Drafts of posts from entries of the data, freed of values of the whole live blog."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tui.model.blog import Author, Block, Embed, Image, Post, Version
from tui.model.safe_text import letters_of
from tui.readers.authors import read_authors
from tui.readers.habits import is_repeated
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address
from tui.readers.pieces.entries import Entry, stories
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


class DataDrafts:
    """Reads entries; `is_page`: their posts are also elements of a page."""

    def __init__(
        self, entries: Sequence[Entry], blog: AboutReader, remarks: Remarks, *, is_page: bool
    ) -> None:
        self._entries, self._blog, self._remarks = entries, blog, remarks
        self._people: dict[str, tuple[Author, ...]] = {}
        self._media = Counter(x for entry in entries for x in entry.media)
        self._has_one_headline = is_page and self._share_one(x.headline for x in entries)
        teams = list(map(self._authors, entries))
        self._signs = not (self._share_one(teams) and len(teams[0]) > 1)
        self._glued = _are_glued([x.body for x in entries])
        if not self._signs:
            remarks.add(REPEATED_AUTHORS)
        if self._glued:
            remarks.add(GLUED)

    def _share_one(self, values: Iterable[object]) -> bool:
        """All records have one value, and there are some records."""
        return len(set(values)) == 1 and len(self._entries) >= FEWEST

    def read(self, *, has_versions: bool) -> list[Draft]:
        if not has_versions:
            return list(map(self._draft, self._entries))
        every = stories(self._entries)
        if deleted := sum(story[0].is_gone for story in every):
            self._remarks.add(DELETED.format(deleted))
        return [self._draft(*story) for story in every if not story[0].is_gone]

    def _post(self, entry: Entry) -> Post:
        headline, body = line_of(entry.headline), self._blocks(entry)
        if headline == self._blog.title and (body or self._has_one_headline):
            headline = ""
        url = address(entry.url, self._blog.url) if entry.url else ""
        return Post(
            UNDATED,
            headline=headline,
            kicker=line_of(entry.kicker),
            authors=self._authors(entry) if self._signs else (),
            body=body,
            id=entry.id.rpartition("#")[2] or url.rpartition("#")[2] * ("#" in url),
            url=url,
            key_event=entry.key_event,
            pinned=entry.pinned,
        )

    def _draft(self, entry: Entry, *later: Entry) -> Draft:
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
        return Draft(self._blog.nobody, entry, first._replace(versions=tuple(found)))

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        text, lead = entry.body, entry.lead
        if lead not in text and not text.startswith(lead.rstrip(" .…")):
            text = f"<p>{lead}</p>{text}" if "<" in text else f"{lead}\n\n{text}"
        if self._glued:
            text = _RUN_TOGETHER.sub("\n\n", text)
        body = body_blocks(text, self._blog.url) if text else ()
        return body if "<img" in text else (*body, *filter(self._is_own, entry.media))

    def _is_own(self, piece: Image | Embed) -> bool:
        return not is_repeated(self._media[piece], len(self._entries))

    def _authors(self, entry: Entry) -> tuple[Author, ...]:
        key = repr(entry.author)[:500]
        if key not in self._people:
            every = read_authors(entry.author)
            own = tuple(x for x in every if letters_of(x.name) not in self._blog.nobody)
            self._people[key] = own
            if len(own) < len(every):
                self._remarks.add(PUBLISHER_AUTHOR)
        return self._people[key]


def _are_glued(bodies: Sequence[str]) -> bool:
    """Sentences touch throughout a blog: paragraphs were joined without a space."""
    if any("\n" in x or "<" in x for x in bodies):
        return False
    joints = sum(bool(_RUN_TOGETHER.search(x)) for x in bodies)
    return joints >= FEWEST and joints * 2 > sum(map(bool, bodies))


def _said(post: Post) -> tuple[object, ...]:
    """The parts that readers see, by which versions differ."""
    return post.headline, post.authors, post.body, post.key_event
