"""A post in the making: its record in the data, its element on the page, and values of both."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise, takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block, Heading, Post, Version
from tui.model.safe_text import letters_of
from tui.readers.habits import is_repeated
from tui.readers.html.blocks import body_blocks, line_of, shown_words
from tui.readers.html.lines import ShownLine
from tui.readers.html.links import address
from tui.readers.html.tags import BOLD, HEADINGS, PROSE
from tui.readers.html.words import words_in
from tui.readers.names import named
from tui.readers.pieces.entries import Entry
from tui.readers.pieces.people import read_authors
from tui.readers.pieces.records import Found
from tui.readers.posts.about import AboutReader

FEWEST = 3  # records, to call a repeated text the blog's own
FEWEST_WORDS = 5  # of a sentence at a post's foot
LONGEST_HEAD = 60  # characters; a longer line is text, not head or foot
RUN = 3  # words in a row that a line shares with the data
FIRST_RUNS = 40  # runs per line
NO_TIME_OF_EDIT = "An edit has no time after the one before it and was left out."
DELETED = "Posts that were deleted and whose text is not there were left out: {}."
SHOWN = ("text", "caption")
UNDATED = datetime.min.replace(tzinfo=UTC)  # stands for the time of a post until it is known
_RUN_TOGETHER = re.compile(
    r"[.!?…\"”’](?:(?<=[^\W\d_]{2}[.!?…])(?=[“\"]?[^\W\d_a-zà-ÿ])|(?<=[.!?]”)(?=[^\W\d_])"
    r"|(?<=[.!?][\"’])(?=[A-ZÀ-Þ])|(?<=\d\d[.?!])(?=[\"“‘]?[A-Z][a-z]+[ ,]))"
)
_BEFORE_TEXT = BOLD | HEADINGS | {"headline"}  # tags and roles
_NO_ENTRY = Entry(None)
_NO_POST = Post(UNDATED)


@dataclass(eq=False)
class Draft:
    """A draft without an `entry` is on the page alone; one without a `node` in the data alone.
    `record` is the entry's post, without a time. `every` are lines and pictures of the element,
    `lines` those with words. `shown` and `edit` are the page's times, the others the post's."""

    entry: Entry = _NO_ENTRY
    record: Post = _NO_POST
    node: LexborNode | None = None
    every: list[ShownLine] = field(default_factory=list)
    lines: list[ShownLine] = field(default_factory=list)
    headline: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    is_joined: bool = False  # to the post before, by the same author
    account: Counter[str] = field(default_factory=Counter)  # words of each kind
    shown: datetime | None = None
    edit: datetime | None = None
    published: datetime | None = None
    edited: datetime | None = None

    @property
    def is_of_data(self) -> bool:
        return self.entry is not _NO_ENTRY

    @property
    def key(self) -> int:
        """Key of the element, 0 without one."""
        return self.node.mem_id if self.node is not None else 0

    @property
    def own_id(self) -> str:
        """Id of the element."""
        return (self.node.id or "") if self.node is not None else ""

    @cached_property
    def heading(self) -> list[str]:
        """Words of the record's headline."""
        return words_in(self.record.headline)

    @cached_property
    def said(self) -> list[str]:
        """Words of the record's text."""
        return list(shown_words(self.record.body))

    @property
    def is_cut(self) -> bool:
        """The record's text ends in an ellipsis, perhaps inside a word."""
        return bool(self.said) and self.entry.body.rstrip().endswith(("…", "..."))

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self.said)} "

    def says(self, words: list[str]) -> bool:
        """The record's text has a run of these words, or few words alone."""
        if self.is_cut and words[:1] == self.said[-1:]:  # the last word may begin a line
            return True
        return any(self._runs_of(words))

    def says_most(self, words: list[str]) -> bool:
        """The record's text has most runs of these words."""
        runs = list(self._runs_of(words))
        return sum(runs) * 2 > len(runs)

    def _runs_of(self, words: list[str]) -> Iterator[bool]:
        """Each run of the words, or all of a few: true if the record's text has it."""
        runs = min(max(len(words) - RUN, 0) + 1, FIRST_RUNS) if words and self.said else 0
        return (f" {' '.join(words[n : n + RUN])} " in self._line for n in range(runs))

    @property
    def head(self) -> list[ShownLine]:
        """Lines before the text, which a long line begins; a heading may be long."""
        return list(takewhile(lambda x: _is_beside(x) or x.is_in(_BEFORE_TEXT), self.lines))

    @property
    def ends(self) -> set[ShownLine]:
        """Lines before and behind the text; a sentence above a clock is a post's that it quotes."""
        above = (a for a, b in pairwise(self.lines) if b.kind == "clock" and a.kind == "text")
        quoted = {x for x in above if x.text[-1] in ".!?…" and len(x.words) >= FEWEST_WORDS}
        foot = takewhile(lambda x: _is_beside(x) and x not in quoted, reversed(self.lines))
        return {*self.head, *foot}


