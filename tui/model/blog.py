"""A live blog as read: frozen values, aware datetimes, clean text; the words of every output."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from tui.model.blocks import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Part,
    Quote,
    ReadMore,
    TextBlock,
    plain_text,
    spaced,
)
from tui.model.coverage import Coverage
from tui.model.reading import ReadingCounts

__all__ = [
    "EMPTY_POST", "ORDERS", "Author", "Block", "Embed", "Heading", "Image", "Link", "ListItem",
    "LiveBlog", "Paragraph", "Part", "Post", "Quote", "ReadMore", "ReadWarning", "SummaryPoint",
    "TextBlock", "Version", "once_for_each_blog", "plain_text", "spaced",
]  # fmt: skip

EMPTY_POST = "(an empty post)"  # for a post without words
KEY_EVENT, PINNED = "Key event", "Pinned"
ORDERS = ("oldest", "newest")  # posts that come first on a page
_BLOGS_REMEMBERED = 4


class Author(NamedTuple):
    """The `role` follows the name in a byline: "Live editor"."""

    name: str
    role: str = ""


def _byline(authors: tuple[Author, ...]) -> str:
    return "; ".join([f"{name}, {role}" if role else name for name, role in authors])


class Version(NamedTuple):
    """A version from `known` on (between captures: after `after`); `post` None means deleted."""

    known: datetime
    post: "Post | None"
    after: datetime | None = None


class Post(NamedTuple):
    """`published` is aware, `kicker` a label such as "Analysis"."""

    published: datetime
    headline: str = ""
    kicker: str = ""
    authors: tuple[Author, ...] = ()
    body: tuple[Block, ...] = ()
    id: str = ""
    url: str = ""
    modified: datetime | None = None
    key_event: bool = False
    pinned: bool = False
    source: str = ""  # name of the post's live blog where several are merged
    versions: tuple[Version, ...] = ()  # edits and deletions, oldest first
    dated: datetime | None = None  # the page's time for the post, if it appeared at another

    @property
    def title(self) -> str:
        """The headline, else the first text of the body on one line, else the kicker."""
        if self.headline:
            return self.headline
        first = next(filter(None, (" ".join(block.gist.split()) for block in self.body)), "")
        return first or self.kicker or EMPTY_POST

    @property
    def labels(self) -> tuple[str, ...]:
        marks = KEY_EVENT * self.key_event, PINNED * self.pinned
        return tuple(filter(None, (self.kicker, *marks, self.source)))

    @property
    def byline(self) -> str:
        """Like "Tom Bateman, in Beijing; Tessa Wong"."""
        return _byline(self.authors)

    @property
    def head(self) -> tuple[str, ...]:
        """Lines above the body: labels, headline, byline."""
        return tuple(filter(None, (" · ".join(self.labels), self.headline, self.byline)))

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(block for block in self.body if isinstance(block, Image))

    @property
    def words(self) -> tuple[str, ...]:
        """Every text in reading order, for the feed and for searches."""
        found = [*self.head]
        for block in self.body:
            found += block.words
        return tuple(found)

    @property
    def text(self) -> str:
        return "\n\n".join((*self.head, *filter(None, (plain_text(self.body),)))) or EMPTY_POST


class SummaryPoint(NamedTuple):
    """A block of the summary, true from `known` on; None: known at the end only. A heading is known
    with the first point below it. A point removed at `until` is not in the whole summary."""

    block: Block
    known: datetime | None = None
    until: datetime | None = None


class ReadWarning(NamedTuple):
    """A reader's doubt: its `place` ("line 12", "update 3") and one sentence."""

    place: str
    message: str


class LiveBlog(NamedTuple):
    """A live blog, or a part of one. `posts` has at least one post, oldest first, equal times in
    reading order. `zone` is the IANA name or the abbreviation of the zone of its times,
    `place_zone` of the story's place if another. `summary` is as of the blog's end. `format` names
    the reader."""

    posts: tuple[Post, ...]
    title: str = ""
    description: str = ""
    summary: tuple[SummaryPoint, ...] = ()
    zone: str = "UTC"
    place_zone: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()  # of the blog as a whole
    coverage_start: datetime | None = None
    coverage_end: datetime | None = None
    format: str = ""
    warnings: tuple[ReadWarning, ...] = ()
    captured: datetime | None = None  # time of the page: saved or last changed
    part: Coverage | None = None  # if the source shows that it is incomplete
    reading: ReadingCounts | None = None  # account of the posts and words found
    edge: datetime | None = None  # a blog being written is known up to here; None once over

    @property
    def heading(self) -> str:
        """The title, or words in its place."""
        return self.title or "Live blog"

    @property
    def byline(self) -> str:
        return _byline(self.authors)

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the merged live blogs, in the order of their first posts; empty for one blog."""
        if not self.posts[0].source:
            return ()
        return tuple(dict.fromkeys(post.source for post in self.posts))

    @property
    def start(self) -> datetime:
        return self.posts[0].published

    @property
    def end(self) -> datetime:
        return self.posts[-1].published


class PostRow(NamedTuple):
    """A post as a row of the csv, by the names of its columns; kept for each mark."""

    blog: str  # address of the live blog, or its title; of several the name of the source
    published: datetime
    title: str
    note: str
    author: str = ""
    link: str = ""
    text: str = ""


def once_for_each_blog[Made](make: Callable[[LiveBlog], Made]) -> Callable[[LiveBlog], Made]:
    """Cache `make` for the latest blogs by identity, because equality would compare all text."""
    remembered: list[tuple[LiveBlog, Made]] = []

    def made_of(blog: LiveBlog) -> Made:
        for known, made in remembered:
            if known is blog:
                return made
        remembered.insert(0, (blog, make(blog)))
        del remembered[_BLOGS_REMEMBERED:]
        return remembered[0][1]

    return made_of
