"""The updates of a LiveBlogPosting into posts, each freed of what belongs to the blog as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.model.blog import Author, Block, Embed, Image, Paragraph, Post
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address, safe_link, site_of
from tui.readers.schema_org.boilerplate import RUN_TOGETHER, Bylines, Habits, learn
from tui.readers.schema_org.json_repair import text_in
from tui.readers.schema_org.leading_clock import without_clock
from tui.readers.schema_org.media import MEDIA, media_of, pictures_of
from tui.readers.schema_org.page_posts import PagePosts, holds
from tui.readers.schema_org.update_times import UpdateTimes
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

PUBLISHER_AUTHOR = "The publisher stands as the author of updates; they are left unsigned."
UNKNOWN_AUTHOR = "The author has no name, or is a reference to something that is described nowhere."
EMPTY = "The update is empty: it has no headline, no text and no picture."
_READ: Object = {}
_MEDIA = frozenset(MEDIA)
MOST_PICTURES = 100_000
"""Pictures of a live blog that are read; far more than there are seconds in a day."""
LONG_HEADLINE = 60
"""Characters from which a headline that the text begins with is one that software cut from it."""
ID_LENGTH = 300
"""Characters of an update's id that are kept."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the updates are read against: the blog's own properties, which pages repeat on each of them."""

    title: str
    publisher: str
    publisher_id: str
    authors: frozenset[str]
    images: frozenset[str]
    url: str
    resolve: Callable[[Object], Object]
    page: PagePosts | None = None


def posts_of(
    updates: list[Object], times: UpdateTimes, context: Context, remarks: Remarks
) -> list[Post]:
    """A post for each update that says anything, in the order of the file."""
    return _Updates(updates, times, context, remarks).posts()


class _Updates:
    """The updates of one blog."""

    def __init__(
        self, updates: list[Object], times: UpdateTimes, context: Context, remarks: Remarks
    ) -> None:
        self._updates, self._times, self._context, self._remarks = updates, times, context, remarks
        self._bylines, self._bodies = Bylines(context.resolve), Bodies(context.url)
        self._pictures_left = MOST_PICTURES
        self._base = context.url + "#" if safe_link(context.url) == context.url != "" else "\0"
        self._publishers = {
            letters_of(context.publisher),
            letters_of(context.url and site_of(context.url)),
        } - {""}
        self._known: dict[str, bool] = {}
        self._habits: Habits = learn(
            updates, self._bylines, remarks,
            title=context.title, authors=context.authors, images=context.images, resolve=context.resolve,
        )  # fmt: skip

    def posts(self) -> list[Post]:
        posts: list[Post] = []
        page, modified, post_of = self._context.page, self._times.modified, self._post
        updates = self._updates
        for number, moment in enumerate(self._times.published):
            update = updates[number]
            post = None
            if moment is not None:
                changed = update.get("dateModified")
                later = (
                    modified(number) if changed and changed != update.get("datePublished") else None
                )
                post = (
                    post_of(update, number, moment, later)
                    if page is None
                    else self._shown(update, number, moment, later)
                )
            if post is None:
                self._remarks.add(EMPTY, number + 1)
            else:
                posts.append(post)
            updates[number] = _READ  # freed: a long blog is not in memory twice
        return posts

    def _post(
        self, update: Object, number: int, moment: datetime, modified: datetime | None
    ) -> Post | None:
        """The post as its data has it."""
        headline, body = self._headline(update), self._body(update)
        beside = (
            "image" in update or "video" in update or "audio" in update
        )  # quicker than the set, 100,000 times
        if beside or "sharedContent" in update or "associatedMedia" in update:
            body = self._with_pictures(body, update)
        headline, body = _said_once(headline, body)
        if not headline and not body:
            return None
        url, key = self._url_and_id(update)
        author = update.get("author") or update.get("creator")
        authors = self._authors(author, number) if author else ()
        return Post(moment, _moved(headline), "", authors, body, key, _moved(url), modified)

    def _shown(
        self, update: Object, number: int, moment: datetime, modified: datetime | None
    ) -> Post | None:
        """The post as its data has it, or as the page shows it where that is more."""
        page = self._context.page
        headline, body, (url, key) = (
            self._headline(update),
            self._body(update),
            self._url_and_id(update),
        )
        shown = page.of(key, url, headline, body, moment) if page is not None else None
        if shown is None:
            post = self._post(update, number, moment, modified)
            key_event, pinned = (
                update.get("tui:keyEvent") is True,
                update.get("tui:pinned") is True,
            )  # by microdata
            return (
                post._replace(key_event=key_event, pinned=pinned)
                if post and (key_event or pinned)
                else post
            )
        authors = shown.authors or self._authors(
            update.get("author") or update.get("creator"), number
        )
        body = self._with_pictures(
            shown.body or body, update, whole=any(isinstance(x, Image) for x in shown.body)
        )
        headline, body = _said_once(headline, body)
        if not headline and not body:
            return None
        return Post(
            moment,
            headline,
            shown.kicker,
            authors,
            body,
            key,
            url,
            modified,
            shown.key_event,
            shown.pinned,
        )

    def _headline(self, update: Object) -> str:
        headline = update.get("headline") or update.get("name") or update.get("alternativeHeadline")
        if headline.__class__ is not str:
            headline = text_in(headline)
        if not headline:
            return ""
        line = line_of(headline)
        if line == self._habits.headline:
            return ""
        return without_clock(line)

    def _body(self, update: Object) -> tuple[Block, ...]:
        description = update.get("description")
        if description == self._habits.description:
            description = None
        text = update.get("articleBody") or update.get("text") or description
        if not text:
            return ()
        if text.__class__ is not str:
            text = text_in(text)
        if self._habits.glued:
            text = RUN_TOGETHER.sub("\n\n", text)
        body = self._bodies.blocks(_moved(text))
        return (
            body
            if description is None or description == text
            else self._with_description(description, body)
        )

    def _with_description(self, description: object, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """A description that says more than the text is no summary of it: it stands before the text."""
        told = self._bodies.blocks(text_in(description))
        return body if holds(body, told) or not body else (*told, *body)

    def _url_and_id(self, update: Object) -> tuple[str, str]:
        url = update.get("url") or update.get("mainEntityOfPage")
        if isinstance(url, dict):
            url = url.get("@id") or url.get("url")
        if (
            url.__class__ is str
            and url.startswith(self._base)
            and "identifier" not in update
            and "@id" not in update
        ):
            key = url[len(self._base) :]  # behind the blog's own address: "#post_17"
            if (
                key.isascii()
                and key.replace("_", "").replace("-", "").isalnum()
                and len(url) < ID_LENGTH
            ):
                return url, key
        key = update.get("identifier") or update.get("@id") or ""
        if key.__class__ is not str:
            key = str(key) if key.__class__ is int and abs(key) < 10**ID_LENGTH else ""
        if url.__class__ is not str:
            url = key if key.startswith("http") else ""
        if not key and "#" in url:
            key = url.rsplit("#", 1)[1]
        key = key[:ID_LENGTH] if key.isascii() and key.isprintable() else ""
        if url.startswith("https://") and "&amp;" not in url:
            return safe_link(url), key
        return address(url, self._context.url), key

    def _authors(self, value: object, number: int) -> tuple[Author, ...]:
        if not value:
            return ()
        authors = self._bylines.of(value)
        if not authors:
            publisher = self._context.publisher_id
            is_publisher = (
                bool(publisher) and isinstance(value, dict) and value.get("@id") == publisher
            )
            self._remarks.add(
                PUBLISHER_AUTHOR if is_publisher else UNKNOWN_AUTHOR,
                0 if is_publisher else number + 1,
            )
            return ()
        if self._habits.authors and authors == self._habits.authors:
            return ()
        signed = tuple(author for author in authors if not self._is_publisher(author.name))
        if len(signed) < len(authors):
            self._remarks.add(PUBLISHER_AUTHOR)
        return signed

    def _is_publisher(self, name: str) -> bool:
        known = self._known.get(name)
        return (
            self._known.setdefault(name, letters_of(name) in self._publishers)
            if known is None
            else known
        )

    def _with_pictures(
        self, body: tuple[Block, ...], update: Object, *, whole: bool = False
    ) -> tuple[Block, ...]:
        """The body and the update's own pictures and videos that do not stand in it; none if it is `whole`."""
        if "image" in update and not whole:
            images = [block for block in body if isinstance(block, Image)]
            shown = {image.url.split("?", 1)[0] for image in images} | self._habits.images
            captions = {image.caption for image in images} - {""}
            pictures = pictures_of(update, self._context.resolve) if self._pictures_left > 0 else []
            self._pictures_left -= len(pictures)
            for picture in pictures:
                if picture.url.split("?", 1)[0] not in shown and picture.caption not in captions:
                    body = (*body, picture)
        if not _MEDIA.isdisjoint(update) and not any(isinstance(block, Embed) for block in body):
            captions = {block.caption for block in body if isinstance(block, Image)} - {""}
            media = media_of(update, self._context.resolve)
            body += tuple(
                block
                for block in media
                if not isinstance(block, Image) or block.caption not in captions
            )
        return body


def _said_once(headline: str, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Headline and body, without what the one has of the other: a headline cut from the text, or put before it."""
    first = body[0] if headline and body else None
    if not isinstance(first, Paragraph) or first.text[:1] != headline[:1]:
        return headline, body
    if first.text == headline:
        return headline, (body if first.links else body[1:])
    cut = headline.rstrip(" .\u2026") if headline.endswith(("\u2026", "...")) else headline
    is_cut = cut != headline or len(headline) >= LONG_HEADLINE
    return ("", body) if is_cut and cut and first.text.startswith(cut) else (headline, body)


def _moved(text: str) -> str:
    """The same text in memory of its own: kept where the JSON's was, it would hold the freed memory around it.

    Worth 80 MB where 100,000 updates are read.
    """
    return "".join((text, ""))
