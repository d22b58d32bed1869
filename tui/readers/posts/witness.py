"""Records of data with their words, freed of values of the whole live blog."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tui.model.blog import Author, Block, Embed, Image
from tui.model.safe_text import letters_of
from tui.readers.authors import read_authors
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address
from tui.readers.html.words import words_in
from tui.readers.pieces.binding import Clue
from tui.readers.pieces.entries import Entry, stories
from tui.readers.pieces.record import Later, Record
from tui.readers.posts.anatomy import shown_words
from tui.readers.warnings import Remarks

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
    """The data's view of a post; `signs` is False for a team that is named with every post."""

    record: Record = field(default_factory=Record)
    clue: Clue = field(default_factory=lambda: Clue((), [], []))
    line: str = ""  # words of the body, between spaces
    is_cut: bool = False  # ends in dots: the last word may begin a line
    signs: bool = True
    is_of_data: bool = False

    def says(self, words: list[str]) -> bool:
        """The data's text has a run of these words, or few words alone."""
        body = self.clue.body
        if not words or not body:
            return False
        if self.is_cut and words[0] == body[-1]:
            return True
        if len(words) <= RUN:
            return f" {' '.join(words)} " in self.line
        runs = range(min(len(words) - RUN + 1, FIRST_RUNS))
        return any(f" {' '.join(words[x : x + RUN])} " in self.line for x in runs)


@dataclass(frozen=True, slots=True)
class BlogsOwn:
    """Title, address and authors of the live blog; `nobody`: letters of names that sign no post."""

    title: str
    base: str
    nobody: frozenset[str]
    authors: frozenset[str]
    is_page: bool  # its elements are compared with the words of the data


def witnesses(
    entries: Sequence[Entry], own: BlogsOwn, remarks: Remarks, *, has_versions: bool
) -> list[Witness]:
    reader = _Reader(entries, own, remarks)
    if not has_versions:
        return [reader.witness(x) for x in entries]
    found = []
    every = stories(entries)
    if deleted := sum(story[0].is_gone for story in every):
        remarks.add(DELETED.format(deleted))
    for first, *later in every:
        if not first.is_gone:
            made = reader.witness(first)
            versions = reader.versions(made.record, later)
            found.append(replace(made, record=made.record._replace(later=versions)))
    return found


class _Reader:
    def __init__(self, entries: Sequence[Entry], own: BlogsOwn, remarks: Remarks) -> None:
        self._own, self._remarks = own, remarks
        self._bodies = Bodies(own.base)
        self._people: dict[str, tuple[Author, ...]] = {}
        self._media = Counter(x for entry in entries for x in entry.media)
        self._count = len(entries)
        self._glued = _are_glued([x.body for x in entries])
        people = {self._authors(x) for x in entries}
        team = next(iter(people)) if len(people) == 1 else ()
        is_blogs = self._count > 1 and {x.name for x in team} == set(own.authors)
        self._signs = len(team) < 2 or not (self._count >= FEWEST or is_blogs)
        for message, is_so in ((REPEATED_AUTHORS, not self._signs), (GLUED, self._glued)):
            if is_so:
                remarks.add(message)

    def witness(self, entry: Entry) -> Witness:
        record = self._record(entry)
        if not self._own.is_page:
            return Witness(record, signs=self._signs, is_of_data=True)
        words, names = shown_words(record.body), (entry.id, entry.url)
        clue = Clue(names, words_in(record.headline), words, entry.scope, record.url)
        is_cut = entry.body.rstrip().endswith(("…", "..."))
        return Witness(record, clue, f" {' '.join(words)} ", is_cut, self._signs, is_of_data=True)

    def _record(self, entry: Entry) -> Record:
        headline, body = line_of(entry.headline), self._blocks(entry)
        if headline == self._own.title and body:
            headline = ""
        url = address(entry.url, self._own.base) if entry.url else ""
        return Record(
            time=entry.time,
            edited=entry.edited,
            headline=headline,
            authors=self._authors(entry),
            body=body,
            id=entry.id.rpartition("#")[2] or url.rpartition("#")[2] * ("#" in url),
            url=url,
            kicker=line_of(entry.kicker),
            key_event=entry.key_event,
            pinned=entry.pinned,
        )

    def versions(self, first: Record, later: Sequence[Entry]) -> tuple[Later, ...]:
        """Later versions that differ from the version before."""
        found: list[Later] = []
        latest: Record | None = first
        for entry in later:
            became = None if entry.is_gone else self._record(entry)
            if became is not None and latest is not None and _said(became) == _said(latest):
                continue
            if entry.known is None or (found and entry.known <= found[-1].known):
                self._remarks.add(NO_TIME_OF_EDIT)
                continue
            latest = became and became._replace(time=first.time, edited=entry.known)
            found.append(Later(entry.known, latest))
        return tuple(found)

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        text, lead = entry.body, entry.lead
        if lead not in text and not text.startswith(lead.rstrip(" .…")):
            text = f"<p>{lead}</p>{text}" if "<" in text else f"{lead}\n\n{text}"
        if self._glued:
            text = _RUN_TOGETHER.sub("\n\n", text)
        body = self._bodies.blocks(text) if text else ()
        return body if "<img" in text else (*body, *filter(self._is_own, entry.media))

    def _is_own(self, piece: Image | Embed) -> bool:
        times = self._media[piece]
        return times < FEWEST or times * REPEATED_SHARE < self._count

    def _authors(self, entry: Entry) -> tuple[Author, ...]:
        key = repr(entry.author)[:500]
        if key not in self._people:
            every = read_authors(entry.author)
            own = tuple(x for x in every if letters_of(x.name) not in self._own.nobody)
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


def _said(record: Record) -> tuple[object, ...]:
    """The parts of a record that readers see, by which versions differ."""
    return record.headline, record.authors, record.body, record.key_event
