"""The updates of a LiveBlogPosting into posts, each freed of what belongs to the whole blog."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.model.blog import Author, Block, Embed, Image, Paragraph, Post
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address, site_of
from tui.readers.json_repair import text_in
from tui.readers.schema_org.boilerplate import RUN_TOGETHER, Bylines, find_boilerplate
from tui.readers.schema_org.leading_clock import without_clock
from tui.readers.schema_org.media import media_of, pictures_of, without_query
from tui.readers.schema_org.page_posts import PagePost, PagePosts, holds
from tui.readers.schema_org.update_times import UpdateTimes
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

PUBLISHER_AUTHOR = "The publisher stands as the author of updates; they are left unsigned."
UNKNOWN_AUTHOR = "The author has no name, or is a reference to something that is described nowhere."
EMPTY = "The update is empty: it has no headline, no text and no picture."
MOST_PICTURES = 100_000
"""Pictures of a live blog that are read; far more than there are seconds in a day."""
LONG_HEADLINE = 60
"""Characters from which a headline that the text begins with was cut from it by software."""
ID_LENGTH = 300
"""Characters of an update's id that are kept."""


@dataclass(frozen=True, slots=True)
class Context:
    """The blog's own properties, which pages repeat on each update."""

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
    reader = _UpdateReader(updates, context, remarks)
    posts: list[Post] = []
    for number, (update, moment) in enumerate(zip(updates, times.published, strict=True)):
        modified = times.modified(number) if update.get("dateModified") else None
        post = reader.post(update, number, moment, modified) if moment is not None else None
        if post is None:
            remarks.add(EMPTY, number + 1)
        else:
            posts.append(post)
    return posts