def _is_beside(line: ShownLine) -> bool:
    """No text, or short enough for a post's head or foot."""
    if line.kind != "text" or line.loose or line.at.tag == "li":
        return line.kind != "text"
    return len(line.text) <= (LONGEST_HEAD * 2 // 3 if line.at.tag in PROSE else LONGEST_HEAD)


# Drafts of entries


def drafts_of(found: Found | None, about: AboutReader) -> list[Draft]:
    if found is None:
        return []
    for remark in found.remarks:
        about.remarks.add(remark)
    posts = _PostReader(found.entries, about)
    stories: dict[str, list[Entry]] = {}  # versions of each post
    for number, entry in enumerate(found.entries):
        key = entry.id if found.dialect.known else ""
        stories.setdefault(key or f"#{number}", []).append(entry)
    drafts: list[Draft] = []
    for story in stories.values():
        first, *later = sorted(story, key=_order)
        if not first.is_gone:
            drafts.append(Draft(first, posts.read(first, later)))
    if len(drafts) < len(stories):
        about.remarks.add(DELETED.format(len(stories) - len(drafts)))
    return drafts


def _order(entry: Entry) -> tuple[bool, float]:
    """The original text before its edits, edits by time."""
    is_edit = entry.is_gone or entry.known not in (None, entry.time)
    return is_edit, entry.known.timestamp() if entry.known is not None else 0.0


class _PostReader:
    """Reads posts of entries, without values that all entries share."""

    def __init__(self, entries: Sequence[Entry], about: AboutReader) -> None:
        self._about, self._count = about, len(entries)
        self._people: dict[str, tuple[Author, ...]] = {}
        self._media = Counter(x for entry in entries for x in entry.media)
        are_several = self._count >= FEWEST
        self._has_one_headline = are_several and len({x.headline for x in entries}) == 1
        teams = list(map(self._authors, entries))
        is_one = are_several and len(set(teams)) == 1
        self._is_signed = not (is_one and len(teams[0]) > 1)
        about.team = () if self._is_signed else teams[0]
        self._is_glued = _are_glued([x.body for x in entries if x.body])

    def read(self, entry: Entry, later: Sequence[Entry]) -> Post:
        """The first version, and later versions that differ from the version before."""
        first = self._post(entry)
        found: list[Version] = []
        latest: Post | None = first
        for each in later:
            became = None if each.is_gone else self._post(each)
            if became is not None and became == latest:
                continue
            if each.known is None or (found and each.known <= found[-1].known):
                self._about.remarks.add(NO_TIME_OF_EDIT)
                continue
            latest = became
            found.append(Version(each.known, became))
        return first._replace(versions=tuple(found)) if found else first

    def _post(self, entry: Entry) -> Post:
        authors, body = self._authors(entry), self._blocks(entry)
        headline, body = (line_of(entry.headline), body) if entry.headline else _headed(body)
        is_the_blogs = headline == self._about.title and (body or self._has_one_headline)
        if is_the_blogs or _is_byline(headline, authors):
            headline = ""
        url = address(entry.url, self._about.url) if entry.url else ""
        return Post(
            UNDATED,
            headline=headline,
            kicker=line_of(entry.kicker),
            authors=authors if self._is_signed else (),
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
            text = _RUN_TOGETHER.sub(r"\g<0>\n\n", text)
        body = body_blocks(text, self._about.url) if text else ()
        own = (x for x in entry.media if not is_repeated(self._media[x], self._count))
        return body if "<img" in text else (*body, *own)

    def _authors(self, entry: Entry) -> tuple[Author, ...]:
        if (key := entry.signature) not in self._people:
            every, nobody = read_authors(entry.author), self._about.nobody
            self._people[key] = tuple(x for x in every if letters_of(x.name) not in nobody)
        return self._people[key]


def _is_byline(headline: str, authors: tuple[Author, ...]) -> bool:
    """As "By: Ann Lee"."""
    return any(x.name in headline for x in authors) and named(headline) == authors


def _headed(body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Headline and the rest of a body that begins with a heading."""
    is_headed = len(body) > 1 and isinstance(body[0], Heading)
    return (body[0].words[0], body[1:]) if is_headed else ("", body)


def _are_glued(bodies: Sequence[str]) -> bool:
    """Sentences touch throughout a blog: paragraphs were joined without a space."""
    if any("\n" in x or "<" in x for x in bodies):
        return False
    joints = sum(bool(_RUN_TOGETHER.search(x)) for x in bodies)
    return joints >= FEWEST and joints * 2 > len(bodies)
