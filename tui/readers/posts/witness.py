"""Posts as the data have them, freed of values of the whole live blog."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tui.model.blog import Author, Block, Embed, Image, Post, Version
from tui.model.safe_text import letters_of
from tui.readers.authors import read_authors
from tui.readers.html.blocks import body_blocks, line_of, shown_words
from tui.readers.html.links import address
from tui.readers.html.words import words_in
from tui.readers.pieces.entries import Entry, stories
from tui.readers.pieces.moments import Moment
from tui.readers.posts.about import AboutReader
from tui.readers.warnings import Remarks

UNDATED = datetime.min.replace(tzinfo=UTC)  # stands for the time of a post until it is known
_NO_POST = Post(UNDATED)
RUN = 3  # words in a row that a line shares with the data
FIRST_RUNS = 40  # runs per line
FEWEST = 3  # records, to call a repeated text the blog's own
REPEATED_SHARE = 5  # a picture of one in so many records is the blog's own
_RUN_TOGETHER = re.compile(
    r"(?<=[^\W\d_]{2}[.!?…])(?=[“\"]?[^\W\d_a-zà-ÿ])|(?<=[.!?]”)(?=[^\W\d_])"
    r"|(?<=[.!?][\"’])(?=[A-ZÀ-Þ])|(?<=\d\d[.?!])(?=[\"“‘]?[A-Z][a-z]+[ ,])"
)
REPEATED_AUTHORS = "The same people stand on every post; they are not taken for its authors."
PUBLISHER_AUTHOR = "The publisher stands as the author of posts; they are left unsigned."
NO_TIME_OF_EDIT = "An edit has no time after the one before it and was left out."
DELETED = "Posts that were deleted and whose text is not there were left out: {}."
GLUED = "Paragraphs run together in the source; they are parted where a sentence ends."


@dataclass(frozen=True, slots=True)
class Witness:
    """The data's view of a post; empty for an element without a record.

    `post` has no time yet, `versions` of it neither. `names` are the record's id and address,
    `heading` and `words` are compared with the page.
    """

    post: Post = _NO_POST
    time: Moment | None = None
    edited: Moment | None = None
    names: tuple[str, ...] = ()
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: str = ""  # the words, between spaces
    is_cut: bool = False  # ends in dots: the last word may begin a line
    is_of_data: bool = False

    def says(self, words: list[str]) -> bool:
        """The data's text has a run of these words, or few words alone."""
        if not words or not self.words:
            return False
        if self.is_cut and words[0] == self.words[-1]:
            return True
        return any(self._runs_of(words))

    def says_most(self, words: list[str]) -> bool:
        """The data's text has most runs of these words."""
        runs = list(self._runs_of(words)) if self.words else []
        return sum(runs) * 2 > len(runs)

    def _runs_of(self, words: list[str]) -> Iterator[bool]:
        """Each run of the words, or all of a few: true if the data's text has it."""
        for start in range(min(max(len(words) - RUN, 0) + 1, FIRST_RUNS)):
            run = words[start : start + RUN]
            yield f" {' '.join(run)} " in self.line


class Witnesses:
    """Reads entries; `is_page`: their words are compared with a page's elements."""

    def __init__(
        self, entries: Sequence[Entry], blog: AboutReader, remarks: Remarks, *, is_page: bool
    ) -> None:
        self._entries, self._blog, self._remarks, self._is_page = entries, blog, remarks, is_page
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

    def read(self, *, has_versions: bool) -> list[Witness]:
        if not has_versions:
            return list(map(self._witness, self._entries))
        every = stories(self._entries)
        if deleted := sum(story[0].is_gone for story in every):
            self._remarks.add(DELETED.format(deleted))
        return [self._with_versions(*story) for story in every if not story[0].is_gone]

    def _witness(self, entry: Entry) -> Witness:
        post = self._post(entry)
        words = shown_words(post.body) if self._is_page else []
        return Witness(
            post,
            entry.time,
            entry.edited,
            names=(entry.id, entry.url),
            heading=words_in(post.headline) if self._is_page else [],
            words=words,
            line=f" {' '.join(words)} ",
            is_cut=entry.body.rstrip().endswith(("…", "...")),
            is_of_data=True,
        )

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

    def _with_versions(self, entry: Entry, *later: Entry) -> Witness:
        """The first version, and later versions that differ from the version before."""
        first = self._witness(entry)
        found: list[Version] = []
        latest: Post | None = first.post
        for each in later:
            became = None if each.is_gone else self._post(each)
            if became is not None and latest is not None and _said(became) == _said(latest):
                continue
            if each.known is None or (found and each.known <= found[-1].known):
                self._remarks.add(NO_TIME_OF_EDIT)
                continue
            latest = became
            found.append(Version(each.known, became))
        return replace(first, post=first.post._replace(versions=tuple(found)))

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        text, lead = entry.body, entry.lead
        if lead not in text and not text.startswith(lead.rstrip(" .…")):
            text = f"<p>{lead}</p>{text}" if "<" in text else f"{lead}\n\n{text}"
        if self._glued:
            text = _RUN_TOGETHER.sub("\n\n", text)
        body = body_blocks(text, self._blog.url) if text else ()
        return body if "<img" in text else (*body, *filter(self._is_own, entry.media))

    def _is_own(self, piece: Image | Embed) -> bool:
        times = self._media[piece]
        return times < FEWEST or times * REPEATED_SHARE < len(self._entries)

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