class _UpdateReader:
    """Reads the updates of one blog."""

    def __init__(self, updates: list[Object], context: Context, remarks: Remarks) -> None:
        self._context, self._remarks = context, remarks
        self._bylines, self._bodies = Bylines(context.resolve), Bodies(context.url)
        self._pictures_left = MOST_PICTURES
        self._publishers = {
            letters_of(context.publisher),
            letters_of(context.url and site_of(context.url)),
        } - {""}
        self._boilerplate = find_boilerplate(
            updates,
            self._bylines,
            remarks,
            title=context.title,
            authors=context.authors,
            images=context.images,
            resolve=context.resolve,
        )

    def post(
        self, update: Object, number: int, moment: datetime, modified: datetime | None
    ) -> Post | None:
        """The post of an update, as the page shows it where it shows more; None if it is empty."""
        headline, body = self._headline(update), self._body(update)
        url, key = self._url_and_id(update)
        shown = self._shown(update, key, url, headline, body, moment)
        if not any(isinstance(block, Image) for block in shown.body):
            body = self._with_pictures(shown.body or body, update)
        else:  # the page has all pictures of the post
            body = shown.body
        headline, body = _said_once(headline, self._with_media(body, update))
        if not headline and not body:
            return None
        return Post(
            published=moment,
            headline=headline,
            kicker=shown.kicker,
            authors=shown.authors or self._authors(update, number),
            body=body,
            id=key,
            url=url,
            modified=modified,
            key_event=shown.key_event,
            pinned=shown.pinned,
        )

    def _shown(
        self,
        update: Object,
        key: str,
        url: str,
        headline: str,
        body: tuple[Block, ...],
        moment: datetime,
    ) -> PagePost:
        """The post as the page shows it; else the labels that its microdata has."""
        page = self._context.page
        shown = page.of(key, url, headline, body, moment) if page is not None else None
        return shown or PagePost(
            key_event=update.get("tui:keyEvent") is True, pinned=update.get("tui:pinned") is True
        )

    def _headline(self, update: Object) -> str:
        line = line_of(
            text_in(
                update.get("headline") or update.get("name") or update.get("alternativeHeadline")
            )
        )
        return "" if line == self._boilerplate.headline else without_clock(line)

    def _body(self, update: Object) -> tuple[Block, ...]:
        description = update.get("description")
        if description == self._boilerplate.description:
            description = None
        text = text_in(update.get("articleBody") or update.get("text") or description)
        if not text:
            return ()
        if self._boilerplate.glued:
            text = RUN_TOGETHER.sub("\n\n", text)
        body = self._bodies.blocks(text)
        if description is None or description == text:
            return body
        return self._with_description(text_in(description), body)

    def _with_description(self, description: str, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The body behind a description that says more than it, so is no summary of it."""
        described = self._bodies.blocks(description)
        return body if holds(body, described) or not body else (*described, *body)

    def _url_and_id(self, update: Object) -> tuple[str, str]:
        url = update.get("url") or update.get("mainEntityOfPage")
        if isinstance(url, dict):
            url = url.get("@id") or url.get("url")
        key = _id_in(update)
        if not isinstance(url, str):
            url = key if key.startswith("http") else ""
        if not key and "#" in url:
            key = url.rsplit("#", 1)[1]
        can_be_kept = key.isascii() and key.isprintable()
        return address(url, self._context.url), key[:ID_LENGTH] if can_be_kept else ""

    def _authors(self, update: Object, number: int) -> tuple[Author, ...]:
        value = update.get("author") or update.get("creator")
        if not value:
            return ()
        authors = self._bylines.of(value)
        if not authors:
            publisher = self._context.publisher_id
            if publisher and isinstance(value, dict) and value.get("@id") == publisher:
                self._remarks.add(PUBLISHER_AUTHOR)
            else:
                self._remarks.add(UNKNOWN_AUTHOR, number + 1)
            return ()
        if authors == self._boilerplate.authors:
            return ()
        signed = tuple(x for x in authors if letters_of(x.name) not in self._publishers)
        if len(signed) < len(authors):
            self._remarks.add(PUBLISHER_AUTHOR)
        return signed

    def _with_pictures(self, body: tuple[Block, ...], update: Object) -> tuple[Block, ...]:
        """The body, then the update's own pictures that do not stand in it."""
        pictures = pictures_of(update, self._context.resolve) if self._pictures_left > 0 else []
        self._pictures_left -= len(pictures)
        if not pictures:
            return body
        captions = _captions(body)
        shown = {without_query(block.url) for block in body if isinstance(block, Image)}
        shown |= self._boilerplate.images
        return body + tuple(
            picture
            for picture in pictures
            if without_query(picture.url) not in shown and picture.caption not in captions
        )

    def _with_media(self, body: tuple[Block, ...], update: Object) -> tuple[Block, ...]:
        """The body, then the update's own videos and sounds, unless it has embeds already."""
        media = media_of(update, self._context.resolve)
        if not media or any(isinstance(block, Embed) for block in body):
            return body
        captions = _captions(body)
        return body + tuple(
            block
            for block in media
            if not isinstance(block, Image) or block.caption not in captions
        )


def _id_in(update: Object) -> str:
    key = update.get("identifier") or update.get("@id") or ""
    if type(key) is int and abs(key) < 10**ID_LENGTH:  # no bool, and no number of a megabyte
        return str(key)
    return key if isinstance(key, str) else ""


def _captions(body: tuple[Block, ...]) -> set[str]:
    """The captions of the pictures in a body."""
    return {block.caption for block in body if isinstance(block, Image)} - {""}


def _said_once(headline: str, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Headline and body, neither of which repeats the other."""
    first = body[0] if headline and body else None
    if not isinstance(first, Paragraph):
        return headline, body
    if first.text == headline:
        return headline, (body if first.links else body[1:])
    return "" if _is_cut_from(headline, first.text) else headline, body


def _is_cut_from(headline: str, text: str) -> bool:
    """Whether software made the headline of the text's beginning."""
    ends_in_dots = headline.endswith(("\u2026", "..."))
    beginning = headline.rstrip(" .\u2026") if ends_in_dots else headline
    looks_cut = ends_in_dots or len(headline) >= LONG_HEADLINE
    return looks_cut and bool(beginning) and text.startswith(beginning)
