"""A live blog as read: frozen values, aware datetimes, clean text; and the words of each part.

Every output takes its words from here, so that all say the same in the same order. What a body is
made of stands in `blocks`; its names are given on here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tui.model.blocks import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Quote,
    ReadMore,
    TextBlock,
    plain_text,
    spaced,
)

if TYPE_CHECKING:
    from tui.model.part import Part
    from tui.model.reading import ReadingCounts

__all__ = [
    "EMPTY_POST", "Author", "Block", "Embed", "Heading", "Image", "Link", "ListItem", "LiveBlog",
    "Paragraph", "Post", "Quote", "ReadMore", "ReadWarning", "SummaryPoint", "TextBlock",
    "Version", "once_for_each_blog", "plain_text", "spaced",
]  # fmt: skip

EMPTY_POST = "(an empty post)"
"""Stands for a post without any words."""
_BLOGS_REMEMBERED = 4


class Author(NamedTuple):
    """A person who signed a post; a byline has the `role` after the name: "Live editor"."""

    name: str
    role: str = ""


def _byline(authors: tuple[Author, ...]) -> str:
    return "; ".join([f"{name}, {role}" if role else name for name, role in authors])


class Version(NamedTuple):
    """A later version of a post, from the moment `known` on; None as `post` means deleted.

    Where only two captures tell of the change, it came after the moment `after`, and by `known`.
    """

    known: datetime
    post: "Post | None"
    after: datetime | None = None


class Post(NamedTuple):
    """An entry of the live blog; `published` is aware, `kicker` a label such as "Analysis"."""

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
    source: str = ""
    """The name of the live blog that the post comes from where several are merged; else empty."""
    versions: tuple[Version, ...] = ()
    """Later states, oldest first: edits and deletions, each from a moment on."""
    dated: datetime | None = None
    """The time that the page gives the post, where the post came to the page at another."""

    @property
    def title(self) -> str:
        """The headline, else the first text of the body on one line, else the kicker."""
        if self.headline:
            return self.headline
        first = next(filter(None, (" ".join(block.gist.split()) for block in self.body)), "")
        return first or self.kicker or EMPTY_POST

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels over the headline in their order: kicker, "Key event", "Pinned", source."""
        key_event = "Key event" if self.key_event else ""
        pinned = "Pinned" if self.pinned else ""
        return tuple(filter(None, (self.kicker, key_event, pinned, self.source)))

    @property
    def byline(self) -> str:
        """The authors with their roles, on one line: "Tom Bateman, in Beijing; Tessa Wong"."""
        return _byline(self.authors)

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the body: the labels on one line, the headline, the byline."""
        return tuple(filter(None, (" · ".join(self.labels), self.headline, self.byline)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of the post in reading order, as the feed draws and a search reads them."""
        found = [*self.head]
        for block in self.body:
            found += block.words
        return tuple(found)

    @property
    def text(self) -> str:
        """The whole post as plain text, without its time."""
        return "\n\n".join((*self.head, *filter(None, (plain_text(self.body),)))) or EMPTY_POST


class SummaryPoint(NamedTuple):
    """A block of the blog's summary, true from the moment `known` on; None: known at the end only.

    A heading is known with the first point below it. What the page left out later has the moment in
    `until`, and is no part of the whole summary.
    """

    block: Block
    known: datetime | None = None
    until: datetime | None = None


class ReadWarning(NamedTuple):
    """A doubt of a reader: its `place` ("line 12", "update 3") and one sentence."""

    place: str
    message: str


class LiveBlog(NamedTuple):
    """A live blog, or a part of one.

    `posts` has at least one post, oldest first, equal times in reading order.
    `zone` is the IANA name of the zone of its times; `place_zone` that of the story's place, if
    another. `summary` is the whole one, as of the blog's end; tui.model.summary tells which of its
    points are known at a moment. `format` names the reader.
    """

    posts: tuple[Post, ...]
    title: str = ""
    description: str = ""
    summary: tuple[SummaryPoint, ...] = ()
    zone: str = "UTC"
    place_zone: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    """The authors of the blog as a whole; a post's own authors stand with the post."""
    coverage_start: datetime | None = None
    coverage_end: datetime | None = None
    format: str = ""
    warnings: tuple[ReadWarning, ...] = ()
    captured: datetime | None = None
    """The moment that the page shows: when it was saved, or last changed, as the source says."""
    part: "Part | None" = None
    """The part that is there, if the source says or shows that it is one of several."""
    reading: "ReadingCounts | None" = None
    """The way in which the posts were found, and the account of their words."""
    edge: datetime | None = None
    """The moment up to which a blog is known that is being written; None for one that is over."""

    @property
    def byline(self) -> str:
        """The authors of the whole blog with their roles, in the form of a post's byline."""
        return _byline(self.authors)

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the merged live blogs in the order of their first posts; none for one."""
        if not self.posts[0].source:
            return ()
        return tuple(dict.fromkeys(post.source for post in self.posts))

    @property
    def start(self) -> datetime:
        """The time of the first post."""
        return self.posts[0].published

    @property
    def end(self) -> datetime:
        """The time of the last post."""
        return self.posts[-1].published


def once_for_each_blog[Made](make: Callable[[LiveBlog], Made]) -> Callable[[LiveBlog], Made]:
    """Caches the results of `make` for the latest blogs, shared by all guests of a process.

    A blog is recognised by identity, because equality would compare all its text.
    """
    remembered: list[tuple[LiveBlog, Made]] = []

    def made_of(blog: LiveBlog) -> Made:
        for known, made in remembered:
            if known is blog:
                return made
        remembered.insert(0, (blog, make(blog)))
        del remembered[_BLOGS_REMEMBERED:]
        return remembered[0][1]

    return made_of
