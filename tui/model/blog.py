"""A live blog as read: frozen values, aware datetimes, text already clean. Nothing here knows of files or screens."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Author(NamedTuple):
    """Somebody a post is signed by; `role` is what the byline says beside the name ("Live editor", "in Beijing")."""

    name: str
    role: str = ""


class Link(NamedTuple):
    """A link in a text: characters `start` to `end` of it lead to `url` (http or https, printable ASCII)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class _Linked:
    """Text with its links: what most blocks are. One generated class for them all keeps every start short."""

    text: str
    links: tuple[Link, ...] = ()


class Paragraph(_Linked):
    """A paragraph of a body."""

    __slots__ = ()


class Heading(_Linked):
    """A heading inside a post's body."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ListItem(_Linked):
    """One item of a list; `marker` is "•" or the item's number with its full stop ("3.")."""

    marker: str = "•"


class Quote(_Linked):
    """A paragraph that the source sets as a quotation."""

    __slots__ = ()


class ReadMore(_Linked):
    """A line that only points elsewhere ("Read more about TikTok here"): not body text."""

    __slots__ = ()


class Image(NamedTuple):
    """A picture: what it shows (`alt`), whose it is (`credit`), what stands under it (`caption`)."""

    alt: str = ""
    credit: str = ""
    caption: str = ""
    url: str = ""


class Embed(NamedTuple):
    """Something from another site (a tweet, a video): drawn as a quoted box with its provider's name."""

    provider: str
    text: str = ""
    url: str = ""


type TextBlock = Paragraph | Heading | ListItem | Quote | ReadMore
type Block = TextBlock | Image | Embed


class Post(NamedTuple):
    """One entry of the live blog. `published` is aware; `kicker` is the label over the headline ("Analysis")."""

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
    """The name of the live blog the post comes from, where several are merged; else empty."""


class ReadWarning(NamedTuple):
    """What a reader could not understand or had to decide: `place` ("line 12", "update 3") and one sentence."""

    place: str
    message: str


class LiveBlog(NamedTuple):
    """A whole live blog. `posts` has at least one post, oldest first, equal times in reading order.

    `zone` is the IANA name of the zone its times are told in; `place_zone` that of where the story happens, if
    another. `summary` is as of the blog's end. `format` names the reader.
    """

    posts: tuple[Post, ...]
    title: str = ""
    description: str = ""
    summary: tuple[Block, ...] = ()
    zone: str = "UTC"
    place_zone: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    """Who the blog as a whole is by; a post's own authors stand with the post."""
    coverage_start: datetime | None = None
    coverage_end: datetime | None = None
    format: str = ""
    warnings: tuple[ReadWarning, ...] = ()

    @property
    def start(self) -> datetime:
        """When the first post was published."""
        return self.posts[0].published

    @property
    def end(self) -> datetime:
        """When the last post was published."""
        return self.posts[-1].published
